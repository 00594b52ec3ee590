// Inputs as they are typed, and where the text stops being JSON: browsers say it in their own words, some without a place.

export interface JsonFault {
  readonly line: number
  readonly column: number
  readonly expected: 'value' | 'name' | 'text' | 'colon' | 'comma' | 'end'
  /** The character there; empty at the end of the text. */
  readonly found: string
}

/** The inputs, or where the text stops being JSON; 'no-object' for a number, a text or a list. */
export function readInputs(text: string): { readonly inputs: object } | { readonly fault: JsonFault | 'no-object' } {
  const fault = jsonFault(text)
  if (fault !== null) return { fault }
  const inputs: unknown = JSON.parse(text)
  if (typeof inputs !== 'object' || inputs === null || Array.isArray(inputs)) return { fault: 'no-object' }
  // As every road sends it: a socket's JSON knows neither -0 nor infinity, so neither does the page's own worker.
  return { inputs: JSON.parse(JSON.stringify(inputs)) as object }
}

const space = /[ \t\r\n]*/y
const text = /"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const word = /true|false|null/y
const comma = /,/y
const colon = /:/y
const bounds = { '{': /\{/y, '[': /\[/y } as const
const ends = { '{': /\}/y, '[': /\]/y } as const

/** null for JSON. */
export function jsonFault(json: string): JsonFault | null {
  const open: ('{' | '[')[] = []
  let at = 0
  let expected: 'value' | 'name' | 'comma' | 'end' = 'value'
  /** Just after an opening bracket, where it may close again. */
  let isEmpty = false
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const isThere = pattern.test(json)
    if (isThere) at = pattern.lastIndex
    return isThere
  }
  const fault = (missing: JsonFault['expected']): JsonFault => {
    const before = json.slice(0, at).split('\n')
    return {
      line: before.length,
      column: (before.at(-1) ?? '').length + 1,
      expected: missing,
      found: [...json.slice(at, at + 2)][0] ?? '',
    }
  }
  const enter = (bracket: '{' | '['): boolean => {
    if (!take(bounds[bracket])) return false
    open.push(bracket)
    expected = bracket === '{' ? 'name' : 'value'
    isEmpty = true
    return true
  }
  for (;;) {
    take(space)
    const inside = open.at(-1)
    if (expected === 'end') return at === json.length ? null : fault('end')
    if (inside && (isEmpty || expected === 'comma') && take(ends[inside])) {
      open.pop()
      expected = open.length > 0 ? 'comma' : 'end'
      isEmpty = false
    } else if (expected === 'comma') {
      if (!take(comma)) return fault('comma')
      expected = inside === '{' ? 'name' : 'value'
    } else if (expected === 'name') {
      if (!take(text)) return fault(json[at] === '"' ? 'text' : 'name')
      take(space)
      if (!take(colon)) return fault('colon')
      expected = 'value'
      isEmpty = false
    } else if (!enter('{') && !enter('[')) {
      if (!take(text) && !take(number) && !take(word)) return fault(json[at] === '"' ? 'text' : 'value')
      expected = inside ? 'comma' : 'end'
      isEmpty = false
    }
  }
}
