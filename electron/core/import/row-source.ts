// A file as batches of raw rows under a header, whatever its shape: CSV, one JSON document (or several pages), JSON lines.
// CSV and JSON lines stream with bounded memory. A JSON document is read to its end before the first row is given, so a cut
// one yields nothing at all: in one piece, or element by element when it is large (large-json.ts).
import { isRejectListColumn } from '../../../shared/domain/reject-list.ts'
import { fail } from '../../../shared/language/failures.ts'
import { originalText } from '../../../shared/units/csv.ts'
import { columnNames, type Delimiter, detectDialect, isBlank } from './csv-dialect.ts'
import { CsvReader, type RawRow } from './csv-reader.ts'
import { decoded, type Encoding } from './encoding.ts'
import { type ByteOptions, fileChunks, type Source } from './file-bytes.ts'
import type { JsonLayout } from './format.ts'
import { jsonLayouts } from './formats/catalogue.ts'
import { JsonElements, type JsonPiece, PieceTooLarge } from './json-elements.ts'
import { type Flat, hasMorePages, headerOf, itemsOf, type JsonItems, rowOf } from './json-rows.ts'
import { JsonFault, type JsonValue, parseJson } from './json-text.ts'
import { rowsOfPiece, Survey } from './large-json.ts'

export interface Layout {
  readonly shape: 'csv' | 'json' | 'jsonl'
  readonly encoding: Encoding
  readonly header: readonly string[]
  readonly delimiter: Delimiter | null
  /** Physical line of a CSV's header; the lines above are a preamble. */
  readonly headerLine: number
  /** Places, among a CSV's cells, of what a list of refused rows says of them; `header` is without. */
  readonly aside: readonly number[]
  /** Lines end with a bare carriage return, as old spreadsheets on the Mac wrote them. */
  readonly bareReturns: boolean
  /** A JSON page says that further pages exist. */
  readonly hasMore: boolean
  /** Formats with a JSON layout of their own that know the documents as theirs. */
  readonly claimedBy: readonly string[]
  /** The one of them that makes the rows; null when the documents are read as lists of objects. */
  readonly unfoldedBy: string | null
  /** A large JSON file is read element by element of the list under this key ('' for arrays); null for all other files. */
  readonly splitAt: string | null
}

export interface RowBatch {
  readonly rows: readonly RawRow[]
  readonly blank: number
  readonly repeatedHeaders: number
}

const headCharacters = 1 << 16
/** A first line may be longer than the head, as in a log of requests with their contents. */
const longestFirstLine = 1 << 24
const sampledLines = 5000
const claimedLines = 20
const batchRows = 2000
/** Characters up to which a JSON file is parsed in one piece. */
const wholeJson = 32_000_000
/** Where it must be in one piece, or has pieces this large, it may be as large as this. */
const largestJson = 200_000_000
const largestElement = 64_000_000

/** Shape, delimiter and header of a file, from its beginning (a JSON document: from all of it). */
export async function detectLayout(source: Source, encoding: Encoding, wanted: string | undefined, options: ByteOptions): Promise<Layout> {
  const head = await headText(source, encoding, options)
  const bareReturns = head.text.includes('\r') && !head.text.includes('\n')
  const text = bareReturns ? head.text.replaceAll('\r', '\n') : head.text
  const json = { hasMore: false, claimedBy: [], unfoldedBy: null, splitAt: null }
  const none = { encoding, delimiter: null, headerLine: 0, aside: [], bareReturns, ...json }
  const table = (known?: Delimiter): Layout => {
    const { header, ...dialect } = detectDialect(text, head.complete, known)
    const aside = header.flatMap((column, at) => (isRejectListColumn(column) ? [at] : []))
    if (aside.length > 0 && aside.length === header.length) throw fail('reject-list-only', { file: options.name })
    return { ...none, shape: 'csv', ...dialect, aside, header: header.filter((column) => !isRejectListColumn(column)) }
  }
  if (source.sheet !== undefined) return table(',')
  const first = text.trimStart()[0]
  if (first === '{' || first === '[') {
    if (first === '{' && isJsonLines(text)) {
      const claims = claimsOf(firstDocuments(text), wanted)
      return { ...none, ...claims, shape: 'jsonl', header: await lineHeader(source, encoding, claims.unfoldedBy, options) }
    }
    return { ...none, ...(await jsonLayout(source, encoding, wanted, options)), shape: 'json' }
  }
  return table()
}

type JsonFindings = Pick<Layout, 'header' | 'hasMore' | 'claimedBy' | 'unfoldedBy' | 'splitAt'>

