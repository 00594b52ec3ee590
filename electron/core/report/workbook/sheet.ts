// A worksheet under construction: cells by row (from 1) and column (from 0), each with its colour and format. A cell
// that others refer to is returned with its address and its figure, so a formula and its cached result are written
// together. Colours: inputs blue, formulas and figures black, links to other sheets green.
import type { Cell, CellStyle, ColumnDef, DataValidation, SheetChart, WriteSheet } from 'hucre'
import { toEpochDay } from '../../../../shared/units/calendar.ts'

export interface Ref {
  /** Absolute address with its sheet, as another sheet's formula writes it. */
  readonly at: string
  /** The same cell for a formula of its own sheet. */
  readonly here: string
  readonly value: number
}

export type Format = 'money' | 'count' | 'units' | 'price' | 'percent' | 'number' | 'month' | 'date' | 'text'
type Look = 'plain' | 'input' | 'formula' | 'link' | 'title' | 'note' | 'unit' | 'exact' | 'head' | 'head-right' | 'total'

const colours: Readonly<Record<Look, string>> = {
  plain: '14202F',
  formula: '14202F',
  total: '14202F',
  title: '14202F',
  head: '14202F',
  'head-right': '14202F',
  note: '44526A',
  unit: '44526A',
  exact: '44526A',
  input: '1B4F8F',
  link: '0A6650',
}

function numberFormat(format: Format, language: 'en' | 'zh'): string | undefined {
  const signed = (plain: string): string => (language === 'en' ? `${plain}_);(${plain});${plain}_)` : plain)
  switch (format) {
    case 'money':
      return signed('#,##0.00')
    case 'count':
      return signed('#,##0')
    case 'units':
      return signed('#,##0.0')
    case 'price':
      return '0.0000'
    case 'percent':
      return '0.0%'
    case 'number':
      return '0.######'
    case 'month':
      return 'yyyy-mm'
    case 'date':
      return 'yyyy-mm-dd'
    case 'text':
      return undefined
  }
}

export function columnName(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : columnName(Math.floor(column / 26) - 1) + columnName(column % 26)
}

export const address = (row: number, column: number): string => `${columnName(column)}${row}`

/** Excel's number of a month's first day or of a day: days since 30 December 1899. */
export const serialOf = (day: string): number => toEpochDay(day.length === 7 ? `${day}-01` : day) + 25_569

export interface SheetFrame {
  readonly widths: readonly number[]
  /** Rows that stay when scrolling and repeat on paper. */
  readonly headRow: number
  readonly frozenColumns?: number
  /** What is printed; the whole sheet unless given. */
  readonly printArea?: string
  readonly header: string
  readonly footer: string
  readonly validations?: readonly DataValidation[]
  readonly charts?: readonly SheetChart[]
}

export interface SheetDraft {
  readonly name: string
  text(row: number, column: number, text: string, look?: Look): void
  /** The frozen decimal text itself, beside the figure made of it. */
  exact(row: number, column: number, text: string): void
  heads(row: number, heads: readonly string[], from?: number): void
  /** A figure that is pasted, not calculated; null leaves the cell empty. */
  figure(row: number, column: number, value: number | null, format: Format, look?: Look): Ref
  formula(row: number, column: number, formula: string, value: number, format: Format, look?: Look): Ref
  /** A formula whose result is a text. */
  words(row: number, column: number, formula: string, result: string, look?: Look): Ref
  finish(frame: SheetFrame): WriteSheet
}

