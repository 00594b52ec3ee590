// The SQL by which a large table becomes lines: the cells of a CSV as text, typed where they are plainly written, put
// together as the shapes of the plan say. A cell that is not plain makes its row doubtful; doubtful rows are read the
// ordinary way. Pure text in, text out; used by bulk-table.ts.
import type { PlannedPeriod, PlannedShape, PlannedValue, TablePlan } from '../../../shared/domain/table-plan.ts'
import { tokenBuckets } from '../../../shared/domain/usage.ts'
import { type Measure, measureColumns } from './usage-columns.ts'

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
/** With the default of 32 MB the last rows of each buffer are written twice: half as much again in time and in bytes. */
const bufferBytes = 16 * 1024 * 1024
/** Rows in which most combinations of texts are met: what comes later costs a pass of its own. */
export const firstRows = 200_000
/** Of wider tables the database leaves columns that nobody asks for unread. */
const keptWidth = 40
const cell = (column: number): string => `c${column}`
const number = (column: number): string => `p.n${column}`

/** All cells of all rows below the header, as text; '' where blank. */
function feedSql({ path, packing, delimiter, isQuoted, headerLine, width }: TablePlan): string {
  const columns = Array.from({ length: width }, (_, column) => `'${cell(column)}': 'VARCHAR'`).join(', ')
  const quote = isQuoted ? `'"'` : `''`
  return `read_csv(${literal(path)}, header = false, skip = ${headerLine}, auto_detect = false, delim = ${literal(delimiter)}, quote = ${quote},
    escape = ${quote}, nullstr = E'\\x01', strict_mode = true, max_line_size = 4194304, buffer_size = ${bufferBytes}, compression = '${packing}', columns = {${columns}})`
}

/** The hash that rows are joined to their meaning by. */
const textHash = ({ texts }: TablePlan): string => (texts.length === 0 ? '0::UBIGINT' : `hash(${texts.map(cell).join(', ')})`)

/** Every distinct combination of the texts that decide what a row means, with its hash: of the first rows, or those not met yet. */
export function textsSql(plan: TablePlan, of: 'first' | 'unmet'): string {
  if (plan.texts.length === 0) return 'SELECT 0::UBIGINT AS h'
  const texts = plan.texts.map(cell).join(', ')
  const rows = of === 'first' ? `(SELECT ${texts} FROM ${feedSql(plan)} LIMIT ${firstRows})` : feedSql(plan)
  const isMet = `WHERE ${textHash(plan)} NOT IN (SELECT h FROM meaning)`
  return `SELECT ${textHash(plan)} AS h, ${texts} FROM (SELECT DISTINCT ${texts} FROM ${rows} ${of === 'first' ? '' : isMet})`
}

/** Whether there are combinations among the pending rows that have no meaning yet. */
export const unmetSql = 'SELECT count(*) AS n FROM pending WHERE h NOT IN (SELECT h FROM meaning)'

interface NumberColumn {
  readonly column: number
  /** Only ever a plain count. */
  readonly isCount: boolean
  readonly decimals: number
}

/** The number columns that the shapes read, each with the form in which it is plainly written. */
export function numberColumns(plan: TablePlan, shapes: readonly PlannedShape[]): NumberColumn[] {
  const found = new Map<number, { isCount: boolean; scaleDecimals: number }>()
  const use = (column: number, isCount: boolean, scale: string): void => {
    const known = found.get(column) ?? { isCount: true, scaleDecimals: 0 }
    const scaleDecimals = Math.max(known.scaleDecimals, scale.split('.')[1]?.length ?? 0)
    found.set(column, { isCount: known.isCount && isCount, scaleDecimals })
  }
  for (const shape of shapes)
    for (const value of valuesOf(shape))
      for (const { column } of value.terms) use(column, value.whole && !value.metered && value.scale === '1', value.scale)
  for (const column of plan.notBlank.flat()) if (!plan.texts.includes(column)) use(column, true, '1')
  if (plan.money) use(plan.money.column, false, plan.money.scale)
  return [...found]
    .map(([column, { isCount, scaleDecimals }]) => ({ column, isCount, decimals: 18 - scaleDecimals }))
    .sort((a, b) => a.column - b.column)
}

function valuesOf({ values, annotations, total }: PlannedShape): PlannedValue[] {
  return [...Object.values(values), ...annotations.map(([, value]) => value), ...(total ? [total.value] : [])]
}