async function jsonLayout(source: Source, encoding: Encoding, wanted: string | undefined, options: ByteOptions): Promise<JsonFindings> {
  let documents = await jsonDocuments(source, encoding, options, wholeJson)
  if (documents === null) {
    const split = await splitLayout(source, encoding, wanted, options)
    if (split) return split
    documents = await wholeDocuments(source, encoding, options)
  }
  const claims = claimsOf(documents, wanted)
  const found = documentItems(documents, claims.unfoldedBy, options.name)
  const header = found.items.length > 0 ? headerOf(found.items) : found.bucketColumns
  return { ...claims, header, hasMore: found.hasMore, splitAt: null }
}

/** A large JSON file, read to its end; null when it cannot be read element by element. */
async function splitLayout(
  source: Source,
  encoding: Encoding,
  wanted: string | undefined,
  options: ByteOptions,
): Promise<JsonFindings | null> {
  const survey = new Survey()
  try {
    for await (const pieces of jsonPieces(source, encoding, options)) for (const piece of pieces) survey.add(piece)
  } catch (error) {
    if (error instanceof PieceTooLarge) return null
    throw error
  }
  const { splitAt, hasMore } = survey
  const claims = claimsOf(survey.samples, wanted)
  if (splitAt === null) return null
  if (claims.unfoldedBy === null) return { ...claims, header: survey.header, hasMore, splitAt }
  if (!jsonLayouts.get(claims.unfoldedBy)?.splits) return null
  const columns = new Set<string>()
  for await (const items of splitItems(source, encoding, splitAt, claims.unfoldedBy, options))
    for (const item of items) for (const name of item.keys()) columns.add(name)
  return { ...claims, header: [...columns], hasMore, splitAt }
}

/** All rows below the header, in batches. Rows that cannot be laid under it carry their fault. */
export async function* rowBatches(source: Source, layout: Layout, options: ByteOptions): AsyncGenerator<RowBatch> {
  const { shape, encoding, unfoldedBy, header } = layout
  if (shape === 'csv') yield* csvBatches(textOf(source, encoding, options), layout, options.name)
  else if (shape === 'jsonl') yield* lineBatches(textOf(source, encoding, options), layout, options.name)
  else if (layout.splitAt !== null) yield* splitBatches(splitItems(source, encoding, layout.splitAt, unfoldedBy, options), header)
  else yield* documentBatches(documentItems(await wholeDocuments(source, encoding, options), unfoldedBy, options.name), header)
}

async function* csvBatches(texts: AsyncIterable<string>, layout: Layout, name: string): AsyncGenerator<RowBatch> {
  const reader = new CsvReader(layout.delimiter ?? ',', name)
  for await (const text of texts)
    yield laid(reader.push(layout.bareReturns ? text.replaceAll('\r', '\n') : text), layout, text.includes('\uFFFD'))
  yield laid(reader.push('', true), layout, true)
}

/** Rows of a CSV under its header: blank lines and repeated headers apart, the wrong number of cells a fault. */
export function laid(found: readonly RawRow[], layout: Layout, mayBeBroken: boolean): RowBatch {
  const rows: RawRow[] = []
  const width = layout.header.length
  let blank = 0
  let repeatedHeaders = 0
  for (const given of found) {
    if (given.line <= layout.headerLine) continue
    const row = layout.aside.length === 0 ? given : originalRow(given, layout.aside)
    const { cells } = row
    if ((cells.length === 1 || cells[0] === '') && isBlank(row)) blank += 1
    else if (isHeader(cells, layout.header)) repeatedHeaders += 1
    else if (cells.length !== width && !(cells.length > width && cells.slice(width).every((cell) => cell.trim() === '')))
      rows.push({ ...row, fault: { code: 'wrong-column-count', column: String(width), value: String(cells.length) } })
    else rows.push(mayBeBroken ? checkedEncoding(row, layout.header) : row)
  }
  return { rows, blank, repeatedHeaders }
}

/** A row of a list of refused rows as it stood in its own file. */
function originalRow(row: RawRow, aside: readonly number[]): RawRow {
  return { ...row, cells: row.cells.filter((_, at) => !aside.includes(at)).map(originalText) }
}

function isHeader(cells: readonly string[], header: readonly string[]): boolean {
  if (cells.length < header.length || !cells[0]?.includes(header[0] ?? '')) return false
  if (cells[0].replace(/^\uFEFF/, '').trim() !== header[0]) return false
  const names = columnNames(cells)
  return names.length === header.length && names.every((name, index) => name === header[index])
}

