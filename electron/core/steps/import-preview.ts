// The preview of an import in the words of the contract: what each file holds, becomes and leaves open, and what the whole
// does to spend. Pure: from what was read and what the ledger made of it.
import {
  answerOptions,
  type FilePreviewData,
  type ImportOptionsData,
  type ImportPreviewData,
  type RejectRowData,
} from '../../../shared/contract/import-commands.ts'
import type { MoneyMap, NoteData } from '../../../shared/contract/scalars.ts'
import { questionNames } from '../../../shared/language/import-question.ts'
import { makeNote } from '../../../shared/language/notes.ts'
import { rejectTexts } from '../../../shared/language/reject.ts'
import { addDecimals, Decimal } from '../../../shared/units/decimal.ts'
import type { FileInspection } from '../import/options.ts'
import type { FileCounts, ImportCount, ImportMode, ImportPreview, StagedReject } from '../ledger/types.ts'
import type { ReadTable } from './import-reading.ts'

interface Asked {
  readonly mode: ImportMode
  readonly late: 'include' | 'reject' | undefined
}

export function describePreview(
  id: string,
  tables: readonly ReadTable[],
  effect: ImportPreview,
  shownRejects: (table: ReadTable) => readonly StagedReject[],
  { mode, late }: Asked,
): ImportPreviewData {
  const previews = tables.map((table) =>
    filePreview(
      table,
      effect.files.find((each) => each.file === table.staged),
      shownRejects(table),
      effect.retired.rows > 0,
    ),
  )
  const total = (pick: (file: FilePreviewData) => FilePreviewData['read']) => previews.map(pick).reduce(addCounted, none)
  const totals = {
    read: total((f) => f.read),
    new: total((f) => f.new),
    updated: total((f) => f.updated),
    unchanged: total((f) => f.unchanged),
    rejected: total((f) => f.rejected),
  }
  const currencies = (of: { before: { cost: MoneyMap }; after: { cost: MoneyMap } }) =>
    [...new Set([...Object.keys(of.before.cost), ...Object.keys(of.after.cost)])].sort()
  const changes = totals.new.rows + totals.updated.rows + effect.retired.rows
  const isCountedOnce = totals.updated.rows === 0 && countsOnce(totals.new.money, effect)
  const decisions = decisionsOf(effect, mode, late)
  return {
    id,
    files: isCountedOnce ? previews.map((file) => ({ ...file, notes: [...file.notes, makeNote('counted-once')] })) : previews,
    totals,
    retired: counted(effect.retired),
    decisions,
    months: effect.months.flatMap((month) =>
      currencies(month).map((currency) => ({
        month: month.month,
        currency,
        before: month.before.cost[currency] ?? '0',
        after: month.after.cost[currency] ?? '0',
      })),
    ),
    days: effect.days.map(({ day, currency, before, after }) => ({ day, currency, before, after })),
    unpriced: effect.unpriced.map(({ provider, model, tokens, rows }) => ({ provider, model, tokens, rows })),
    mode,
    committable: changes > 0 && decisions.length === 0 && previews.every((file) => file.questions.length === 0),
  }
}

const modes = [
  { value: 'replace-period', flag: '--replace-period' },
  { value: 'add', flag: '--add' },
]

function decisionsOf({ doubtful, regrouped, late }: ImportPreview, mode: ImportMode, said: Asked['late']): ImportPreviewData['decisions'] {
  const decisions: ImportPreviewData['decisions'] = []
  if (mode === 'auto' && doubtful.length > 0)
    decisions.push({
      id: 'replace',
      about: doubtful.map(({ scope }) => scope),
      rows: doubtful.reduce((sum, { lines }) => sum + lines, 0),
      money: doubtful.map(({ money }) => ({ ...money })).reduce(addMoney, {}),
      options: modes,
    })
  else if (mode === 'auto')
    for (const { family, firstDay, lastDay, lines, money } of regrouped)
      decisions.push({ id: 'regrouped', about: [family, firstDay, lastDay], rows: lines, money: { ...money }, options: modes })
  if (late && late.rows > 0 && said === undefined)
    decisions.push({
      id: 'locked-period',
      about: [late.lockedThrough],
      rows: late.rows,
      money: { ...late.money },
      options: [
        { value: 'include', flag: '--late include' },
        { value: 'reject', flag: '--late reject' },
      ],
    })
  return decisions
}

