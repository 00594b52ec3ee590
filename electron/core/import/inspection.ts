// Looks at a file before anything is read from it: what it is, how its text reads, what each column becomes, what must be asked.
// Reads all bytes once (hash, encoding, end of a gzip); parses the first rows, and all rows only while something is open.
// Called by the import step; readRecords then follows the inspection to the letter.
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { fail } from '../../../shared/language/failures.ts'
import { decimalText } from '../../../shared/units/decimal.ts'
import { AskedLines, answersOf } from './asked-lines.ts'
import { columnUses } from './column-uses.ts'
import type { RawRow } from './csv-reader.ts'
import { type Encoding, EncodingProbe } from './encoding.ts'
import { Evidence } from './evidence.ts'
import { type ByteOptions, fileChunks, fileSize, fileState, isPlain, type Source } from './file-bytes.ts'
import type { Format } from './format.ts'
import { genericFormat } from './formats/generic.ts'
import { dayIndexQuestion, openMapping, rivalQuestion } from './layout-questions.ts'
import { LineProbe, type TextFacts } from './line-probe.ts'
import { type MappingProfile, parseProfile } from './mapping-profile.ts'
import { encodingNamed, type FileInspection, type ImportNote, type ImportOptions, type Remembered } from './options.ts'
import { cachedInInput, currencyQuestion, dateOrder, decimalMark, zoneQuestion } from './questions.ts'
import { matchedColumns, recognise } from './recognition.ts'
import { detectLayout, type Layout, rowBatches } from './row-source.ts'
import { settledProfile } from './settled-profile.ts'
import { sourceOf } from './sources.ts'
import { zoneOf } from './zones.ts'

interface InspectedFile {
  readonly path: string
  /** Name to show when it differs from the path's own, as for an upload. */
  readonly name?: string | undefined
  /** A table that sourcesOf found in the file, archive, workbook or folder; without it the file's only one. */
  readonly source?: Source
  /** The mapping profile kept for a table with these columns; undefined when there is none. */
  readonly savedProfile?: (header: readonly string[]) => unknown
  /** What was answered about earlier files of a format. */
  readonly savedAnswers?: (format: string) => ImportOptions
}

/** Rows after which the scan may stop when nothing is open. */
const enoughRows = 20_000
const shownRows = 20
const dayMs = 86_400_000

