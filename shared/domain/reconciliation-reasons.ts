// Why two sides of a vendor's month differ: the causes that data can show, and the collecting of amounts by cause.
import { addDecimals, Decimal, subtractDecimals, sumDecimals } from '../units/decimal.ts'

/** In the order in which they are told. */
export const causes = [
  /** Use of days for which the report has no line. */
  'unreported-days',
  /** Charges for tokens of days of which no tokens are told. */
  'unused-days',
  /** Use at a tier that the vendor's report leaves out. */
  'priority',
  /** Charges for tokens that have no price. */
  'unpriced',
  /** Use that the report states at no charge: a commitment, a plan or a free quota covers it. */
  'covered',
  /** What the report's own lines take off their list amounts, beyond the discount entered. */
  'discount',
  'credits',
  'refunds',
  /** Commitments, plans and seats bought. */
  'purchases',
  /** Charges that are not for tokens: tools, storage, hours of machines. */
  'other-charges',
  'adjustments',
  'tax',
  /** Hours between the UTC month and the month of the other side. */
  'time-zone',
  'rounding',
] as const
export type Cause = (typeof causes)[number]

export interface Item {
  /** What the lines call it: a charge or a model; '' when they do not. */
  readonly name: string
  readonly amount: string
}

export interface Reason {
  readonly cause: Cause
  readonly amount: string
  readonly items: readonly Item[]
}

export const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Amounts by cause, each by what its lines are called. */
export class Reasons {
  readonly #sums = new Map<Cause, Map<string, string>>()

  add(cause: Cause, amount: string, name: string): void {
    const items = this.#sums.get(cause) ?? new Map<string, string>()
    this.#sums.set(cause, items)
    items.set(name, addDecimals(items.get(name) ?? '0', amount))
  }

  subtract(cause: Cause, amount: string, name: string): void {
    this.add(cause, subtractDecimals('0', amount), name)
  }

  amountOf(cause: Cause): string {
    return sumDecimals([...(this.#sums.get(cause)?.values() ?? [])])
  }

  list(): Reason[] {
    return [...this.#sums].map(([cause, items]) => ({
      cause,
      amount: this.amountOf(cause),
      items: [...items]
        .filter(([, amount]) => amount !== '0')
        .map(([name, amount]) => ({ name, amount }))
        .sort(bySize),
    }))
  }
}

const bySize = (a: Item, b: Item): number =>
  new Decimal(b.amount).abs().comparedTo(new Decimal(a.amount).abs()) || compareTexts(a.name, b.name)
