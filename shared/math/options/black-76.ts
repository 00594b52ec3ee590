// The price of a European option on a future, premium paid up front, and how it moves with each of its inputs.
// Source: Black (1976), "The pricing of commodity contracts", Journal of Financial Economics 3, 167-179; Haug (2007),
// The Complete Guide to Option Pricing Formulas, ch. 1-2. Called for hedges with options and their marks.
import { requireLength } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'
import { normalCdf } from '../numerics/normal.ts'
import { blackPrice } from './black.ts'
import { requireContract } from './contract.ts'
import { millsRatio } from './mills-ratio.ts'
import { logRatio, timeValueGiven } from './normalised-black.ts'

const perRootTwoPi = 0.3989422804014327

/** Discounted to today. Derivatives per 1.00 of their input. */
export interface Black76 {
  readonly price: number
  /** In the forward. */
  readonly delta: number
  /** Twice in the forward. */
  readonly gamma: number
  /** In the volatility: per 1.00, a hundred points. */
  readonly vega: number
  /** In calendar time, per year, at unchanged forward, rate and volatility: what the passing of time adds. */
  readonly theta: number
  /** In the rate, at unchanged forward. */
  readonly rho: number
  /** In forward and volatility. */
  readonly vanna: number
  /** Twice in the volatility. */
  readonly volga: number
  /** In the strike. */
  readonly strikeDelta: number
  readonly d1: number
  readonly d2: number
  /** N(side d2): that it ends in the money, under the pricing measure. */
  readonly exerciseProbability: number
}

/**
 * Price and derivatives of a call (side 1) or put (-1).
 *
 * Units: forward and strike in one currency per unit; years to expiry and payment; volatility per root of a year; rate
 * continuously compounded, of either sign. Domain: forward, years and volatility from 0; any strike.
 * Limits: volatility or years 0 give the discounted intrinsic value, a strike of 0 or below a discounted forward or
 * nothing. There d1 and d2 are infinite; at the money both are 0 and gamma is infinite, as is theta at 0 years. No
 * result is NaN. Relative error of an out-of-the-money price about 2e-15 plus d1^2 / 2 units in the last place.
 */
export function black76(side: 1 | -1, forward: number, strike: number, years: number, volatility: number, rate: number): Black76 {
  requireContract(side, forward, strike, years, volatility, rate)
  fillFigures(row, 0, side, forward, strike, years, volatility, rate)
  return {
    price: row[0]!,
    delta: row[1]!,
    gamma: row[2]!,
    vega: row[3]!,
    theta: row[4]!,
    rho: row[5]!,
    vanna: row[6]!,
    volga: row[7]!,
    strikeDelta: row[8]!,
    d1: row[9]!,
    d2: row[10]!,
    exerciseProbability: row[11]!,
  }
}

/** Making an array for each option would take longer than its figures. */
const row = new Float64Array(12)

/** The figures of a row of black76Batch, in this order. */
export const black76Columns = [
  'price',
  'delta',
  'gamma',
  'vega',
  'theta',
  'rho',
  'vanna',
  'volga',
  'strikeDelta',
  'd1',
  'd2',
  'exerciseProbability',
] as const satisfies readonly (keyof Black76)[]

/** Option by option the twelve figures, one row after the other in `out`; nothing is allocated. Checks and limits as in black76. */
export function black76Batch(
  sides: ArrayLike<number>,
  forwards: Float64Array,
  strikes: Float64Array,
  years: Float64Array,
  volatilities: Float64Array,
  rates: Float64Array,
  out: Float64Array,
): void {
  const columns = black76Columns.length
  const rows = forwards.length
  for (const [name, values] of Object.entries({ sides, strikes, years, volatilities, rates })) requireLength(name, values, rows)
  requireLength('out', out, rows * columns)
  for (let i = 0; i < rows; i++) {
    const side = sides[i]!
    requireContract(side, forwards[i]!, strikes[i]!, years[i]!, volatilities[i]!, rates[i]!)
    fillFigures(out, i * columns, side, forwards[i]!, strikes[i]!, years[i]!, volatilities[i]!, rates[i]!)
  }
}

