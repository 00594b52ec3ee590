// How many lines a text has and whether it holds quotes: what must be known before the database reads a CSV, whose rows have
// no line numbers of their own. Fed with the bytes that the inspection reads anyway.

const newline = 10
const quote = 34

export interface TextFacts {
  /** Lines up to the last that is not blank. */
  readonly lines: number
  readonly hasQuotes: boolean
  readonly isValidUtf8: boolean
}

export class LineProbe {
  #newlines = 0
  /** Line of the last byte that is neither blank nor a line end; 0 while there is none. */
  #lastTextLine = 0
  #hasQuotes = false

  push(bytes: Uint8Array): void {
    this.#hasQuotes ||= bytes.includes(quote)
    let last = bytes.length - 1
    while (last >= 0 && isBlank(bytes[last] ?? 0)) last -= 1
    let before = 0
    let after = 0
    for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) {
      if (at < last) before += 1
      else after += 1
    }
    if (last >= 0) this.#lastTextLine = this.#newlines + before + 1
    this.#newlines += before + after
  }

  facts(isValidUtf8: boolean): TextFacts {
    return { lines: this.#lastTextLine, hasQuotes: this.#hasQuotes, isValidUtf8 }
  }
}

/** Space, tab, line feed, carriage return. */
const isBlank = (byte: number): boolean => byte === 32 || byte === 9 || byte === newline || byte === 13
