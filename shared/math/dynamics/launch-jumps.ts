// Jumps at known dates: a new generation of hardware is announced for a day, its effect on the rental of the old one is
// not known yet. Futures hold the expected effect from the start; only the surprise moves them on the day.
// Source: Merton (1976) with the dates given; Assody (2026), SSRN 6926798, for compute (about -0.22 in ln a generation).
import { OutOfDomain, requireFinite, requireNotNegative, requirePositive, requireRising, requireSeries } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'

export interface Launch {
  /** From now, above 0: a launch that has happened is in the price. */
  readonly years: number
  /** Mean and standard deviation of ln of the price's factor on the day. */
  readonly mean: number
  readonly deviation: number
}

/** E of the product of the factors of all launches until `years`: what they do to a forward. 1 without launches. */
export function expectedLaunchFactor(launches: readonly Launch[], years: number): number {
  requireLaunches(launches)
  requireNotNegative('years', years)
  let total = 0
  for (const launch of launches) if (launch.years <= years) total += launch.mean + (launch.deviation * launch.deviation) / 2
  return exp(total)
}

/** Variance of ln of the price until an option's expiry: sigma^2 T and the launches up to and on that day. */
export function launchVariance(sigma: number, launches: readonly Launch[], expiry: number): number {
  requireNotNegative('sigma', sigma)
  requireLaunches(launches)
  requireNotNegative('expiry', expiry)
  let total = sigma * sigma * expiry
  for (const launch of launches) if (launch.years <= expiry) total += launch.deviation * launch.deviation
  return total
}

/**
 * The product of the factors of the launches until each of the rising `times`, one standard normal a launch in the order
 * of the list. Divided by `expectedLaunchFactor` it is the factor of a future, with mean 1.
 */
export function launchFactors(launches: readonly Launch[], times: Float64Array, normals: Float64Array): Float64Array {
  requireLaunches(launches)
  requireSeries('times', times)
  requireRising('times', times)
  if (normals.length < launches.length) throw new OutOfDomain('normals', `${normals.length} values`, `one a launch, ${launches.length}`)
  requireSeries('normals', normals, 0)
  return times.map((time) => {
    let total = 0
    for (let i = 0; i < launches.length; i++) {
      const { years, mean, deviation } = launches[i]!
      if (years <= time) total += mean + deviation * normals[i]!
    }
    return exp(total)
  })
}

function requireLaunches(launches: readonly Launch[]): void {
  for (const { years, mean, deviation } of launches) {
    requirePositive('years of a launch', years)
    requireFinite('mean of a launch', mean)
    requireNotNegative('deviation of a launch', deviation)
  }
}