export async function inspectFile(
  target: InspectedFile,
  given: ImportOptions = {},
  signal?: AbortSignal,
  onProgress?: (bytesDone: number, bytesTotal: number) => void,
): Promise<FileInspection> {
  const file = target.name ?? basename(target.path)
  const bytes: ByteOptions = { name: file, signal }
  const path = target.source?.path ?? target.path
  const fileBytes = await fileSize(path, file)
  const state = await fileState(path)
  const source = target.source ?? (await sourceOf(target.path, file))
  // How large an archive's entry is, its archive says only at its end.
  const told = (done: number) => onProgress?.(done, source.entry === undefined ? fileBytes : 0)
  const { sha256, contentHash, sizeBytes, contentBytes, encoding, text } = await readBytes(source, bytes, given.encoding, told)
  const layout = await detectLayout(source, encoding, given.format, bytes)
  const head = await firstRows(source, layout, bytes)
  const { format: own, rivals, candidates } = recognise(layout, given.mapping === undefined ? given.format : 'generic-csv', file)
  if (!own && rivals.length === 0) checkHeader(layout, head, file)

  const samples = (column: string) => head.map((row) => row.cells[layout.header.indexOf(column)] ?? '')
  const saved = own || given.mapping !== undefined ? undefined : target.savedProfile?.(layout.header)
  const remembered: Remembered = { isMapping: saved !== undefined, options: own ? (target.savedAnswers?.(own.id) ?? {}) : {} }
  const options = { ...remembered.options, ...given }
  const profile = own ? null : settledProfile(layout, options, saved, samples, file)
  const zone = zoneOf(options.zone ?? own?.zone ?? profile?.zone ?? 'UTC')
  const shape = layout.shape === 'csv' ? 'csv' : 'json'
  const generic = (mapping: MappingProfile, widthMs: number): Format => genericFormat({ profile: mapping, shape, zone, widthMs })
  const evidence = new Evidence(layout.header, own ?? generic(profile ?? parseProfile({ columns: {} }), dayMs), profile)
  const open = profile !== null && profile.columns.inputTokens !== undefined && profile.cachedInInput === undefined
  const answers = answersOf(options)
  const asked = own?.asks ? new AskedLines(own, layout.header, evidence, answers) : null
  const rows = await scan(source, layout, bytes, evidence, asked, open, contentBytes)

  const order = dateOrder(evidence, options.dateOrder ?? profile?.dateOrder, own?.dateOrder)
  const mark = decimalMark(evidence, options.decimalMark ?? profile?.decimalMark, layout.delimiter, profile?.currency ?? 'USD')
  const cached = profile ? cachedInInput(evidence, profile, undefined) : { answer: null, question: null }
  const mapping = profile && cached.answer ? { ...profile, cachedInInput: cached.answer } : profile
  const mappingQuestions = mapping ? openMapping(mapping, candidates) : []
  // A lone object that maps to nothing is an answer of another kind, such as an error message.
  if (mappingQuestions.length > 0 && layout.shape === 'json' && rows.count <= 1 && candidates.length === 0)
    throw fail('json-without-rows', { file })
  const questions = [
    ...rivalQuestion(rivals),
    ...mappingQuestions,
    ...(mapping && mappingQuestions.length === 0 ? dayIndexQuestion(mapping, samples, rows.count) : []),
    ...[
      order.question,
      mark.question,
      cached.question,
      mapping && mappingQuestions.length === 0 ? currencyQuestion(evidence, mapping, undefined) : null,
      mapping && options.zone === undefined && mapping.zone === undefined ? zoneQuestion(evidence, mapping.currency ?? '') : null,
    ].filter((question) => question !== null),
    ...(asked?.questions() ?? []),
  ]
  const format = own ?? (mapping && mappingQuestions.length === 0 && rivals.length === 0 ? generic(mapping, evidence.widthMs) : null)
  const columns = columnUses(layout.header, format ?? generic(mapping ?? parseProfile({ columns: {} }), dayMs), mapping, {
    chosen: options.columnUse ?? {},
    samples: (column) => samples(column).slice(0, 3),
    dateOrder: order.answer,
    decimalMark: mark.answer,
    zone,
  })
  return {
    file,
    source,
    sizeBytes,
    sha256,
    contentHash,
    state,
    text,
    layout,
    format: format?.id ?? null,
    reason: format
      ? {
          title: format.title,
          matched: own ? matchedColumns(own, layout.header) : Object.keys(mapping?.columns ?? {}).length,
          of: layout.header.length,
        }
      : null,
    candidates,
    decimalMark: mark.answer,
    dateOrder: order.answer,
    zone: zone.name,
    widthMs: evidence.widthMs,
    mapping,
    columns,
    firstRows: head.slice(0, shownRows).map((row) => row.cells),
    rows,
    questions,
    answers: { ...answers, ...asked?.settled() },
    remembered,
    day: evidence.day,
    notes: notesOf(
      layout,
      columns,
      rows,
      own?.notes ?? [],
      options.zone === undefined &&
        (mapping ? mapping.zone === undefined : own?.zone === null) &&
        (evidence.zoneless.rows > 0 || evidence.widthMs === dayMs),
    ),
  }
}

async function readBytes(
  source: Source,
  options: ByteOptions,
  wanted: string | undefined,
  onProgress: (bytesDone: number) => void,
): Promise<{ sha256: string; contentHash: string; sizeBytes: number; contentBytes: number; encoding: Encoding; text: TextFacts }> {
  const hash = createHash('sha256')
  const probe = new EncodingProbe(options.name)
  let sizeBytes = 0
  const onRaw = (raw: Uint8Array) => {
    sizeBytes += raw.length
    hash.update(raw)
    onProgress(sizeBytes)
  }
  const lines = new LineProbe()
  for await (const chunk of fileChunks(source, { ...options, onRaw, chunkBytes: 1 << 20 })) {
    probe.push(chunk)
    lines.push(chunk)
  }
  if (probe.size === 0) throw fail('empty-file', { file: options.name })
  const found = probe.finish()
  // A sheet has no encoding of its own to be told.
  const named = wanted === undefined || source.sheet !== undefined ? found : encodingNamed(wanted)
  if (!named) throw fail('bad-encoding', { encoding: wanted ?? '' })
  const { original } = source
  const contentHash = hash.digest('hex')
  return {
    ...(original === undefined ? { sha256: contentHash, sizeBytes } : await droppedFile(original, options)),
    contentHash,
    contentBytes: probe.size,
    encoding: named,
    text: lines.facts(named === 'utf-8' && probe.isValidUtf8),
  }
}

