// Layered buying (75/50/25): a delivery month is covered more and more as it comes near. Deterministic: no forecast of
// prices, no selling. A policy most treasuries write down; simulated here on a given history or scenario of forwards.
// Called by calc.
import {
  OutOfDomain,
  requireBetween,
  requireLength,
  requireNotNegative,
  requirePositive,
  requireSeries,
  requireWhole,
} from '../numerics/domain.ts'
import type { Matrix } from '../numerics/matrix.ts'

export interface CoverageTarget {
  /** Months before delivery, both included. */
  readonly leadFrom: number
  readonly leadTo: number
  /** Share of the forecast volume to be covered. */
  readonly coverage: number
}

export interface ProgrammeTrade {
  /** Month at whose end the trade is done, and month of delivery. */
  readonly month: number
  readonly delivery: number
  readonly units: number
  readonly price: number
}

export interface LayeredProgramme {
  /** Units bought per delivery month by the end. */
  readonly positions: Float64Array
  /** Mean price paid per delivery month; 0 where nothing was bought. */
  readonly averagePrice: Float64Array
  /** In the order of their months, then of delivery. */
  readonly trades: readonly ProgrammeTrade[]
  readonly totalUnits: number
}

/**
 * At the end of month t, for every delivery month m > t: target = floor(coverage(m - t) volume[m] / lot) lot; what is
 * missing to the target is bought at forward[t][m]; nothing is ever sold. Month 0 cannot be covered. A lead no target
 * names has coverage 0; of two targets for one lead the first counts.
 *
 * `volume`: units per delivery month, from 0; `lot` > 0; `forward`: a row per month of trading, a price per delivery.
 */
export function layeredProgramme(targets: readonly CoverageTarget[], lot: number, volume: Float64Array, forward: Matrix): LayeredProgramme {
  checkTargets(targets)
  requirePositive('lot', lot)
  requireSeries('volume', volume)
  volume.forEach((units, m) => {
    requireNotNegative(`volume[${m}]`, units)
  })
  if (forward.length < volume.length - 1) throw new OutOfDomain('forward', `${forward.length} rows`, `at least ${volume.length - 1} rows`)
  const positions = new Float64Array(volume.length)
  const paid = new Float64Array(volume.length)
  const trades: ProgrammeTrade[] = []
  for (let month = 0; month + 1 < volume.length; month++) {
    const prices = forward[month]!
    requireSeries(`forward[${month}]`, prices)
    requireLength(`forward[${month}]`, prices, volume.length)
    for (let delivery = month + 1; delivery < volume.length; delivery++) {
      const units = wholeLots(coverageAt(targets, delivery - month) * volume[delivery]!, lot) - positions[delivery]!
      if (!(units > 0)) continue
      const price = prices[delivery]!
      positions[delivery]! += units
      paid[delivery]! += units * price
      trades.push({ month, delivery, units, price })
    }
  }
  return {
    positions,
    averagePrice: positions.map((units, m) => (units > 0 ? paid[m]! / units : 0)),
    trades,
    totalUnits: positions.reduce((total, units) => total + units, 0),
  }
}

function checkTargets(targets: readonly CoverageTarget[]): void {
  targets.forEach(({ leadFrom, leadTo, coverage }, i) => {
    requireWhole(`targets[${i}].leadFrom`, leadFrom, 1)
    requireWhole(`targets[${i}].leadTo`, leadTo, leadFrom)
    requireBetween(`targets[${i}].coverage`, coverage, 0, 1)
  })
}

function coverageAt(targets: readonly CoverageTarget[], lead: number): number {
  return targets.find(({ leadFrom, leadTo }) => leadFrom <= lead && lead <= leadTo)?.coverage ?? 0
}

/** Rounded down to lots; 29 units are 29 lots of 1 though 0.29 * 100 is a little less in doubles. */
function wholeLots(units: number, lot: number): number {
  return Math.floor((units / lot) * (1 + 1e-14)) * lot
}