const cellsSql = ({ width }: TablePlan): string => `[${Array.from({ length: width }, (_, column) => cell(column)).join(', ')}]`

/**
 * The rows for the ordinary way: their place and their cells, in order. Those that are not plain kept their cells; when others
 * are among them, the file is gone through once more.
 */
export const doubtfulSql = (plan: TablePlan, areKept: boolean): string =>
  areKept
    ? 'SELECT rowid AS place, cells FROM pending WHERE rowid IN (SELECT place FROM doubtful) ORDER BY place'
    : `SELECT place, cells FROM (SELECT (row_number() OVER ()) - 1 AS place, ${cellsSql(plan)} AS cells FROM ${feedSql(plan)})
        WHERE place IN (SELECT place FROM doubtful) ORDER BY place`

export const unkeptSql = 'SELECT count(*) AS n FROM pending WHERE rowid IN (SELECT place FROM doubtful) AND cells IS NULL'

/**
 * The table of rows with typed numbers and times: `h`, `n..`, `t..` (UTC), `g..` (a day without time), `row_key`, `is_plain`, and
 * the cells of a row that is not.
 */
export function pendingSql(plan: TablePlan, numbers: readonly NumberColumn[], dates: readonly number[]): string {
  const selected: string[] = [`${textHash(plan)} AS h`]
  const plain: string[] = []
  for (const { column, isCount, decimals } of numbers) {
    const value = isCount ? countSql(column) : amountSql(column, decimals)
    selected.push(`${value} AS n${column}`)
    plain.push(`(${cell(column)} = '' OR ${value} IS NOT NULL)`)
  }
  for (const column of dates) {
    const value = timeSql(column, plan.zoneMinutes)
    selected.push(`${value} AS t${column}`, `length(${cell(column)}) = 10 AND ${cell(column)}[5] = '-' AS g${column}`)
    plain.push(`(${cell(column)} = '' OR coalesce(year(${value}) BETWEEN 1990 AND 2100, false))`)
  }
  if (plan.ids.length > 0) {
    const ids = plan.ids.map(cell)
    selected.push(`md5_number(${ids.length === 1 ? ids[0] : `concat_ws(chr(31), ${ids.join(', ')})`}) AS row_key`)
    plain.push(...ids.map((id) => `regexp_full_match(${id}, '[!-~][ -~]{3,}[!-~]')`))
  }
  const cells = plan.width > keptWidth ? 'NULL::VARCHAR[]' : `CASE WHEN is_plain THEN NULL ELSE ${cellsSql(plan)} END`
  return `SELECT ${selected.join(', ')}, coalesce(${plain.length === 0 ? 'true' : plain.join(' AND ')}, false) AS is_plain, ${cells} AS cells
    FROM ${feedSql(plan)}`
}

const matches = (column: number, shape: string): string => `regexp_full_match(${cell(column)}, '${shape}')`

/** Plainly written is what comes back when its number is written; to compare costs less than an expression, which takes the rest. */
function countSql(column: number): string {
  const count = `TRY_CAST(${cell(column)} AS BIGINT)`
  return `CASE WHEN ${count} BETWEEN 0 AND 999999999999999999 AND ${count}::VARCHAR = ${cell(column)} THEN ${count}
    WHEN ${matches(column, '(0|[1-9]\\d{0,17})\\.0+')} THEN ${count} END`
}

/** An amount of up to 18 digits is read as a number of 64 bits first: read at once as one of 128 it takes seven times as long. */
function amountSql(column: number, decimals: number): string {
  const short = Math.min(12, decimals)
  const amount = `TRY_CAST(${cell(column)} AS DECIMAL(18,${short}))`
  return `CASE WHEN starts_with(${amount}::VARCHAR, ${cell(column)}) AND NOT ends_with(${cell(column)}, '.') THEN ${amount}::DECIMAL(38,18)
    WHEN ${matches(column, `-?(0|[1-9]\\d{0,11})(\\.\\d{1,${decimals}})?`)} THEN TRY_CAST(${cell(column)} AS DECIMAL(38,18)) END`
}

const clock = '([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,6})?'

