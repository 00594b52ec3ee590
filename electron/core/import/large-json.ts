// The rows of a JSON file too large to be parsed in one piece: a first reading surveys all of it (so that a cut or broken
// file yields nothing at all), later ones give the rows of its list element by element.
import type { JsonLayout } from './format.ts'
import type { JsonPiece } from './json-elements.ts'
import { type Flat, hasMorePages, itemsOf, listKeyOf, rowsOfEntries } from './json-rows.ts'
import { isJsonArray, isJsonObject, type JsonValue } from './json-text.ts'

const sampledElements = 50
const sampledDocuments = 20

/** What a file's documents are, from all of its pieces in order. */
export class Survey {
  readonly #columns = new Map<string, Set<string>>()
  readonly #bucketColumns = new Map<string, Set<string>>()
  #beginnings = new Map<string, JsonValue[]>()
  readonly #keys = new Set<string>()
  #last: JsonValue = null
  /** The first documents, each with the first elements of its lists: enough to know a format by. */
  readonly samples: JsonValue[] = []

  add(piece: JsonPiece): void {
    if ('document' in piece) {
      this.#document(piece.document)
      return
    }
    const { key, element } = piece
    const beginning = this.#beginnings.get(key) ?? []
    this.#beginnings.set(key, beginning)
    if (beginning.length < sampledElements) beginning.push(element)
    if (key === '') this.#last = element
    const { items, bucketColumns } = found(key, element)
    for (const item of items) for (const column of item.keys()) columnsOf(this.#columns, key).add(column)
    for (const column of bucketColumns) columnsOf(this.#bucketColumns, key).add(column)
  }

  /** The key of the list that holds the rows in every document, '' for arrays and plain objects; null when they differ. */
  get splitAt(): string | null {
    const [key, ...more] = this.#keys
    return key === undefined || more.length > 0 ? null : key
  }

  get header(): string[] {
    const key = this.splitAt ?? ''
    const columns = this.#columns.get(key)
    return [...(columns && columns.size > 0 ? columns : (this.#bucketColumns.get(key) ?? []))]
  }

  get hasMore(): boolean {
    return hasMorePages([this.#last])
  }

  #document(document: JsonValue): void {
    const key = isJsonObject(document) ? (listKeyOf(document) ?? '') : ''
    this.#keys.add(key)
    if (isJsonObject(document)) {
      this.#last = document
      if (key === '')
        for (const column of found('', document).items.flatMap((item) => [...item.keys()])) columnsOf(this.#columns, '').add(column)
    }
    if (this.samples.length < sampledDocuments) this.samples.push(this.#sampleOf(document))
    this.#beginnings = new Map()
  }

  #sampleOf(document: JsonValue): JsonValue {
    if (isJsonArray(document)) return this.#beginnings.get('') ?? document
    if (!isJsonObject(document)) return document
    return new Map([...document].map(([name, value]) => [name, this.#beginnings.get(name) ?? value]))
  }
}

/** The rows of a piece: by a format's own layout, or as the list of objects that itemsOf would read. */
export function rowsOfPiece(
  piece: JsonPiece,
  splitAt: string,
  layout: JsonLayout | undefined,
  memory: Map<string, string>,
): readonly Flat[] {
  if ('document' in piece) {
    if (splitAt !== '' || !isJsonObject(piece.document)) return []
    return layout ? layout.rows(piece.document, memory) : found('', piece.document).items
  }
  const { key, element } = piece
  if (key !== splitAt) return []
  return layout ? layout.rows(key === '' ? [element] : new Map([[key, [element]]]), memory) : found(key, element).items
}

const nothing = { items: [], bucketColumns: [] }

/** An element of an array may itself be a page; one of a page's list is an entry. */
const found = (key: string, element: JsonValue): { items: readonly Flat[]; bucketColumns: readonly string[] } =>
  isJsonObject(element) ? ((key === '' ? itemsOf([element]) : rowsOfEntries([element])) ?? nothing) : nothing

function columnsOf(all: Map<string, Set<string>>, key: string): Set<string> {
  const columns = all.get(key) ?? new Set<string>()
  all.set(key, columns)
  return columns
}
