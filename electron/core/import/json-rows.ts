// JSON as rows under a header: pages of buckets with results (OpenAI, Anthropic), arrays of flat objects, JSON lines.
// Nested objects become dotted columns (`amount.value`); a bucket's own times are laid beside each of its results.
import type { RawRow } from './csv-reader.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json-text.ts'
import { firstTextAt, textAt, valueAt } from './json-values.ts'

/** A flat object: dotted name -> text. */
export type Flat = ReadonlyMap<string, string>

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
  return { ...rowsOfEntries(entries), hasMore: hasMorePages(documents) }
}

/** The rows of the objects of a page: each one itself, or a bucket with results. */
export function rowsOfEntries(entries: readonly JsonObject[]): Omit<JsonItems, 'hasMore'> {
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
  return { items, buckets, bucketColumns: [...bucketColumns] }
}

/** Whether the last page says that another follows. */
export function hasMorePages(documents: readonly JsonValue[]): boolean {
  const last = documents.flatMap((document) => (isJsonArray(document) ? document : [document])).at(-1)
  const token = valueAt(last, 'Data', 'NextToken')
  const told = [last, valueAt(last, 'metadata'), valueAt(last, 'meta')]
  return (
    told.some((page) => valueAt(page, 'has_more') === true || isBeforeLast(page)) ||
    valueAt(last, 'pagination', 'hasNextPage') === true ||
    (typeof token === 'string' && token !== '')
  )
}

/** `page` of `total_pages`. */
const isBeforeLast = (page: JsonValue | undefined): boolean =>
  /^\d+$/.test(textAt(page, 'page')) && Number(textAt(page, 'page')) < Number(firstTextAt(page, 'total_pages', 'totalPages') || '0')

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

/** First-level members under which a page holds its rows. */
export const listKeys = ['data', 'results', 'items', 'rows', 'records'] as const

/** The member that holds the rows of a page; null when the object is no page. A bucket's own results make it none. */
export const listKeyOf = (page: JsonObject): string | null =>
  listKeys.find((key) => isJsonArray(page.get(key)) && !(key === 'results' && (page.has('start_time') || page.has('starting_at')))) ?? null

function listOf(page: JsonObject): readonly JsonObject[] | null {
  const key = listKeyOf(page)
  return key === null ? null : ((page.get(key) ?? []) as readonly JsonValue[]).filter((value) => isJsonObject(value))
}

/** A nested object as dotted columns; a list is one cell, as JSON text when it holds objects. */
export function flatten(object: JsonObject, prefix = '', into = new Map<string, string>()): Map<string, string> {
  for (const [key, value] of object) {
    if (isJsonObject(value)) flatten(value, `${prefix}${key}.`, into)
    else into.set(prefix + key, isJsonArray(value) ? listText(value) : value === null ? '' : String(value))
  }
  return into
}

const listText = (list: readonly JsonValue[]): string =>
  list.some((value) => typeof value === 'object') ? jsonText(list) : (list as readonly (string | boolean)[]).join('; ')

/** JSON text of a value; numbers come as strings, since their text is all that is known of them. */
export function jsonText(value: JsonValue): string {
  if (isJsonArray(value)) return `[${value.map(jsonText).join(',')}]`
  if (isJsonObject(value)) return `{${[...value].map(([key, member]) => `${JSON.stringify(key)}:${jsonText(member)}`).join(',')}}`
  return JSON.stringify(value)
}