/** ISO days and times, with Z, UTC or no zone, and Unix seconds and milliseconds; to the millisecond, as everywhere. */
function timeSql(column: number, zoneMinutes: number): string {
  const text = cell(column)
  // A day, a time without a zone, and one that ends in Z or UTC are all read alike; the last states its zone.
  const shift = zoneMinutes === 0 ? '' : ` - to_minutes(CASE WHEN ${text}[-1] IN ('Z', 'C') THEN 0 ELSE ${zoneMinutes} END)`
  return `CASE
    WHEN regexp_full_match(${text}, '\\d{4}-\\d\\d-\\d\\d([T ]${clock}(Z| UTC)?)?') THEN date_trunc('millisecond', TRY_CAST(${text} AS TIMESTAMP))${shift}
    WHEN regexp_full_match(${text}, '\\d{10}') THEN make_timestamp(${text}::BIGINT * 1000000)
    WHEN regexp_full_match(${text}, '\\d{13}') THEN make_timestamp(${text}::BIGINT * 1000) END`
}

/** The places of all columns that some shape takes for a time. */
export const dateColumns = (shapes: readonly PlannedShape[]): number[] =>
  [...new Set(shapes.flatMap(({ period: { start, end } }) => (end === null ? [start] : [start, end])))].sort((a, b) => a - b)

/** A shape's value over the columns of `pending p`; NULL when the row does not state it. */
function valueSql({ terms, scale, whole, needsFirst, ifBlank }: PlannedValue): string {
  const sum = sumSql(terms, needsFirst)
  const scaled = scale === '1' ? sum : `(${sum}) * ${scale}`
  const typed = whole ? `(${scaled})::BIGINT` : `(${scaled})::DECIMAL(38,18)`
  return ifBlank === null ? typed : `coalesce(${typed}, ${ifBlank})`
}

function sumSql(terms: PlannedValue['terms'], needsFirst: boolean): string {
  const [first, ...rest] = terms
  if (!first) return 'NULL'
  const tail = rest.map(({ column, sign }) => `${sign === 1 ? '+' : '-'} coalesce(${number(column)}, 0)`).join(' ')
  const head = first.sign === 1 ? number(first.column) : `-${number(first.column)}`
  if (needsFirst || rest.length === 0) return `${head} ${tail}`.trim()
  const isBlank = terms.map(({ column }) => `${number(column)} IS NULL`).join(' AND ')
  return `CASE WHEN NOT (${isBlank}) THEN coalesce(${head}, 0) ${tail} END`
}

/** When a value of a row is not for the database: blank where it is required, below zero, a fraction. */
function faultsOf(value: PlannedValue): string[] {
  const { terms, scale, whole, needsFirst, required, metered, notNegative } = value
  const sum = sumSql(terms, needsFirst)
  const scaled = scale === '1' ? sum : `(${sum}) * ${scale}`
  const faults = required ? [`(${sum}) IS NULL`] : []
  if (whole || notNegative || metered) faults.push(`(${sum}) < 0`)
  if (whole) faults.push(`(${scaled}) <> trunc((${scaled}))`, `abs(${scaled}) >= 1000000000000000000`)
  if (whole && !metered && scale === '1')
    for (const { column } of terms) faults.push(`${number(column)} < 0`, `${number(column)} <> trunc(${number(column)})`)
  return faults
}

const startSql = ({ start }: PlannedPeriod): string => `p.t${start}`

function endSql({ start, end, widthMs }: PlannedPeriod): string {
  // In microseconds: to add an interval takes three times as long.
  const own = `make_timestamp(epoch_us(p.t${start}) + CASE WHEN p.g${start} THEN 86400000000 ELSE ${widthMs * 1000} END)`
  if (end === null) return own
  return `CASE WHEN p.t${end} IS NULL THEN ${own} WHEN p.t${end} > p.t${start} THEN p.t${end}
    WHEN p.g${end} AND p.t${end} + INTERVAL 1 DAY > p.t${start} THEN p.t${end} + INTERVAL 1 DAY ELSE p.t${start} + INTERVAL 1 SECOND END`
}

/** When a plain row of this shape is still for the ordinary way. */
export function doubtSql(shape: PlannedShape): string {
  const { period, total, values } = shape
  const { start, end } = period
  const doubts = [`p.t${start} IS NULL`, ...valuesOf(shape).flatMap(faultsOf)]
  if (end !== null) doubts.push(`(p.t${end} < p.t${start} AND NOT (p.g${end} AND p.t${end} + INTERVAL 1 DAY > p.t${start}))`)
  if (shape.lacksCurrency)
    for (const money of [values.billed, values.list, values.contracted]) if (money) doubts.push(`${valueSql(money)} IS NOT NULL`)
  if (total) {
    const stated = valueSql(total.value)
    const ties = total.of.map((buckets) => {
      const parts = buckets.flatMap((bucket) => (values[bucket] ? [`coalesce(${valueSql(values[bucket])}, 0)`] : []))
      return `${stated} = ${parts.length === 0 ? '0' : parts.join(' + ')}`
    })
    doubts.push(`(${stated} IS NOT NULL AND NOT (${ties.join(' OR ')}))`)
  }
  return doubts.map((doubt) => `coalesce(${doubt}, false)`).join(' OR ')
}

