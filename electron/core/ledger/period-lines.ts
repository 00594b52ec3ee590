// What a bridge of spend is made of: the lines of two periods that count, as sums by everything that tells them apart,
// each with what it counts. Judged by the spend rules, over those lines only that touch one of the periods.
import type { DaySpan } from '../../../shared/units/period.ts'
import { type Database, decimalOf, type Row, textOf } from './database.ts'
import { listRates, RateTable } from './fx-rates.ts'
import { spendOf } from './spend-view.ts'
import type { PeriodLine, SpendBasis, TwoPeriods } from './types.ts'
import { bucketColumns } from './usage-columns.ts'

const sums = [...bucketColumns, 'total_tokens', 'requests', 'gpu_hours', 'unpriced_tokens', 'cost'] as const
const summed = sums.map((column) => `sum(${column}) AS ${column}`).join(', ')
const texts = 'provider, account, model, tier, context, kind, charge, basis, cost_currency, rate_day, is_before, is_after'
/** $1 to $4: first and last day of the periods. */
const isBefore = '(day >= $1::DATE AND day <= $2::DATE)'
const isAfter = '(day >= $3::DATE AND day <= $4::DATE)'
/** A cost report of a longer time judges the days of a period in it, so it must be there. */
const touching = `(SELECT * FROM day_line WHERE (last_day >= $1::DATE AND day <= $2::DATE) OR (last_day >= $3::DATE AND day <= $4::DATE))`

/** Without `convertTo` no line is converted. Periods may overlap: what lies in both is in both. */
export async function periodLines(
  database: Database,
  { before, after, convertTo }: TwoPeriods<DaySpan> & { readonly convertTo?: string | undefined },
): Promise<TwoPeriods<PeriodLine[]>> {
  const rates = convertTo === undefined ? null : new RateTable(await listRates(database), convertTo)
  // Net sums of a day and label first: a line taken out by a later change must cancel before it is judged by what it counts.
  const rows = await database.read(
    `WITH net AS (
       SELECT provider, CASE population WHEN '' THEN 'platform' ELSE population END AS account, model, tier, context, kind, charge, basis,
         cost_currency, ${rates?.dayExpression ?? `''`} AS rate_day, ${isBefore} AS is_before, ${isAfter} AS is_after,
         max(last_day) AS last_day, ${summed}
       FROM (${spendOf(touching)}) WHERE (${isBefore} OR ${isAfter}) AND basis <> 'overlapped'
       GROUP BY day, label_id, slot, stated, ${texts}
     ), line AS (
       SELECT * REPLACE (CASE WHEN total_tokens = 0 THEN charge ELSE '' END AS charge),
         CASE WHEN total_tokens <> 0 THEN CASE WHEN requests <> 0 THEN 'requests' ELSE 'tokens' END
              WHEN gpu_hours <> 0 THEN 'gpuHours' WHEN requests <> 0 THEN 'calls' ELSE 'none' END AS counts
       FROM net WHERE total_tokens <> 0 OR gpu_hours <> 0 OR requests <> 0 OR cost <> 0
     )
     SELECT ${texts}, counts, max(last_day) AS last_day, ${summed} FROM line GROUP BY ${texts}, counts ORDER BY ${texts}, counts`,
    [before.from, before.to, after.from, after.to],
  )
  const linesOf = (flag: 'is_before' | 'is_after', { to }: DaySpan): PeriodLine[] =>
    rows.filter((row) => row[flag] === true).map((row) => toLine(row, to, rates))
  return { before: linesOf('is_before', before), after: linesOf('is_after', after) }
}

function toLine(row: Row, to: string, rates: RateTable | null): PeriodLine {
  const basis = textOf(row, 'basis') as SpendBasis
  const isCounted = basis === 'billed' || basis === 'estimated'
  const [currency, money] = [textOf(row, 'cost_currency'), isCounted ? decimalOf(row, 'cost') : '0']
  const lastDay = textOf(row, 'last_day')
  const [inputUncached, cacheRead, cacheWrite5m, cacheWrite1h, cacheWriteOther, output] = bucketColumns.map((column) =>
    decimalOf(row, column),
  ) as [string, string, string, string, string, string]
  return {
    provider: textOf(row, 'provider'),
    account: textOf(row, 'account') as PeriodLine['account'],
    model: textOf(row, 'model'),
    tier: textOf(row, 'tier') as PeriodLine['tier'],
    context: textOf(row, 'context') as PeriodLine['context'],
    kind: textOf(row, 'kind') as PeriodLine['kind'],
    charge: textOf(row, 'charge'),
    basis,
    counts: textOf(row, 'counts') as PeriodLine['counts'],
    tokens: { inputUncached, cacheRead, cacheWrite5m, cacheWrite1h, cacheWriteOther, output },
    totalTokens: decimalOf(row, 'total_tokens'),
    requests: decimalOf(row, 'requests'),
    gpuHours: decimalOf(row, 'gpu_hours'),
    unpricedTokens: decimalOf(row, 'unpriced_tokens'),
    currency,
    money,
    amount: rates === null || money === '0' ? money : rates.convert(money, currency, textOf(row, 'rate_day')),
    lastDay: lastDay < to ? lastDay : to,
  }
}
