// What the page itself remembers: where the reader is, how numbers are shown, what is explained and selected.
// Figures never live here; they come from the core. Display choices survive a restart, the rest does not.

import { create } from 'zustand'
import type { Language } from '../../shared/language/text.ts'
import type { MoneyUnit } from '../../shared/units/format.ts'
import type { Given } from '../client/file-paths.ts'
import { readChoices, writeChoices } from './choices.ts'

export const screenNames = [
  'welcome',
  'overview',
  'import',
  'usage',
  'forecast',
  'exposure',
  'market',
  'desk',
  'risk',
  'reports',
  'log',
  'settings',
] as const
export type ScreenName = (typeof screenNames)[number]

/** Where on a screen: the month of a breach, the filter of an import, the tab. */
export type ScreenParams = Readonly<Record<string, string>>

interface Navigation {
  readonly screen: ScreenName
  readonly params: ScreenParams
  readonly goTo: (screen: ScreenName, params?: ScreenParams) => void
}

export interface DisplayChoices {
  readonly language: Language
  readonly theme: 'system' | 'light' | 'dark'
  readonly density: 'compact' | 'default'
  readonly unit: MoneyUnit
  readonly sign: 'accounting' | 'minus'
}

interface Choices extends DisplayChoices {
  readonly choose: (choices: Partial<DisplayChoices>) => void
}

interface Docked {
  /** The panel at the right; the glossary may be open at a term. */
  readonly dock: 'none' | 'explain' | 'glossary' | 'calculator'
  readonly glossaryTerm: string | null
  readonly openDock: (dock: Docked['dock'], term?: string) => void
}

/** A question of the calculator as it is typed. */
export interface Calculation {
  readonly function: string
  /** JSON. */
  readonly inputs: string
  /** The figure on a page it was made from, until the question is changed. */
  readonly figure?: { readonly text: string; readonly field: string }
  /** Asked from elsewhere and not yet calculated. */
  readonly isDue?: boolean
}

interface Calculator {
  /** Kept while the panel is closed. */
  readonly calculation: Calculation
  readonly setCalculation: (calculation: Calculation) => void
}

interface Selection {
  /** 'YYYY-MM', shared by ladder, forecast and risk. */
  readonly month: string | null
  /** Strategy shown on desk, risk and reports; null = the chosen one. */
  readonly strategy: string | null
  readonly scenario: string | null
  readonly select: (selection: Partial<Pick<Selection, 'month' | 'strategy' | 'scenario'>>) => void
}

interface Handover {
  /** Files dropped on the window, waiting for the Import screen. */
  readonly droppedFiles: readonly Given[]
  readonly dropFiles: (files: readonly Given[]) => void
}

export type AppState = Navigation & Choices & Docked & Calculator & Selection & Handover

export const useApp = create<AppState>((set) => ({
  screen: 'welcome',
  params: {},
  goTo: (screen, params = {}) => set({ screen, params }),

  ...readChoices(),
  choose: (choices) =>
    set((state) => {
      const { language, theme, density, unit, sign } = { ...state, ...choices }
      writeChoices({ language, theme, density, unit, sign })
      return choices
    }),

  dock: 'none',
  glossaryTerm: null,
  openDock: (dock, term) => set({ dock, glossaryTerm: term ?? null }),

  calculation: { function: '', inputs: '' },
  setCalculation: (calculation) => set({ calculation }),

  month: null,
  strategy: null,
  scenario: null,
  select: (selection) => set(selection),

  droppedFiles: [],
  dropFiles: (droppedFiles) => set({ droppedFiles }),
}))