export function blankSql(plan: TablePlan): string {
  const groups = plan.notBlank.map((columns) => columns.filter((column) => !plan.texts.includes(column)))
  const blanks = groups
    .filter((columns) => columns.length > 0)
    .map((columns) => columns.map((column) => `${number(column)} IS NULL`).join(' AND '))
  return blanks.length === 0 ? 'false' : blanks.map((blank) => `(${blank})`).join(' OR ')
}

/** The measures that a line of these shapes may state. */
export const measuresOf = (shapes: readonly PlannedShape[]): Measure[] =>
  measureColumns.filter((column) => shapes.some(({ values }) => fieldOf[column] !== undefined && values[fieldOf[column]] !== undefined))

/** One column over all shapes. */
function byShape(shapes: readonly PlannedShape[], sql: (shape: PlannedShape) => string): string {
  const [only] = shapes
  if (shapes.length === 1 && only) return sql(only)
  return `CASE m.shape ${shapes.map((shape, index) => `WHEN ${index} THEN ${sql(shape)}`).join(' ')} END`
}

const fieldOf: Readonly<Record<string, keyof PlannedShape['values']>> = {
  ...Object.fromEntries(tokenBuckets.map((bucket, index) => [measureColumns[index] ?? '', bucket])),
  reasoning: 'reasoning',
  requests: 'requests',
  gpu_hours: 'gpuHours',
  billed: 'billed',
  list: 'list',
  contracted: 'contracted',
}

/**
 * The lines of a table, with the columns of the view staged_line; `schema` is the database that holds `pending`, `taken`
 * and `doubtful`, `firstSid` what tells its lines from those of other tables.
 */
export function linesSql(
  plan: TablePlan,
  shapes: readonly PlannedShape[],
  schema: string,
  file: number,
  firstSid: bigint,
  hasDoubts: boolean,
): string {
  const columns = measureColumns.map((column) => {
    const type =
      column === 'gpu_hours'
        ? 'DECIMAL(38,12)'
        : column === 'billed' || column === 'list' || column === 'contracted'
          ? 'DECIMAL(38,18)'
          : 'BIGINT'
    const field = fieldOf[column]
    const sql = byShape(shapes, ({ values }) => (field !== undefined && values[field] ? valueSql(values[field]) : 'NULL'))
    return `(${sql})::${type} AS ${column}`
  })
  return `SELECT ${firstSid} + p.rowid AS sid, ${file}::INTEGER AS file, (${plan.headerLine} + 1 + p.rowid)::INTEGER AS line, m.label,
    ${byShape(shapes, ({ period }) => startSql(period))} AS start_at, ${byShape(shapes, ({ period }) => endSql(period))} AS end_at,
    ${plan.ids.length === 0 ? 'NULL::UHUGEINT' : 'p.row_key'} AS row_key, ${columns.join(', ')},
    (${byShape(shapes, annotationsSql)})::VARCHAR AS annotations, NULL::VARCHAR AS total_mismatch
    FROM ${schema}.pending p JOIN ${schema}.taken m ON m.h = p.h
    ${hasDoubts ? `WHERE p.rowid NOT IN (SELECT place FROM ${schema}.doubtful)` : ''}`
}

export const keysSql = (schema: string): string => `SELECT row_key FROM ${schema}.pending`

/** JSON text of the further counts, names in order, zero and blank ones left out; NULL when there are none. */
function annotationsSql({ annotations }: PlannedShape): string {
  if (annotations.length === 0) return 'NULL'
  const parts = annotations.map(([name, value]) => {
    const sql = valueSql(value)
    const text = value.whole ? `${sql}::VARCHAR` : `rtrim(rtrim(${sql}::VARCHAR, '0'), '.')`
    return `CASE WHEN ${sql} <> 0 THEN ${literal(`${JSON.stringify(name)}:"`)} || ${text} || '"' END`
  })
  return `nullif('{' || concat_ws(',', ${parts.join(', ')}) || '}', '{}')`
}