function fillFigures(
  out: Float64Array,
  at: number,
  side: 1 | -1,
  forward: number,
  strike: number,
  years: number,
  volatility: number,
  rate: number,
): void {
  const discount = exp(-rate * years)
  const rootYears = Math.sqrt(years)
  const s = volatility * rootYears
  if (!(s > 0 && s < Infinity && forward > 0 && strike > 0)) {
    const figures = limit(side, forward, strike, years, volatility, rate, discount)
    for (let column = 0; column < black76Columns.length; column++) out[at + column] = figures[black76Columns[column]!]
    return
  }
  const x = logRatio(forward, strike)
  const d1 = x / s + 0.5 * s
  const d2 = x / s - 0.5 * s
  const density = perRootTwoPi * exp(-0.5 * d1 * d1)
  // n(d2) F = n(d1) K: a second exponential is needed only where the first one has vanished.
  const density2 = density > 1e-280 ? (density * forward) / strike : perRootTwoPi * exp(-0.5 * d2 * d2)
  // The density at the d1 of the out-of-the-money option: for a put that is -d2.
  const timeValue = Math.min(forward, strike) * timeValueGiven(-Math.abs(x), s, x > 0 ? density2 : density)
  const intrinsic = Math.max(side * (forward - strike), 0)
  const price = discount * (intrinsic + timeValue)
  const dated = discount * density
  const inMoney = cdfGiven(side * d2, density2)
  const vega = forward * dated * rootYears
  out[at] = price
  out[at + 1] = side * discount * cdfGiven(side * d1, density)
  out[at + 2] = dated === 0 ? 0 : dated / (forward * s)
  out[at + 3] = vega
  out[at + 4] = rate * price - (forward * dated * volatility) / (2 * rootYears)
  out[at + 5] = -years * price
  out[at + 6] = dated === 0 ? 0 : (-dated * d2) / volatility
  out[at + 7] = vega === 0 ? 0 : (vega * d1 * d2) / volatility
  out[at + 8] = -side * discount * inMoney
  out[at + 9] = d1
  out[at + 10] = d2
  out[at + 11] = inMoney
}

/** N(z), given the density at z. */
function cdfGiven(z: number, density: number): number {
  if (z > -0.66 && z < 0.66) return normalCdf(z) // near the middle it needs no exponential
  const tail = density === 0 ? 0 : density * millsRatio(Math.abs(z))
  return z > 0 ? 1 - tail : tail
}

/** What the derivatives tend to where the deviation is 0 or infinite, or one of forward and strike has no logarithm. */
function limit(side: 1 | -1, forward: number, strike: number, years: number, volatility: number, rate: number, discount: number): Black76 {
  const deviation = volatility * Math.sqrt(years)
  const price = discount * blackPrice(side, forward, strike, deviation)
  const endless = deviation === Infinity && forward > 0 && strike > 0
  // At the money with no deviation left, d1 = d2 = 0.
  const atMoney = !endless && forward === strike && forward > 0
  const d1 = endless ? Infinity : atMoney ? 0 : forward > strike || strike <= 0 ? Infinity : -Infinity
  const d2 = endless ? -Infinity : d1
  const density = atMoney ? discount * perRootTwoPi : 0
  const inMoney = atMoney ? 0.5 : side * d2 > 0 ? 1 : 0
  const isDecaying = density > 0 && volatility > 0
  const decay = !isDecaying ? 0 : years === 0 ? Infinity : (forward * density * volatility) / (2 * Math.sqrt(years))
  return {
    price,
    delta: side * discount * (atMoney ? 0.5 : side * d1 > 0 ? 1 : 0),
    gamma: atMoney ? Infinity : 0,
    vega: forward * density * Math.sqrt(years),
    theta: rate * price - decay,
    rho: -years * price,
    vanna: 0.5 * density * Math.sqrt(years),
    volga: 0,
    strikeDelta: -side * discount * inMoney,
    d1,
    d2,
    exerciseProbability: inMoney,
  }
}
