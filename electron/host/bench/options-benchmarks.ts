// Option formulas beside QuantLib's on the same inputs, one after the other on one thread: nanoseconds per option.
import { averagePriceOption } from '../../../shared/math/averages/average-option.ts'
import type { Fixings } from '../../../shared/math/averages/fixings.ts'
import { momentMatchedPrice } from '../../../shared/math/averages/moment-matching.ts'
import { exp } from '../../../shared/math/numerics/elementary.ts'
import { blackPrice } from '../../../shared/math/options/black.ts'
import { black76Batch, black76Columns } from '../../../shared/math/options/black-76.ts'
import { impliedVolatilityBatch } from '../../../shared/math/options/implied-volatility.ts'
import { type Benchmark, median, milliseconds } from './measure.ts'
import { reference } from './reference.ts'

interface Case {
  readonly side: 1 | -1
  readonly strike: number
  readonly years: number
  readonly volatility: number
}

const rate = 0.045
const forward = 2.5
/** Equally spread over [0, 1). */
const spread = (i: number, step: number) => ((i + 1) * step) % 1
const volatilityOf = (i: number) => 0.15 + 0.85 * spread(i, 0.5698402909980532)

/** The inputs of reference/quantlib-options.cpp. */
const optionCase = (i: number): Case => ({
  side: i % 2 === 1 ? 1 : -1,
  strike: forward * (0.7 + 0.6 * spread(i, 0.6180339887498949)),
  years: 0.1 + 1.9 * spread(i, 0.7548776662466927),
  volatility: volatilityOf(i),
})

/** 21 fixings of a month that begins in 90 days, zero carry. */
const times = Float64Array.from({ length: 21 }, (_, day) => (90 + day) / 365)
const fixingsOf = (volatility: number): Fixings => ({
  forwards: new Float64Array(21).fill(forward),
  times,
  volatilities: new Float64Array(21).fill(volatility),
  past: new Float64Array(0),
})
const averageOf = (price: typeof momentMatchedPrice) => (count: number) => {
  const months = Array.from({ length: count }, (_, i) => fixingsOf(volatilityOf(i)))
  const discount = exp((-rate * 110) / 365)
  return () => months.reduce((sum, month, i) => sum + price(1, month, forward * (0.8 + 0.05 * (i % 8)), discount), 0)
}

/** One column of the inputs of reference/quantlib-options.cpp. */
const column = (count: number, of: (given: Case) => number) => Float64Array.from({ length: count }, (_, i) => of(optionCase(i)))

function blackTable(count: number): () => number {
  const sides = column(count, ({ side }) => side)
  const strikes = column(count, ({ strike }) => strike)
  const years = column(count, (given) => given.years)
  const volatilities = column(count, ({ volatility }) => volatility)
  const forwards = new Float64Array(count).fill(forward)
  const rates = new Float64Array(count).fill(rate)
  const width = black76Columns.length
  const out = new Float64Array(count * width)
  const summed = (['price', 'delta', 'gamma', 'vega', 'theta', 'strikeDelta'] as const).map((name) => black76Columns.indexOf(name))
  return () => {
    black76Batch(sides, forwards, strikes, years, volatilities, rates, out)
    let total = 0
    for (let row = 0; row < out.length; row += width) for (const at of summed) total += out[row + at] ?? NaN
    return total
  }
}

function impliedTable(count: number): () => number {
  const sides = column(count, ({ side }) => side)
  const strikes = column(count, ({ strike }) => strike)
  const years = column(count, (given) => given.years)
  const prices = column(count, (given) => blackPrice(given.side, forward, given.strike, given.volatility * Math.sqrt(given.years)))
  const forwards = new Float64Array(count).fill(forward)
  const out = new Float64Array(count)
  return () => {
    impliedVolatilityBatch(sides, prices, forwards, strikes, years, out)
    return out.reduce((sum, each) => sum + each, 0)
  }
}

interface Contest {
  readonly name: string
  /** The word quantlib-options.cpp knows it by. */
  readonly word: string
  readonly against: string
  readonly count: number
  /** Of the reference, where it is much slower. */
  readonly theirCount: number
  /** How far apart the mean results may lie: what the two methods differ by. */
  readonly tolerance: number
  /** Prepares the options' inputs and gives the work: all of them, and the sum of what the reference sums. */
  readonly ours: (count: number) => () => number
}

const contests: readonly Contest[] = [
  {
    name: 'black-76',
    word: 'black',
    against: 'QuantLib BlackCalculator, value and seven derivatives (ours has eleven figures)',
    count: 200_000,
    theirCount: 200_000,
    tolerance: 1e-9,
    ours: blackTable,
  },
  {
    name: 'implied-volatility',
    word: 'implied',
    against: 'QuantLib blackFormulaImpliedStdDev at its accuracy of 1e-6 (ours to the last digits)',
    count: 100_000,
    theirCount: 100_000,
    tolerance: 1e-5,
    ours: impliedTable,
  },
  {
    name: 'turnbull-wakeman',
    word: 'turnbull-wakeman',
    against: 'QuantLib TurnbullWakemanAsianEngine, 21 fixings',
    count: 50_000,
    theirCount: 10_000,
    tolerance: 1e-9,
    ours: averageOf(momentMatchedPrice),
  },
  {
    name: 'exact-average',
    word: 'asian',
    against: 'QuantLib FdBlackScholesAsianEngine on its own grid, 21 fixings (1.29 has no exact recursion)',
    count: 4000,
    theirCount: 8,
    tolerance: 0.02,
    ours: averageOf(averagePriceOption),
  },
]

export async function optionFormulas(): Promise<Benchmark[]> {
  const program = await reference('quantlib-options')
  if (!program) return []
  const rounds = 5
  const figures: Benchmark[] = []
  for (const { name, word, against, count, theirCount, tolerance, ours } of contests) {
    const work = ours(count)
    const times: number[] = []
    const theirs: number[] = []
    for (let round = 0; round <= rounds; round++) {
      // Twice, as the reference does in its process: starting that one marked our memory to be copied on the first write.
      let total = work()
      const time = await milliseconds(() => (total = work()))
      if (!Number.isFinite(total)) throw new Error(`${name} gave a sum of ${total}`)
      const printed = await program([word, theirCount, 2])
      if (round === 0) {
        mustAgree(name, ours(theirCount)() / theirCount, (printed.at(-1) ?? NaN) / theirCount, tolerance)
        continue
      }
      times.push((time * 1e6) / count)
      theirs.push(printed.at(-2) ?? NaN)
    }
    const [mine, other] = [median(times), median(theirs)]
    figures.push({
      name,
      unit: 'ns',
      size: `${count} options, 1 thread`,
      ours: mine,
      reference: other,
      against,
      ratio: mine / other,
      rounds,
    })
  }
  return figures
}

/** Means must agree, or the two did not price the same. */
function mustAgree(name: string, ours: number, theirs: number, tolerance: number): void {
  if (!(Math.abs(ours - theirs) <= tolerance * Math.abs(theirs))) throw new Error(`${name}: QuantLib has ${theirs}, we have ${ours}`)
}
