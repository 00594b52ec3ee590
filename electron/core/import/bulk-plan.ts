// The plan by which the database may read a large CSV: made from the same inspection, format and rule as the reading row by
// row, so that both give the same records (held together by a property test). null when the file or its format is not
// plain enough; then all rows are read here.
import type { PlannedMeaning, PlannedShape, PlannedValue, TablePlan } from '../../../shared/domain/table-plan.ts'
import { fileState } from './file-bytes.ts'
import type { Format, Measures, Period } from './format.ts'
import { headerPlaces } from './header-names.ts'
import type { Measure } from './measure.ts'
import type { FileInspection } from './options.ts'
import { type FileReading, formatOf } from './reading.ts'
import { zoneOf } from './zones.ts'

/** Scales that keep an amount of 12 digits and 18 decimals exact in the database. */
const exactScale = /^(?:[1-9]\d{0,6}|0\.0*[1-9]\d?)$/
const mostTerms = 9

export function bulkPlan(inspection: FileInspection, reading: FileReading): TablePlan | null {
  const { layout, source, text } = inspection
  const format = formatOf(inspection)
  const offset = fixedOffset(inspection.zone)
  const isPlainFile =
    layout.shape === 'csv' && source.entry === undefined && source.sheet === undefined && !layout.bareReturns && layout.aside.length === 0
  if (!isPlainFile || !text.isValidUtf8 || offset === null || inspection.decimalMark === ',' || format.isPeriodTotal) return null
  const places = headerPlaces(layout.header, format)
  const at = (columns: readonly string[] = []): number[] => columns.flatMap((column) => places.get(column) ?? [])
  const { meanings } = reading.rows
  const shapes = new Shapes(places)
  const moneyAt = format.money === undefined ? undefined : places.get(format.money.amount)
  return {
    path: source.path,
    isAsInspected: async () => (await fileState(source.path)) === inspection.state,
    packing: source.packing,
    delimiter: layout.delimiter ?? ',',
    isQuoted: text.hasQuotes,
    headerLine: layout.headerLine,
    width: layout.header.length,
    rows: text.lines - layout.headerLine,
    texts: meanings.places,
    ids: at(format.columns.ids),
    notBlank: [at(format.idle), at(format.counted)].filter((columns) => columns.length > 0),
    money: moneyAt === undefined ? null : { column: moneyAt, scale: format.money?.scale ?? '1' },
    zoneMinutes: offset,
    meaningOf: (cells): PlannedMeaning => {
      const meant = meanings.of(cells)
      if (meant.kind === 'skipped') return { fate: 'skipped', code: meant.code, currency: skippedCurrency(format, cells, places) }
      if (meant.kind !== 'meant') return { fate: 'doubtful' }
      const shape = shapes.of(
        meant.meaning.measures,
        meant.meaning.period,
        meant.meaning.currencyColumn !== undefined && meant.label.currency === '',
      )
      return shape ? { fate: 'taken', label: meant.label, shape } : { fate: 'doubtful' }
    },
  }
}

/** Minutes of a zone without summer time; null for one with it. */
function fixedOffset(zone: string): number | null {
  const { offsetAt } = zoneOf(zone)
  const [january, july] = [offsetAt(Date.UTC(2026, 0, 1)), offsetAt(Date.UTC(2026, 6, 1))]
  return /^(?:utc|gmt|z|[+-].*)$/i.test(zone) && january === july ? january : null
}

function skippedCurrency({ money }: Format, cells: readonly string[], places: ReadonlyMap<string, number>): string {
  if (!money) return ''
  if ('code' in money.currency) return money.currency.code
  const place = places.get(money.currency.column)
  return place === undefined ? '' : (cells[place] ?? '').trim().toUpperCase().slice(0, 12)
}

/** Shapes of measures with columns by their place; equal ones are one object, so the database sees few of them. */
class Shapes {
  readonly #places: ReadonlyMap<string, number>
  readonly #known = new Map<string, PlannedShape>()

  constructor(places: ReadonlyMap<string, number>) {
    this.#places = places
  }

  /** null when the database cannot work it out. */
  of(measures: Measures, period: Period, lacksCurrency: boolean): PlannedShape | null {
    const { annotations = {}, total, ...values } = measures
    const planned = Object.entries(values).flatMap(([name, measure]) => (measure ? [[name, this.#value(measure)] as const] : []))
    const notes = Object.entries(annotations)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, measure]) => [name, this.#value(measure)] as const)
    const sum = total ? this.#value(total.measure) : null
    const start = this.#first(period.start)
    if (start === null || period.steps || period.fixed || sum === 'no' || [...planned, ...notes].some(([, value]) => value === 'no'))
      return null
    const shape: PlannedShape = {
      period: { start, end: this.#first(period.end), widthMs: period.widthMs },
      values: Object.fromEntries(planned.filter(([, value]) => value !== null)),
      annotations: notes.filter((note): note is [string, PlannedValue] => note[1] !== null),
      total: sum && total ? { value: sum, of: total.of } : null,
      lacksCurrency,
    }
    const text = JSON.stringify(shape)
    const known = this.#known.get(text)
    if (known) return known
    this.#known.set(text, shape)
    return shape
  }

  #first(columns: readonly string[]): number | null {
    return columns.flatMap((column) => this.#places.get(column) ?? [])[0] ?? null
  }

  /** null when the file has none of the columns, 'no' when the database cannot work it out. */
  #value(measure: Measure): PlannedValue | null | 'no' {
    const { terms, scale, whole, needsFirst, required, metered, over, notNegative = false, besideIfMore, ifBlank = null } = measure
    const found = terms.flatMap(({ column, sign, by, read }) => {
      const place = this.#places.get(column)
      return place === undefined ? [] : [{ column: place, sign, isPlain: by === undefined && read === undefined }]
    })
    const [first] = terms
    const hasFirst = first !== undefined && this.#places.has(first.column)
    const isAbsent = found.length === 0 || (needsFirst && !hasFirst)
    if (isAbsent && ifBlank === null) return required ? 'no' : null
    if (found.some(({ isPlain }) => !isPlain) || over !== undefined || besideIfMore || !exactScale.test(scale) || found.length > mostTerms)
      return 'no'
    const columns = isAbsent ? [] : found.map(({ column, sign }) => ({ column, sign }))
    return { terms: columns, scale, whole, needsFirst, required, metered, notNegative, ifBlank }
  }
}
