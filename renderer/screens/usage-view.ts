// What the reader looks at on the Usage screen: measure, rows, filters, the way down. Kept while other screens are open.
import { create } from 'zustand'
import type { UsageKeyName, UsageRowData } from '../../shared/contract/usage-commands.ts'
import type { Measure } from './usage-pivot.ts'

/** Keys that can make rows and filters; the months are the columns. */
export const groupKeys = ['provider', 'model', 'team', 'costCenter', 'project'] as const satisfies readonly UsageKeyName[]
export type GroupKey = (typeof groupKeys)[number]

export interface UsageView {
  readonly measure: Measure
  /** null = the workspace's hedge currency. */
  readonly currency: string | null
  /** All money converted to this currency; null = each currency by itself. */
  readonly convertTo: string | null
  readonly by: readonly [GroupKey] | readonly [GroupKey, GroupKey]
  readonly filter: Readonly<Partial<Record<GroupKey, string>>>
  /** The cell whose source rows are shown. */
  readonly drill: UsageRowData['keys'] | null
  /** Only what this import brought, by the number of its change. */
  readonly change: number | null
}

export const useUsageView = create<UsageView>(() => ({
  measure: 'spend',
  currency: null,
  convertTo: null,
  by: ['provider'],
  filter: {},
  drill: null,
  change: null,
}))

export const setUsageView = (part: Partial<UsageView>): void => useUsageView.setState(part)
