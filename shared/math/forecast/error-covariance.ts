// Covariance of the base forecasts' errors, the weights of reconciliation.ts. Errors count from 0 and not from their
// mean: a forecast that is always off by the same is a bad one. A row holds one time's errors, a column one series'.
// Sources: Wickramasuriya, Athanasopoulos & Hyndman (2019), JASA 114, 804-819, section 2.4; Schaefer & Strimmer (2005),
// Statistical Applications in Genetics and Molecular Biology 4, 32. Called by shared/calc/forecast-scores.ts.
import { OutOfDomain, requireSeries } from '../numerics/domain.ts'
import { type Matrix, zeros } from '../numerics/matrix.ts'

/** E'E / n. With fewer rows than series it has no inverse, and it is noisy long before. */
export function errorCovariance(errors: Matrix): Float64Array[] {
  const width = requireErrors(errors)
  const covariance = zeros(width, width)
  for (const row of errors)
    for (let i = 0; i < width; i++) for (let j = 0; j <= i; j++) covariance[i]![j]! += (row[i]! * row[j]!) / errors.length
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) covariance[j]![i] = covariance[i]![j]!
  return covariance
}

/** Mean squared error of each series. */
export function errorVariances(errors: Matrix): Float64Array {
  const width = requireErrors(errors)
  const variances = new Float64Array(width)
  for (const row of errors) for (let i = 0; i < width; i++) variances[i]! += (row[i]! * row[i]!) / errors.length
  return variances
}

export interface ShrunkCovariance {
  readonly covariance: Float64Array[]
  /** Weight of the diagonal, 0 (as observed) to 1 (uncorrelated). */
  readonly intensity: number
}

/**
 * Correlations drawn towards 0 by lambda = sum of the estimated variances of the correlations / sum of their squares,
 * over pairs of different series; between 0 and 1, and 1 where nothing is correlated. From 2 rows; every series needs an
 * error other than 0.
 */
export function shrunkCovariance(errors: Matrix): ShrunkCovariance {
  if (errors.length < 2) throw new OutOfDomain('errors', `${errors.length} rows`, 'at least 2 rows')
  const covariance = errorCovariance(errors)
  const n = errors.length
  const scales = covariance.map((row, i) => {
    if (!(row[i]! > 0)) throw new OutOfDomain(`errors[][${i}]`, 'always 0', 'an error other than 0')
    return Math.sqrt(row[i]!)
  })
  let doubt = 0
  let strength = 0
  for (let i = 0; i < scales.length; i++)
    for (let j = 0; j < i; j++) {
      const correlation = covariance[i]![j]! / (scales[i]! * scales[j]!)
      let squares = 0
      for (const row of errors) {
        const away = (row[i]! * row[j]!) / (scales[i]! * scales[j]!) - correlation
        squares += away * away
      }
      doubt += squares / (n * (n - 1))
      strength += correlation * correlation
    }
  const intensity = doubt < strength ? doubt / strength : 1
  for (let i = 0; i < scales.length; i++) for (let j = 0; j < scales.length; j++) if (i !== j) covariance[i]![j]! *= 1 - intensity
  return { covariance, intensity }
}

function requireErrors(errors: Matrix): number {
  const width = errors[0]?.length ?? 0
  if (width === 0) throw new OutOfDomain('errors', 'empty', 'at least one row of at least one error')
  for (const [time, row] of errors.entries()) {
    requireSeries(`errors[${time}]`, row)
    if (row.length !== width) throw new OutOfDomain(`errors[${time}]`, `${row.length} values`, `${width} values`)
  }
  return width
}
