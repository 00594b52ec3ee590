// The mapping profile a generic file is read with: the given one, the one saved for its columns, or the proposed one, with
// the options of this import laid over it, its columns spelt as the file spells them.
import { fail } from '../../../shared/language/failures.ts'
import { isIsoDate } from '../../../shared/units/calendar.ts'
import { type MappingProfile, parseProfile } from './mapping-profile.ts'
import type { ImportOptions } from './options.ts'
import type { PrivacyUse } from './privacy.ts'
import type { Layout } from './row-source.ts'
import { selfMapping } from './self-mapping.ts'
import { currencyCode } from './texts.ts'

export function settledProfile(
  layout: Layout,
  options: ImportOptions,
  saved: unknown,
  samples: (column: string) => readonly string[],
  file: string,
): MappingProfile {
  const proposed = selfMapping(layout.header, samples)
  const mapping = options.mapping ?? saved
  const given = mapping === undefined ? proposed : parseProfile(mapping)
  const find = (name: string) => layout.header.find((column) => column.toLowerCase() === name.trim().toLowerCase())
  const columns: MappingProfile['columns'] = {}
  for (const [field, column] of Object.entries(given.columns)) {
    const found = find(column)
    if (found === undefined) throw fail('mapped-column-missing', { field, column, file, columns: layout.header.join(', ') })
    columns[field as keyof typeof columns] = found
  }
  const mapped = new Set(Object.values(columns))
  const unmapped = (list: readonly string[]) => list.filter((column) => !mapped.has(column))
  if (options.dayIndexStart !== undefined && !isIsoDate(options.dayIndexStart))
    throw fail('bad-day-index-start', { value: options.dayIndexStart })
  const stated = options.currency ?? given.currency
  const currency = stated === undefined ? undefined : currencyCode(stated)
  if (currency === null) throw fail('bad-mapping', { field: 'currency', reason: `"${stated}" is not a currency code` })
  const dayIndexStart = options.dayIndexStart ?? given.dayIndexStart
  const chosen = options.columnUse ?? {}
  const using = (use: PrivacyUse, otherwise: readonly string[]) =>
    unmapped([
      ...otherwise.filter((column) => chosen[column] === undefined),
      ...Object.keys(chosen).filter((column) => chosen[column] === use),
    ])
  const cached = options.cachedInInput ?? given.cachedInInput
  return {
    ...given,
    columns,
    drop: using('drop', given.drop ?? proposed.drop ?? []),
    hash: using('hash', given.hash ?? proposed.hash ?? []),
    ...(currency === undefined ? {} : { currency }),
    ...(dayIndexStart === undefined ? {} : { dayIndexStart }),
    ...(cached === undefined ? {} : { cachedInInput: cached }),
    ...(options.zone === undefined ? {} : { zone: options.zone }),
  }
}
