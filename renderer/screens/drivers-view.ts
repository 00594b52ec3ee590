// What the reader compares on the Drivers tab. Kept while other tabs and screens are open.
import { create } from 'zustand'
import type { ChosenPeriods } from './drivers-periods.ts'

export interface DriversView extends ChosenPeriods {
  /** null = the workspace's currency, or the first with spend. */
  readonly currency: string | null
  /** Other currencies are brought in by the dated rates. */
  readonly convert: boolean
  readonly show: 'parts' | 'ratios'
}

export const useDriversView = create<DriversView>(() => ({
  grain: 'month',
  period: null,
  against: 'previous',
  currency: null,
  convert: false,
  show: 'parts',
}))

export const setDriversView = (part: Partial<DriversView>): void => useDriversView.setState(part)
