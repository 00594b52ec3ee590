// What the rows of a file say about how to read them: order of day and month, decimal mark, zone, spacing of times,
// and whether input tokens hold the cached ones. Fed row by row by the inspection; asks nothing and decides nothing.
import { addDecimals, compareDecimals } from '../../../shared/units/decimal.ts'
import type { RawRow } from './csv-reader.ts'
import { type DateOrder, DateReader, dateOrders, instantText, isAmbiguousDate, lacksZone, viableOrders } from './dates.ts'
import type { Format } from './format.ts'
import { headerNames } from './header-names.ts'
import type { MappingProfile } from './mapping-profile.ts'
import { type DecimalMark, markOf, readCount, readNumber } from './numbers.ts'
import { zoneOf } from './zones.ts'

const sampleCount = 3
export const zoneHours = [-8, -5, 0, 1, 5.5, 8, 9] as const
const widths = [86_400_000, 3_600_000, 60_000, 1000] as const
/** Models told apart where cached tokens are asked about, and rows in which a day is looked for. */
const mostModels = 500
const rowsForDay = 50

interface Finding {
  rows: number
  samples: string[]
  column: string
}

const finding = (): Finding => ({ rows: 0, samples: [], column: '' })

export class Evidence {
  rows = 0
  /** Orders under which every numeric date of the file is a date. */
  orders: readonly DateOrder[] = dateOrders
  readonly ambiguousDates = finding()
  readonly marks = new Set<DecimalMark>()
  readonly ambiguousMarks = finding()
  /** Sums of the amounts that read both ways, under each mark. */
  readonly markMoney: Record<DecimalMark, string> = { '.': '0', ',': '0' }
  readonly zoneless = finding()
  /** Rows (with their money) that a zone so many hours from UTC moves into another month. */
  readonly monthMovers: Record<number, { rows: number; money: string }> = Object.fromEntries(
    zoneHours.map((hours) => [hours, { rows: 0, money: '0' }]),
  )
  readonly cached = { ...finding(), input: '0', tiesInside: 0, tiesOutside: 0, uncached: '0' }
  /** Input tokens by model, with and without the cached ones: what either reading would be worth. */
  readonly cachedModels = new Map<string, { readonly provider: string; readonly model: string; input: string; uncached: string }>()
  /** A day of the file, where one of its first rows tells it plainly. */
  day: string | null = null
  readonly money = { ...finding(), sum: '0' }
  #widthAt = 0
  #rowMoney = '0'

  readonly #dates: readonly Column[]
  readonly #counts: readonly Column[]
  readonly #amounts: readonly Column[]
  readonly #cost: Column | undefined
  readonly #tokens: Readonly<Record<'input' | 'output' | 'total', Column | undefined>> & { readonly parts: readonly Column[] }
  readonly #names: Readonly<Record<'provider' | 'model', Column | undefined>>
  readonly #reader = new DateReader(null, zoneOf('UTC'))