/** Estimates that a cost report replaces are new rows, but no new spend. */
function countsOnce(fresh: MoneyMap, { months }: ImportPreview): boolean {
  return Object.entries(fresh).some(([currency, amount]) => {
    const added = months.reduce(
      (sum, { before, after }) => sum.plus(after.cost[currency] ?? '0').minus(before.cost[currency] ?? '0'),
      new Decimal(0),
    )
    return added.lt(amount)
  })
}

function filePreview(
  table: ReadTable,
  counts: FileCounts | undefined,
  rejects: readonly StagedReject[],
  isReplacing: boolean,
): FilePreviewData {
  const { name, inspection, failure, given } = table
  const [fresh, updated, unchanged] = [counted(counts?.new), counted(counts?.updated), counted(counts?.unchanged)]
  const refused = counts?.rejects ?? []
  const rejected = refused.map(counted).reduce(addCounted, none)
  const accepted = [fresh, updated, unchanged].reduce(addCounted, none)
  return {
    file: name,
    format: inspection?.format ?? null,
    recognition: inspection?.reason ?? null,
    encoding: inspection?.layout.encoding ?? '',
    delimiter: inspection?.layout.delimiter ?? null,
    decimalMark: inspection?.decimalMark ?? null,
    dateOrder: inspection?.dateOrder ?? null,
    zone: inspection?.zone ?? null,
    sizeBytes: inspection?.sizeBytes ?? 0,
    sha256: inspection?.sha256 ?? '',
    firstDay: counts?.totals.firstDay ?? null,
    lastDay: counts?.totals.lastDay ?? null,
    read: addCounted(accepted, rejected),
    new: fresh,
    updated,
    unchanged,
    rejected,
    skipped: (table.summary?.skipped ?? []).map(({ code, rows, money }) => ({ code, rows, money: { ...money } })),
    rejectCounts: refused.map(({ code, rows, money }) => ({ code, rows, money: { ...money } })).sort((a, b) => b.rows - a.rows),
    rejects: rejects.map((reject) => rejectRow(name, reject, inspection)),
    questions: (inspection?.questions ?? []).map(({ id, rows, samples, options, flag }) => ({
      id,
      rows,
      samples: [...samples],
      options: options.map(({ value, reading, tokens, money }) => ({ value, reading, tokens, money: { ...money } })),
      flag,
    })),
    answers: inspection ? answersOf(inspection, given) : [],
    columns: (inspection?.columns ?? []).map((column) => ({
      ...column,
      samples: [...column.samples],
      understood: [...column.understood],
    })),
    mapping: inspection?.mapping ? definedOnly(inspection.mapping) : null,
    totals: totalsOf(counts, accepted.money),
    notes: fileNotes(table, counts, accepted.rows > 0 && fresh.rows + updated.rows === 0 && !isReplacing),
    failure,
  }
}

/** What was answered about a file, by the question it answers; of a mapped table its mapping says the rest. */
function answersOf({ remembered }: FileInspection, given: ImportOptionsData): FilePreviewData['answers'] {
  const options = { ...remembered.options, ...given }
  return questionNames.flatMap((id) => {
    const option = answerOptions[id]
    const value = id === 'mapping' ? (remembered.isMapping || given.mapping ? '' : undefined) : options[option]
    if (typeof value !== 'string') return []
    return [{ id, value, isRemembered: given[option] === undefined }]
  })
}

