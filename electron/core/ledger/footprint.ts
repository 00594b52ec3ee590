// What a change holds in each table: rows added, rows retired, and a digest of the added rows' content. The log keeps
// it, verify() recomputes it. Digests are sums, so they do not depend on the order of rows.
import { countOf, type Database, textOf } from './database.ts'
import { countColumns, decimalColumns, labelColumns } from './usage-columns.ts'

const columns = (...names: string[]): string => `concat_ws(chr(31), ${names.map((name) => `coalesce(${name}::VARCHAR, '')`).join(', ')})`

/** Of the ledger of schema 4 and before; the log of an older file holds digests made from it. */
const usageRow4 = columns(
  ...['family', 'start_at', 'end_at', 'provider', 'model', 'stated_team', 'project', 'dimensions', 'tier', 'charge', 'currency', 'role'],
  ...countColumns,
  ...decimalColumns.map(([name]) => name),
  'cost_is_estimate',
)

/** Since schema 5; empty for a price that says nothing of these, so that the digests of older logs hold. */
const priceExtras = `CASE WHEN context = '' AND slot_from IS NULL AND reprices IS NOT DISTINCT FROM (entered = 'user') THEN ''
  ELSE concat_ws(chr(31), '', context, coalesce(slot_from, -1)::VARCHAR, coalesce(slot_to, -1)::VARCHAR, coalesce(reprices, false)::VARCHAR) END`

const contents = {
  document: columns('kind', 'id', 'body'),
  import_file: columns('id', 'name', 'sha256', 'format', 'new_rows', 'updated_rows', 'unchanged_rows', 'rejected_rows'),
  usage_row: usageRow4,
  usage_label: columns('id', ...labelColumns),
  price: `${columns('provider', 'model', 'bucket', 'tier', 'currency', 'per_mtok', 'valid_from', 'valid_to', 'source', 'entered')} || ${priceExtras}`,
  discount: columns('id', 'provider', 'model', 'factor', 'valid_from', 'valid_to', 'source', 'reprices'),
  fx_rate: columns('base', 'quote', 'rate', 'valid_from', 'valid_to', 'source'),
} as const
export type LedgerTable = keyof typeof contents | 'usage_line'

export interface Footprint {
  readonly added: number
  readonly retired: number
  readonly digest: string
}

/**
 * Of lines: the sum of every column, and what ties the columns of a line to each other and to its place in the file, so that
 * an altered, exchanged or missing value shows. Whole-number arithmetic only, which any engine repeats.
 */
const lineDigest = ((): { whole: string; money: string } => {
  // The lower 60 bits: a remainder of 128 bits is a thousand times slower than a mask.
  const key = '(row_key & 1152921504606846975::UHUGEINT)::BIGINT'
  const whole = ['label', 'epoch_us(start_at)', 'epoch_us(end_at)', key, ...countColumns]
  const tied = whole.map((column) => `coalesce(${column}, -1)`).reduce((left, right) => `xor(${left}, ${right})`)
  const money = decimalColumns.flatMap(([column]) => [`sum(${column})`, `sum(${column}) FILTER (line % 2 = 0)`])
  const sums = ['sum(line)', ...whole.map((column) => `sum(${column})`), `sum((${tied}) % 2147483647 * (line % 9973 + 1))`]
  const asText = (all: readonly string[]): string => all.map((sum) => `coalesce((${sum})::VARCHAR, '-')`).join(', ')
  return { whole: `concat_ws(',', count(*), ${asText(sums)})`, money: `concat_ws(',', ${asText(money)})` }
})()

const linesOf = (change: number): string => `usage_line WHERE file IN (SELECT id FROM import_file WHERE added_by = ${change})`

/** Inside exclusive work. */
export async function footprints(
  database: Database,
  change: number,
  tables: ReadonlySet<LedgerTable>,
): Promise<Partial<Record<LedgerTable, Footprint>>> {
  const found: Partial<Record<LedgerTable, Footprint>> = {}
  for (const table of [...tables].sort())
    found[table] = table === 'usage_line' ? await lines(database, change) : await rows(database, change, table)
  return found
}

async function lines(database: Database, change: number): Promise<Footprint> {
  // Lines that are not committed yet are read by one thread for each FROM: two of them halve the time.
  const [added] = await database.write(`SELECT n, whole || ',' || money AS digest
    FROM (SELECT count(*) AS n, ${lineDigest.whole} AS whole FROM ${linesOf(change)}), (SELECT ${lineDigest.money} AS money FROM ${linesOf(change)})`)
  const [retired] = await database.write(`SELECT count(*) AS n FROM usage_line WHERE retired_by = ${change}`)
  return { added: countOf(added, 'n'), retired: countOf(retired, 'n'), digest: textOf(added, 'digest') }
}

const withoutRetirer: ReadonlySet<LedgerTable> = new Set(['import_file', 'usage_label'])

async function rows(database: Database, change: number, table: keyof typeof contents): Promise<Footprint> {
  const [added] = await database.write(
    `SELECT count(*) AS n, sum(md5_number_lower(${contents[table]})) AS digest FROM ${table} WHERE added_by = ${change}`,
  )
  const [retired] = withoutRetirer.has(table) ? [] : await database.write(`SELECT count(*) AS n FROM ${table} WHERE retired_by = ${change}`)
  return { added: countOf(added, 'n'), retired: countOf(retired, 'n'), digest: textOf(added, 'digest') }
}

/**
 * The sums of days against the lines they are made of: numbers of changes whose sums do not hold. What an undone change had
 * retired may have been retired again by a later one, so only retirements that stand are compared. A change that merely
 * spreads sums over the hours of the day leaves nothing to compare.
 */
export async function brokenSums(database: Database): Promise<number[]> {
  const sums = ['line_count', ...countColumns, ...decimalColumns.map(([name]) => name)]
  const ofDays = sums.map((name) => `sum(${name}) AS ${name}`).join(', ')
  const ofLines = (sign: string): string =>
    sums.map((name) => (name === 'line_count' ? `${sign}count(*) AS line_count` : `${sign}coalesce(sum(${name}), 0) AS ${name}`)).join(', ')
  const found = await database.write(`
    WITH standing AS (SELECT n FROM change WHERE NOT undone), told AS (
      SELECT d.change, d.file, ${ofDays} FROM usage_day d JOIN import_file f ON f.id = d.file
      WHERE d.change = f.added_by OR d.change IN (SELECT n FROM standing) GROUP BY d.change, d.file HAVING sum(line_count) <> 0
    ), held AS (
      SELECT f.added_by AS change, file, ${ofLines('')} FROM usage_line JOIN import_file f ON f.id = usage_line.file GROUP BY ALL
      UNION ALL
      SELECT retired_by AS change, file, ${ofLines('-')} FROM usage_line WHERE retired_by IN (SELECT n FROM standing) GROUP BY ALL
    )
    SELECT DISTINCT change FROM (
      (SELECT * FROM told EXCEPT SELECT * FROM held) UNION ALL (SELECT * FROM held EXCEPT SELECT * FROM told)
    ) ORDER BY change`)
  return found.map((row) => countOf(row, 'change'))
}
