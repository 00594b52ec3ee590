// Questions to the usage in a workspace: pivot, daily lines, coverage, source rows, what has no price, files and rejects.
// Reads committed data through the spend view; the only writing here is the staging of an import.
import { type Reject, rejectCodes, tokenBuckets } from '../../../shared/domain/usage.ts'
import { fail } from '../../../shared/language/failures.ts'
import { monthLabel, toMonth } from '../../../shared/units/calendar.ts'
import { readAllocation } from './allocation-report.ts'
import type { Changes } from './changes.ts'
import { dailySeries } from './daily.ts'
import { countOf, type Database, decimalOf, type Row, textOf } from './database.ts'
import { addFigures, figureColumns, figuresOfFigures, noFigures, type Sums } from './figures.ts'
import { Conversion, listRates, RateTable } from './fx-rates.ts'
import { toUnpriced } from './import-effect.ts'
import { areOfMonths, MonthSums } from './month-sums.ts'
import { readOverlaps } from './overlaps.ts'
import { periodLines } from './period-lines.ts'
import { readBillGroups, readHourSums } from './reconciliation.ts'
import { pricedDays } from './spend-view.ts'
import { Staging } from './staging.ts'
import type {
  Coverage,
  GroupKey,
  ImportedFile,
  PriceLibrary,
  SourceRow,
  SpendBasis,
  UsageAnswer,
  UsageBook,
  UsageFilter,
  UsageRow,
} from './types.ts'
import { bucketColumns, slotOf, statedMask } from './usage-columns.ts'
import { condition, keyColumns } from './usage-filter.ts'

export function usageBookOf(database: Database, changes: Changes, library: PriceLibrary): UsageBook {
  let staging: Staging | null = null
  const months = new MonthSums(database, changes)
  return {
    async beginImport(options = {}) {
      if (staging && !staging.finished) throw fail('import-in-progress')
      staging = await Staging.begin(database, changes, library, options)
      return staging
    },
    query: (ask) => database.steadily(() => query(database, months, ask)),
    daily: ({ by, filter }) => dailySeries(database, by, filter),
    coverage: () => coverage(database),
    periodLines: (ask) => periodLines(database, ask),
    rows: (ask) => sourceRows(database, ask),
    async unpriced() {
      const rows = await database.steadily(async () => database.read(unpricedQuery(await months.of(null))))
      return rows.map(toUnpriced)
    },
    allocation: (ask) => readAllocation(database, ask),
    overlaps: () => readOverlaps(database),
    billGroups: () => readBillGroups(database),
    hourSums: (windows) => readHourSums(database, windows),
    async files() {
      const rows = await database.read(`SELECT f.*, log.logged_at, change.undone,
          (SELECT count(*) FROM change c WHERE NOT c.undone AND c.n > f.added_by) AS later FROM import_file f JOIN change ON change.n = f.added_by
        JOIN log ON log.change = f.added_by AND log.command NOT IN ('undo', 'redo') ORDER BY f.id`)
      return rows.map(toFile)
    },
    async rejects({ files, code, limit, offset = 0 }) {
      if (files.length === 0) return []
      const rows = await database.read(
        `SELECT * FROM import_reject WHERE file IN (${files.join(', ')}) ${code === undefined ? '' : `AND code = '${code}'`} ORDER BY file, line, "column" LIMIT ${limit} OFFSET ${offset}`,
      )
      return rows.map((row) => ({ file: countOf(row, 'file'), ...toReject(row) }))
    },
  }
}

/** Models of the ledger with tokens that no price is known for. */
const unpricedQuery = (months: string): string => `
  SELECT provider, model, tier, sum(unpriced_tokens) AS unpriced_tokens, sum(unpriced_lines) AS unpriced_lines,
    min(first_unpriced) AS first, max(last_unpriced) AS last
  FROM ${months} WHERE unpriced_lines IS NOT NULL GROUP BY provider, model, tier HAVING sum(unpriced_tokens) > 0 ORDER BY provider, model, tier`

