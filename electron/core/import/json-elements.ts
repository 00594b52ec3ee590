// Splits a stream of JSON text at the elements of its lists, so that a document of any size is read with bounded memory:
// the outermost array, and the arrays under the first-level members where pages hold their rows. Every element and the rest
// of each document still pass through the strict parser, so what is cut or broken is found here as in one piece.
import { listKeys } from './json-rows.ts'
import { JsonFault, type JsonValue, parseJson } from './json-text.ts'

export type JsonPiece =
  /** An element of the list under `key`; '' is the outermost array. */
  | { readonly key: string; readonly element: JsonValue }
  /** A document that ends here, its lists emptied. */
  | { readonly document: JsonValue }

/** A piece that cannot be held in memory; the caller says so. */
export class PieceTooLarge extends Error {}

const splitKeys: ReadonlySet<string> = new Set(listKeys)
const quote = 34
const backslash = 92
const openBrace = 123
const closeBrace = 125
const openBracket = 91
const closeBracket = 93
const comma = 44
const colon = 58
const lineFeed = 10
const longestKey = 16

export class JsonElements {
  readonly #largest: number
  /** Text of the element or of the rest of the document that is not complete. */
  #element = ''
  #rest = ''
  #depth = 0
  #inString = false
  #isEscaped = false
  /** The last string that stood at depth 1, and whether a colon followed it. */
  #name = ''
  #member: string | null = null
  /** The list whose elements are being split, and at what depth they lie. */
  #list: { readonly key: string; readonly depth: number; hasElements: boolean } | null = null
  #line = 1
  #elementLine = 1
  #restLine = 1
  /** Lines taken out of the rest, by where in it they stood. */
  #gaps: { readonly at: number; lines: number }[] = []
  #pieces: JsonPiece[] = []

  /** `largest`: longest element or rest of a document, in characters. */
  constructor(largest: number) {
    this.#largest = largest
  }

  push(text: string): JsonPiece[] {
    let from = 0
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (code === lineFeed) this.#line += 1
      if (this.#inString) {
        if (this.#isEscaped) this.#isEscaped = false
        else if (code === backslash) this.#isEscaped = true
        else if (code === quote) {
          this.#inString = false
          if (this.#depth === 1 && this.#list === null) this.#name = this.#tailString(text, from, at)
        }
        continue
      }
      if (code === quote) this.#inString = true
      else if (code === colon) this.#member = this.#depth === 1 ? this.#name : this.#member
      else if (code === openBrace || code === openBracket) {
        const key = code === openBracket && this.#list === null ? this.#listKey() : null
        this.#depth += 1
        if (key === null) continue
        this.#take(text.slice(from, at + 1))
        from = at + 1
        this.#list = { key, depth: this.#depth, hasElements: false }
        this.#elementLine = this.#line
      } else if (code === closeBrace || code === closeBracket) {
        if (this.#list?.depth === this.#depth) {
          this.#take(text.slice(from, at))
          from = at
          this.#endElement(false)
          this.#list = null
        }
        this.#depth -= 1
        if (this.#depth > 0) continue
        this.#take(text.slice(from, at + 1))
        from = at + 1
        this.#depth = 0
        this.#endDocument()
      } else if (code === comma) {
        if (this.#depth === 1) this.#member = null
        if (this.#list?.depth !== this.#depth) continue
        this.#take(text.slice(from, at))
        from = at + 1
        this.#endElement(true)
      }
    }
    this.#take(text.slice(from))
    return this.#given()
  }

  /** What is left at the end; a document that is not complete is a fault. */
  finish(): JsonPiece[] {
    if (this.#depth > 0 || this.#inString) {
      const text = this.#list ? this.#element : this.#rest
      throw new JsonFault('cut', text, text.length, this.#line - newlines(text))
    }
    for (const document of parseJson(this.#rest, this.#restLine)) this.#pieces.push({ document })
    return this.#given()
  }

  #given(): JsonPiece[] {
    const pieces = this.#pieces
    this.#pieces = []
    return pieces
  }

  /** The member's key where a list begins that is to be split; null for any other. */
  #listKey(): string | null {
    if (this.#depth === 0) return ''
    return this.#depth === 1 && this.#member !== null && splitKeys.has(this.#member) ? this.#member : null
  }

  /** The string that ends at `at`, as far as it can be one of the keys. */
  #tailString(text: string, from: number, at: number): string {
    const begun = text.slice(Math.max(from, at - longestKey), at)
    const whole = begun.includes('"') ? begun : this.#rest.slice(-longestKey) + begun
    return whole.slice(whole.lastIndexOf('"') + 1)
  }

  #take(text: string): void {
    if (this.#list) this.#element += text
    else {
      if (this.#rest === '') this.#restLine = this.#line - newlines(text)
      this.#rest += text
    }
    if (this.#element.length > this.#largest || this.#rest.length > this.#largest) throw new PieceTooLarge()
  }

  #endElement(isSeparated: boolean): void {
    const list = this.#list
    const text = this.#element
    const line = this.#elementLine
    this.#element = ''
    this.#elementLine = this.#line
    const gap = this.#gaps.at(-1)
    if (gap?.at === this.#rest.length) gap.lines += newlines(text)
    else this.#gaps.push({ at: this.#rest.length, lines: newlines(text) })
    if (!list) return
    if (text.trim() === '' && !isSeparated && !list.hasElements) return
    list.hasElements = true
    const [element, ...more] = parsed(text, line)
    if (element === undefined || more.length > 0) throw new JsonFault('broken', text, text.length, line)
    this.#pieces.push({ key: list.key, element })
  }

  #endDocument(): void {
    const text = this.#rest
    const gaps = this.#gaps
    this.#rest = ''
    this.#gaps = []
    this.#member = null
    for (const document of parsed(text, this.#restLine, gaps)) this.#pieces.push({ document })
  }
}

/** The values in a text that is whole: where the parser finds it cut, something else stands that may not. */
function parsed(text: string, line: number, gaps: readonly { readonly at: number; readonly lines: number }[] = []): JsonValue[] {
  try {
    return parseJson(text, line)
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
    const before = gaps.reduce((lines, gap) => (gap.at <= error.at ? lines + gap.lines : lines), 0)
    throw new JsonFault('broken', text, error.at, line + before)
  }
}

function newlines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}
