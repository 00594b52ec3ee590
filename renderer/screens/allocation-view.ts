// What the reader looks at on the Allocation tab, and the rules under edit: a draft of one workspace, tried but not saved.
// Kept while other tabs and screens are open.
import { create } from 'zustand'
import type { AllocationRule, RuleCondition, RuleField } from '../../shared/domain/allocation.ts'

export interface AllocationView {
  readonly missing: 'team' | 'costCenter'
  /** null: what says most about whose it is. */
  readonly by: RuleField | null
  readonly draft: { readonly workspace: string; readonly rules: readonly AllocationRule[] } | null
  /** Place of the rule whose conditions are being edited. */
  readonly open: number | null
}

export const useAllocationView = create<AllocationView>(() => ({ missing: 'team', by: null, draft: null, open: null }))

export const setAllocationView = (part: Partial<AllocationView>): void => useAllocationView.setState(part)

export const isCompleteCondition = ({ test, values }: RuleCondition): boolean =>
  values.length > 0 && (test === 'equals' || !values.includes(''))

/** A rule that gives something and asks for something that can be. */
export const isComplete = ({ when, team, costCenter }: AllocationRule): boolean =>
  (team !== '' || costCenter !== '') && when.every(isCompleteCondition)

/** The complete rules, and for each rule its place among them: the core is asked about these only. */
export function completeRules(rules: readonly AllocationRule[]): { rules: AllocationRule[]; placeOf: (at: number) => number | null } {
  const places = rules.flatMap((rule, at) => (isComplete(rule) ? [at] : []))
  return {
    rules: rules.filter(isComplete),
    placeOf: (at) => {
      const place = places.indexOf(at)
      return place < 0 ? null : place
    },
  }
}

/** The rule at one place moved by one; the same list at either end. */
export function moved(rules: readonly AllocationRule[], at: number, by: 1 | -1): readonly AllocationRule[] {
  const [rule, other] = [rules[at], rules[at + by]]
  if (!rule || !other) return rules
  return rules.map((each, place) => (place === at ? other : place === at + by ? rule : each))
}

/** Lines of a text field; one empty line alone stands for what is not stated. */
export const valuesOf = (typed: string): string[] => [...new Set(typed.split('\n').map((line) => line.trim()))]
