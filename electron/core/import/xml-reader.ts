// A streaming reader for the plain XML of a workbook's parts: text in pieces of any size, tags and texts out, nothing kept.
// Names come without their namespace prefix. Entities other than the five of XML and character references stay as written,
// and document types are stepped over, so nothing can expand.

export interface XmlListener {
  /** `attributes` as written; read single ones with attributeOf. */
  readonly open: (name: string, attributes: string) => void
  readonly close: (name: string) => void
  readonly text: (text: string) => void
}

export class XmlFault extends Error {}

/** Longest tag or comment in characters; a `<` that is never closed would otherwise hold the rest of the file. */
const longestTag = 1 << 20

export class XmlReader {
  readonly #listener: XmlListener
  #rest = ''
  #depth = 0

  constructor(listener: XmlListener) {
    this.#listener = listener
  }

  push(piece: string): void {
    const text = this.#rest + piece
    let at = 0
    for (;;) {
      const tag = text.indexOf('<', at)
      const end = tag < 0 ? -1 : this.#endOf(text, tag)
      if (end < 0) {
        // Text is passed on once its end is seen, so that an entity is never cut in two.
        this.#rest = text.slice(at)
        if (this.#rest.length > longestTag) throw new XmlFault('a tag or text without end')
        return
      }
      if (tag > at) this.#listener.text(unescaped(text.slice(at, tag)))
      this.#take(text, tag, end)
      at = end
    }
  }

  /** A document must end with all its elements closed. */
  finish(): void {
    if (this.#depth !== 0 || this.#rest.trim() !== '') throw new XmlFault('the document is cut')
  }

  #take(text: string, tag: number, end: number): void {
    const second = text[tag + 1]
    if (second === '!') {
      if (text.startsWith('<![CDATA[', tag)) this.#listener.text(text.slice(tag + 9, end - 3))
      return
    }
    if (second === '?') return
    if (second === '/') {
      this.#depth -= 1
      if (this.#depth < 0) throw new XmlFault('an element is closed that was not opened')
      this.#listener.close(localName(text.slice(tag + 2, end - 1).trim()))
      return
    }
    const isEmpty = text[end - 2] === '/'
    const inside = text.slice(tag + 1, isEmpty ? end - 2 : end - 1)
    const gap = inside.search(/\s/)
    const name = localName(gap < 0 ? inside : inside.slice(0, gap))
    this.#listener.open(name, gap < 0 ? '' : inside.slice(gap))
    if (isEmpty) this.#listener.close(name)
    else this.#depth += 1
  }

  /** The position after the tag, comment or section that begins at `tag`; -1 when it is not all there. */
  #endOf(text: string, tag: number): number {
    if (text[tag + 1] === '!') {
      const close = text.startsWith('<!--', tag) ? '-->' : text.startsWith('<![CDATA[', tag) ? ']]>' : '>'
      if (text.length < tag + 9) return -1
      const end = text.indexOf(close, tag + 2)
      return end < 0 ? -1 : end + close.length
    }
    wholeTag.lastIndex = tag
    return wholeTag.test(text) ? wholeTag.lastIndex : -1
  }
}

/** A tag with its attributes, whose values may hold a `>`. */
const wholeTag = /<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>/y

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const patterns = new Map<string, RegExp>()

/** The value of an attribute by its name without prefix; '' when it is not there. */
export function attributeOf(attributes: string, name: string): string {
  if (!attributes.includes(name)) return ''
  let pattern = patterns.get(name)
  if (!pattern) {
    pattern = new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    patterns.set(name, pattern)
  }
  const found = pattern.exec(attributes)
  return unescaped(found?.[1] ?? found?.[2] ?? '')
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (all, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities[name] ?? all
    const code = Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10)
    return code <= 0x10ffff ? String.fromCodePoint(code) : all
  })
}
