// How our own unit price has moved with the index: least squares of monthly log changes, where index history is given.
// Months are paired only when both sides have a value; the own price is the money of the month over the tokens it paid
// for, in the plan's currency (mix included).
import type { HedgeRatioData } from '../../../shared/contract/forecast-commands.ts'
import { toFailure } from '../../../shared/result/failure.ts'
import { monthLabel, toMonth } from '../../../shared/units/calendar.ts'
import { modelFromDecimal } from '../../../shared/units/model-border.ts'
import { readHistory } from './read-market.ts'
import type { Session } from './session.ts'

/** Below this a slope has no standard error. */
const fewestPairs = 3
/** Fewer paired changes are a guess and cannot support a designation (ux.md S5). */
const usablePairs = 12

export async function betaRatio(session: Session, contract: string, currency: string, asOf: string): Promise<HedgeRatioData | null> {
  const index = monthlyIndex(await readHistory(session, contract))
  if (index.size < fewestPairs + 1) return null
  const usage = await session.workspace.usage.query({ by: ['month'], filter: { to: asOf } })
  const own = new Map(
    usage.rows.flatMap((row) => {
      const [tokens, money] = [row.costedTokens, row.tokenCost].map((by) => modelFromDecimal(by[currency] ?? '0')) as [number, number]
      return tokens > 0 && money > 0 ? [[row.keys.month ?? '', money / tokens] as const] : []
    }),
  )
  const points = [...own.keys()].sort().flatMap((month) => {
    const before = monthLabel(toMonth(month) - 1)
    const pair = [own.get(before), own.get(month), index.get(before), index.get(month)]
    const [own0, own1, index0, index1] = pair
    if (own0 === undefined || own1 === undefined || index0 === undefined || index1 === undefined) return []
    return [{ month, own: Math.log(own1 / own0), index: Math.log(index1 / index0) }]
  })
  const [first, last] = [points[0], points.at(-1)]
  if (points.length < fewestPairs || !first || !last) return null
  const job = {
    kind: 'hedge-ratio',
    own: Float64Array.from(points, (point) => point.own),
    index: Float64Array.from(points, (point) => point.index),
  } as const
  const fit = await session.run(job).catch((thrown: unknown) => {
    if (toFailure(thrown).code === 'index-stood-still') return null // nothing to measure; the rest of the plan goes on
    throw thrown
  })
  if (!fit) return null
  return {
    ratio: fit.ratio,
    standardError: fit.standardError,
    robustStandardError: fit.robustStandardError,
    low95: fit.low95,
    high95: fit.high95,
    r2: fit.r2,
    observations: fit.observations,
    firstMonth: first.month,
    lastMonth: last.month,
    usable: fit.observations >= usablePairs,
    points,
  }
}

/** Mean of the index values of each month. */
function monthlyIndex(history: readonly { date: string; value: string }[]): Map<string, number> {
  const sums = new Map<string, { total: number; count: number }>()
  for (const { date, value } of history) {
    const month = sums.get(date.slice(0, 7)) ?? { total: 0, count: 0 }
    sums.set(date.slice(0, 7), { total: month.total + modelFromDecimal(value), count: month.count + 1 })
  }
  return new Map([...sums].map(([month, { total, count }]) => [month, total / count]))
}
