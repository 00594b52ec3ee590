// A cost export without grouping has one line per period; merged with a grouped one, that line repeats the others' sum.
// Such lines are held back until the whole file is read, and left out when they equal what the others add up to.
import type { UsageRecord } from '../../../shared/domain/usage.ts'
import { addDecimals, compareDecimals } from '../../../shared/units/decimal.ts'

export class PeriodTotals {
  readonly #isExpected: boolean
  readonly #held: UsageRecord[] = []
  /** Sum of the ordinary lines by period and currency: as many entries as the file has periods. */
  readonly #sums = new Map<string, string>()

  constructor(isExpected: boolean) {
    this.#isExpected = isExpected
  }

  /** True when the record is kept back for `settle`. */
  holds(record: UsageRecord, isTotal: boolean): boolean {
    if (!this.#isExpected || record.billed === '') return false
    if (isTotal) return this.#held.push(record) > 0
    const period = periodOf(record)
    this.#sums.set(period, addDecimals(this.#sums.get(period) ?? '0', record.billed))
    return false
  }

  /** The held lines that are no totals after all, and how many are. */
  settle(): { released: UsageRecord[]; dropped: number } {
    const released = this.#held.filter((record) => {
      const sum = this.#sums.get(periodOf(record))
      return sum === undefined || compareDecimals(sum, record.billed) !== 0
    })
    return { released, dropped: this.#held.length - released.length }
  }
}

const periodOf = (record: UsageRecord): string => `${record.start} ${record.label.currency}`
