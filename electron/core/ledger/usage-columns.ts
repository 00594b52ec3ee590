// The columns of usage in the ledger, named once: what a label holds, what a line holds, and the sums of a day.
// Used by the staging of an import, its commit, the views and the integrity check.

/**
 * Text and flags that repeat from line to line: one row of `usage_label`. `family`: see sourceFamily. Which format a line
 * came in is its file's, so that the same line in another file type is the same line.
 */
export const labelColumns = [
  'family',
  'role',
  'population',
  'standing',
  'provider',
  'model',
  'team',
  'project',
  'tier',
  'context',
  'currency',
  'cost_is_estimate',
  'charge',
  'kind',
  'identity',
  'scope',
  'dimensions',
] as const

export const bucketColumns = ['input_uncached', 'cache_read', 'cache_write_5m', 'cache_write_1h', 'cache_write_other', 'output'] as const

/** Whole numbers of a line. */
export const countColumns = [...bucketColumns, 'reasoning', 'requests'] as const

/** Decimals of a line, with the places that their column keeps. */
export const decimalColumns = [
  ['gpu_hours', 12],
  ['billed', 18],
  ['list', 18],
  ['contracted', 18],
] as const

/** Everything a line states about quantities and money. */
export const measureColumns = [...countColumns, ...decimalColumns.map(([name]) => name)] as const

export type Measure = (typeof measureColumns)[number]

/** Formats that differ only in their file type hold the same lines: 'openai-usage-csv' and 'openai-usage-json'. */
export function sourceFamily(source: string): string {
  return source.replace(/-(?:csv|tsv|json|jsonl|ndjson|xlsx|parquet)$/, '')
}

/**
 * Which parts of a line's money and tokens are there, as bits: lines of one day and label that agree in these can be
 * added up and still be priced and told apart exactly. Bits 0 to 5: the bucket is above zero; then billed, contracted, list.
 */
export const statedBits = { billed: 64, contracted: 128, list: 256 } as const
const amountColumns = ['billed', 'contracted', 'list'] as const
export const statedMask = maskOf(new Set(measureColumns))

/** The same of lines of which none states more than these measures: what is known to be NULL is not looked at. */
export function maskOf(stated: ReadonlySet<Measure>): string {
  const bits = [
    ...bucketColumns.map((bucket, bit) => [bucket, `CASE WHEN ${bucket} > 0 THEN ${1 << bit} ELSE 0 END`] as const),
    ...amountColumns.map((amount) => [amount, `CASE WHEN ${amount} IS NOT NULL THEN ${statedBits[amount]} ELSE 0 END`] as const),
  ]
  return `(${['0', ...bits.filter(([column]) => stated.has(column)).map(([, sql]) => sql)].join(' + ')})::SMALLINT`
}

const sumTypes: readonly (readonly [Measure, string])[] = [
  ...countColumns.map((column) => [column, 'HUGEINT'] as const),
  ...decimalColumns.map(([column, scale]) => [column, `DECIMAL(38,${scale})`] as const),
]

/**
 * Sums of the measures of some lines, as the columns of `usage_day`; `sign` -1 for lines that are taken out. `stated`: the
 * measures that some line states; to add up ten million NULLs takes a tenth of a second each.
 */
export function daySums(sign: 1 | -1, stated: ReadonlySet<Measure> = new Set(measureColumns)): string {
  const sums = sumTypes
    .filter(([column]) => stated.has(column))
    .map(([column, type]) => `(${sign} * coalesce(sum(${column}), 0))::${type} AS ${column}`)
  return [`${sign} * count(*) AS line_count`, ...sums].join(', ')
}

/** The columns of `usage_day` that `daySums` leaves out, all zero. */
export const zeroSums = (stated: ReadonlySet<Measure>): string[] =>
  sumTypes.filter(([column]) => !stated.has(column)).map(([column, type]) => `0::${type} AS ${column}`)

/** Last day that a period touches; a period ends before its end. */
export const lastDay = `make_timestamp(greatest(epoch_us(start_at), epoch_us(end_at) - 1))::DATE`

/** Half hour of the day in which a short line lies, for prices that change by the hour; -1 for lines of a day or more. */
export const slotOf = `CASE WHEN epoch_us(end_at) - epoch_us(start_at) < 86400000000 THEN ((epoch_us(start_at) // 1800000000) % 48) ELSE -1 END::SMALLINT`
