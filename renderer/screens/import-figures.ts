// The figures of a preview as the Check step shows them: months and days that change, rejects and skipped rows by reason,
// remarks said once. Pure; amounts are added as decimals, never across currencies.
import type { FilePreviewData, ImportPreviewData } from '../../shared/contract/import-commands.ts'
import { toEpochDay, toIsoDate, weekday } from '../../shared/units/calendar.ts'
import { addDecimals, compareDecimals, subtractDecimals } from '../../shared/units/decimal.ts'
import { compareCurrencies } from '../../shared/units/money-order.ts'

type Money = Readonly<Record<string, string>>

export interface ReasonSum {
  readonly code: string
  readonly rows: number
  readonly money: Money
}

/** Rejects of all files by reason, the most rows first. */
export const rejectGroups = (files: readonly FilePreviewData[]): ReasonSum[] => sumsByReason(files.flatMap((file) => file.rejectCounts))

/** Rows left out on purpose, of all files by reason. */
export const skippedGroups = (files: readonly FilePreviewData[]): ReasonSum[] => sumsByReason(files.flatMap((file) => file.skipped))

function sumsByReason(sums: readonly ReasonSum[]): ReasonSum[] {
  const groups = new Map<string, ReasonSum>()
  for (const { code, rows, money } of sums) {
    const group = groups.get(code) ?? { code, rows: 0, money: {} }
    groups.set(code, { code, rows: group.rows + rows, money: addMoney(group.money, money) })
  }
  return [...groups.values()].toSorted((a, b) => b.rows - a.rows)
}

export function addMoney(a: Money, b: Money): Money {
  const sum = { ...a }
  for (const [currency, amount] of Object.entries(b)) sum[currency] = addDecimals(sum[currency] ?? '0', amount)
  return sum
}

export interface NoteGroup {
  readonly note: FilePreviewData['notes'][number]
  readonly files: string[]
}

/** Remarks that several files share, said once; warnings first. */
export function noteGroups({ files }: ImportPreviewData): NoteGroup[] {
  const groups = new Map<string, NoteGroup>()
  for (const { file, notes } of files) {
    for (const note of notes) {
      const key = note.code + JSON.stringify(note.params)
      const group = groups.get(key) ?? { note, files: [] }
      group.files.push(file)
      groups.set(key, group)
    }
  }
  return [...groups.values()].toSorted((a, b) => Number(a.note.severity === 'info') - Number(b.note.severity === 'info'))
}

export interface MonthChange {
  readonly month: string
  readonly currency: string
  readonly before: string
  readonly after: string
  readonly change: string
}

/** Months whose spend changes, in order of time. */
export function monthChanges(months: ImportPreviewData['months'], home: string): MonthChange[] {
  return months
    .map((each) => ({ ...each, change: subtractDecimals(each.after, each.before) }))
    .filter((each) => compareDecimals(each.change, '0') !== 0)
    .toSorted((a, b) => a.month.localeCompare(b.month) || compareCurrencies(a.currency, b.currency, home))
}

/** Spend of all months touched, before and after, by currency. */
export function spendSums(months: ImportPreviewData['months'], home: string): Omit<MonthChange, 'month' | 'change'>[] {
  const sums = new Map<string, { currency: string; before: string; after: string }>()
  for (const { currency, before, after } of months) {
    const sum = sums.get(currency) ?? { currency, before: '0', after: '0' }
    sums.set(currency, { currency, before: addDecimals(sum.before, before), after: addDecimals(sum.after, after) })
  }
  return [...sums.values()].toSorted((a, b) => compareCurrencies(a.currency, b.currency, home))
}

export interface SpendColumns {
  readonly grain: 'day' | 'week' | 'month'
  /** First days of the periods (months: 'YYYY-MM'), without gaps. */
  readonly periods: readonly string[]
  readonly before: readonly string[]
  readonly after: readonly string[]
}

const mostColumns = 100

/** Spend of one currency over the days of an import, in as many columns as can be told apart; a period without spend is 0. */
export function spendColumns(days: readonly { readonly day: string; readonly before: string; readonly after: string }[]): SpendColumns {
  const numbers = days.map(({ day }) => toEpochDay(day))
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)]
  const span = last - first + 1
  const grain = span <= mostColumns ? 'day' : span <= mostColumns * 7 ? 'week' : 'month'
  const periodOf = (day: number): string =>
    grain === 'month' ? toIsoDate(day).slice(0, 7) : toIsoDate(grain === 'week' ? day - weekday(day) : day)
  const sums = new Map<string, { before: string; after: string }>()
  for (let day = first; day <= last; day += 1) sums.set(periodOf(day), { before: '0', after: '0' })
  for (const [index, { before, after }] of days.entries()) {
    const sum = sums.get(periodOf(numbers[index] ?? first))
    if (!sum) continue
    sum.before = addDecimals(sum.before, before)
    sum.after = addDecimals(sum.after, after)
  }
  const columns = [...sums.values()]
  return { grain, periods: [...sums.keys()], before: columns.map(({ before }) => before), after: columns.map(({ after }) => after) }
}
