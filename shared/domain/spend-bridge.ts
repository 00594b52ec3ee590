// The bridge of spend between two periods: how much of the change came from volume, mix, efficiency, price and exchange
// rates. Exact decimals of the books, no model.
//
// The money of a segment is a product: C = Q x share x T/q x W/T x N/W x C/N, with
//   Q  requests (or tokens, hours, calls) of all segments of the measure, q = Q x share those of the segment,
//   T  its tokens, W the same tokens at one price list, the same for both periods, N money in its own currency, C converted.
// The factors pass from the first period's value to the second's one by one, in this order, and each change of the sum is
// that factor's part: volume, mix, tokens per request, blend (cache, output and tier), price, exchange rate. Ends are the
// books' own amounts and every level between is rounded once, so the parts add up to the difference to the last digit.
//
// What one period lacks has no factors there and takes those of the other: a new or an abandoned segment is mix. Money in a
// period without any quantity (credits, tax, purchases, charges that nothing counts) is 'other', at the first period's rate.
// Quantity and mix as in Horngren, Datar & Rajan, Cost Accounting (14th ed.), ch. 14; pinned by spend-bridge.test.ts.
import { addDecimals, Decimal } from '../units/decimal.ts'

export const drivers = ['volume', 'mix', 'tokensPerRequest', 'blend', 'price', 'fx', 'other'] as const
export type Driver = (typeof drivers)[number]
export type Parts = Readonly<Record<Driver, string>>

/** What counts the use of a segment. Segments of one measure share a total, in which volume and mix are told apart. */
export const useMeasures = ['requests', 'tokens', 'gpuHours', 'calls', 'none'] as const
export type UseMeasure = (typeof useMeasures)[number]

/** One period of a segment; decimal text. Quantities are zero or more. */
export interface SegmentPeriod {
  /** In the segment's measure. */
  readonly quantity: string
  /** Tokens; the quantity again where none are counted. */
  readonly tokens: string
  /** The tokens at one price list, in any unit; the tokens again where none is known. */
  readonly weight: string
  /** In the segment's own currency. */
  readonly money: string
  /** The same in the currency of the bridge. */
  readonly amount: string
}

export interface BridgeSegment {
  readonly measure: UseMeasure
  readonly currency: string
  readonly before: SegmentPeriod
  readonly after: SegmentPeriod
}

export interface Change {
  readonly before: string
  readonly after: string
  /** after - before = the sum of the parts. */
  readonly difference: string
  readonly parts: Parts
}

/** What the volume part was made of: money x (after / before - 1), over the measures that both periods have. */
export interface MeasureTotal {
  readonly measure: UseMeasure
  readonly before: string
  readonly after: string
  /** Money of the first period that has a quantity. */
  readonly amount: string
}

export interface Bridge extends Change {
  readonly measures: readonly MeasureTotal[]
  /** In the order asked. */
  readonly segments: readonly Change[]
}

/** Decimals of the levels between, or as many as the books' own amounts have, so that a lone change leaves no dust. */
const leastPlaces = 6

export function bridgeOf(segments: readonly BridgeSegment[]): Bridge {
  const read = segments.map((segment) => ({ ...segment, before: sideOf(segment.before), after: sideOf(segment.after) }))
  const sides = read.flatMap(({ before, after }) => [before, after])
  const places = sides.reduce((most, side) => Math.max(most, side.amount.dp(), side.money.dp()), leastPlaces)
  const context: Context = { places, totals: totalsOf(read), rates: ratesOf(read) }
  const changes = read.map((segment) => changeOf(segment, context))
  const sum = (of: (change: Change) => string): string => changes.reduce((total, change) => addDecimals(total, of(change)), '0')
  return {
    before: sum((change) => change.before),
    after: sum((change) => change.after),
    difference: sum((change) => change.difference),
    parts: partsOf((driver) => sum((change) => change.parts[driver])),
    measures: [...context.totals].map(([measure, { before, after, amount }]) => ({
      measure,
      before: before.toFixed(),
      after: after.toFixed(),
      amount: amount.toFixed(),
    })),
    segments: changes,
  }
}

const partsOf = (amount: (driver: Driver) => string): Parts =>
  Object.fromEntries(drivers.map((driver) => [driver, amount(driver)])) as Record<Driver, string>

interface Side extends Readonly<Record<keyof SegmentPeriod, Decimal>> {
  /** Whether its money has a quantity to stand on. */
  readonly isMeasured: boolean
}

interface Segment {
  readonly measure: UseMeasure
  readonly currency: string
  readonly before: Side
  readonly after: Side
}

