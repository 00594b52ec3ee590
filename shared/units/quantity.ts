// A figure as the screen, the documents and the clipboard receive it: decimal text, or the reason there is none.
// Zero, "not applicable" and "no data" are three different statements and are never written the same way.
import { Decimal } from './decimal.ts'

/** Why there is no figure. `reason` is a sentence in the user's language, shown on hover. */
export interface Absent {
  readonly absent: 'not-applicable' | 'no-data'
  readonly reason?: string
}

/** Decimal text such as '-12.5', or the statement that there is no figure. */
export type Quantity = string | Absent

export const notApplicable: Absent = { absent: 'not-applicable' }
export const noData: Absent = { absent: 'no-data' }

export const isAbsent = (quantity: Quantity): quantity is Absent => typeof quantity !== 'string'

/** A model's double as decimal text with at most 15 significant digits; NaN and infinities are "no data". */
export function quantityOf(value: number | null | undefined): Quantity {
  if (value === null || value === undefined || !Number.isFinite(value)) return noData
  return new Decimal(value).toSignificantDigits(15).toFixed()
}

/** Decimal text from the boundary, where an empty text or null means "no data". */
export function quantityText(value: string | null | undefined): Quantity {
  return value === null || value === undefined || value === '' ? noData : value
}

/** For pixels only: a figure as a double, null when there is none. Never used to calculate money. */
export function plottable(quantity: Quantity): number | null {
  return isAbsent(quantity) ? null : Number(quantity)
}
