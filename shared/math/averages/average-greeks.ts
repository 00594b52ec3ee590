// Derivatives of the exact price of an average option by one pass back through its recursion (reverse differentiation):
// the delta to every fixing's forward and the vega together cost about five prices, and carry no error of bumps.
// Sources: tail-density.ts; Giles & Glasserman (2006), Risk 19(1), 88-92, for the reverse pass. Called by the calculator.

import { requireFinite, requirePositive, requireSide } from '../numerics/domain.ts'
import { exp, log } from '../numerics/elementary.ts'
import { normalCdf, normalDensity } from '../numerics/normal.ts'
import { blackPrice } from '../options/black.ts'
import type { ScaledChain } from './average-option.ts'
import { fixingChain, nearlyCertain, openPrice, requireMass, sideOutOfTheMoney } from './average-option.ts'
import type { Fixings } from './fixings.ts'
import { openAverage, weightOf } from './fixings.ts'
import type { AverageGreeks } from './moment-matching.ts'
import { momentMatchedGreeks } from './moment-matching.ts'
import type { GridDensity } from './tail-density.ts'
import { kernelReach, tailDensity } from './tail-density.ts'

/**
 * The exact price with its derivatives. `vega` is for all volatilities together; fixings whose total variance does not
 * rise above that of the one before are taken to stay so. Domain and limits: see averagePriceOption.
 */
export function averageOptionGreeks(side: 1 | -1, fixings: Fixings, strike: number, discount: number): AverageGreeks {
  requireSide('side', side)
  requireFinite('strike', strike)
  requirePositive('discount', discount)
  const open = openAverage(fixings)
  const chain = fixingChain(open)
  const left = strike - chain.known
  if (left <= 0 || chain.amounts.length === 0 || chain.deviation < nearlyCertain)
    return momentMatchedGreeks(side, fixings, strike, discount)
  const scaled = left / open.forward
  const outSide = sideOutOfTheMoney(chain, scaled)
  const slopes = chainSlopes(chain, scaled, outSide)
  // In the money the payoff is the other side's and a forward: price = other + side * (average - strike).
  const forwardPart = side === outSide ? 0 : side
  const deltas = new Float64Array(fixings.forwards.length)
  let vega = 0
  let before = 0
  let lastPlace = -1
  for (let i = 0; i < deltas.length; i++) {
    const weight = weightOf(fixings, fixings.past.length + i)
    const place = i < open.firstOpen ? -1 : chain.places[i - open.firstOpen]!
    const slope = place < 0 ? -slopes.strike : slopes.amounts[place]!
    // E[e^X; the option ends in the money], so from 0 to 1: shares below 1e-9 of the average would show rounding beyond.
    deltas[i] = discount * weight * (forwardPart + outSide * Math.min(1, Math.max(0, outSide * slope)))
    if (place < 0 || place === lastPlace) continue
    const varianceSlope = 2 * fixings.volatilities[i]! * fixings.times[i]!
    vega += slopes.increments[place]! * (varianceSlope - before)
    before = varianceSlope
    lastPlace = place
  }
  return { price: discount * openPrice(side, open, strike), deltas, vega: discount * open.forward * vega }
}

interface ChainSlopes {
  /** Derivative of the undiscounted price of the chain's option by its strike. */
  readonly strike: number
  readonly amounts: Float64Array
  readonly increments: Float64Array
}

