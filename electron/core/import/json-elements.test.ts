// A JSON document read element by element gives the rows and the faults of the same document read in one piece.
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { clearWritten, failureOf, readFile, written } from './fixture-reading.ts'
import { JsonElements, type JsonPiece } from './json-elements.ts'
import { headerOf, itemsOf } from './json-rows.ts'
import { JsonFault, parseJson } from './json-text.ts'
import { rowsOfPiece, Survey } from './large-json.ts'

afterAll(clearWritten)

/** The pieces of a text that arrives cut at any places. */
function piecesOf(text: string, cuts: readonly number[] = []): JsonPiece[] {
  const elements = new JsonElements(1e6)
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length]
  return [...places.slice(1).flatMap((end, index) => elements.push(text.slice(places[index], end))), ...elements.finish()]
}

function split(text: string, cuts: readonly number[] = []) {
  const survey = new Survey()
  const pieces = piecesOf(text, cuts)
  for (const piece of pieces) survey.add(piece)
  const { splitAt, header, hasMore } = survey
  return {
    splitAt,
    header,
    hasMore,
    rows: splitAt === null ? [] : pieces.flatMap((piece) => rowsOfPiece(piece, splitAt, undefined, new Map())),
  }
}

const faultOf = (text: string) => {
  try {
    piecesOf(text)
  } catch (error) {
    if (error instanceof JsonFault) return { reason: error.reason, line: error.line }
    throw error
  }
  return null
}

const scalar = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', '"', '\\', '[', '}', ',', '\n', '日') }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
)
const entry = fc.dictionary(fc.constantFrom('model', 'cost', 'x y', 'day'), fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })), {
  minKeys: 1,
})
const bucket = fc.record({ start_time: fc.integer(), object: fc.constant('bucket'), results: fc.array(entry, { maxLength: 3 }) })
const list = fc.array(fc.oneof(entry, bucket), { maxLength: 6 })
const page = fc
  .tuple(
    fc.constantFrom('data', 'items', 'rows', 'records'),
    list,
    fc.dictionary(fc.constantFrom('object', 'next', 'has_more'), scalar),
    fc.boolean(),
  )
  .map(([key, items, rest, first]) => (first ? { [key]: items, ...rest } : { ...rest, [key]: items }))

describe('JsonElements', () => {
  it('gives the rows that the whole document gives, wherever the text is cut', () => {
    const document = fc.oneof(list, page, fc.array(page, { minLength: 1, maxLength: 3 }))
    fc.assert(
      fc.property(document, fc.constantFrom(undefined, 1), fc.array(fc.nat(), { maxLength: 8 }), (value, indent, cuts) => {
        const text = JSON.stringify(value, null, indent)
        const whole = itemsOf(parseJson(text))
        const { rows, header, hasMore } = split(text, cuts)
        expect(rows).toEqual(whole?.items ?? [])
        expect(header).toEqual(rows.length > 0 ? headerOf(rows) : (whole?.bucketColumns ?? []))
        expect(hasMore).toBe(whole?.hasMore ?? false)
      }),
      { numRuns: 300 },
    )
  })

  it('reads pages that follow one another, and leaves a file alone whose pages keep their rows in different places', () => {
    expect(split('{"data":[{"a":1}],"has_more":true}\n{"data":[{"a":2},{"b":3}]}')).toMatchObject({
      splitAt: 'data',
      header: ['a', 'b'],
      hasMore: false,
    })
    expect(split('{"a":1}{"a":2}').rows).toHaveLength(2)
    expect(split('{"data":[{"a":1}]}{"rows":[{"a":2}]}').splitAt).toBeNull()
    // The results of a lone bucket are no list of rows.
    expect(split('{"start_time":1,"results":[{"a":1},{"a":2}]}').splitAt).toBe('')
  })

  it('accepts and refuses what the parser does', () => {
    fc.assert(
      fc.property(
        fc.oneof(list, page),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', '[', '0', '\\', ':', '{'),
        (value, place, insert) => {
          const text = JSON.stringify(value)
          const at = place % (text.length + 1)
          const damaged = text.slice(0, at) + insert + text.slice(at + (place % 2))
          let accepted = true
          try {
            parseJson(damaged)
          } catch {
            accepted = false
          }
          expect(faultOf(damaged) === null).toBe(accepted)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('calls every beginning of a document cut, and names the line of a fault', () => {
    const text = '{"object":"page",\n"data":[{"v":0.25},\n{"n":[1,"]"]}],\n"has_more":false}'
    for (let length = 1; length < text.length; length += 1) expect(faultOf(text.slice(0, length))?.reason).toBe('cut')
    expect(faultOf('{"data":[{"a":1},\n{"a":2},\n{"a" 3}]}')).toEqual({ reason: 'broken', line: 3 })
    expect(faultOf('{"data":[\n{"a":1},\n{"a":2}\n],\n"x" 1}')).toEqual({ reason: 'broken', line: 5 })
    expect(faultOf('[\n{"a":1},\n]')).toEqual({ reason: 'broken', line: 3 })
    expect(faultOf('{"data":[\n{"a":1},\n{"a":2')).toEqual({ reason: 'cut', line: 3 })
  })
})

describe('a document too large for one piece', () => {
  const line = (n: number) =>
    `{"date":"2026-09-01","model":"gpt-5","input_tokens":${n % 7},"${n === 34_000 ? 'response' : 'prompt'}":"${'x'.repeat(1000)}"}`
  const lines = Array.from({ length: 34_001 }, (_, n) => line(n))
  // 4857 whole weeks of 0 + 1 + ... + 6 = 21, and 0 + 1 of the next
  const tokens = '101998'

  it('is read to the last row, under columns that only its last row has', async () => {
    const path = written(`{"object":"list",\n"data":[\n${lines.join(',\n')}\n]}\n`, 'large.json')
    const { inspection, summary } = await readFile(path)
    expect(inspection.layout).toMatchObject({
      shape: 'json',
      splitAt: 'data',
      header: ['date', 'model', 'input_tokens', 'prompt', 'response'],
    })
    expect(summary).toMatchObject({ read: 34_001, rejects: 0, totals: { tokens: { inputUncached: tokens } } })
  }, 60_000)

  it('yields nothing at all when its end is missing or a line is broken', async () => {
    const cut = written(`[\n${lines.join(',\n')}`, 'large-cut.json')
    expect(await failureOf(readFile(cut))).toMatchObject({ code: 'json-cut', at: { line: 34_002 } })
    const broken = written(`[\n${lines.with(30_000, '{"date"}').join(',\n')}\n]`, 'large-broken.json')
    expect(await failureOf(readFile(broken))).toMatchObject({ code: 'json-broken', at: { line: 30_002 } })
  }, 60_000)
})
