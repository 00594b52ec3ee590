// Where to cut the integral of a spread option: the range that matters, the points where the option given z changes from in to
// out of the money, and finer panels around them when little is left to chance there. Called by exact-spread.ts.
import { log } from '../numerics/elementary.ts'
import { bracketedRoot } from '../numerics/root.ts'
import { type ConditionalLegs, logIntegrand, logMoneyness } from './conditional-legs.ts'

/** exp(-60): what is left out is below 1e-20 of the integral. */
const neglected = 60
/** Beyond, the density is 0 in doubles, whatever the payoff adds. */
const reach = 39
const widestPanel = 2.5

/** Rising; fewer than two when the integrand is 0 everywhere. */
export function quadratureEdges(legs: ConditionalLegs): Float64Array {
  const lowest = Math.min(0, legs.common, legs.deviation2) - reach
  const highest = Math.max(0, legs.common, legs.deviation2) + reach
  const bends = bendsOf(legs, lowest, highest)
  const points = [lowest, highest, ...bends.map(({ z }) => z)]
  for (let z = Math.ceil(lowest); z < highest; z++) points.push(z)
  points.sort((one, other) => one - other)
  const logs = points.map((z) => logIntegrand(legs, z))
  const threshold = Math.max(...logs) - neglected
  const first = logs.findIndex((value) => value > threshold)
  if (first < 0) return new Float64Array()
  const last = logs.findLastIndex((value) => value > threshold)
  const low = points[Math.max(first - 1, 0)]!
  const high = points[Math.min(last + 1, points.length - 1)]!
  const edges = [low, high]
  const panels = Math.ceil((high - low) / widestPanel)
  for (let i = 1; i < panels; i++) edges.push(low + ((high - low) * i) / panels)
  for (const { z, width } of bends) {
    edges.push(z)
    for (let step = Math.max(width, 1e-12); step < widestPanel; step *= 4) edges.push(z - step, z + step)
  }
  const inside = Float64Array.from(edges.filter((z) => z >= low && z <= high)).sort()
  return inside.filter((z, i) => i === 0 || z - inside[i - 1]! > 1e-14 * Math.max(1, Math.abs(z)))
}

interface Bend {
  readonly z: number
  /** Distance over which the integrand changes there. */
  readonly width: number
}

/** The zeros of the log moneyness, at most two since it is concave, and its top. */
function bendsOf(legs: ConditionalLegs, lowest: number, highest: number): Bend[] {
  const bends: Bend[] = []
  const { common, deviation2, strike, forward2, own } = legs
  const cuts = [lowest]
  if (strike > 0 && common > 0 && common < deviation2) {
    // The slope common - deviation2 * share2 is 0 where S2 = strike * common / (deviation2 - common).
    const top = log((strike / forward2) * (common / (deviation2 - common))) / deviation2 + deviation2 / 2
    if (top > lowest && top < highest) {
      const { x, share2 } = logMoneyness(legs, top)
      const bend = Math.abs(x) * deviation2 * deviation2 * share2 * (1 - share2)
      bends.push({ z: top, width: bend > 0 ? own / Math.sqrt(bend) : Infinity })
      cuts.push(top)
    }
  }
  cuts.push(highest)
  const x = (z: number) => logMoneyness(legs, z).x
  for (let i = 1; i < cuts.length; i++) {
    const [left, right] = [cuts[i - 1]!, cuts[i]!]
    if (x(left) > 0 === x(right) > 0) continue
    const z = bracketedRoot('The exercise boundary of the spread option', x, left, right)
    const { slope } = logMoneyness(legs, z)
    bends.push({ z, width: slope === 0 ? Infinity : own / Math.abs(slope) })
  }
  return bends
}
