// A JSON parser that keeps every number as its own text, so 4.35 or a 36-decimal amount never becomes a double.
// Strict RFC 8259, except that several documents may follow one another (pages saved by a loop of requests).
// Throws JsonFault with the place; callers turn it into a failure (whole files) or a reject (JSON lines).

export type JsonValue = string | boolean | null | readonly JsonValue[] | JsonObject
/** Members in file order. A Map, so a key such as `__proto__` is only a key. */
export type JsonObject = ReadonlyMap<string, JsonValue>

const deepest = 128

export class JsonFault extends Error {
  /** 'cut': the text ends inside a value. 'broken': something stands where it may not. */
  readonly reason: 'cut' | 'broken'
  /** Where in the text. */
  readonly at: number
  readonly line: number
  readonly near: string
  /** `firstLine`: where the text begins in the file. */
  constructor(reason: 'cut' | 'broken', text: string, at: number, firstLine = 1) {
    super(`JSON ${reason} at ${at}`)
    this.reason = reason
    this.at = at
    this.line = firstLine + (text.slice(0, at).match(/\n/g)?.length ?? 0)
    this.near = text
      .slice(Math.max(0, at - 24), at + 16)
      .trim()
      .replace(/\s+/g, ' ')
  }
}

export const isJsonObject = (value: JsonValue | undefined): value is JsonObject => value instanceof Map
export const isJsonArray = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value)

/** Every document in the text, one after another. `firstLine`: where the text begins in the file. */
export function parseJson(text: string, firstLine = 1): JsonValue[] {
  const parser = new Parser(text, firstLine)
  const documents: JsonValue[] = []
  while (!parser.atEnd()) documents.push(parser.value(0))
  return documents
}

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }
const words: readonly (readonly [string, JsonValue])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]

class Parser {
  readonly #text: string
  readonly #firstLine: number
  #at = 0

  constructor(text: string, firstLine: number) {
    this.#text = text
    this.#firstLine = firstLine
  }

  atEnd(): boolean {
    this.#space()
    return this.#at >= this.#text.length
  }

  value(depth: number): JsonValue {
    this.#space()
    if (depth > deepest) throw this.#fault()
    const character = this.#text[this.#at]
    if (character === '{') return this.#object(depth)
    if (character === '[') return this.#array(depth)
    if (character === '"') return this.#string()
    return this.#scalar()
  }

  #object(depth: number): JsonObject {
    const members = new Map<string, JsonValue>()
    this.#at += 1
    if (this.#closes('}')) return members
    for (;;) {
      this.#space()
      if (this.#text[this.#at] !== '"') throw this.#fault()
      const key = this.#string()
      this.#space()
      if (this.#text[this.#at] !== ':') throw this.#fault()
      this.#at += 1
      members.set(key, this.value(depth + 1))
      if (this.#closes('}')) return members
      this.#comma()
    }
  }

  #array(depth: number): JsonValue[] {
    const items: JsonValue[] = []
    this.#at += 1
    if (this.#closes(']')) return items
    for (;;) {
      items.push(this.value(depth + 1))
      if (this.#closes(']')) return items
      this.#comma()
    }
  }

  #string(): string {
    let value = ''
    let from = this.#at + 1
    for (let at = from; at < this.#text.length; at += 1) {
      const code = this.#text.charCodeAt(at)
      if (code === 34) {
        this.#at = at + 1
        return value + this.#text.slice(from, at)
      }
      if (code < 32) {
        this.#at = at
        throw this.#fault()
      }
      if (code !== 92) continue
      value += this.#text.slice(from, at) + this.#escape(at + 1)
      at += this.#text[at + 1] === 'u' ? 5 : 1
      from = at + 1
    }
    this.#at = this.#text.length
    throw this.#fault()
  }

  #escape(at: number): string {
    const letter = this.#text[at] ?? ''
    this.#at = at
    if (letter !== 'u') {
      const plain = escapes[letter]
      if (plain === undefined) throw this.#fault()
      return plain
    }
    const hex = this.#text.slice(at + 1, at + 5)
    if (at + 5 > this.#text.length) this.#at = this.#text.length
    if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw this.#fault()
    return String.fromCharCode(Number.parseInt(hex, 16))
  }

  #scalar(): JsonValue {
    for (const [word, value] of words) {
      if (!this.#text.startsWith(word, this.#at)) continue
      this.#at += word.length
      return value
    }
    numberPattern.lastIndex = this.#at
    const number = numberPattern.exec(this.#text)?.[0]
    if (number === undefined) {
      const rest = this.#text.slice(this.#at, this.#at + 8)
      if (rest === '-' || words.some(([word]) => word.startsWith(rest))) this.#at = this.#text.length
      throw this.#fault()
    }
    this.#at += number.length
    if (/^(?:\.|[eE][+-]?)$/.test(this.#text.slice(this.#at, this.#at + 3))) this.#at = this.#text.length
    if (this.#at >= this.#text.length && /[^\d]$/.test(this.#text)) throw this.#fault()
    return number
  }

  #closes(bracket: string): boolean {
    this.#space()
    if (this.#text[this.#at] !== bracket) return false
    this.#at += 1
    return true
  }

  #comma(): void {
    if (this.#text[this.#at] !== ',') throw this.#fault()
    this.#at += 1
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at)
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9 && !(code === 0xfeff && this.#at === 0)) return
      this.#at += 1
    }
  }

  #fault(): JsonFault {
    return new JsonFault(this.#at >= this.#text.length ? 'cut' : 'broken', this.#text, this.#at, this.#firstLine)
  }
}
