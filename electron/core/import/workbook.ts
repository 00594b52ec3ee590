// An XLSX workbook as tables: its visible sheets, and the rows of one as CSV text, so that all that reads CSV reads sheets.
// Row n of the sheet is line n of the text: gaps become blank lines, line breaks inside a cell a blank. Numbers come out as
// decimal text, dates as ISO text without zone. Streams the sheet; only the workbook's shared texts are held.
// A formula without a saved result shows itself, so that its row is refused instead of read as blank.
// Source: ECMA-376-1:2016, 18.2 (workbook), 18.3 (worksheets), 18.4 (shared strings), 18.8.30 (number formats).
import { fail } from '../../../shared/language/failures.ts'
import { cellNumber, type DateShape, dateShapeOf } from './sheet-values.ts'
import { attributeOf, XmlFault, XmlReader } from './xml-reader.ts'
import type { ZipArchive } from './zip-archive.ts'

/** Longest shared texts, in characters, that are held in memory. */
const mostSharedText = 400_000_000
/** Rows whose widest says how wide all are written. */
const measuredRows = 200
const mostRows = 1_048_576
const mostColumns = 16_384
const pieceCharacters = 1 << 16

interface Relation {
  readonly id: string
  /** The last part of its type, such as `worksheet`. */
  readonly kind: string
  readonly part: string
}

export class Workbook {
  readonly #archive: ZipArchive
  readonly #file: string
  readonly #relations: readonly Relation[]
  /** Visible sheets by name, in the order of their tabs. */
  readonly #sheets: ReadonlyMap<string, string>
  readonly #is1904: boolean
  #texts: Promise<string[]> | undefined
  #shapes: Promise<(DateShape | null)[]> | undefined

  private constructor(
    archive: ZipArchive,
    file: string,
    relations: readonly Relation[],
    sheets: ReadonlyMap<string, string>,
    is1904: boolean,
  ) {
    this.#archive = archive
    this.#file = file
    this.#relations = relations
    this.#sheets = sheets
    this.#is1904 = is1904
  }

  static async open(archive: ZipArchive, file: string): Promise<Workbook> {
    const roots = await relationsOf(archive, '', file)
    const main = roots.find(({ kind }) => kind === 'officeDocument')?.part ?? 'xl/workbook.xml'
    const relations = await relationsOf(archive, main, file)
    const sheets = new Map<string, string>()
    let is1904 = false
    await readPart(archive, main, file, {
      open: (name, attributes) => {
        if (name === 'workbookPr') is1904 = /^(?:1|true)$/i.test(attributeOf(attributes, 'date1904'))
        const state = attributeOf(attributes, 'state')
        if (name !== 'sheet' || (state !== '' && state !== 'visible')) return
        const relation = relations.find(({ id }) => id === attributeOf(attributes, 'id'))
        if (relation?.kind === 'worksheet') sheets.set(attributeOf(attributes, 'name'), relation.part)
      },
    })
    if (sheets.size === 0) throw fail('workbook-damaged', { file })
    return new Workbook(archive, file, relations, sheets, is1904)
  }

  /** Names of the visible sheets that hold rows below a header, in the order of their tabs; otherwise of those that hold anything. */
  async sheets(): Promise<string[]> {
    const held = new Map<string, number>()
    for (const name of this.#sheets.keys()) {
      let rows = 0
      for await (const { cells } of this.#rows(name)) {
        if (cells.some((cell) => cell.trim() !== '')) rows += 1
        if (rows === 2) break
      }
      held.set(name, rows)
    }
    const atLeast = (count: number) => [...held].flatMap(([name, rows]) => (rows >= count ? [name] : []))
    return atLeast(2).length > 0 ? atLeast(2) : atLeast(1)
  }

