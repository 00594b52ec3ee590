// JSON as rows under a header: pages of buckets with results (OpenAI, Anthropic), arrays of flat objects, JSON lines.
// Nested objects become dotted columns (`amount.value`); a bucket's own times are laid beside each of its results.
import type { RawRow } from './csv-reader.ts'
import { isJsonArray, isJsonObject, JsonFault, type JsonObject, type JsonValue, parseJson } from './json-text.ts'

/** A flat object: dotted name -> text. */
export type Flat = Map<string, string>

export interface JsonItems {
  readonly items: readonly Flat[]
  /** Buckets of the pages, idle ones included; 0 when the file holds flat objects. */
  readonly buckets: number
  /** A page says that more pages exist which are not in the file. */
  readonly hasMore: boolean
  /** Columns of the buckets, so that a page of idle buckets is still recognised. */
  readonly bucketColumns: readonly string[]
}

/** The rows of whole documents; null when they hold no list of objects. */
export function itemsOf(documents: readonly JsonValue[]): JsonItems | null {
  const objects = documents
    .flatMap((document) => (isJsonArray(document) ? document : [document]))
    .filter((value): value is JsonObject => isJsonObject(value))
  if (objects.length === 0)
    return documents.some((document) => isJsonArray(document)) ? { items: [], buckets: 0, hasMore: false, bucketColumns: [] } : null
  const lists = objects.map((object) => listOf(object))
  const entries = lists.some((list) => list !== null) ? lists.flatMap((list) => list ?? []) : objects
  const lastPage = objects.at(-1)
  const items: Flat[] = []
  const bucketColumns = new Set<string>()
  let buckets = 0
  for (const entry of entries) {
    const results = entry.get('results') ?? entry.get('result')
    if (!isJsonArray(results)) {
      items.push(flatten(entry))
      continue
    }
    buckets += 1
    const own = flatten(new Map([...entry].filter(([key]) => key !== 'results' && key !== 'result' && key !== 'object')))
    for (const key of own.keys()) bucketColumns.add(key)
    for (const result of results) if (isJsonObject(result)) items.push(new Map([...own, ...flatten(result)]))
  }
  return { items, buckets, hasMore: lastPage?.get('has_more') === true, bucketColumns: [...bucketColumns] }
}

/** Column names of the items in order of first appearance. */
export function headerOf(items: readonly Flat[]): string[] {
  const names = new Set<string>()
  for (const item of items) for (const name of item.keys()) names.add(name)
  return [...names]
}

export const rowOf = (item: Flat, header: readonly string[], line: number): RawRow => ({
  line,
  cells: header.map((name) => item.get(name) ?? ''),
})

/** One line of a JSON-lines file: its items, or the row that says what is wrong with it. */
export function lineItems(text: string, line: number): { items: readonly Flat[] } | { bad: RawRow } {
  const bad = (near: string) => ({ bad: { line, cells: [], fault: { code: 'bad-json' as const, column: '', value: near } } })
  try {
    const found = itemsOf(parseJson(text))
    return found ? found : bad(text.slice(0, 40))
  } catch (error) {
    if (error instanceof JsonFault) return bad(error.near)
    throw error
  }
}

function listOf(page: JsonObject): readonly JsonObject[] | null {
  for (const key of ['data', 'results', 'items', 'rows', 'records']) {
    const list = page.get(key)
    if (isJsonArray(list) && !(key === 'results' && (page.has('start_time') || page.has('starting_at'))))
      return list.filter((value) => isJsonObject(value))
  }
  return null
}

function flatten(object: JsonObject, prefix = '', into: Flat = new Map()): Flat {
  for (const [key, value] of object) {
    if (isJsonObject(value)) flatten(value, `${prefix}${key}.`, into)
    else into.set(prefix + key, isJsonArray(value) ? compactText(value) : value === null ? '' : String(value))
  }
  return into
}

/** A list inside a row, as one readable cell. */
const compactText = (list: readonly JsonValue[]): string =>
  list
    .map((value) =>
      isJsonObject(value)
        ? [...flatten(value)].map((pair) => pair.join('=')).join(' ')
        : isJsonArray(value)
          ? compactText(value)
          : String(value ?? ''),
    )
    .join('; ')
