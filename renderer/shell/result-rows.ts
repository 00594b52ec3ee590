// A result of the calculator as rows of a small table: one per field, every digit, long lists shortened.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

export interface ResultRow {
  /** "hedged.mean", "tests[0].p". */
  readonly name: string
  /** The whole list of a list, the one value otherwise. */
  readonly values: readonly string[]
  /** How many of them are shown. */
  readonly shown: number
}

const shownWhole = 6
const shownOfLong = 3

export function resultRows(result: Json, name = ''): ResultRow[] {
  if (isList(result)) {
    if (result.some(isNested)) return result.flatMap((each, i) => resultRows(each, `${name}[${i}]`))
    return [{ name, values: result.map(plain), shown: result.length > shownWhole ? shownOfLong : result.length }]
  }
  if (typeof result !== 'object' || result === null) return [{ name, values: [plain(result)], shown: 1 }]
  return Object.entries(result).flatMap(([key, value]) => resultRows(value, name === '' ? key : `${name}.${key}`))
}

/** Rows of one result that the other has not, or not with the same digits. */
export function differingRows(rows: readonly ResultRow[], others: readonly ResultRow[]): ResultRow[] {
  const known = new Map(others.map((row) => [row.name, row.values.join()]))
  return rows.filter((row) => known.get(row.name) !== row.values.join())
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
const isNested = (value: Json): boolean => typeof value === 'object' && value !== null
const plain = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))
