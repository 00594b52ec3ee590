// What a change holds in each table: rows added, rows retired, and a digest of the added rows' content. The log keeps
// it, verify() recomputes it. Digests are sums, so they do not depend on the order of rows.
import { countOf, type Database, textOf } from './database.ts'
import { bucketColumns, countColumns, decimalColumns, labelColumns } from './usage-columns.ts'

const columns = (...names: string[]): string => `concat_ws(chr(31), ${names.map((name) => `coalesce(${name}::VARCHAR, '')`).join(', ')})`

/** Of the ledger of schema 4 and before; the log of an older file holds digests made from it. */
const usageRow4 = columns(
  ...['family', 'start_at', 'end_at', 'provider', 'model', 'team', 'project', 'dimensions', 'tier', 'charge', 'currency', 'role'],
  ...countColumns,
  ...decimalColumns.map(([name]) => name),
  'cost_is_estimate',
)

const contents = {
  document: columns('kind', 'id', 'body'),
  import_file: columns('id', 'name', 'sha256', 'format', 'new_rows', 'updated_rows', 'unchanged_rows', 'rejected_rows'),
  usage_row: usageRow4,
  usage_label: columns('id', ...labelColumns),
  price: columns('provider', 'model', 'bucket', 'tier', 'currency', 'per_mtok', 'valid_from', 'valid_to', 'source', 'entered'),
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
 * Of lines, all numbers: for every column its sum and its sum weighted by the place of the line, so that an altered,
 * exchanged or missing value shows. Whole-number arithmetic only, which any engine repeats.
 */
const lineDigest = ((): string => {
  const weight = '(line % 9973 + 1)::HUGEINT'
  const whole = [
    'label',
    'epoch_us(start_at)',
    'epoch_us(end_at)',
    '(row_key % 2305843009213693951)',
    ...bucketColumns,
    'reasoning',
    'requests',
  ]
  const sums = whole.flatMap((column) => [`sum(${column}::HUGEINT)`, `sum(${column}::HUGEINT * ${weight})`])
  const money = decimalColumns.map(([column]) => `sum(${column})`)
  const spread = decimalColumns.map(([column]) => `sum(CASE WHEN line % 2 = 0 THEN ${column} ELSE -${column} END)`)
  return `concat_ws(',', count(*), sum(line::HUGEINT), ${[...sums, ...money, ...spread].map((sum) => `coalesce(${sum}::VARCHAR, '-')`).join(', ')})`
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
  const [added] = await database.write(`SELECT count(*) AS n, ${lineDigest} AS digest FROM ${linesOf(change)}`)
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
