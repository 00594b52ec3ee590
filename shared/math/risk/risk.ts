// Tail measures of a simulated loss or cost, each with its standard error. Samples come sorted ascending;
// losses are positive. Sources: Acerbi & Tasche (2002) for CVaR; McNeil, Frey & Embrechts (2015), ch. 2.
// Called by the simulation's cost distribution. Scenarios of unequal probability: weighted-tail.ts.
import { OutOfDomain, requireFinite, requireLevel } from '../numerics/domain.ts'
import { quantile, standardDeviation, sum } from '../numerics/series.ts'

/** Smallest value with at least the share `level` of the sample at or below it (lower empirical quantile), not type 7. */
export function valueAtRisk(ascending: Float64Array, level: number): number {
  requireSample(ascending, level)
  return ascending[tailRank(ascending.length, level)]!
}

/** Mean of the worst 1 - level of the sample; the order statistic at the level counts with the fraction of it that is in the tail. */
export function conditionalValueAtRisk(ascending: Float64Array, level: number): number {
  requireSample(ascending, level)
  const n = ascending.length
  const rank = tailRank(n, level)
  const atom = (rank + 1) / n - level
  return (atom * ascending[rank]! + sum(ascending.subarray(rank + 1)) / n) / (1 - level)
}

/** sd((L - VaR)+) / ((1 - level) sqrt(n)): the influence function of CVaR (Trindade et al. 2007). */
export function cvarStandardError(ascending: Float64Array, level: number): number {
  const threshold = valueAtRisk(ascending, level)
  const excess = ascending.map((loss) => Math.max(0, loss - threshold))
  return standardDeviation(excess) / ((1 - level) * Math.sqrt(ascending.length))
}

/** Half the distance between the quantiles one binomial standard deviation below and above p (Woodruff 1952). */
export function quantileStandardError(ascending: Float64Array, p: number): number {
  requireSample(ascending, p)
  const step = Math.sqrt((p * (1 - p)) / ascending.length)
  return (quantile(ascending, p + step) - quantile(ascending, p - step)) / 2
}

/** Sorted doubles end in NaN and in infinities: a look at both ends is a look at all. */
export function requireSample(ascending: Float64Array, level: number): void {
  requireLevel('level', level)
  if (ascending.length === 0) throw new OutOfDomain('sample', 'empty', 'one value or more')
  requireFinite('sample', ascending[0]!)
  requireFinite('sample', ascending[ascending.length - 1]!)
}

/** Zero-based rank of the lower quantile; the 1e-9 takes back the rounding of n * level. */
function tailRank(n: number, level: number): number {
  return Math.min(n - 1, Math.max(0, Math.ceil(n * level - 1e-9) - 1))
}
