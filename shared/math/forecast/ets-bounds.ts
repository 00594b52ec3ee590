// Which smoothing parameters are allowed: the box of the textbook, and the region in which old values lose their weight.
// Source: Hyndman, Akram & Archibald (2008), The admissible parameter space for exponential smoothing models, Annals of the
// Institute of Statistical Mathematics 60, 407-426. Called by ets-start.ts and ets-fit.ts.
import type { EtsForm, EtsParameters } from './ets-model.ts'

/** The box; besides beta <= alpha and gamma <= 1 - alpha. */
export const parameterBounds = {
  low: { alpha: 0.0001, beta: 0.0001, gamma: 0.0001, phi: 0.8 },
  high: { alpha: 0.9999, beta: 0.9999, gamma: 0.9999, phi: 0.98 },
} as const

/** Inside the box and the admissible region. */
export function isAllowed(form: EtsForm, { alpha, beta, gamma, phi }: EtsParameters, period: number): boolean {
  const { low, high } = parameterBounds
  if (!(alpha >= low.alpha && alpha <= high.alpha)) return false
  if (form.trend !== 'N' && !(beta >= low.beta && beta <= alpha && beta <= high.beta)) return false
  if (form.isDamped && !(phi >= low.phi && phi <= high.phi)) return false
  if (form.season === 'N') return alpha <= 1 + 1 / phi && beta <= (1 + phi) * (2 - alpha)
  if (!(gamma >= low.gamma && gamma <= 1 - alpha && gamma <= high.gamma)) return false
  return isSeasonAdmissible(alpha, beta, gamma, phi, period)
}

/** Corollary of theorem 2 there: bounds first, then the roots of the characteristic polynomial in the unit circle. */
function isSeasonAdmissible(alpha: number, beta: number, gamma: number, phi: number, m: number): boolean {
  if (gamma < Math.max(1 - 1 / phi - alpha, 0) || gamma > 1 + 1 / phi - alpha) return false
  if (alpha < 1 - 1 / phi - (gamma * (1 - m + phi + phi * m)) / (2 * phi * m)) return false
  if (beta < -(1 - phi) * (gamma / m + alpha)) return false
  // From the highest power down. Without trend the polynomial has the root 1, which is divided out.
  const isFlat = beta === 0 && phi === 1
  const polynomial = new Float64Array(isFlat ? m + 1 : m + 2).fill(isFlat ? alpha : alpha + beta - alpha * phi)
  polynomial[0] = 1
  if (isFlat) polynomial[m] = alpha + gamma - 1
  else {
    polynomial[1] = alpha + beta - phi
    polynomial[m] = alpha + beta - alpha * phi + gamma - 1
    polynomial[m + 1] = phi * (1 - alpha - gamma)
  }
  return hasRootsInCircle(polynomial)
}

/** Schur and Cohn's test: every step down keeps |last| below |first|. Roots up to 1 + 1e-10 count as inside. */
function hasRootsInCircle(polynomial: Float64Array): boolean {
  const degree = polynomial.length - 1
  const a = polynomial.slice()
  let shrink = 1
  for (let i = 1; i <= degree; i++) {
    shrink /= 1 + 1e-10
    a[i]! *= shrink
  }
  for (let top = degree; top > 0; top--) {
    const k = a[top]! / a[0]!
    if (!(Math.abs(k) < 1)) return false
    for (let i = 0; i <= top >> 1; i++) {
      const [front, back] = [a[i]!, a[top - i]!]
      a[i] = front - k * back
      a[top - i] = back - k * front
    }
  }
  return true
}
