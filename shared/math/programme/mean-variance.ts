// The hedge of least expected cost plus risk aversion times half the variance, over scenarios: in any amounts by its
// closed form, within bounds by a quadratic program. Moments are those of the population (the scenarios are all there is).
// Sources: Markowitz (1952); the hedging form is Anderson & Danthine (1981), J. Political Economy 89, 1182-1196.
// Called by calc and the desk.
import { OutOfDomain, requireLength, requirePositive, requireSeries } from '../numerics/domain.ts'
import { dot, type Matrix, symmetricEigen, timesVector, zeros } from '../numerics/matrix.ts'
import { sum } from '../numerics/series.ts'
import { requireProbabilities } from '../risk/weighted-tail.ts'
import { boxMinimum } from './box-program.ts'
import { weightedMean } from './scenario-cost.ts'

export interface HedgeMoments {
  /** Expected gain of one unit, per instrument. */
  readonly meanGain: Float64Array
  readonly covariance: Matrix
  /** Covariance of the cost with the gain of each instrument. */
  readonly costCovariance: Float64Array
  readonly expectedCost: number
  readonly costVariance: number
}

/** Moments of the unhedged cost and of gains[instrument][scenario]. */
export function hedgeMoments(cost: Float64Array, gains: readonly Float64Array[], probabilities: Float64Array): HedgeMoments {
  requireSeries('cost', cost)
  requireProbabilities(probabilities, cost.length)
  if (gains.length === 0) throw new OutOfDomain('gains', 'none', 'at least one instrument')
  gains.forEach((gain, j) => {
    requireLength(`gains[${j}]`, gain, cost.length)
    requireSeries(`gains[${j}]`, gain)
  })
  const centred = [cost, ...gains].map((values) => {
    const centre = weightedMean(values, probabilities)
    return { centre, values: values.map((value) => value - centre) }
  })
  const [base, ...rest] = centred
  const along = (x: Float64Array, y: Float64Array) => sum(x.map((each, s) => each * y[s]! * probabilities[s]!))
  return {
    meanGain: Float64Array.from(rest, ({ centre }) => centre),
    covariance: rest.map((row) => Float64Array.from(rest, (column) => along(row.values, column.values))),
    costCovariance: Float64Array.from(rest, ({ values }) => along(values, base!.values)),
    expectedCost: base!.centre,
    costVariance: along(base!.values, base!.values),
  }
}

/** E + riskAversion Var / 2 of the cost with a position. `riskAversion` is per unit of money. */
export function meanVarianceObjective(moments: HedgeMoments, riskAversion: number, position: Float64Array): number {
  const { meanGain, covariance, costCovariance, expectedCost, costVariance } = moments
  requireLength('position', position, meanGain.length)
  const variance = costVariance - 2 * dot(costCovariance, position) + dot(position, timesVector(covariance, position))
  return expectedCost - dot(meanGain, position) + (riskAversion / 2) * Math.max(0, variance)
}

/** x = S^-1 s: least variance in any amounts; of several such positions (dependent instruments) the shortest. */
export function minimumVarianceHedge({ covariance, costCovariance }: HedgeMoments): Float64Array {
  return shortestSolution(covariance, costCovariance).x
}

/**
 * x = S^-1 (s + m / riskAversion), the best in any amounts for riskAversion > 0. Null when instruments that depend on
 * each other make a riskless gain: then no position is best.
 */
export function unboundedMeanVarianceHedge(moments: HedgeMoments, riskAversion: number): Float64Array | null {
  requirePositive('riskAversion', riskAversion)
  const right = moments.costCovariance.map((each, j) => each + moments.meanGain[j]! / riskAversion)
  const { x, isExact } = shortestSolution(moments.covariance, right)
  return isExact ? x : null
}

/**
 * The best position with lower <= x <= upper, both finite, for riskAversion > 0. Dependent instruments are allowed: the
 * program is then solved by proximal steps, which end at one of its best positions (Rockafellar 1976).
 */
export function boundedMeanVarianceHedge(
  moments: HedgeMoments,
  riskAversion: number,
  lower: Float64Array,
  upper: Float64Array,
): Float64Array {
  const n = moments.meanGain.length
  requirePositive('riskAversion', riskAversion)
  requireLength('lower', lower, n)
  requireLength('upper', upper, n)
  requireSeries('lower', lower)
  requireSeries('upper', upper)
  lower.forEach((least, j) => {
    if (least > upper[j]!) throw new OutOfDomain(`lower[${j}]`, least, `a number up to ${upper[j]!}`)
  })
  // In units of one standard deviation of each instrument, so that one proximal weight suits all.
  const size = Float64Array.from(moments.covariance, (row, j) => (row[j]! > leastVariance ? Math.sqrt(row[j]!) : 1))
  const h = moments.covariance.map((row, i) => row.map((each, j) => each / (size[i]! * size[j]!)))
  const c = size.map((each, j) => -(moments.costCovariance[j]! + moments.meanGain[j]! / riskAversion) / each)
  const [low, high] = [lower.map((each, j) => each * size[j]!), upper.map((each, j) => each * size[j]!)]
  const unscaled = (y: Float64Array) => y.map((each, j) => Math.min(upper[j]!, Math.max(lower[j]!, each / size[j]!)))
  const start = low.map((least, j) => Math.min(high[j]!, Math.max(least, 0)))
  const least = symmetricEigen(h).values[0]!
  if (least > 1e-8) return unscaled(boxMinimum(h, c, low, high, start))
  const proximal = h.map((row, i) => row.map((each, j) => (i === j ? each + proximalWeight : each)))
  const objective = (y: Float64Array) => dot(y, timesVector(h, y)) / 2 + dot(c, y)
  let best: Float64Array = start
  for (let round = 0; round < 1000; round++) {
    const shifted = c.map((each, j) => each - proximalWeight * best[j]!)
    const next = boxMinimum(proximal, shifted, low, high, best)
    if (!(objective(next) < objective(best) - 1e-14 * Math.abs(objective(best)))) break
    best = next
  }
  return unscaled(best)
}

const proximalWeight = 1e-5
/** Below this a variance has lost its digits, and counts as none. */
const leastVariance = 1e-290

/** The shortest x with A x nearest to b, in units that give A a unit diagonal; `isExact` when A x = b. */
function shortestSolution(a: Matrix, b: Float64Array): { x: Float64Array; isExact: boolean } {
  const n = a.length
  const size = Float64Array.from(a, (row, j) => (row[j]! > leastVariance ? Math.sqrt(row[j]!) : 1))
  const scaled = zeros(n, n).map((row, i) => row.map((_, j) => a[i]![j]! / (size[i]! * size[j]!)))
  const right = b.map((each, j) => each / size[j]!)
  const { values, vectors } = symmetricEigen(scaled)
  const x = new Float64Array(n)
  let isExact = true
  vectors.forEach((vector, k) => {
    const along = dot(vector, right)
    if (values[k]! > 1e-12 * n) for (let j = 0; j < n; j++) x[j]! += (along / values[k]!) * vector[j]!
    else if (Math.abs(along) > 1e-9 * Math.sqrt(dot(right, right))) isExact = false
  })
  return { x: x.map((each, j) => each / size[j]!), isExact }
}