interface Context {
  readonly places: number
  readonly totals: ReadonlyMap<UseMeasure, Totals>
  readonly rates: ReadonlyMap<string, Ratio>
}

interface Totals {
  before: Decimal
  after: Decimal
  amount: Decimal
}

interface Ratio {
  readonly of: Decimal
  readonly to: Decimal
}

const zero = new Decimal(0)

function sideOf(period: SegmentPeriod): Side {
  const [quantity, tokens, weight] = [new Decimal(period.quantity), new Decimal(period.tokens), new Decimal(period.weight)]
  return {
    quantity,
    tokens,
    weight,
    money: new Decimal(period.money),
    amount: new Decimal(period.amount),
    isMeasured: quantity.gt(0) && tokens.gt(0) && weight.gt(0),
  }
}

/** By measure, over the segments that cost anything: what is free in both periods is no part of the volume that is paid for. */
function totalsOf(segments: readonly Segment[]): Map<UseMeasure, Totals> {
  const totals = new Map<UseMeasure, Totals>()
  for (const { measure, before, after } of segments) {
    if (!(before.isMeasured || after.isMeasured) || (before.amount.isZero() && after.amount.isZero())) continue
    const sums = totals.get(measure) ?? { before: zero, after: zero, amount: zero }
    totals.set(measure, sums)
    if (before.isMeasured) sums.before = sums.before.plus(before.quantity)
    if (after.isMeasured) sums.after = sums.after.plus(after.quantity)
    if (before.isMeasured) sums.amount = sums.amount.plus(before.amount)
  }
  return totals
}

/** The first period's mean rate of each currency, weighted by the size of its amounts: charges and credits do not cancel. */
function ratesOf(segments: readonly Segment[]): Map<string, Ratio> {
  const rates = new Map<string, Ratio>()
  for (const { currency, before } of segments) {
    if (before.money.isZero() || before.amount.isZero()) continue
    const { of, to } = rates.get(currency) ?? { of: zero, to: zero }
    rates.set(currency, { of: of.plus(before.money.abs()), to: to.plus(before.amount.abs()) })
  }
  return rates
}

function changeOf(segment: Segment, { places, totals, rates }: Context): Change {
  const { before, after, measure, currency } = segment
  const scaled = (amount: Decimal, of: Decimal, to: Decimal): Decimal =>
    of.eq(to) ? amount : amount.times(to).div(of).toDecimalPlaces(places)
  const ownRate = before.isMeasured && !before.money.isZero() ? { of: before.money, to: before.amount } : undefined
  /** The second period's money at the first period's rate. */
  const restated = atRate(after, ownRate ?? rates.get(currency), places)

  const start = before.isMeasured ? before.amount : zero
  const endRestated = after.isMeasured ? restated : zero
  const withBoth = before.isMeasured && after.isMeasured
  const follow = (of: Decimal, to: Decimal): Decimal => (withBoth ? scaled(start, of, to) : endRestated)
  const levels = [
    start,
    volumeLevel(),
    follow(before.quantity, after.quantity),
    follow(before.tokens, after.tokens),
    follow(before.weight, after.weight),
    endRestated,
  ] as const
  const step = (at: 1 | 2 | 3 | 4 | 5): string => minus(levels[at], levels[at - 1] ?? zero)
  return {
    before: before.amount.toFixed(),
    after: after.amount.toFixed(),
    difference: minus(after.amount, before.amount),
    parts: {
      volume: step(1),
      mix: step(2),
      tokensPerRequest: step(3),
      blend: step(4),
      price: step(5),
      fx: minus(after.amount, restated),
      other: minus(after.isMeasured ? zero : restated, before.isMeasured ? zero : before.amount),
    },
  }

  /** The first period's money at the second's total volume. A measure that only one period has is mix, unless it has no other. */
  function volumeLevel(): Decimal {
    const total = totals.get(measure)
    if (total === undefined) return start
    if (total.before.gt(0) && total.after.gt(0)) return scaled(start, total.before, total.after)
    const has = (period: 'before' | 'after'): boolean => [...totals.values()].some((each) => each[period].gt(0))
    return has('before') && has('after') ? start : endRestated
  }
}

/** The difference, exact for any length. */
const minus = (a: Decimal, b: Decimal): string => addDecimals(a.toFixed(), b.negated().toFixed())

function atRate({ money, amount }: Side, rate: Ratio | undefined, places: number): Decimal {
  if (rate === undefined || money.times(rate.to).eq(amount.times(rate.of))) return amount
  return money.times(rate.to).div(rate.of).toDecimalPlaces(places)
}