  constructor(header: readonly string[], format: Format, profile: MappingProfile | null) {
    const names = headerNames(header, format)
    const find = (name: string | undefined) =>
      header.flatMap((column, at) => (name !== undefined && names[at] === name.toLowerCase() ? [{ name: column, at }] : []))
    this.#dates = format.columns.dates.flatMap(find)
    this.#counts = format.columns.counts.flatMap(find)
    this.#amounts = format.columns.amounts.flatMap(find)
    this.#cost = find(format.money?.amount)[0]
    const { inputTokens, outputTokens, totalTokens, cacheRead, cacheWrite, cacheWrite5m, cacheWrite1h } = profile?.columns ?? {}
    this.#names = { provider: find(profile?.columns.provider)[0], model: find(profile?.columns.model)[0] }
    this.#tokens = {
      input: find(inputTokens)[0],
      output: find(outputTokens)[0],
      total: find(totalTokens)[0],
      parts: [cacheRead, cacheWrite, cacheWrite5m, cacheWrite1h].flatMap(find),
    }
  }

  add(row: RawRow): void {
    this.rows += 1
    this.#rowMoney = this.#cost ? readNumber(row.cells[this.#cost.at] ?? '', null).value || '0' : '0'
    for (const [position, column] of this.#dates.entries()) this.#date(row.cells[column.at] ?? '', column.name, position === 0)
    for (const column of this.#counts) this.#mark(row.cells[column.at] ?? '', column.name, true)
    for (const column of this.#amounts) this.#mark(row.cells[column.at] ?? '', column.name, false)
    if (this.#cost) this.#amount(row.cells[this.#cost.at] ?? '', this.#cost.name)
    if (this.#tokens.input && this.#tokens.parts.length > 0) this.#cachedParts(row)
  }

  /** The longest of day, hour, minute, second on whose grid every time of the file lies. */
  get widthMs(): number {
    return widths[this.#widthAt] ?? 1000
  }

  /** True while every row with cached tokens states a total that ties under the same one reading. */
  get cachedSettled(): boolean {
    const { rows, tiesInside, tiesOutside } = this.cached
    return (tiesInside === rows && tiesOutside === 0) || (tiesOutside === rows && tiesInside === 0)
  }

  #date(cell: string, column: string, isStart: boolean): void {
    if (cell === '') return
    const viable = viableOrders(cell)
    if (viable) this.orders = this.orders.filter((order) => viable.includes(order))
    if (viable && isAmbiguousDate(cell)) note(this.ambiguousDates, cell, column)
    if (lacksZone(cell)) {
      note(this.zoneless, cell, column)
      if (isStart) this.#moves(cell)
    }
    const isDayWanted = this.day === null && this.rows <= rowsForDay
    if (!isStart || (this.#widthAt === widths.length - 1 && !isDayWanted)) return
    const stamp = this.#reader.read(cell)
    if (stamp && isDayWanted) this.day = instantText(stamp.ms).slice(0, 10)
    while (stamp && this.#widthAt < widths.length - 1 && stamp.ms % this.widthMs !== 0) this.#widthAt += 1
  }

  #moves(cell: string): void {
    const stamp = this.#reader.read(cell)
    if (!stamp) return
    const month = new Date(stamp.ms).getUTCMonth()
    for (const hours of zoneHours)
      if (new Date(stamp.ms - hours * 3_600_000).getUTCMonth() !== month) {
        const movers = this.monthMovers[hours]
        if (movers) {
          movers.rows += 1
          movers.money = addDecimals(movers.money, this.#rowMoney)
        }
      }
  }

  #mark(cell: string, column: string, isCount: boolean): void {
    const mark = markOf(cell, isCount)
    if (mark === 'either') {
      note(this.ambiguousMarks, cell, column)
      for (const reading of ['.', ','] as const)
        this.markMoney[reading] = addDecimals(this.markMoney[reading], readNumber(cell, reading).value || '0')
    } else if (mark) this.marks.add(mark)
  }

  #amount(cell: string, column: string): void {
    const value = readNumber(cell, null).value
    if (value === null || value === '') return
    note(this.money, cell, column)
    this.money.sum = addDecimals(this.money.sum, value)
  }

  #modelOf({ cells }: RawRow): { input: string; uncached: string } {
    const text = (column: Column | undefined) => (column ? (cells[column.at] ?? '').trim() : '')
    const names = { provider: text(this.#names.provider), model: text(this.#names.model) }
    const { provider, model } = this.cachedModels.size < mostModels ? names : { provider: '', model: '' }
    const key = `${provider}\u001f${model}`
    const sums = this.cachedModels.get(key) ?? { provider, model, input: '0', uncached: '0' }
    this.cachedModels.set(key, sums)
    return sums
  }

  #cachedParts(row: RawRow): void {
    const number = (column: Column | undefined) => readCount(column ? (row.cells[column.at] ?? '') : '', null).value || '0'
    const input = number(this.#tokens.input)
    const parts = this.#tokens.parts.map(number).reduce(addDecimals, '0')
    const rest = compareDecimals(parts, input) <= 0 ? addDecimals(input, parts === '0' ? '0' : `-${parts}`) : '0'
    for (const sums of [this.cached, this.#modelOf(row)]) {
      sums.input = addDecimals(sums.input, input)
      sums.uncached = addDecimals(sums.uncached, rest)
    }
    if (parts === '0') return
    note(this.cached, `${input} / ${parts}`, this.#tokens.input?.name ?? '')
    const total = this.#tokens.total ? number(this.#tokens.total) : '0'
    if (total === '0') return
    const inside = addDecimals(input, number(this.#tokens.output))
    if (compareDecimals(total, inside) === 0) this.cached.tiesInside += 1
    if (compareDecimals(total, addDecimals(inside, parts)) === 0) this.cached.tiesOutside += 1
  }
}

interface Column {
  readonly name: string
  readonly at: number
}

function note(found: Finding, cell: string, column: string): void {
  found.rows += 1
  if (found.samples.length < sampleCount && !found.samples.includes(cell)) found.samples.push(cell)
  if (found.column === '') found.column = column
}
