// Everything the palette offers, the native menus choose and the global keys do: one list, named in both languages.
import { type MenuAction, menuActions } from '../../shared/contract/desktop.ts'
import { shellTexts } from '../../shared/language/shell.ts'
import { languages } from '../../shared/language/text.ts'
import { type DisplayChoices, type ScreenName, screenNames, useApp } from '../state/store.ts'
import type { WorkspaceActions } from '../state/workspace.ts'
import { numberedScreens } from './key-actions.ts'

export interface AppAction {
  readonly id: string
  /** English and Chinese, in the order of `languages`. */
  readonly names: readonly [string, string]
  readonly keys?: string
  readonly run: () => void
}

export interface Sheets {
  readonly openPalette: () => void
  readonly openShortcuts: () => void
}

type ShellText = (typeof shellTexts)['en']

export function appActions(workspace: WorkspaceActions, hasWorkspace: boolean, sheets: Sheets): AppAction[] {
  const { goTo, choose, openDock } = useApp.getState()
  const named = (say: (text: ShellText) => string): [string, string] => [say(shellTexts.en), say(shellTexts.zh)]
  const action = (id: string, say: (text: ShellText) => string, run: () => void, keys?: string): AppAction => ({
    id,
    names: named(say),
    run,
    ...(keys === undefined ? {} : { keys }),
  })
  const choice = (key: keyof DisplayChoices, value: string, say: (text: ShellText) => string): AppAction =>
    action(`${key}-${value}`, say, () => choose({ [key]: value }))
  const shown: readonly ScreenName[] = hasWorkspace ? screenNames.filter((screen) => screen !== 'welcome') : ['settings']
  return [
    ...shown.map((screen) => {
      const digit = numberedScreens.indexOf(screen) + 1
      return action(
        `go-${screen}`,
        (text) => text.palette.goTo(text.screens[screen]),
        () => goTo(screen),
        digit > 0 ? `Ctrl+${digit}` : undefined,
      )
    }),
    ...(hasWorkspace
      ? [
          action(
            'undo',
            (text) => text.palette.undo,
            () => void workspace.undo(),
            'Ctrl+Z',
          ),
          action(
            'redo',
            (text) => text.palette.redo,
            () => void workspace.redo(),
            'Ctrl+Y',
          ),
          action(
            'import-usage',
            (text) => text.palette.import,
            () => goTo('import'),
            'Ctrl+I',
          ),
          action(
            'write-report',
            (text) => text.palette.export,
            () => goTo('reports'),
            'Ctrl+E',
          ),
          action(
            'close-workspace',
            (text) => text.palette.close,
            () => void workspace.close(),
          ),
        ]
      : []),
    action(
      'open-sample',
      (text) => text.palette.openSample,
      () => void workspace.openSample(),
    ),
    action(
      'new-workspace',
      (text) => text.palette.newWorkspace,
      () => goTo('welcome'),
    ),
    action(
      'open-workspace',
      (text) => text.palette.open,
      () => void workspace.chooseAndOpen(),
      'Ctrl+O',
    ),
    action(
      'glossary',
      (text) => text.palette.glossary,
      () => openDock('glossary'),
      'F1',
    ),
    action(
      'explain',
      (text) => text.palette.explain,
      () => openDock('explain'),
    ),
    action(
      'reperform',
      (text) => text.palette.reperform,
      () => openDock('calculator'),
    ),
    action('shortcuts', (text) => text.palette.shortcuts, sheets.openShortcuts, 'Ctrl+/'),
    ...(['system', 'light', 'dark'] as const).map((theme) =>
      choice('theme', theme, (text) => text.palette.theme(text.palette.themes[theme])),
    ),
    ...(['default', 'compact'] as const).map((density) =>
      choice('density', density, (text) => text.palette.density(text.palette.densities[density])),
    ),
    ...(['one', 'thousand', 'million', 'auto'] as const).map((unit) => choice('unit', unit, (text) => text.palette.unit(text.units[unit]))),
    ...languages.map((language) => choice('language', language, (text) => text.palette.language(language === 'en' ? 'English' : '中文'))),
  ]
}

/** The native menu's choice, carried out like the same action of the palette. */
export function runMenuAction(chosen: MenuAction, actions: readonly AppAction[], sheets: Sheets): void {
  if (!menuActions.includes(chosen)) return
  if (chosen === 'command-palette') sheets.openPalette()
  else actions.find((each) => each.id === chosen)?.run()
}
