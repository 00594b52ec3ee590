// The two integrals of a shock that fades at a rate. Every mean-reverting model of this folder is written in them, so
// none divides by the rate and a rate of 0 is an ordinary case.
import { exp, expm1 } from '../numerics/elementary.ts'

/** e^(-rate years): what is left of a shock. */
export function remainder(rate: number, years: number): number {
  return exp(-rate * years)
}

/** (1 - e^(-rate years)) / rate, the integral of the remainder over the years; `years` where the rate is 0. */
export function fadingYears(rate: number, years: number): number {
  const x = rate * years
  return x === 0 ? years : (-expm1(-x) / x) * years
}
