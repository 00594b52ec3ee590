// The shades of the exposure heat map: six discrete steps, so that the printed figure always reads on its ground. Pure.
import { Decimal } from '../../shared/units/decimal.ts'

/** 0 (paper) for nothing, 1 to 5 by equal steps up to the largest amount. Negative amounts are no risk: 0. */
export function heatStep(amount: string, largest: string): number {
  const [value, most] = [new Decimal(amount), new Decimal(largest)]
  if (value.lte(0) || most.lte(0)) return 0
  return Math.min(5, Math.max(1, value.div(most).times(5).ceil().toNumber()))
}
