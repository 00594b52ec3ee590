// Student's t for whole degrees of freedom, by the finite trigonometric sums of Abramowitz & Stegun 26.7.3-4.
// Used for the confidence interval of a regression slope.

/** t with P(T <= t) = p. degrees: whole, at least 1; p in (0, 1). */
export function studentQuantile(p: number, degrees: number): number {
  const target = Math.abs(2 * p - 1)
  // theta = atan(t / sqrt(degrees)) lies in [0, pi/2) and P(|T| <= t) rises with it: halve until it stands still.
  let low = 0
  let high = Math.PI / 2
  while (true) {
    const theta = (low + high) / 2
    if (theta <= low || theta >= high) break
    if (centralProbability(theta, degrees) < target) low = theta
    else high = theta
  }
  return Math.sign(2 * p - 1) * Math.sqrt(degrees) * Math.tan(low)
}

/** P(|T| <= sqrt(degrees) tan(theta)). */
function centralProbability(theta: number, degrees: number): number {
  const sine = Math.sin(theta)
  const cosine = Math.cos(theta)
  const odd = degrees % 2 === 1
  let term = odd ? cosine : 1
  let series = degrees === 1 ? 0 : term
  for (let k = odd ? 3 : 2; k <= degrees - 2; k += 2) {
    term *= ((k - 1) / k) * cosine * cosine
    series += term
  }
  return odd ? (2 / Math.PI) * (theta + sine * series) : sine * series
}
