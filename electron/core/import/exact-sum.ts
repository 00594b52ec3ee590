// A running exact sum of decimal text, for sums over a million lines: short amounts are added as whole numbers of their
// own last decimal, which doubles hold exactly below 2^53; what does not fit goes the long way. Used by tally.ts.
import { addDecimals, decimalText } from '../../../shared/units/decimal.ts'

const exactDigits = 15

export class ExactSum {
  /** At index n the sum, in units of 10^-n, of the amounts with n decimals. */
  readonly #units: number[] = []
  #long = '0'

  /** `text` is canonical decimal text. */
  add(text: string): void {
    if (text.length > exactDigits) {
      this.#long = addDecimals(this.#long, text)
      return
    }
    const point = text.indexOf('.')
    const scale = point < 0 ? 0 : text.length - point - 1
    const units = Number(point < 0 ? text : text.slice(0, point) + text.slice(point + 1))
    const before = this.#units[scale] ?? 0
    if (Number.isSafeInteger(before + units)) this.#units[scale] = before + units
    else this.#long = addDecimals(this.#long, text)
  }

  toString(): string {
    return this.#units.reduce((sum, units, scale) => addDecimals(sum, decimalText(`${units}e-${scale}`) ?? '0'), this.#long)
  }
}
