// Lines that would change a closed period. They come in and are counted, or are refused with the reason 'locked-period'; lines
// that change nothing are neither. Used by staging.ts after the verdicts.
import { countOf, type Database, decimalOf, textOf } from './database.ts'
import { addMoney } from './figures.ts'
import { pricedDays } from './spend-view.ts'
import { leavingDays, stagedDays } from './staged-days.ts'
import type { ImportPreview, RejectSum } from './types.ts'

/** Inside exclusive work. What the import would take out of closed days stays as well. */
export async function refuseLate(database: Database, lockedThrough: string): Promise<void> {
  const isLate = `start_at::DATE <= DATE '${lockedThrough}'`
  const entering = 's.sid NOT IN (SELECT sid FROM verdict WHERE NOT enters)'
  for (const statement of [
    `DELETE FROM stage.reject WHERE code = 'locked-period'`,
    `CREATE OR REPLACE TEMP TABLE late_line AS SELECT s.sid, s.file, s.line, s.start_at::DATE AS day, coalesce(s.billed, s.contracted, s.list) AS amount, l.currency
      FROM staged_line s JOIN stage.label l USING (label) WHERE ${isLate} AND ${entering}`,
    `INSERT INTO stage.reject SELECT file, line, '', day::VARCHAR, 'locked-period', coalesce(rtrim(rtrim(amount::VARCHAR, '0'), '.'), ''),
      CASE WHEN amount IS NULL THEN '' ELSE currency END, '[]' FROM late_line`,
    'DELETE FROM verdict WHERE sid IN (SELECT sid FROM late_line)',
    `INSERT INTO verdict SELECT sid, 'rejected', false, false FROM late_line`,
    `DELETE FROM leaving WHERE id IN (SELECT rowid FROM usage_line WHERE ${isLate})`,
  ])
    await database.write(statement)
}

/** Inside exclusive work: no line is refused for its day, also none that was before. */
export async function admitLate(database: Database): Promise<void> {
  await database.write('CREATE OR REPLACE TEMP TABLE late_line (file INTEGER, currency VARCHAR, amount DECIMAL(38,18))')
  await database.write(`DELETE FROM stage.reject WHERE code = 'locked-period'`)
}

/** Refused late lines by file. */
export async function lateRejects(database: Database): Promise<Map<number, RejectSum>> {
  const rows = await database.write(
    `SELECT file, currency, count(*) AS n, sum(amount) AS amount FROM late_line GROUP BY file, currency ORDER BY file, currency`,
  )
  const sums = new Map<number, { code: 'locked-period'; rows: number; money: Record<string, string> }>()
  for (const row of rows) {
    const file = countOf(row, 'file')
    const sum = sums.get(file) ?? { code: 'locked-period' as const, rows: 0, money: {} }
    sums.set(file, sum)
    sum.rows += countOf(row, 'n')
    if (textOf(row, 'amount') !== '') addMoney(sum.money, textOf(row, 'currency'), decimalOf(row, 'amount'))
  }
  return sums
}

/** Lines that come into closed days or go from them, and the money of those that come. After prices are seeded. */
export async function lateLines(database: Database, change: number, lockedThrough: string): Promise<NonNullable<ImportPreview['late']>> {
  const isLate = `day <= DATE '${lockedThrough}'`
  const coming =
    await database.write(`SELECT cost_currency, sum(line_count) AS n, sum(cost) AS amount FROM (${pricedDays(stagedDays(change))})
    WHERE enters AND ${isLate} GROUP BY cost_currency`)
  const [going] = await database.write(`SELECT -coalesce(sum(line_count), 0) AS n FROM ${leavingDays} WHERE NOT is_updated AND ${isLate}`)
  const money: Record<string, string> = {}
  let rows = countOf(going, 'n')
  for (const row of coming) {
    rows += countOf(row, 'n')
    if (textOf(row, 'amount') !== '') addMoney(money, textOf(row, 'cost_currency'), decimalOf(row, 'amount'))
  }
  return { lockedThrough, rows, money }
}
