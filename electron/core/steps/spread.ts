// Simulated amounts as the quantiles a screen shows: the sorting runs in a worker, the rounding happens here, once.
import type { SpreadData } from '../../../shared/contract/scalars.ts'
import { decimalFromModel } from '../../../shared/units/model-border.ts'
import type { Session } from './session.ts'

export interface SpreadAsk {
  /** One value per trial. */
  readonly values: Float64Array
  readonly places: number
  readonly budget?: number | undefined
}

export interface SpreadAnswer {
  readonly spread: SpreadData
  readonly overBudget: number | null
  readonly dots: string[]
}

const width = 8
const dotCount = 20

export async function spreads(session: Session, asks: readonly SpreadAsk[]): Promise<SpreadAnswer[]> {
  const trials = asks[0]?.values.length ?? 0
  if (trials === 0) return []
  const rows = new Float64Array(asks.length * trials)
  for (const [row, ask] of asks.entries()) rows.set(ask.values, row * trials)
  const budgets = Float64Array.from(asks, (ask) => ask.budget ?? Number.NaN)
  const { figures, overBudget, dots } = await session.run({ kind: 'spread', rows, trials, budgets })
  return asks.map(({ places }, row) => {
    const at = (index: number) => decimalFromModel(figures[row * width + index] ?? 0, places)
    const over = overBudget[row] ?? Number.NaN
    return {
      spread: { mean: at(0), p05: at(1), p10: at(2), p25: at(3), p50: at(4), p75: at(5), p90: at(6), p95: at(7) },
      overBudget: Number.isNaN(over) ? null : over,
      dots: Array.from({ length: dotCount }, (_, dot) => decimalFromModel(dots[row * dotCount + dot] ?? 0, places)),
    }
  })
}

/** The values of one month, or of a run of months added on each path. */
export function horizonValues(paths: Float64Array, months: number, from: number, to: number): Float64Array {
  const trials = paths.length / months
  const values = new Float64Array(trials)
  for (let path = 0; path < trials; path++) {
    let total = 0
    for (let month = from; month < to; month++) total += paths[path * months + month] ?? 0
    values[path] = total
  }
  return values
}
