// The border between books and models, one function each way. Books are decimal text; models are doubles.
// Everything a model returns passes `decimalFromModel` once, in a step, before it is shown, stored or printed.
import { Decimal } from './decimal.ts'

/** Decimal text as a double, for a model. */
export function modelFromDecimal(text: string): number {
  return new Decimal(text).toNumber()
}

/** A model's double as decimal text with `places` digits after the point, half to even. Must be finite. */
export function decimalFromModel(value: number, places: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`A model returned ${value} where money or a quantity was expected`)
  const text = new Decimal(value).toFixed(places, Decimal.ROUND_HALF_EVEN)
  return /^-0(\.0+)?$/.test(text) ? text.slice(1) : text
}

const minorUnits: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, VND: 0, CLP: 0, KWD: 3, BHD: 3, OMR: 3, TND: 3, JOD: 3 }

/** Digits of the minor unit of a currency (ISO 4217); 2 for most and for virtual currencies. */
export function minorUnitsOf(currency: string): number {
  return minorUnits[currency] ?? 2
}
