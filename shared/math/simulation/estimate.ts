// What a Monte Carlo run may say of its result: mean, error and interval, by moments that merge in a fixed order.
// Sources: Chan, Golub & LeVeque (1983) for two passes, (1979) for merging; Glasserman (2004), ch. 4 for control variates and
// antithetic pairs; L'Ecuyer & Lemieux (2000) for intervals over random shifts.
import { OutOfDomain, requireLength, requireLevel, requireSeries } from '../numerics/domain.ts'
import { normalQuantile } from '../numerics/normal.ts'
import { mean, sum } from '../numerics/series.ts'
import { studentQuantile } from '../numerics/special.ts'

/** Count, mean, sum of squared deviations and range of a sample: enough to merge samples without their values. */
export interface Moments {
  readonly n: number
  readonly mean: number
  readonly m2: number
  readonly min: number
  readonly max: number
}

export function momentsOf(values: ArrayLike<number>): Moments {
  requireSeries('values', values)
  const centre = mean(values)
  let m2 = 0
  let missed = 0
  let min = Infinity
  let max = -Infinity
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    const off = value - centre
    m2 += off * off
    missed += off
    if (value < min) min = value
    if (value > max) max = value
  }
  // What rounding the mean adds to the squares.
  return { n: values.length, mean: centre, m2: Math.max(0, m2 - (missed * missed) / values.length), min, max }
}

/** The moments of two samples together. Not associative in the last bit: merge blocks in the order of their numbers. */
export function mergedMoments(a: Moments, b: Moments): Moments {
  const n = a.n + b.n
  const off = b.mean - a.mean
  return {
    n,
    mean: a.mean + (off * b.n) / n,
    m2: a.m2 + b.m2 + (off * off * a.n * b.n) / n,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
  }
}

export interface Estimate {
  readonly mean: number
  readonly standardError: number
  readonly low: number
  readonly high: number
}

/** Mean of independent trials with its normal interval; `confidence` in (0, 1). */
export function estimateOf({ n, mean, m2 }: Moments, confidence: number): Estimate {
  requireLevel('confidence', confidence)
  if (n < 2) throw new OutOfDomain('values', `${n} values`, 'at least 2 values')
  const standardError = Math.sqrt(m2 / (n - 1) / n)
  const reach = normalQuantile((1 + confidence) / 2) * standardError
  return { mean, standardError, low: mean - reach, high: mean + reach }
}

export interface SampleShape {
  readonly variance: number
  /** Third and fourth standardised moments with divisor n; the normal has 0 and 0. */
  readonly skewness: number
  readonly excessKurtosis: number
}

export function sampleShape(values: Float64Array): SampleShape {
  requireSeries('values', values, 2)
  const centre = mean(values)
  const near = values.map((value) => value - centre)
  // The mean is rounded; against it the third power of small deviations from a large mean would lose digits.
  const missed = mean(near)
  const deviations = near.map((value) => value - missed)
  const powers = (k: number) => sum(deviations.map((value) => repeated(value, k))) / values.length
  const second = powers(2)
  return {
    variance: (second * values.length) / (values.length - 1),
    skewness: second > 0 ? powers(3) / (second * Math.sqrt(second)) : 0,
    excessKurtosis: second > 0 ? powers(4) / (second * second) - 3 : 0,
  }
}

export interface ControlledEstimate {
  readonly beta: number
  readonly mean: number
  /** With n - 2 degrees of freedom, since beta is estimated from the same trials. */
  readonly standardError: number
  /** Share of the variance that the control leaves: 1 - correlation squared; 0 for trials that do not vary. */
  readonly varianceRatio: number
}

/** The mean of y corrected by a control of known mean. At least 3 trials, a control that varies. */
export function controlled(y: Float64Array, control: Float64Array, controlMean: number): ControlledEstimate {
  requireSeries('y', y, 3)
  requireSeries('control', control, 3)
  requireLength('control', control, y.length)
  const n = y.length
  const [yMean, xMean] = [mean(y), mean(control)]
  const xx = sum(control.map((x) => (x - xMean) * (x - xMean)))
  if (!(xx > 0)) throw new OutOfDomain('control', 'values that do not vary', 'values that vary')
  const beta = sum(y.map((value, i) => (value - yMean) * (control[i]! - xMean))) / xx
  const estimate = yMean - beta * (xMean - controlMean)
  const rest = sum(
    y.map((value, i) => {
      const off = value - yMean - beta * (control[i]! - xMean)
      return off * off
    }),
  )
  const yy = sum(y.map((value) => (value - yMean) * (value - yMean)))
  return {
    beta,
    mean: estimate,
    standardError: Math.sqrt(rest / (n - 2) / n),
    varianceRatio: yy > 0 ? rest / yy : 0,
  }
}

export interface PairedEstimate {
  readonly pairMeans: Float64Array
  readonly mean: number
  /** Over the pairs, which are independent; the two of a pair are not. */
  readonly standardError: number
  /** What it would be if the values were taken as independent: shown to be wrong, not to be used. */
  readonly naiveStandardError: number
}

/** Antithetic pairs: `up` and `down` are the values of z and -z. */
export function paired(up: Float64Array, down: Float64Array): PairedEstimate {
  requireSeries('up', up, 2)
  requireSeries('down', down, 2)
  requireLength('down', down, up.length)
  const pairMeans = up.map((value, i) => (value + down[i]!) / 2)
  const { mean, m2, n } = momentsOf(pairMeans)
  const all = momentsOf([...up, ...down])
  return {
    pairMeans,
    mean,
    standardError: Math.sqrt(m2 / (n - 1) / n),
    naiveStandardError: Math.sqrt(all.m2 / (all.n - 1) / all.n),
  }
}

/** Mean of R independent random shifts of a low-discrepancy sample with Student's interval, R - 1 degrees of freedom. */
export function estimateOverShifts(replicates: Float64Array, confidence: number): Estimate {
  requireLevel('confidence', confidence)
  requireSeries('replicates', replicates, 2)
  const { mean, m2, n } = momentsOf(replicates)
  const standardError = Math.sqrt(m2 / (n - 1) / n)
  const reach = studentQuantile((1 + confidence) / 2, n - 1) * standardError
  return { mean, standardError, low: mean - reach, high: mean + reach }
}

function repeated(base: number, times: number): number {
  let result = base
  for (let i = 1; i < times; i++) result *= base
  return result
}
