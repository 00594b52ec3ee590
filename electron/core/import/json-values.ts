// Reading in a parsed JSON document: a member along a path, a scalar as text, the objects of a list. What is absent, null or
// of another kind is '' or an empty list, since exports leave out what they have nothing to say about.
import type { FormatColumns } from './format.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json-text.ts'

/** The value at the end of a path of member names. */
export function valueAt(value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  let found = value
  for (const name of path) found = isJsonObject(found) ? found.get(name) : undefined
  return found
}

/** The scalar at the end of a path, as text. */
export function textAt(value: JsonValue | undefined, ...path: readonly string[]): string {
  const found = valueAt(value, ...path)
  return typeof found === 'string' || typeof found === 'boolean' ? String(found) : ''
}

/** The first of several members that is a scalar and not blank. */
export function firstTextAt(value: JsonValue | undefined, ...names: readonly string[]): string {
  for (const name of names) {
    const text = textAt(value, name)
    if (text !== '') return text
  }
  return ''
}

/** The objects of the list at the end of a path. */
export function objectsAt(value: JsonValue | undefined, ...path: readonly string[]): readonly JsonObject[] {
  const found = valueAt(value, ...path)
  return isJsonArray(found) ? found.filter((entry) => isJsonObject(entry)) : []
}

/** The objects of a document: of a list its own, else those of the first list among its members of these names, else itself. */
export function entriesOf(document: JsonValue, ...lists: readonly string[]): readonly JsonObject[] {
  if (isJsonArray(document)) return objectsAt(document)
  if (!isJsonObject(document)) return []
  const name = lists.find((list) => isJsonArray(document.get(list)))
  return name === undefined ? [document] : objectsAt(document, name)
}

/** A row from named texts, for `json.rows`. */
export const rowOfTexts = (texts: Readonly<Record<string, string>>): ReadonlyMap<string, string> => new Map(Object.entries(texts))

/** All columns of a format, blank: rows of a log that give every column tell the header of the whole in its first lines. */
export const blankRow = (columns: FormatColumns): Readonly<Record<string, string>> =>
  Object.fromEntries((Object.values(columns).flat() as readonly string[]).map((name) => [name, ''] as const))