async function query(
  database: Database,
  months: MonthSums,
  { by, filter, convertTo }: { by: readonly GroupKey[]; filter?: UsageFilter; convertTo?: string },
): Promise<UsageAnswer> {
  const { where, params } = condition(filter)
  const { select, names } = keyColumns(by)
  const rates = convertTo === undefined ? null : new RateTable(await listRates(database), convertTo)
  const order = [...names, 'cost_currency', 'basis', ...(rates ? ['rate_day'] : [])].join(', ')
  const ofDays = `${rates ? `${rates.dayExpression} AS rate_day, ` : ''}${figureColumns} FROM spend`
  const from = areOfMonths(by, filter) ? `${rates ? 'rate_day, ' : ''}${figuresOfFigures} FROM ${await months.of(rates)}` : ofDays
  const found = await database.read(`SELECT ${select} ${from} ${where} GROUP BY ${order} ORDER BY ${order}`, params)
  const rows = new Map<string, { keys: UsageRow['keys']; sums: Sums; converted: Conversion | null }>()
  const conversion = () => (rates ? new Conversion(rates) : null)
  const totals = { sums: noFigures(), converted: conversion() }
  for (const row of found) {
    const keys = Object.fromEntries(by.map((key) => [key, textOf(row, `key_${key}`)]))
    const id = JSON.stringify(keys)
    const entry = rows.get(id) ?? { keys, sums: noFigures(), converted: conversion() }
    rows.set(id, entry)
    for (const each of [entry, totals]) {
      addFigures(each.sums, row)
      each.converted?.add(row)
    }
  }
  const answer = ({ sums, converted }: { sums: Sums; converted: Conversion | null }) => ({
    ...sums,
    converted: converted?.result() ?? null,
  })
  // Lines that a later change took out leave groups of nothing.
  const standing = [...rows.values()].filter(({ sums }) => sums.rows !== 0)
  return { rows: standing.map((entry) => ({ keys: entry.keys, ...answer(entry) })), totals: answer(totals) }
}

async function coverage(database: Database): Promise<Coverage> {
  const rows = await database.read(`
    WITH alive AS (
      SELECT provider, file, day, sum(line_count) AS n FROM day_line GROUP BY provider, file, day HAVING sum(line_count) > 0
    )
    SELECT provider, min(day) AS first, max(day) AS last, max(file_end) AS reported, sum(n) AS n,
      string_agg(DISTINCT strftime(day, '%Y-%m'), ',' ORDER BY strftime(day, '%Y-%m')) AS months
    FROM alive JOIN (SELECT file, max(day) AS file_end FROM alive GROUP BY file) USING (file)
    GROUP BY provider ORDER BY provider`)
  const days = (column: string): string[] => rows.map((row) => textOf(row, column)).sort()
  const [firstDay = null] = days('first')
  const lastDay = days('last').at(-1) ?? null
  const all = firstDay === null || lastDay === null ? [] : monthsBetween(firstDay.slice(0, 7), lastDay.slice(0, 7))
  const providers = rows.map((row) => {
    const months = textOf(row, 'months').split(',')
    return {
      provider: textOf(row, 'provider'),
      firstDay: textOf(row, 'first'),
      lastDay: textOf(row, 'last'),
      reportedTo: textOf(row, 'reported'),
      months,
      missing: all.filter((month) => !months.includes(month)),
    }
  })
  return { firstDay, lastDay, rows: rows.reduce((sum, row) => sum + countOf(row, 'n'), 0), providers }
}

function monthsBetween(first: string, last: string): string[] {
  const from = toMonth(first)
  return Array.from({ length: toMonth(last) - from + 1 }, (_, index) => monthLabel(from + index))
}

