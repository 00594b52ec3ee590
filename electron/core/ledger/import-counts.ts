// What an import counts: lines, tokens and money by verdict and file, and of the lines that go. Money is what a line
// states, otherwise the price book's estimate. Called after `seedStagedPrices`, so that models seen first have a price.
import { type ChargeKind, type RejectCode, type TokenBucket, tokenBuckets } from '../../../shared/domain/usage.ts'
import { addDecimals } from '../../../shared/units/decimal.ts'
import { countOf, type Database, decimalOf, type Row, textOf } from './database.ts'
import { addMoney } from './figures.ts'
import { lateRejects } from './late-lines.ts'
import { pricedDays } from './spend-view.ts'
import { leavingDays, stagedDays } from './staged-days.ts'
import type { FileCounts, FileTotals, ImportCount, ImportCounts, ImportFile, RejectSum } from './types.ts'
import { bucketColumns, statedBits } from './usage-columns.ts'

/** A file of an import with its refused lines by reason. */
export interface CountedFile extends ImportFile {
  readonly rejects: ReadonlyMap<RejectCode, RejectSum>
  readonly skipped: unknown
}

const sums = 'sum(line_count) AS line_count, sum(total_tokens) AS tokens, sum(cost) AS cost'

export async function importCounts(
  database: Database,
  change: number,
  files: readonly CountedFile[],
  roundedAmounts: number,
): Promise<ImportCounts> {
  const rows = await database.write(
    `SELECT file, verdict, cost_currency, ${sums} FROM (${pricedDays(stagedDays(change))}) GROUP BY file, verdict, cost_currency`,
  )
  const retired = await database.write(
    `SELECT cost_currency, ${sums} FROM (${pricedDays(leavingDays)}) WHERE NOT is_updated GROUP BY cost_currency`,
  )
  const of = (verdict: string, file?: number): ImportCount =>
    total(
      rows.filter((row) => textOf(row, 'verdict') === verdict && (file === undefined || countOf(row, 'file') === file)),
      1,
    )
  const totals = await fileTotals(database)
  const late = await lateRejects(database)
  const fileCounts = files.map(
    (file, index): FileCounts => ({
      file: index + 1,
      name: file.name,
      totals: totals.get(index + 1) ?? noTotals(),
      new: of('new', index + 1),
      updated: of('updated', index + 1),
      unchanged: of('unchanged', index + 1),
      rejects: [...file.rejects.values(), late.get(index + 1)].filter((sum) => sum !== undefined),
    }),
  )
  return {
    new: of('new'),
    updated: of('updated'),
    unchanged: of('unchanged'),
    retired: total(retired, -1),
    files: fileCounts,
    roundedAmounts,
  }
}

const measured = [...bucketColumns, 'reasoning', 'requests', 'gpu_hours', 'billed', 'list', 'contracted'] as const

/** What each file states, whatever becomes of its lines; of lines with one id in a file the last counts. */
async function fileTotals(database: Database): Promise<Map<number, OpenTotals>> {
  const rows = await database.write(`SELECT file, currency, kind, min(day) AS first, max(day) AS last,
      sum(line_count) FILTER (model = '' AND (stated & 63) <> 0) AS modelless, bool_or((stated & ${statedBits.billed}) <> 0) AS is_billed,
      bool_or((stated & ${statedBits.list}) <> 0) AS is_listed, bool_or((stated & ${statedBits.contracted}) <> 0) AS is_contracted,
      ${measured.map((column) => `sum(${column}) AS ${column}`).join(', ')}
    FROM staged_day JOIN stage.label USING (label) WHERE NOT is_repeat GROUP BY file, currency, kind ORDER BY file, currency, kind`)
  const found = new Map<number, OpenTotals>()
  for (const row of rows) {
    const file = countOf(row, 'file')
    const totals = found.get(file) ?? noTotals()
    found.set(file, totals)
    for (const [index, bucket] of tokenBuckets.entries())
      totals.tokens[bucket] = addDecimals(totals.tokens[bucket], decimalOf(row, bucketColumns[index] ?? ''))
    totals.reasoning = addDecimals(totals.reasoning, decimalOf(row, 'reasoning'))
    totals.requests = addDecimals(totals.requests, decimalOf(row, 'requests'))
    totals.gpuHours = addDecimals(totals.gpuHours, decimalOf(row, 'gpu_hours'))
    totals.modelless += countOf(row, 'modelless')
    const [first, last] = [textOf(row, 'first'), textOf(row, 'last')]
    if (totals.firstDay === null || first < totals.firstDay) totals.firstDay = first
    if (totals.lastDay === null || last > totals.lastDay) totals.lastDay = last
    const currency = textOf(row, 'currency')
    if (row.is_listed === true) addMoney(totals.list, currency, decimalOf(row, 'list'))
    if (row.is_contracted === true) addMoney(totals.contracted, currency, decimalOf(row, 'contracted'))
    if (row.is_billed !== true) continue
    addMoney(totals.billed, currency, decimalOf(row, 'billed'))
    const kind = textOf(row, 'kind') as ChargeKind
    const ofKind = totals.byKind[kind] ?? {}
    totals.byKind[kind] = ofKind
    addMoney(ofKind, currency, decimalOf(row, 'billed'))
  }
  return found
}

interface OpenTotals extends FileTotals {
  tokens: Record<TokenBucket, string>
  reasoning: string
  requests: string
  gpuHours: string
  billed: Record<string, string>
  list: Record<string, string>
  contracted: Record<string, string>
  byKind: Partial<Record<ChargeKind, Record<string, string>>>
  modelless: number
  firstDay: string | null
  lastDay: string | null
}

const noTotals = (): OpenTotals => ({
  tokens: Object.fromEntries(tokenBuckets.map((bucket) => [bucket, '0'])) as Record<TokenBucket, string>,
  reasoning: '0',
  requests: '0',
  gpuHours: '0',
  billed: {},
  list: {},
  contracted: {},
  byKind: {},
  modelless: 0,
  firstDay: null,
  lastDay: null,
})

function total(rows: readonly Row[], sign: 1 | -1): ImportCount {
  const money: Record<string, string> = {}
  let tokens = '0'
  let count = 0
  for (const row of rows) {
    count += countOf(row, 'line_count') * sign
    tokens = addDecimals(tokens, signed(decimalOf(row, 'tokens'), sign))
    if (textOf(row, 'cost') !== '') addMoney(money, textOf(row, 'cost_currency'), signed(decimalOf(row, 'cost'), sign))
  }
  return { rows: count, tokens, money }
}

const signed = (amount: string, sign: 1 | -1): string =>
  sign === 1 || amount === '0' ? amount : amount.startsWith('-') ? amount.slice(1) : `-${amount}`
