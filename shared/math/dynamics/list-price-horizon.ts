// A list price at a horizon: announced prices hold on their day, and unannounced cuts and rises may come at any time.
// The logarithm is a sum of two compound Poisson processes with normal sizes, whose distribution is an exact mixture.
// Source: Merton (1976) without the diffusion; Feller, An Introduction to Probability Theory, vol. 2, VI.4.
import { requireBetween, requireFinite, requireLevel, requireNotNegative, requirePositive, requireRising } from '../numerics/domain.ts'
import { exp, expm1, log } from '../numerics/elementary.ts'
import { normalCdf } from '../numerics/normal.ts'

export interface Steps {
  /** Events a year, from 0. */
  readonly rate: number
  /** Mean and standard deviation of ln of the factor of a step. */
  readonly mean: number
  readonly deviation: number
}

export interface ListPrice {
  readonly price: number
  readonly cut: Steps
  readonly rise: Steps
  /** Prices the provider has announced, in years from now, rising. Each replaces whatever stood before it. */
  readonly announced: readonly { readonly years: number; readonly price: number }[]
}

export interface ListPriceMoments {
  /** Today's price or the last announced one: the single most likely outcome when steps are rare. */
  readonly unchanged: number
  /** P(no unannounced step after it). */
  readonly chanceUnchanged: number
  readonly mean: number
  /** Of ln price. */
  readonly logMean: number
  readonly logVariance: number
}

/** What is expected of the price in `years`. */
export function listPriceMoments(list: ListPrice, years: number): ListPriceMoments {
  const { base, time } = lastKnown(list, years)
  const { cut, rise } = list
  const growth = (steps: Steps) => steps.rate * expm1(steps.mean + (steps.deviation * steps.deviation) / 2)
  const square = (steps: Steps) => steps.rate * (steps.mean * steps.mean + steps.deviation * steps.deviation)
  return {
    unchanged: base,
    chanceUnchanged: exp(-(cut.rate + rise.rate) * time),
    mean: base * exp((growth(cut) + growth(rise)) * time),
    logMean: log(base) + (cut.rate * cut.mean + rise.rate * rise.mean) * time,
    logVariance: (square(cut) + square(rise)) * time,
  }
}

/** P(price <= `level`) in `years`; the price that stays is an atom of the distribution. Absolute error below 1e-14. */
export function listPriceCdf(list: ListPrice, years: number, level: number): number {
  requireNotNegative('level', level)
  const { base, time } = lastKnown(list, years)
  return mixtureOf(list, time)(level === 0 ? -Infinity : log(level / base))
}

/** The lowest price with P(price <= it) >= p, p in (0, 1); exactly the unchanged price when p falls into its atom. */
export function listPriceQuantile(list: ListPrice, years: number, p: number): number {
  requireLevel('p', p)
  const { base, time } = lastKnown(list, years)
  const cdf = mixtureOf(list, time)
  const atom = cdf(0)
  const stays = exp(-(list.cut.rate + list.rise.rate) * time)
  if (atom >= p && atom - stays < p) return base
  let [low, high] = [0, 0]
  if (atom < p) for (high = 1; cdf(high) < p && high < 700; high *= 2) low = high
  else for (low = -1; cdf(low) >= p && low > -700; low *= 2) high = low
  for (let round = 0; round < 200; round++) {
    const middle = low + (high - low) / 2
    if (middle <= low || middle >= high || high - low < 1e-15) break
    if (cdf(middle) >= p) high = middle
    else low = middle
  }
  return base * exp(high)
}

/** The price last known to hold before the horizon, and the years from then on in which steps may come. */
function lastKnown({ price, cut, rise, announced }: ListPrice, years: number): { base: number; time: number } {
  requirePositive('price', price)
  requireSteps('cut', cut)
  requireSteps('rise', rise)
  requireNotNegative('years', years)
  requireRising(
    'announced',
    announced.map((each) => each.years),
  )
  let [base, since] = [price, 0]
  for (const each of announced) {
    requirePositive('years of an announced price', each.years)
    requirePositive('announced price', each.price)
    if (each.years <= years) [base, since] = [each.price, each.years]
  }
  return { base, time: years - since }
}

/** The distribution function of ln(price / base) after `time`. */
function mixtureOf({ cut, rise }: ListPrice, time: number): (logFactor: number) => number {
  const [cuts, rises] = [poissonWeights(cut.rate * time), poissonWeights(rise.rate * time)]
  return (logFactor) => {
    let below = 0
    for (let i = 0; i < cuts.length; i++)
      for (let j = 0; j < rises.length; j++) {
        const away = logFactor - i * cut.mean - j * rise.mean
        const variance = i * cut.deviation * cut.deviation + j * rise.deviation * rise.deviation
        below += cuts[i]! * rises[j]! * (variance > 0 ? normalCdf(away / Math.sqrt(variance)) : away >= 0 ? 1 : 0)
      }
    return Math.min(1, below)
  }
}

/** P(N = 0), P(N = 1), ... until less than 1e-16 is left. */
function poissonWeights(expected: number): number[] {
  requireBetween('expected steps', expected, 0, 500)
  const weights = [exp(-expected)]
  for (let n = 1; n <= expected || weights[n - 1]! * expected > 1e-16 * (n - expected); n++) weights.push((weights[n - 1]! * expected) / n)
  return weights
}

function requireSteps(name: string, { rate, mean, deviation }: Steps): void {
  requireNotNegative(`${name}.rate`, rate)
  requireFinite(`${name}.mean`, mean)
  requireNotNegative(`${name}.deviation`, deviation)
}
