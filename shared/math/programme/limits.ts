// The limits of a hedge as rows with names, over the amounts bought and sold of each instrument (x = bought - sold, so
// that margin and fees of |x| are linear: Rockafellar & Uryasev's program with split positions). The names are what an
// answer says when limits contradict each other or bind.
import type { HedgeProblem } from './hedge-problem.ts'

export interface LimitName {
  /** 'tail' is a limit on CVaR, 'lots' the demand for whole lots. */
  readonly kind: 'position' | 'liquidity' | 'premium' | 'margin' | 'coverage' | 'tail' | 'lots'
  /** The instrument, the coverage band or the level; '' for what there is only one of. */
  readonly of: string
}

/** lower <= bought . x+ + sold . x- <= upper. */
export interface HedgeLimit {
  readonly name: LimitName
  readonly bought: Float64Array
  readonly sold: Float64Array
  readonly lower: number
  readonly upper: number
}

/** Every limit of the problem on positions that can bind; tails and lots are not among them. */
export function positionLimits({ instruments, limits }: HedgeProblem): HedgeLimit[] {
  const found: HedgeLimit[] = []
  const net = (name: LimitName, units: Float64Array, lower: number, upper: number) => {
    if (lower > -Infinity || upper < Infinity) found.push({ name, bought: units, sold: units.map((each) => -each), lower, upper })
  }
  instruments.forEach((instrument, j) => {
    const unit = unitVector(instruments.length, j)
    net({ kind: 'position', of: instrument.name }, unit, instrument.lower, instrument.upper)
    const most = tradableUnits(instrument.dailyVolume, limits)
    net({ kind: 'liquidity', of: instrument.name }, unit, -most, most)
  })
  net(
    { kind: 'premium', of: '' },
    Float64Array.from(instruments, ({ premium }) => premium),
    -Infinity,
    limits.premium,
  )
  if (limits.margin < Infinity) {
    const margin = Float64Array.from(instruments, ({ initialMargin }) => initialMargin)
    found.push({ name: { kind: 'margin', of: '' }, bought: margin, sold: margin, lower: -Infinity, upper: limits.margin })
  }
  for (const { name, cover, lower, upper } of limits.coverage) net({ kind: 'coverage', of: name }, cover, lower, upper)
  return found
}

function tradableUnits(dailyVolume: number, limits: HedgeProblem['limits']): number {
  // 0 times Infinity: whoever may be no part of an endless market trades nothing.
  return limits.participation === 0 ? 0 : limits.participation * limits.tradingDays * dailyVolume
}

function unitVector(length: number, at: number): Float64Array {
  const unit = new Float64Array(length)
  unit[at] = 1
  return unit
}

/** Names of the limits the position stands at, to 1e-7 of their size. */
export function bindingLimits(limits: readonly HedgeLimit[], position: Float64Array): LimitName[] {
  return limits.filter((limit) => isBinding(limit, position)).map(({ name }) => name)
}

function isBinding({ bought, sold, lower, upper }: HedgeLimit, position: Float64Array): boolean {
  let used = 0
  let size = 0
  position.forEach((units, j) => {
    const part = units > 0 ? bought[j]! * units : -sold[j]! * units
    used += part
    size += Math.abs(part)
  })
  const near = (bound: number) => Number.isFinite(bound) && Math.abs(used - bound) <= 1e-7 * Math.max(size, Math.abs(bound))
  return near(lower) || near(upper)
}
