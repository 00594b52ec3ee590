// How often list prices are cut and raised, and by how much: estimates from a history of dated changes. A list price
// stands still and then steps, so counts and exposure time tell of it, not the volatility of daily returns.
// Source: Garwood (1936), Biometrika 28, 437-442, for the exact interval of a Poisson rate.
import { OutOfDomain, requireLevel, requirePositive, requireSeries, requireWhole } from '../numerics/domain.ts'
import { log } from '../numerics/elementary.ts'
import { mean, median, standardDeviation } from '../numerics/series.ts'
import { chiSquareQuantile } from '../numerics/special.ts'

export interface PoissonRate {
  readonly count: number
  /** Events a year. */
  readonly rate: number
  /** The exact interval: no true rate is left out more often than 1 - level. */
  readonly low: number
  readonly high: number
}

/** Rate of `count` events seen in `exposure` years (all models together, each from its first day to its last). */
export function poissonRate(count: number, exposure: number, level = 0.95): PoissonRate {
  requireWhole('count', count, 0)
  requirePositive('exposure', exposure)
  requireLevel('level', level)
  const tail = (1 - level) / 2
  return {
    count,
    rate: count / exposure,
    low: count === 0 ? 0 : chiSquareQuantile(tail, 2 * count) / 2 / exposure,
    high: chiSquareQuantile(1 - tail, 2 * count + 2) / 2 / exposure,
  }
}

export interface StepRate extends PoissonRate {
  /** Of ln of the factor: mean, standard deviation (divisor n - 1, 0 for fewer than two), median; all 0 without steps. */
  readonly mean: number
  readonly deviation: number
  readonly median: number
}

/** Cuts and rises from the factors new / old of all changes (above 0, none 1) and the exposure in years. */
export function stepRates(factors: Float64Array, exposure: number, level = 0.95): { cut: StepRate; rise: StepRate } {
  requireSeries('factors', factors, 0)
  for (let i = 0; i < factors.length; i++) {
    requirePositive(`factors[${i}]`, factors[i]!)
    if (factors[i] === 1) throw new OutOfDomain(`factors[${i}]`, 1, 'a change, above or below 1')
  }
  const of = (logs: Float64Array): StepRate => ({
    ...poissonRate(logs.length, exposure, level),
    mean: logs.length > 0 ? mean(logs) : 0,
    deviation: standardDeviation(logs),
    median: logs.length > 0 ? median(logs) : 0,
  })
  const logs = factors.map(log)
  return { cut: of(logs.filter((each) => each < 0)), rise: of(logs.filter((each) => each > 0)) }
}
