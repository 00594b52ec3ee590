// The Mills ratio of the normal distribution, M(z) = (1 - N(z)) / n(z): what is left of a tail when its density is taken
// out. Options far out of the money are differences of two such ratios; called by the normalised Black price.
import { erfcx } from '../numerics/error-function.ts'

const rootHalfPi = 1.2533141373155003

/** (1 - N(z)) / n(z) = sqrt(pi/2) erfcx(z / sqrt 2), falling from Infinity to 0. */
export function millsRatio(z: number): number {
  return rootHalfPi * erfcx(z * Math.SQRT1_2)
}

/**
 * -M'(z) = 1 - z M(z) for z from 0. The two terms of the definition nearly cancel when z is large, so a rational
 * approximation of our own stands in for them (least squares on Chebyshev points in 60 digits, relative error 3e-17; its
 * coefficients are all positive, so nothing cancels); beyond 10 the asymptotic series 1/z^2 - 3/z^4 + 15/z^6 - ...
 */
export function millsDecline(z: number): number {
  if (z > 10) return farDecline(z)
  const top =
    (((((((3.25932676980502855e-6 * z + 0.0000884085910616375882) * z + 0.00116677955553329475) * z + 0.00967991064471020397) * z +
      0.0550216609317871154) *
      z +
      0.21985320614207892) *
      z +
      0.608178350995431752) *
      z +
      1.08340419435751772) *
      z +
    1
  const bottom =
    (((((((((3.25932667193797896e-6 * z + 0.0000884086008317680062) * z + 0.00117655707272659177) * z + 0.00994515031421215145) * z +
      0.0585021468831893871) *
      z +
      0.248367289499484642) *
      z +
      0.766318368988407086) *
      z +
      1.68922490326676376) *
      z +
      2.53682047100571785) *
      z +
      2.33671833167301194) *
      z +
    1
  return top / bottom
}

function farDecline(z: number): number {
  const square = 1 / (z * z)
  let term = square
  let total = square
  for (let k = 1; k < 40; k++) {
    term *= -(2 * k + 1) * square
    total += term
    if (Math.abs(term) < 1e-17 * total) break
  }
  return total
}
