// The names under which a format knows the columns of a file. Usually the header in lower case; a vendor whose exports spell
// one column in several ways (another language, camelCase, slashes) gives a `columnName` and then has one name for all.
import type { Format } from './format.ts'

export const headerNames = (header: readonly string[], { columnName }: Pick<Format, 'columnName'>): readonly string[] =>
  header.map((name) => (columnName ? columnName(name) : name.toLowerCase()))

/** The place of each name; of two columns of one name the first. */
export function headerPlaces(header: readonly string[], format: Pick<Format, 'columnName'>): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (const [at, name] of headerNames(header, format).entries()) if (!places.has(name)) places.set(name, at)
  return places
}