function chainSlopes({ amounts, increments }: ScaledChain, strike: number, side: 1 | -1): ChainSlopes {
  const n = amounts.length
  const trail: GridDensity[] = []
  if (n > 1) tailDensity({ amounts, increments }, trail)
  const last = trail.at(-1) ?? { step: 1, first: -Infinity, values: Float64Array.of(1) }
  const deviation = Math.sqrt(increments[0]!)
  // The value of the option on each point of the grid at hand, first on that of Z_2.
  let values = new Float64Array(last.values.length)
  let [mass, strikeSlope, amountSlope, incrementSlope] = [0, 0, 0, 0]
  for (let i = 0; i < values.length; i++) {
    const forward = amounts[0]! + exp((last.first + i) * last.step)
    const d1 = log(forward / strike) / deviation + deviation / 2
    const probability = last.values[i]! * last.step
    values[i] = blackPrice(side, forward, strike, deviation)
    mass += probability
    strikeSlope -= probability * side * normalCdf(side * (d1 - deviation))
    amountSlope += probability * side * normalCdf(side * d1)
    incrementSlope += (probability * forward * normalDensity(d1)) / (2 * deviation)
  }
  requireMass(mass)
  const slopes = { strike: strikeSlope, amounts: new Float64Array(n), increments: new Float64Array(n) }
  slopes.amounts[0] = amountSlope
  slopes.increments[0] = incrementSlope
  for (let k = 1; k < n - 1; k++) values = passBack(values, k, trail[n - 1 - k]!, trail[n - 2 - k]!, amounts[k]!, increments[k]!, slopes)
  if (n > 1) atLastFixing(values, trail[0]!, amounts, increments, slopes)
  return slopes
}

/** What amount and increment of the last fixing contribute: Z_n is normal around ln a_n - variance / 2. */
function atLastFixing(
  values: Float64Array,
  density: GridDensity,
  amounts: Float64Array,
  increments: Float64Array,
  slopes: ChainSlopes,
): void {
  const k = amounts.length - 1
  const variance = increments[k]!
  const mean = log(amounts[k]!) - variance / 2
  let [value, first, second] = [0, 0, 0]
  for (let i = 0; i < values.length; i++) {
    const distance = (density.first + i) * density.step - mean
    const part = density.values[i]! * density.step * values[i]!
    value += part
    first += part * distance
    second += part * distance * distance
  }
  slopes.amounts[k] = first / (variance * amounts[k]!)
  slopes.increments[k] = varianceSlope(value, first, second, variance)
}

/** Change of a normal density with its variance, its mean being -variance / 2 and so moving too, from its moments. */
function varianceSlope(value: number, first: number, second: number, variance: number): number {
  return (second / variance - value - first) / (2 * variance)
}

/** From values on the grid of Z_(k+1) to those on the grid of Z_(k+2), `source`; adds what amount and increment k contribute. */
function passBack(
  values: Float64Array,
  k: number,
  target: GridDensity,
  source: GridDensity,
  amount: number,
  variance: number,
  slopes: ChainSlopes,
): Float64Array<ArrayBuffer> {
  const { step } = target
  const deviation = Math.sqrt(variance)
  const reach = kernelReach(deviation, step)
  const scale = step / (deviation * Math.sqrt(2 * Math.PI))
  const precision = 1 / variance
  const bend = exp(-step * step * precision)
  const passed = new Float64Array(source.values.length)
  let amountSlope = 0
  let incrementSlope = 0
  for (let i = 0; i < passed.length; i++) {
    const power = exp((source.first + i) * source.step)
    const centre = log(amount + power) - variance / 2
    const nearest = Math.floor(centre / step + 0.5) - target.first
    const low = Math.max(0, nearest - reach)
    const high = Math.min(values.length - 1, nearest + reach)
    let value = 0
    let first = 0
    let second = 0
    for (let from = low; from <= high; from += 16) {
      // The kernel from one grid point to the next, taken anew every 16 so that rounding cannot grow.
      let distance = (target.first + from) * step - centre
      let kernel = exp(-0.5 * precision * distance * distance)
      let ratio = exp(-precision * step * (distance + step / 2))
      for (let j = from; j <= Math.min(high, from + 15); j++) {
        const part = values[j]! * kernel
        value += part
        first += part * distance
        second += part * distance * distance
        distance += step
        kernel *= ratio
        ratio *= bend
      }
    }
    passed[i] = scale * value
    const probability = source.values[i]! * source.step * scale
    amountSlope += (probability * first * precision) / (amount + power)
    incrementSlope += probability * varianceSlope(value, first, second, variance)
  }
  slopes.amounts[k] = amountSlope
  slopes.increments[k] = incrementSlope
  return passed
}