  /** A sheet as CSV, every cell quoted, the rows as wide as the widest of its beginning. */
  async *csv(sheet: string): AsyncGenerator<string> {
    const head: SheetRow[] = []
    let width = 0
    let line = 1
    let piece = ''
    const written = (row: SheetRow): string => {
      const blank = '\n'.repeat(Math.max(0, row.line - line))
      line = Math.max(row.line, line) + 1
      const padded = row.cells.length < width ? [...row.cells, ...Array<string>(width - row.cells.length).fill('')] : row.cells
      return `${blank}${padded.map(quoted).join(',')}\n`
    }
    for await (const row of this.#rows(sheet)) {
      if (head.length < measuredRows) {
        head.push(row)
        width = Math.max(width, row.cells.length)
        if (head.length === measuredRows) piece = head.map(written).join('')
        continue
      }
      piece += written(row)
      if (piece.length < pieceCharacters) continue
      yield piece
      piece = ''
    }
    yield head.length < measuredRows ? head.map(written).join('') : piece
  }

  async *#rows(sheet: string): AsyncGenerator<SheetRow> {
    const part = this.#sheets.get(sheet)
    if (part === undefined || !this.#archive.has(part)) throw fail('workbook-damaged', { file: `${this.#file}/${sheet}` })
    this.#texts ??= sharedTexts(this.#archive, this.#partOf('sharedStrings'), this.#file)
    this.#shapes ??= dateShapes(this.#archive, this.#partOf('styles'), this.#file)
    const [texts, shapes] = [await this.#texts, await this.#shapes]
    const builder = new RowBuilder(texts, shapes, this.#is1904)
    for await (const _piece of fed(builder.xml, this.#archive, part, this.#file)) yield* builder.taken()
  }

  #partOf(kind: string): string {
    return this.#relations.find((relation) => relation.kind === kind)?.part ?? ''
  }
}

interface SheetRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** Builds rows from the tags of a worksheet. */
class RowBuilder {
  readonly #texts: readonly string[]
  readonly #shapes: readonly (DateShape | null)[]
  readonly #is1904: boolean
  readonly xml = new XmlReader({
    open: (name, attributes) => this.#open(name, attributes),
    close: (name) => this.#close(name),
    text: (text) => {
      if (this.#collects) this.#text += text
    },
  })
  #rows: SheetRow[] = []
  #line = 0
  #cells: string[] = []
  #column = 0
  #type = ''
  #style = 0
  #value: string | null = null
  #formula: string | null = null
  #collects = false
  #isPhonetic = false
  #text = ''

  constructor(texts: readonly string[], shapes: readonly (DateShape | null)[], is1904: boolean) {
    this.#texts = texts
    this.#shapes = shapes
    this.#is1904 = is1904
  }

  taken(): SheetRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  #open(name: string, attributes: string): void {
    if (name === 'row') {
      const line = Number(attributeOf(attributes, 'r'))
      this.#line = line > this.#line ? line : this.#line + 1
      if (this.#line > mostRows) throw new XmlFault('a row beyond the last')
      this.#cells = []
      this.#column = 0
    } else if (name === 'c') {
      const at = columnOf(attributeOf(attributes, 'r'))
      if (at >= 0) this.#column = at
      if (this.#column >= mostColumns) throw new XmlFault('a cell beyond the last column')
      this.#type = attributeOf(attributes, 't')
      this.#style = Number(attributeOf(attributes, 's') || '0')
      this.#value = null
      this.#formula = null
    } else if (name === 'rPh') this.#isPhonetic = true
    else if (name === 'v' || name === 'f' || name === 't') {
      this.#collects = true
      this.#text = ''
    }
  }

  #close(name: string): void {
    if (name === 'v') this.#value = this.#text
    else if (name === 'f') this.#formula = this.#text
    else if (name === 't' && !this.#isPhonetic) this.#value = (this.#value ?? '') + this.#text
    else if (name === 'rPh') this.#isPhonetic = false
    else if (name === 'c') {
      while (this.#cells.length < this.#column) this.#cells.push('')
      this.#cells[this.#column] = this.#cell()
      this.#column += 1
    } else if (name === 'row') this.#rows.push({ line: this.#line, cells: this.#cells })
    if (name === 'v' || name === 'f' || name === 't') this.#collects = false
  }

  #cell(): string {
    const value = this.#value
    if (value === null || value === '') return this.#formula ? `=${this.#formula}` : ''
    if (this.#type === 's') return this.#texts[Number(value)] ?? ''
    if (this.#type === 'b') return value === '1' ? 'true' : 'false'
    if (this.#type === 'str' || this.#type === 'inlineStr') return plainText(value)
    if (this.#type === 'e' || this.#type === 'd') return value
    return cellNumber(value, this.#shapes[this.#style] ?? null, this.#is1904)
  }
}

async function sharedTexts(archive: ZipArchive, part: string, file: string): Promise<string[]> {
  const texts: string[] = []
  let size = 0
  let text = ''
  let isText = false
  let isPhonetic = false
  await readPart(archive, part, file, {
    open: (name) => {
      if (name === 'si') text = ''
      else if (name === 'rPh') isPhonetic = true
      else if (name === 't') isText = !isPhonetic
    },
    text: (piece) => {
      if (isText) text += piece
    },
    close: (name) => {
      if (name === 't') isText = false
      else if (name === 'rPh') isPhonetic = false
      else if (name === 'si') {
        texts.push(plainText(text))
        size += text.length
        if (size > mostSharedText) throw fail('unpacks-too-large', { file })
      }
    },
  })
  return texts
}

/** For each cell style, how its number is a date; null when it is a number. */
async function dateShapes(archive: ZipArchive, part: string, file: string): Promise<(DateShape | null)[]> {
  const own = new Map<string, string>()
  const shapes: (DateShape | null)[] = []
  let isCellFormats = false
  await readPart(archive, part, file, {
    open: (name, attributes) => {
      if (name === 'numFmt') own.set(attributeOf(attributes, 'numFmtId'), attributeOf(attributes, 'formatCode'))
      else if (name === 'cellXfs') isCellFormats = true
      else if (name === 'xf' && isCellFormats) {
        const id = attributeOf(attributes, 'numFmtId')
        shapes.push(dateShapeOf(Number(id), own.get(id)))
      }
    },
    close: (name) => {
      if (name === 'cellXfs') isCellFormats = false
    },
  })
  return shapes
}

type Listening = Partial<ConstructorParameters<typeof XmlReader>[0]>
const nothing = (): void => undefined

/** Reads a whole part; one that the workbook does not have says nothing. */
async function readPart(archive: ZipArchive, part: string, file: string, listening: Listening): Promise<void> {
  if (!archive.has(part)) return
  const xml = new XmlReader({ open: nothing, close: nothing, text: nothing, ...listening })
  for await (const _piece of fed(xml, archive, part, file));
}

/** Feeds a part to a reader, with a pause after each piece for whoever takes what the reader found. */
async function* fed(xml: XmlReader, archive: ZipArchive, part: string, file: string): AsyncGenerator<void> {
  const decoder = new TextDecoder()
  try {
    for await (const chunk of archive.chunks(part)) {
      xml.push(decoder.decode(chunk, { stream: true }))
      yield
    }
    xml.finish()
  } catch (error) {
    throw error instanceof XmlFault ? fail('workbook-damaged', { file }) : error
  }
}

/** What a part refers to; '' is the package itself. */
async function relationsOf(archive: ZipArchive, part: string, file: string): Promise<Relation[]> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const relations: Relation[] = []
  await readPart(archive, `${folder}_rels/${part.slice(folder.length)}.rels`, file, {
    open: (name, attributes) => {
      if (name !== 'Relationship') return
      const target = attributeOf(attributes, 'Target')
      relations.push({
        id: attributeOf(attributes, 'Id'),
        kind: attributeOf(attributes, 'Type').split('/').at(-1) ?? '',
        part: partNamed(target, folder),
      })
    },
  })
  return relations
}

function partNamed(target: string, folder: string): string {
  const steps: string[] = []
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

/** `BC12` -> 54; -1 for a cell that does not say where it is. */
function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) | 32
    if (code < 97 || code > 122) break
    column = column * 26 + code - 96
  }
  return column - 1
}

/** Text in which Excel wrote characters as _x000A_. */
const plainText = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([\dA-Fa-f]{4})_/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text

const quoted = (cell: string): string => (cell === '' ? '' : `"${cell.replaceAll('"', '""').replace(/\s*[\r\n]+\s*/g, ' ')}"`)