function checkedEncoding(row: RawRow, header: readonly string[]): RawRow {
  const at = row.cells.findIndex((cell) => cell.includes('\uFFFD'))
  return at < 0 ? row : { ...row, fault: { code: 'broken-encoding', column: header[at] ?? '', value: (row.cells[at] ?? '').slice(0, 80) } }
}

async function* lineBatches(texts: AsyncIterable<string>, layout: Layout, file: string): AsyncGenerator<RowBatch> {
  const { header } = layout
  const known = new Set(header)
  const unfolding = new Unfolding(layout.unfoldedBy)
  for await (const { lines, from } of physicalLines(texts, file)) {
    const rows: RawRow[] = []
    let blank = 0
    for (const [index, text] of lines.entries()) {
      const line = from + index
      if (text.trim() === '') {
        blank += 1
        continue
      }
      const read = lineItems(text, line, unfolding)
      if ('bad' in read) rows.push(read.bad)
      else for (const item of read.items) rows.push(lateColumn(item, known, line) ?? checkedEncoding(rowOf(item, header, line), header))
    }
    yield { rows, blank, repeatedHeaders: 0 }
  }
}

/** A column that only turns up deep in a JSON-lines file has no place under the header; its line is refused, not thinned out. */
function lateColumn(item: Flat, known: ReadonlySet<string>, line: number): RawRow | null {
  for (const [name, value] of item)
    if (!known.has(name) && value !== '')
      return { line, cells: [], fault: { code: 'wrong-column-count', column: String(known.size), value: name } }
  return null
}

async function lineHeader(source: Source, encoding: Encoding, unfoldedBy: string | null, options: ByteOptions): Promise<string[]> {
  const items: Flat[] = []
  const unfolding = new Unfolding(unfoldedBy)
  for await (const { lines, from } of physicalLines(textOf(source, encoding, options), options.name)) {
    for (const [index, text] of lines.entries()) {
      const read = text.trim() === '' ? { items: [] } : lineItems(text, from + index, unfolding)
      if ('items' in read) for (const item of read.items) items.push(item)
    }
    if (from + lines.length > sampledLines) break
  }
  return headerOf(items)
}

async function* physicalLines(texts: AsyncIterable<string>, file: string): AsyncGenerator<{ lines: string[]; from: number }> {
  let rest = ''
  let from = 1
  for await (const text of texts) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > largestJson) throw fail('json-too-large', { file, limit: String(largestJson / 1e6) })
    yield { lines, from }
    from += lines.length
  }
  if (rest !== '') yield { lines: [rest], from }
}

function* documentBatches(found: JsonItems, header: readonly string[]): Generator<RowBatch> {
  for (let at = 0; at < found.items.length; at += batchRows) {
    const rows = found.items.slice(at, at + batchRows).map((item, index) => checkedEncoding(rowOf(item, header, at + index + 1), header))
    yield { rows, blank: 0, repeatedHeaders: 0 }
  }
}

async function* splitBatches(found: AsyncIterable<readonly Flat[]>, header: readonly string[]): AsyncGenerator<RowBatch> {
  let line = 0
  for await (const items of found) {
    const rows = items.map((item, index) => checkedEncoding(rowOf(item, header, line + index + 1), header))
    line += rows.length
    yield { rows, blank: 0, repeatedHeaders: 0 }
  }
}

async function* splitItems(
  source: Source,
  encoding: Encoding,
  splitAt: string,
  unfoldedBy: string | null,
  options: ByteOptions,
): AsyncGenerator<readonly Flat[]> {
  const layout = unfoldedBy === null ? undefined : jsonLayouts.get(unfoldedBy)
  const memory = new Map<string, string>()
  for await (const pieces of jsonPieces(source, encoding, options))
    yield pieces.flatMap((piece) => rowsOfPiece(piece, splitAt, layout, memory))
}

async function* jsonPieces(source: Source, encoding: Encoding, options: ByteOptions): AsyncGenerator<readonly JsonPiece[]> {
  const elements = new JsonElements(largestElement)
  try {
    for await (const text of textOf(source, encoding, options)) yield elements.push(text)
    yield elements.finish()
  } catch (error) {
    throw jsonFailure(error, options.name)
  }
}

/** The rows of documents one after another, by a format's own layout (which may remember) or as lists of objects. */
class Unfolding {
  readonly #layout: JsonLayout | undefined
  readonly #memory = new Map<string, string>()

  constructor(unfoldedBy: string | null) {
    this.#layout = unfoldedBy === null ? undefined : jsonLayouts.get(unfoldedBy)
  }

