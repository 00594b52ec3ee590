// What becomes of each column: one of our fields, a dimension, a hash, or nothing. Used to read, and shown before the commit.
import { type DateOrder, DateReader, instantText } from './dates.ts'
import type { Format } from './format.ts'
import { headerNames } from './header-names.ts'
import type { MappingField, MappingProfile } from './mapping-profile.ts'
import type { DimensionColumn } from './meanings.ts'
import { type DecimalMark, readCount, readNumber } from './numbers.ts'
import type { ColumnUse } from './options.ts'
import { defaultUse, type PrivacyUse } from './privacy.ts'
import { cellText, quoted } from './texts.ts'
import type { Zone } from './zones.ts'

interface Around {
  /** What a person wants of columns that are not ours, by name. */
  readonly chosen: Readonly<Record<string, PrivacyUse>>
  readonly samples: (column: string) => readonly string[]
  readonly dateOrder: DateOrder | null
  readonly decimalMark: DecimalMark | null
  readonly zone: Zone
}

export function columnUses(header: readonly string[], format: Format, profile: MappingProfile | null, around: Around): ColumnUse[] {
  const { chosen, samples } = around
  const { dates, counts, amounts, texts, ids = [], ignored, ignoredPrefixes = [] } = format.columns
  const read = new Set([...dates, ...counts, ...amounts, ...texts, ...ids])
  const isIgnored = (name: string) => ignored.includes(name) || ignoredPrefixes.some((prefix) => name.startsWith(prefix))
  const fieldOf = new Map(Object.entries(profile?.columns ?? {}).map(([field, column]) => [column.toLowerCase(), field as MappingField]))
  const names = headerNames(header, format)
  return header.map((column, at) => {
    const name = names[at] ?? ''
    const cells = samples(column)
    const told = { column, field: fieldOf.get(name) ?? null, samples: cells.map(quoted), understood: [] }
    if (read.has(name)) return { ...told, use: 'field', isFixed: true, understood: cells.map(readerOf(name, format, around)) }
    // In a mapped table the columns left out are those the profile says.
    if (profile === null && (isIgnored(name) || isMeasure(name))) return { ...told, use: 'dropped', isFixed: true }
    return { ...told, use: useNames[profile ? profileUse(column, profile) : (chosen[column] ?? defaultUse(column))], isFixed: false }
  })
}

/** How cells of one of our columns are understood. */
function readerOf(name: string, { columns }: Format, { dateOrder, decimalMark, zone }: Around): (cell: string) => string {
  if (columns.dates.includes(name)) {
    const dates = new DateReader(dateOrder, zone)
    return (cell) => {
      const stamp = dates.read(cell)
      return stamp ? instantText(stamp.ms) : ''
    }
  }
  if (columns.counts.includes(name)) return (cell) => readCount(cell, decimalMark).value ?? ''
  if (columns.amounts.includes(name)) return (cell) => readNumber(cell, decimalMark).value ?? ''
  return cellText
}

const useNames = { keep: 'dimension', hash: 'hashed', drop: 'dropped' } as const

/** The columns kept in a record's dimensions, as they are or hashed. */
export function dimensionColumns(uses: readonly ColumnUse[]): DimensionColumn[] {
  const kept = { dimension: 'keep', hashed: 'hash' } as const
  return uses.flatMap(({ column, use }): DimensionColumn[] =>
    use === 'dimension' || use === 'hashed' ? [{ name: column, use: kept[use] }] : [],
  )
}

/** A vendor's new token or request counter is no label: it changes while the row stays the same. */
const isMeasure = (name: string): boolean => /(?:_tokens|_count|_requests)$/.test(name)

function profileUse(column: string, { drop, hash }: MappingProfile): PrivacyUse {
  const listed = (list: readonly string[] | undefined) => list?.some((name) => name.toLowerCase() === column.toLowerCase()) === true
  return listed(drop) ? 'drop' : listed(hash) ? 'hash' : 'keep'
}
