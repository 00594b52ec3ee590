// The weight of each month in the price of a block: its days, discounted to the month's end.
// Source: Eydeland & Wolyniec (2003), ch. 4. Called by calc/curve.ts and by whoever builds a curve from quotes.
import { daysInMonth } from '../../units/calendar.ts'
import { requireFinite, requireWhole } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'

/**
 * days_m exp(-rate t_m) for `count` calendar months from `firstMonth` on (year * 12 + month - 1), t_m = 1/12, 2/12 ... years
 * from the first day of the first month. `rate` is continuously compounded, per year.
 */
export function monthEndWeights(firstMonth: number, count: number, rate: number): Float64Array {
  requireWhole('firstMonth', firstMonth, 0)
  requireWhole('count', count, 1, 1200)
  return discountedDays(
    Float64Array.from({ length: count }, (_, i) => daysInMonth(firstMonth + i)),
    rate,
  )
}

/** The same for months whose days are given. */
export function discountedDays(days: Float64Array, rate: number): Float64Array {
  requireFinite('rate', rate)
  return days.map((count, i) => count * exp((-rate * (i + 1)) / 12))
}
