// The Mills ratio of the normal distribution, M(z) = (1 - N(z)) / n(z): what is left of a tail when its density is taken
// out. Options far out of the money are differences of two such ratios; called by the normalised Black price.
import { erfcx } from '../numerics/error-function.ts'

const perRootTwo = 0.7071067811865476
const rootHalfPi = 1.2533141373155003

/** (1 - N(z)) / n(z) = sqrt(pi/2) erfcx(z / sqrt 2), falling from Infinity to 0. */
export function millsRatio(z: number): number {
  return rootHalfPi * erfcx(z * perRootTwo)
}

/** -M'(z) = 1 - z M(z) for z >= 0. */
export function millsDecline(z: number): number {
  return 1 - z * millsRatio(z)
}