export function draftSheet(name: string, language: 'en' | 'zh'): SheetDraft {
  const cells = new Map<string, Partial<Cell>>()
  let [lastRow, lastColumn] = [1, 0]
  const put = (row: number, column: number, cell: Partial<Cell>, look: Look, format: Format): void => {
    lastRow = Math.max(lastRow, row)
    lastColumn = Math.max(lastColumn, column)
    cells.set(`${row - 1},${column}`, { ...cell, style: styleOf(look, format, language) })
  }
  const headCells: (readonly [number, number])[] = []
  const ref = (row: number, column: number, value: number): Ref => ({
    at: `'${name}'!$${columnName(column)}$${row}`,
    here: address(row, column),
    value,
  })
  const text = (row: number, column: number, value: string, look: Look = 'plain'): void =>
    put(row, column, { value: cellText(value), type: 'string' }, look, 'text')
  return {
    name,
    text,
    exact: (row, column, value) => {
      text(row, column, value, 'exact')
    },
    heads: (row, heads, from = 0) =>
      heads.forEach((head, i) => {
        text(row, from + i, head, 'head')
        headCells.push([row, from + i])
      }),
    figure(row, column, value, format, look = 'plain') {
      put(row, column, value === null ? { value: null, type: 'empty' } : { value, type: 'number' }, look, format)
      return ref(row, column, value ?? 0)
    },
    formula(row, column, formula, value, format, look = 'formula') {
      if (!Number.isFinite(value)) throw new RangeError(`${name}!${address(row, column)} has no figure for =${formula}`)
      put(row, column, { value: null, type: 'formula', formula, formulaResult: value }, look, format)
      return ref(row, column, value)
    },
    words(row, column, formula, result, look = 'formula') {
      put(row, column, { value: null, type: 'formula', formula, formulaResult: result }, look, 'text')
      return ref(row, column, 0)
    },
    finish: (frame) => ({
      ...alignHeads(cells, headCells, language),
      name,
      rows: [],
      columns: frame.widths.map((width): ColumnDef => ({ width })),
      freezePane: { rows: frame.headRow, columns: frame.frozenColumns ?? 1 },
      view: { showGridLines: false },
      pageSetup: {
        paperSize: 'a4',
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printArea:
          frame.printArea ??
          `$A$1:$${columnName(Math.max(lastColumn, ...(frame.charts ?? []).map((chart) => chart.anchor.to?.col ?? 0)))}$${lastRow}`,
        printTitlesRow: `$${frame.headRow}:$${frame.headRow}`,
        margins: { top: 0.7, bottom: 0.6, left: 0.5, right: 0.5, header: 0.3, footer: 0.3 },
      },
      headerFooter: {
        oddHeader: `&L${headerText(frame.header)}&R${headerText(name)}`,
        oddFooter: `&L${headerText(frame.footer)}&R&P / &N`,
      },
      ...(frame.validations === undefined ? {} : { dataValidations: [...frame.validations] }),
      ...(frame.charts === undefined ? {} : { charts: [...frame.charts] }),
    }),
  }
}

/** A head of no more characters fits its column on one line. */
const oneLineHead = 12

/** Heads stand over their figures on the right; the title row and rows of long heads are high enough for their text. */
function alignHeads(
  cells: Map<string, Partial<Cell>>,
  heads: readonly (readonly [number, number])[],
  language: 'en' | 'zh',
): Pick<WriteSheet, 'cells' | 'rowDefs'> {
  for (const [row, column] of heads) {
    const head = cells.get(`${row - 1},${column}`)
    const below = cells.get(`${row},${column}`)
    const right =
      below !== undefined &&
      column > 0 &&
      (below.type === 'number' ||
        below.type === 'empty' ||
        typeof below.formulaResult === 'number' ||
        below.style === styleOf('exact', 'text', language))
    if (head !== undefined && right) cells.set(`${row - 1},${column}`, { ...head, style: styleOf('head-right', 'text', language) })
  }
  const texts = (row: number): string[] =>
    heads.filter(([head]) => head === row).map(([, column]) => String(cells.get(`${row - 1},${column}`)?.value ?? ''))
  const headHeight = (row: number): number => (texts(row).some((head) => head.length > oneLineHead) ? 40 : 20)
  const rows = [...new Set(heads.map(([row]) => row))]
  return { cells, rowDefs: new Map([[0, { height: 26 }], ...rows.map((row) => [row - 1, { height: headHeight(row) }] as const)]) }
}

/** '&' starts a code in a printed header; a doubled one is itself. */
const headerText = (text: string): string =>
  text
    .replace(/[\u0000-\u001f]/g, ' ')
    .replaceAll('&', '&&')
    .slice(0, 100)

/** What a cell can hold: no control characters that XML forbids, at most 32,767 characters. */
const cellText = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').slice(0, 32_767)

const styles = new Map<string, CellStyle>()

function styleOf(look: Look, format: Format, language: 'en' | 'zh'): CellStyle {
  const key = `${look} ${format} ${language}`
  const known = styles.get(key)
  if (known) return known
  const numFmt = numberFormat(format, language)
  const head = look === 'head' || look === 'head-right'
  const style: CellStyle = {
    font: {
      name: language === 'zh' ? 'Microsoft YaHei' : 'Calibri',
      size: look === 'title' ? 14 : 10,
      bold: look === 'title' || head || look === 'total',
      color: { rgb: colours[look] },
    },
    alignment: {
      vertical: head ? 'bottom' : 'top',
      ...(head ? { wrapText: true } : {}),
      ...(look === 'head-right' || look === 'exact' ? { horizontal: 'right' } : {}),
      ...(look === 'unit' ? { horizontal: 'left', indent: 1 } : {}),
    },
    ...(look === 'input'
      ? { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F3F8FE' } } }
      : head
        ? { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EEF1F5' } } }
        : {}),
    ...(head
      ? { border: { bottom: { style: 'thin', color: { rgb: '14202F' } } } }
      : look === 'total'
        ? { border: { top: { style: 'thin', color: { rgb: '14202F' } } } }
        : {}),
    ...(numFmt === undefined ? {} : { numFmt }),
  }
  styles.set(key, style)
  return style
}
