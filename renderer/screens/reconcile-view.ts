// What the reader looks at on the Reconcile tab: the filters and the month that is open. Kept while other screens are open.
import { create } from 'zustand'
import type { ReconcileRowData } from '../../shared/contract/reconcile-commands.ts'

export type MonthName = Pick<ReconcileRowData, 'provider' | 'month' | 'currency'>

export interface ReconcileView {
  /** null: all. */
  readonly provider: string | null
  readonly state: ReconcileRowData['state'] | null
  /** `rowId` of the open month. */
  readonly open: string | null
  /** Who signed last, for the next month. */
  readonly signer: string
}

export const useReconcileView = create<ReconcileView>(() => ({ provider: null, state: null, open: null, signer: '' }))

export const setReconcileView = (part: Partial<ReconcileView>): void => useReconcileView.setState(part)

export const rowId = ({ provider, month, currency }: MonthName): string => [provider, month, currency].join('|')
