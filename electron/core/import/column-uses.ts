// What becomes of each column: one of our fields, a dimension, a hash, or nothing. Used to read, and shown before the commit.
import type { Format } from './format.ts'
import { headerNames } from './header-names.ts'
import type { MappingField, MappingProfile } from './mapping-profile.ts'
import type { DimensionColumn } from './meanings.ts'
import type { ColumnUse } from './options.ts'
import { defaultUse } from './privacy.ts'

export function columnUses(
  header: readonly string[],
  format: Format,
  profile: MappingProfile | null,
  samples: (column: string) => readonly string[],
): ColumnUse[] {
  const { dates, counts, amounts, texts, ids = [], ignored, ignoredPrefixes = [] } = format.columns
  const read = new Set([...dates, ...counts, ...amounts, ...texts, ...ids])
  const isIgnored = (name: string) => ignored.includes(name) || ignoredPrefixes.some((prefix) => name.startsWith(prefix))
  const fieldOf = new Map(Object.entries(profile?.columns ?? {}).map(([field, column]) => [column.toLowerCase(), field as MappingField]))
  const names = headerNames(header, format)
  return header.map((column, at) => {
    const name = names[at] ?? ''
    const use = read.has(name) ? 'field' : isIgnored(name) || isMeasure(name, profile) ? 'dropped' : dimensionUse(column, profile)
    return { column, field: fieldOf.get(name) ?? null, use, samples: samples(column) }
  })
}

/** The columns kept in a record's dimensions, as they are or hashed. */
export function dimensionColumns(uses: readonly ColumnUse[]): DimensionColumn[] {
  const kept = { dimension: 'keep', hashed: 'hash' } as const
  return uses.flatMap(({ column, use }): DimensionColumn[] =>
    use === 'dimension' || use === 'hashed' ? [{ name: column, use: kept[use] }] : [],
  )
}

/** A vendor's new token or request counter is no label: it changes while the row stays the same. */
const isMeasure = (name: string, profile: MappingProfile | null): boolean => profile === null && /(?:_tokens|_count|_requests)$/.test(name)

function dimensionUse(column: string, profile: MappingProfile | null): ColumnUse['use'] {
  if (profile) {
    const listed = (list: readonly string[] | undefined) => list?.some((name) => name.toLowerCase() === column.toLowerCase()) === true
    return listed(profile.drop) ? 'dropped' : listed(profile.hash) ? 'hashed' : 'dimension'
  }
  const use = defaultUse(column)
  return use === 'drop' ? 'dropped' : use === 'hash' ? 'hashed' : 'dimension'
}
