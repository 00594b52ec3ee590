// How a vendor's month ties: usage x price to the cost report, the cost report to the invoice. A difference is taken apart
// into parts that the data shows; the rest stays unexplained and says so. Parts + unexplained = difference, to the last
// digit. Exact decimal text, no IO.
import { addDecimals, Decimal, subtractDecimals, sumDecimals } from '../units/decimal.ts'
import { causes, type Reason } from './reconciliation-reasons.ts'
import { halfUnit, minorDecimals, type Sides } from './reconciliation-sides.ts'

export const comparisonNames = ['usage-report', 'report-invoice', 'usage-invoice'] as const
export type ComparisonName = (typeof comparisonNames)[number]

export interface Comparison {
  readonly of: ComparisonName
  readonly from: string
  readonly to: string
  readonly difference: string
  /** None of them is zero. */
  readonly parts: readonly Reason[]
  readonly unexplained: string
  /** What rounding may make at most. */
  readonly roundingBound: string
}

/** All invoices of the month as one. */
export interface Invoiced {
  readonly amount: string
  /** Of the amount; null: not stated. */
  readonly tax: string | null
  /** Taken off before the amount, not negative; null: not stated. */
  readonly credits: string | null
  readonly invoices: number
}

/** What the hours between two sides' months are worth, to be added to the first side; null: none, or not known. */
export type Shifts = Readonly<Partial<Record<ComparisonName, string | null>>>

export interface Explanation {
  /** One for each two sides that follow each other; none when only one side is there. */
  readonly comparisons: readonly Comparison[]
  /** From the first side to the last; null with less than two. difference = explained + unexplained. */
  readonly difference: string | null
  readonly explained: string | null
  readonly unexplained: string | null
}

export function explain(sides: Sides, invoiced: Invoiced | null, shifts: Shifts = {}): Explanation {
  const { usage, report, reasons, currency } = sides
  const comparisons: Comparison[] = []
  const compare = (of: ComparisonName, from: string, to: string, known: readonly Reason[], bound: string): void => {
    comparisons.push(
      comparison({ of, from, to, roundingBound: bound }, [...known, { cause: 'time-zone', amount: shifts[of] ?? '0', items: [] }]),
    )
  }
  if (usage && report) compare('usage-report', usage.atPrice, report.total, reasons, report.roundingBound)
  if (invoiced) {
    const cents = new Decimal(halfUnit(minorDecimals(currency))).times(invoiced.invoices).toFixed()
    const stated = statedOnInvoice(invoiced, report?.tax ?? '0', report?.credits ?? '0')
    if (report) compare('report-invoice', report.total, invoiced.amount, stated, addDecimals(report.roundingBound, cents))
    else if (usage) compare('usage-invoice', usage.atPrice, invoiced.amount, stated, cents)
  }
  if (comparisons.length === 0) return { comparisons, difference: null, explained: null, unexplained: null }
  const difference = sumDecimals(comparisons.map((each) => each.difference))
  const unexplained = sumDecimals(comparisons.map((each) => each.unexplained))
  return { comparisons, difference, explained: subtractDecimals(difference, unexplained), unexplained }
}

/** Tax and credits of the invoice that the side before it does not hold. */
function statedOnInvoice({ tax, credits }: Invoiced, heldTax: string, heldCredits: string): Reason[] {
  return [
    ...(tax === null ? [] : [{ cause: 'tax', amount: subtractDecimals(tax, heldTax), items: [] } as const]),
    ...(credits === null
      ? []
      : [{ cause: 'credits', amount: subtractDecimals(subtractDecimals('0', credits), heldCredits), items: [] } as const]),
  ]
}

type Ends = Pick<Comparison, 'of' | 'from' | 'to' | 'roundingBound'>

function comparison(ends: Ends, known: readonly Reason[]): Comparison {
  const difference = subtractDecimals(ends.to, ends.from)
  const shown = causes.flatMap((cause) => known.filter((reason) => reason.cause === cause && reason.amount !== '0'))
  const rest = subtractDecimals(difference, sumDecimals(shown.map((part) => part.amount)))
  // A rest that rounding can make is rounding; of a larger one nothing is, for then something else is at work.
  const isRounding = rest !== '0' && new Decimal(rest).abs().lte(ends.roundingBound)
  return {
    ...ends,
    difference,
    parts: isRounding ? [...shown, { cause: 'rounding', amount: rest, items: [] }] : shown,
    unexplained: isRounding ? '0' : rest,
  }
}

/** Unexplained money without its sign: what is too much in one comparison does not make up for too little in the next. */
export const unexplainedSize = ({ comparisons }: Explanation): string =>
  sumDecimals(comparisons.map((each) => new Decimal(each.unexplained).abs().toFixed()))