  /** By a format's own layout. */
  get isOwn(): boolean {
    return this.#layout !== undefined
  }

  /** null when the documents hold no list of objects. */
  items(documents: readonly JsonValue[]): JsonItems | null {
    const layout = this.#layout
    if (!layout) return itemsOf(documents)
    const items = documents.flatMap((document) => layout.rows(document, this.#memory))
    return { items, buckets: 0, hasMore: hasMorePages(documents), bucketColumns: [] }
  }
}

function documentItems(documents: readonly JsonValue[], unfoldedBy: string | null, file: string): JsonItems {
  const found = new Unfolding(unfoldedBy).items(documents)
  if (!found) throw fail('json-without-rows', { file })
  return found
}

function claimsOf(documents: readonly JsonValue[], wanted: string | undefined): Pick<Layout, 'claimedBy' | 'unfoldedBy'> {
  const claiming = [...jsonLayouts].filter(([, layout]) => documents.some((document) => layout.claims(document)))
  const firm = wanted === undefined ? claiming.filter(([, layout]) => layout.givesWay !== true) : []
  const claimedBy = (firm.length > 0 ? firm : claiming).map(([id]) => id)
  const chosen = wanted === undefined ? (claimedBy.length === 1 ? claimedBy[0] : undefined) : claimedBy.find((id) => id === wanted)
  return { claimedBy, unfoldedBy: chosen ?? null }
}

/** One line of a JSON-lines file: its items, or the row that says what is wrong with it. */
function lineItems(text: string, line: number, unfolding: Unfolding): { items: readonly Flat[] } | { bad: RawRow } {
  // The lines of a log with a layout of its own hold conversations: nothing of a broken one is repeated.
  const bad = (near: string) => ({
    bad: { line, cells: [], fault: { code: 'bad-json' as const, column: '', value: unfolding.isOwn ? '' : near } },
  })
  try {
    return unfolding.items(parseJson(text)) ?? bad(text.slice(0, 40))
  } catch (error) {
    if (error instanceof JsonFault) return bad(error.near)
    throw error
  }
}

async function wholeDocuments(source: Source, encoding: Encoding, options: ByteOptions): Promise<JsonValue[]> {
  const documents = await jsonDocuments(source, encoding, options, largestJson)
  if (documents === null) throw fail('json-too-large', { file: options.name, limit: String(largestJson / 1e6) })
  return documents
}

/** All documents of a file; null when it is longer than `largest` characters. */
async function jsonDocuments(source: Source, encoding: Encoding, options: ByteOptions, largest: number): Promise<JsonValue[] | null> {
  const parts: string[] = []
  let size = 0
  for await (const text of textOf(source, encoding, options)) {
    parts.push(text)
    size += text.length
    if (size > largest) return null
  }
  try {
    return parseJson(parts.join(''))
  } catch (error) {
    throw jsonFailure(error, options.name)
  }
}

/** The failure of a whole file; what is no fault of the JSON stays as it is. */
function jsonFailure(error: unknown, file: string): unknown {
  if (!(error instanceof JsonFault)) return error
  const { reason, line, near } = error
  return fail(reason === 'cut' ? 'json-cut' : 'json-broken', { file, line: String(line), near }, { file, line })
}

async function headText(source: Source, encoding: Encoding, options: ByteOptions): Promise<{ text: string; complete: boolean }> {
  let text = ''
  let hasWholeLine = false
  for await (const part of textOf(source, encoding, options)) {
    text += part
    hasWholeLine ||= /[\n\r]/.test(part)
    if (text.length >= (hasWholeLine ? headCharacters : longestFirstLine)) return { text, complete: false }
  }
  return { text, complete: true }
}

const textOf = (source: Source, encoding: Encoding, options: ByteOptions): AsyncGenerator<string> =>
  decoded(fileChunks(source, options), encoding)

/** The whole documents among the first lines of a JSON-lines file. */
function firstDocuments(head: string): JsonValue[] {
  return head
    .split('\n')
    .slice(0, claimedLines)
    .flatMap((line) => {
      try {
        return parseJson(line)
      } catch (error) {
        if (error instanceof JsonFault) return []
        throw error
      }
    })
}

/** True when the first line is one whole JSON value and another begins on the next. */
function isJsonLines(head: string): boolean {
  const [first = '', ...rest] = head.trimStart().split('\n')
  if (!rest.some((line) => line.trim() !== '')) return false
  try {
    return parseJson(first).length === 1
  } catch {
    return false
  }
}
