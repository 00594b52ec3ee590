// The price of a contract that always has the same days to run, read between the two contracts around it.
// Source: design of constant-maturity indices (linear in days); log-linear keeps the growth rate between the two constant.
// Called by calc/curve.ts.
import {
  OutOfDomain,
  requireEach,
  requireFinite,
  requireLength,
  requirePositive,
  requireRising,
  requireSeries,
} from '../numerics/domain.ts'
import { exp, log } from '../numerics/elementary.ts'

interface ConstantMaturity {
  readonly linear: number
  readonly logLinear: number
  /** Share of the later contract; 1 minus it is that of the earlier one. */
  readonly farWeight: number
}

/** daysToSettlement: rising, at least 2. prices: above 0. target: between the first and the last day; outside is refused. */
export function constantMaturity(daysToSettlement: Float64Array, prices: Float64Array, target: number): ConstantMaturity {
  requireSeries('daysToSettlement', daysToSettlement, 2)
  requireRising('daysToSettlement', daysToSettlement)
  requireLength('prices', prices, daysToSettlement.length)
  requireEach('prices', prices, requirePositive)
  requireFinite('target', target)
  const far = daysToSettlement.findIndex((day, i) => i > 0 && day >= target)
  if (far < 0 || target < daysToSettlement[0]!)
    throw new OutOfDomain('target', target, `a number from ${daysToSettlement[0]!} to ${daysToSettlement.at(-1)!}`)
  const farWeight = (target - daysToSettlement[far - 1]!) / (daysToSettlement[far]! - daysToSettlement[far - 1]!)
  const [near, later] = [prices[far - 1]!, prices[far]!]
  return {
    linear: near + farWeight * (later - near),
    logLinear: near * exp(farWeight * log(later / near)),
    farWeight,
  }
}
