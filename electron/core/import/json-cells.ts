// JSON inside a cell: tags, labels, credits, metadata. Cells are free text in many files, so what is no JSON is no member.
import { isJsonArray, isJsonObject, JsonFault, type JsonObject, type JsonValue, parseJson } from './json-text.ts'
import { firmPartNamed } from './words.ts'

/** The document in a cell; null when the cell is none. Azure's older exports leave the outer braces away. */
export function jsonCell(cell: string): JsonValue | null {
  if (cell === '') return null
  try {
    const documents = parseJson(/^\s*"[^"]*"\s*:/.test(cell) ? `{${cell}}` : cell)
    return documents.length === 1 ? (documents[0] ?? null) : null
  } catch (error) {
    if (error instanceof JsonFault) return null
    throw error
  }
}

/** The first text member of a JSON object in a cell whose key fits; '' otherwise. */
export function jsonMember(cell: string, key: RegExp): string {
  const value = cell.includes(':') ? jsonCell(cell) : null
  if (!isJsonObject(value ?? undefined)) return ''
  for (const [name, content] of value as JsonObject) if (key.test(name) && typeof content === 'string') return content
  return ''
}

/** Of the tags in a cell, those that tell to what part of the firm a line belongs; notes, names of people and the like stay out. */
export function organisationalTags(cell: string): Readonly<Record<string, string>> {
  const value = cell.includes(':') ? jsonCell(cell) : null
  if (!isJsonObject(value ?? undefined)) return {}
  const kept = [...(value as JsonObject)].flatMap(([name, content]) =>
    typeof content === 'string' && content !== '' && content.length <= 100 && firmPartNamed(name) !== null
      ? [[`tag ${name}`, content] as const]
      : [],
  )
  return Object.fromEntries(kept)
}

/** The objects of a list in a cell; null when the cell is not a list. */
export function jsonObjects(cell: string): readonly JsonObject[] | null {
  const list = cell.startsWith('[') ? jsonCell(cell) : null
  return isJsonArray(list ?? undefined) ? (list as readonly JsonValue[]).filter((entry) => isJsonObject(entry)) : null
}

/** A reader of cells that remembers its last answer: several numbers of a line stand in the same cell. */
export function rememberingLast<Answer>(read: (cell: string) => Answer): (cell: string) => Answer {
  let last: { readonly cell: string; readonly answer: Answer } | null = null
  return (cell) => {
    if (last?.cell !== cell) last = { cell, answer: read(cell) }
    return last.answer
  }
}