async function sourceRows(
  database: Database,
  ask: { filter?: UsageFilter; limit: number; offset?: number },
): Promise<{ total: number; rows: SourceRow[] }> {
  const { where, params } = condition(ask.filter)
  const [counted] = await database.read(`SELECT coalesce(sum(line_count), 0) AS n FROM day_line ${where}`, params)
  const rows = await database.read(
    `WITH page AS (
       SELECT *, strftime(start_at, '%Y-%m-%dT%H:%M:%SZ') AS start_text, strftime(end_at, '%Y-%m-%dT%H:%M:%SZ') AS end_text
       FROM usage_row_alive ${where} ORDER BY start_at, file, line LIMIT ${ask.limit} OFFSET ${ask.offset ?? 0}
     ), elsewhere AS (
       SELECT DISTINCT label_id, day, stated, basis AS judged FROM spend
       WHERE day IN (SELECT day FROM page) AND basis IN ('superseded', 'overlapped')
     ), priced AS (${pricedDays(pageLines)})
     SELECT priced.* REPLACE (coalesce(judged, basis) AS basis), f.name AS file_name
     FROM priced JOIN import_file f ON f.id = priced.file LEFT JOIN elsewhere USING (label_id, day, stated) ORDER BY start_at, priced.file, line`,
    params,
  )
  return { total: countOf(counted, 'n'), rows: rows.map(toSourceRow) }
}

/** Lines of the page in the form of day sums; the counts as they are stated stand beside, since blank and zero differ. */
const pageLines = `(SELECT page.* REPLACE (${bucketColumns.map((column) => `coalesce(${column}, 0)::HUGEINT AS ${column}`).join(', ')}),
  ${bucketColumns.map((column) => `${column} AS stated_${column}`).join(', ')},
  added_by AS booked, ${slotOf} AS slot, ${statedMask} AS stated FROM page)`

function toSourceRow(row: Row): SourceRow {
  const decimal = (column: string): string => decimalOf(row, column, '')
  return {
    file: textOf(row, 'file_name'),
    line: countOf(row, 'line'),
    source: textOf(row, 'source'),
    role: textOf(row, 'role') as SourceRow['role'],
    start: textOf(row, 'start_text'),
    end: textOf(row, 'end_text'),
    provider: textOf(row, 'provider'),
    model: textOf(row, 'model'),
    team: textOf(row, 'team'),
    statedTeam: textOf(row, 'stated_team'),
    costCenter: textOf(row, 'cost_center'),
    rule: countOf(row, 'rule'),
    project: textOf(row, 'project'),
    dimensions: JSON.parse(textOf(row, 'dimensions')) as Record<string, string>,
    tier: textOf(row, 'tier') as SourceRow['tier'],
    tokens: Object.fromEntries(
      tokenBuckets.map((bucket, index) => [bucket, decimal(`stated_${bucketColumns[index]}`)]),
    ) as SourceRow['tokens'],
    requests: decimal('requests'),
    gpuHours: decimal('gpu_hours'),
    charge: textOf(row, 'charge'),
    currency: textOf(row, 'currency'),
    billed: decimal('billed'),
    list: decimal('list'),
    contracted: decimal('contracted'),
    totalMismatch: textOf(row, 'total_mismatch'),
    basis: textOf(row, 'basis') as SpendBasis,
    cost: decimal('cost'),
    costCurrency: textOf(row, 'cost_currency'),
    change: countOf(row, 'added_by'),
  }
}

function toFile(row: Row): ImportedFile {
  return {
    id: countOf(row, 'id'),
    name: textOf(row, 'name'),
    sha256: textOf(row, 'sha256'),
    format: textOf(row, 'format'),
    change: countOf(row, 'added_by'),
    at: textOf(row, 'logged_at'),
    undone: row.undone === true,
    new: countOf(row, 'new_rows'),
    updated: countOf(row, 'updated_rows'),
    unchanged: countOf(row, 'unchanged_rows'),
    rejected: countOf(row, 'rejected_rows'),
    skipped: textOf(row, 'skipped'),
    later: countOf(row, 'later'),
  }
}

function toReject(row: Row): Reject {
  const code = rejectCodes.find((known) => known === textOf(row, 'code'))
  if (!code) throw new Error(`Unknown reject code in the ledger: ${textOf(row, 'code')}`)
  return {
    line: countOf(row, 'line'),
    column: textOf(row, 'column'),
    value: textOf(row, 'value'),
    code,
    amount: textOf(row, 'amount'),
    currency: textOf(row, 'currency'),
  }
}