function totalsOf(counts: FileCounts | undefined, money: MoneyMap): FilePreviewData['totals'] {
  const totals = counts?.totals
  const tokens = totals?.tokens
  const [short, long, other] = [tokens?.cacheWrite5m ?? '0', tokens?.cacheWrite1h ?? '0', tokens?.cacheWriteOther ?? '0']
  return {
    inputUncached: tokens?.inputUncached ?? '0',
    cacheRead: tokens?.cacheRead ?? '0',
    cacheWrite: addDecimals(addDecimals(short, long), other),
    cacheWrite5m: short,
    cacheWrite1h: long,
    output: tokens?.output ?? '0',
    reasoning: totals?.reasoning ?? '0',
    requests: totals?.requests ?? '0',
    gpuHours: totals?.gpuHours ?? '0',
    billed: { ...totals?.billed },
    list: { ...totals?.list },
    contracted: { ...totals?.contracted },
    byKind: Object.fromEntries(Object.entries(totals?.byKind ?? {}).map(([kind, sums]) => [kind, { ...sums }])),
    estimated: difference(money, totals?.billed ?? {}),
  }
}

function fileNotes({ inspection, summary, given }: ReadTable, counts: FileCounts | undefined, isKnown: boolean): NoteData[] {
  const notes = [...(inspection?.notes ?? []), ...(summary?.notes ?? [])].map(
    ({ code, params, severity }): NoteData => ({ code, params: { ...params }, severity }),
  )
  if (inspection?.remembered.isMapping) notes.unshift(makeNote('mapping-remembered'))
  const kept = inspection ? answersOf(inspection, given).filter(({ id, isRemembered }) => isRemembered && id !== 'mapping') : []
  if (kept.length > 0) notes.unshift(makeNote('answers-remembered', Object.fromEntries(kept.map(({ id, value }) => [id, value]))))
  const modelless = counts?.totals.modelless ?? 0
  if (modelless > 0) notes.push(makeNote('no-model', { rows: String(modelless) }, 'warning'))
  return isKnown ? [...notes, makeNote('nothing-new')] : notes
}

export function rejectRow(
  file: string,
  reject: Pick<StagedReject, 'line' | 'column' | 'value' | 'code' | 'amount' | 'currency'> & { readonly cells?: readonly string[] },
  inspection: FileInspection | null = null,
): RejectRowData {
  const { line, column, value, code, amount, currency, cells = [] } = reject
  return {
    file,
    line,
    column,
    value,
    code,
    reason: rejectTexts.en[code](reject),
    amount,
    currency,
    cells: cells.map((cell, index) => ({ column: inspection?.layout.header[index] ?? `column ${index + 1}`, value: cell })),
  }
}

type Counted = FilePreviewData['read']
const none: Counted = { rows: 0, money: {} }

function counted(count: Pick<ImportCount, 'rows' | 'money'> | undefined): Counted {
  return count ? { rows: count.rows, money: { ...count.money } } : none
}

function addCounted(a: Counted, b: Counted): Counted {
  return { rows: a.rows + b.rows, money: addMoney(a.money, b.money) }
}

function addMoney(a: MoneyMap, b: MoneyMap): MoneyMap {
  const sum = { ...a }
  for (const [currency, amount] of Object.entries(b)) sum[currency] = addDecimals(sum[currency] ?? '0', amount)
  return sum
}

function difference(all: MoneyMap, part: Readonly<MoneyMap>): MoneyMap {
  const rest = new Map(Object.entries(all).map(([currency, amount]) => [currency, new Decimal(amount)]))
  for (const [currency, amount] of Object.entries(part)) rest.set(currency, (rest.get(currency) ?? new Decimal(0)).minus(amount))
  return Object.fromEntries([...rest].filter(([, amount]) => !amount.isZero()).map(([currency, amount]) => [currency, amount.toFixed()]))
}

function definedOnly<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T
}
