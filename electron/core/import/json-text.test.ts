// The parser against JSON.parse as judge, and against what a double would do to an amount.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isJsonArray, isJsonObject, JsonFault, type JsonValue, parseJson } from './json-text.ts'

const plain = (value: JsonValue): unknown =>
  isJsonObject(value)
    ? Object.fromEntries([...value].map(([key, member]) => [key, plain(member)]))
    : isJsonArray(value)
      ? value.map(plain)
      : value

/** What JSON.parse gives, with its numbers turned to text. */
const textual = (value: unknown): unknown => {
  if (typeof value === 'number') return JSON.stringify(value)
  if (Array.isArray(value)) return value.map(textual)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, textual(member)]))
  return value
}

const faultOf = (text: string): JsonFault => {
  try {
    parseJson(text)
  } catch (error) {
    if (error instanceof JsonFault) return error
    throw error
  }
  throw new Error(`accepted ${text}`)
}

describe('parseJson', () => {
  it('keeps the text of numbers a double would change', () => {
    const numbers = ['4.35', '0.000000000000000000000000000000000001', '12345678901234567890.1', '1e-400', '4.81298076439E-7']
    expect(parseJson(`[${numbers.join(',')}]`)).toEqual([numbers])
  })

  it('agrees with JSON.parse on any document', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (document, indent) => {
        const text = JSON.stringify(document, null, indent)
        expect(parseJson(text).map(plain)).toEqual([textual(JSON.parse(text))])
      }),
    )
  })

  it('reads pages that follow one another', () => {
    expect(parseJson('{"a":1}\n{"a":2}').map(plain)).toEqual([{ a: '1' }, { a: '2' }])
  })

  it('calls every proper beginning of an object cut, and says on which line', () => {
    const text = '{"data":[{"v":0.25,"s":"a\\u00e9","t":true},\n{"n":null,"k":-1.5e3}]}'
    for (let length = 1; length < text.length; length += 1) expect(faultOf(text.slice(0, length)).reason).toBe('cut')
    expect(faultOf(text.slice(0, -3)).line).toBe(2)
  })

  it.each(['{"a":1,}', '[1 2]', '{a:1}', '[01]', '[NaN]', '["\t"]', '["\\x"]', '[+1]', "['a']", '[1]]', '{"a" 1}', '[.5]', '[5.]'])(
    'refuses %s as broken',
    (text) => {
      expect(faultOf(text).reason).toBe('broken')
    },
  )

  it('stops at a depth no export has instead of overflowing the stack', () => {
    expect(faultOf('['.repeat(100_000)).reason).toBe('broken')
  })

  it('accepts exactly what JSON.parse accepts among damaged documents', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '0', '\\', ':'), (document, place, insert) => {
        const at = place % (document.length + 1)
        const text = document.slice(0, at) + insert + document.slice(at + 1)
        let accepted = true
        try {
          JSON.parse(text)
        } catch {
          accepted = false
        }
        if (accepted) expect(parseJson(text)).toHaveLength(1)
        else {
          const outcome = (() => {
            try {
              return parseJson(text).length
            } catch (error) {
              return error instanceof JsonFault ? 'fault' : error
            }
          })()
          expect(outcome === 'fault' || outcome !== 1).toBe(true)
        }
      }),
    )
  })
})