/** Of the file whose content was written as a CSV before it was read. */
async function droppedFile(path: string, options: ByteOptions): Promise<{ sha256: string; sizeBytes: number }> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  for await (const chunk of fileChunks({ path, packing: 'none' }, options)) {
    hash.update(chunk)
    sizeBytes += chunk.length
  }
  return { sha256: hash.digest('hex'), sizeBytes }
}

async function firstRows(source: Source, layout: Layout, options: ByteOptions): Promise<RawRow[]> {
  const rows: RawRow[] = []
  for await (const batch of rowBatches(source, layout, options)) {
    rows.push(...batch.rows.filter((row) => row.fault === undefined).slice(0, 50))
    if (rows.length >= 50) break
  }
  return rows.slice(0, 50)
}

async function scan(
  source: Source,
  layout: Layout,
  options: ByteOptions,
  evidence: Evidence,
  asked: AskedLines | null,
  needsAll: boolean,
  contentBytes: number,
): Promise<{ count: number; exact: boolean }> {
  let count = 0
  let bytesSeen = 0
  const watched = { ...options, onRaw: (chunk: Uint8Array) => (bytesSeen += chunk.length) }
  for await (const batch of rowBatches(source, layout, watched)) {
    count += batch.rows.length
    for (const row of batch.rows) {
      if (row.fault !== undefined) continue
      evidence.add(row)
      asked?.add(row)
    }
    const isOpen =
      asked !== null ||
      (needsAll && evidence.cached.rows > 0 && !evidence.cachedSettled) ||
      (evidence.ambiguousDates.rows > 0 && evidence.orders.length > 1) ||
      (evidence.ambiguousMarks.rows > 0 && evidence.marks.size === 0)
    if (count >= enoughRows && !isOpen && isPlain(source) && bytesSeen < contentBytes)
      return { count: Math.round((count * contentBytes) / bytesSeen), exact: false }
  }
  return { count, exact: true }
}

/** A header of values, or a text without columns, is told apart from a table that merely needs mapping. */
function checkHeader(layout: Layout, head: readonly RawRow[], file: string): void {
  if (layout.shape !== 'csv') {
    if (layout.header.length === 0) throw fail('json-without-rows', { file })
    return
  }
  const values = layout.header.filter((cell) => decimalText(cell) !== null || /^\d{4}-\d\d-\d\d/.test(cell))
  if (values.length > 0 && values.length * 2 >= layout.header.length)
    throw fail('no-header', { file, sample: values.slice(0, 3).join(', ') })
  if (layout.header.length < 2 && head.length > 0) throw fail('no-columns', { file })
}

function notesOf(
  layout: Layout,
  columns: FileInspection['columns'],
  rows: FileInspection['rows'],
  ofFormat: readonly string[],
  utcAssumed: boolean,
): ImportNote[] {
  const named = (use: string) => columns.filter((column) => column.use === use).map(({ column }) => column)
  const notes: ImportNote[] = []
  const note = (code: string, params: Record<string, string>, severity: ImportNote['severity'] = 'info') =>
    notes.push({ code, params, severity })
  if (rows.count === 0) note('header-only', {})
  if (layout.hasMore) note('more-pages', {}, 'warning')
  for (const code of ofFormat) note(code, {}, 'warning')
  if (utcAssumed) note('utc-assumed', {})
  if (named('dropped').length > 0) note('columns-left-out', { columns: named('dropped').join(', ') })
  if (named('hashed').length > 0) note('columns-hashed', { columns: named('hashed').join(', ') })
  return notes
}
