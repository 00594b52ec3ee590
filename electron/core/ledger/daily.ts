// The border from books to models: exact daily sums of the ledger become Float64Array lines for forecast and risk.
// The only place in the core where a decimal of the ledger turns into a double; nothing goes back this way.
import { toEpochDay } from '../../../shared/units/calendar.ts'
import { addDecimals } from '../../../shared/units/decimal.ts'
import { type Database, decimalOf, type Row, textOf } from './database.ts'
import { figureColumns } from './figures.ts'
import type { DailyLine, DailySeries, GroupKey, UsageFilter } from './types.ts'
import { condition, keyColumns } from './usage-filter.ts'

type LineKey = Exclude<GroupKey, 'month' | 'day'>

const measures = {
  inputUncached: 'input_uncached',
  cacheRead: 'cache_read',
  output: 'output',
  totalTokens: 'total_tokens',
  requests: 'requests',
  gpuHours: 'gpu_hours',
  unpricedTokens: 'unpriced_tokens',
} as const
type Measure = keyof typeof measures
const countedBases = new Set(['billed', 'estimated'])

export async function dailySeries(database: Database, by: readonly LineKey[], filter?: UsageFilter): Promise<DailySeries> {
  const { where, params } = condition(filter)
  const { select, names } = keyColumns(by)
  const keys = names.map((name) => `${name}, `).join('')
  const rows = await database.read(
    `SELECT ${select} day, ${figureColumns} FROM spend ${where} GROUP BY ${keys} day, cost_currency, basis ORDER BY ${keys} day, cost_currency, basis`,
    params,
  )
  return toModelDoubles(rows, by)
}

/** Exact text first, one rounding to the nearest double last: parts of a day are added as decimals. */
function toModelDoubles(rows: readonly Row[], by: readonly LineKey[]): DailySeries {
  const epochDays = rows.map((row) => toEpochDay(textOf(row, 'day')))
  if (epochDays.length === 0) return { firstDay: 0, days: 0, lines: [] }
  const firstDay = epochDays.reduce((a, b) => Math.min(a, b))
  const days = epochDays.reduce((a, b) => Math.max(a, b)) - firstDay + 1
  const lines = new Map<string, { line: MutableLine; exact: Map<string, string> }>()
  for (const [index, row] of rows.entries()) {
    const keys = Object.fromEntries(by.map((key) => [key, textOf(row, `key_${key}`)]))
    const id = JSON.stringify(keys)
    const entry = lines.get(id) ?? { line: emptyLine(keys, days), exact: new Map<string, string>() }
    lines.set(id, entry)
    const at = (epochDays[index] ?? firstDay) - firstDay
    const put = (series: Float64Array, name: string, amount: string): void => {
      const sum = addDecimals(entry.exact.get(`${name} ${at}`) ?? '0', amount)
      entry.exact.set(`${name} ${at}`, sum)
      series[at] = Number(sum)
    }
    for (const [measure, column] of Object.entries(measures)) put(entry.line[measure as Measure], measure, decimalOf(row, column))
    for (const column of ['cache_write_5m', 'cache_write_1h', 'cache_write_other'])
      put(entry.line.cacheWrite, 'cacheWrite', decimalOf(row, column))
    if (textOf(row, 'cost') === '' || !countedBases.has(textOf(row, 'basis'))) continue
    const currency = textOf(row, 'cost_currency')
    entry.line.cost[currency] ??= new Float64Array(days)
    put(entry.line.cost[currency], `cost ${currency}`, decimalOf(row, 'cost'))
  }
  return { firstDay, days, lines: [...lines.values()].map(({ line }) => line) }
}

type MutableLine = Omit<DailyLine, 'cost'> & { readonly cost: Record<string, Float64Array> }

function emptyLine(keys: DailyLine['keys'], days: number): MutableLine {
  const series = (): Float64Array => new Float64Array(days)
  return {
    keys,
    inputUncached: series(),
    cacheRead: series(),
    cacheWrite: series(),
    output: series(),
    totalTokens: series(),
    requests: series(),
    gpuHours: series(),
    unpricedTokens: series(),
    cost: {},
  }
}
