import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonFault, readInputs } from './calc-inputs.ts'
import { commandLine, inputsText } from './calc-question.ts'

describe('typed inputs', () => {
  it.each([
    ['', 1, 1, 'value', ''],
    ['{ "F": 2.5,\n  "K": 2,6 }', 2, 10, 'name', '6'],
    ['{ "F": 2.5, }', 1, 13, 'name', '}'],
    ["{ 'F': 2.5 }", 1, 3, 'name', "'"],
    ['{ "F" 2.5 }', 1, 7, 'colon', '2'],
    ['{ "F": NaN }', 1, 8, 'value', 'N'],
    ['{ "F": .5 }', 1, 8, 'value', '.'],
    ['{ "F": 1. }', 1, 9, 'comma', '.'],
    ['{ "F": [1, 2 }', 1, 14, 'comma', '}'],
    ['{ "F": "open }', 1, 8, 'text', '"'],
    ['{ "F: 2.5 }', 1, 3, 'text', '"'],
    ['{ "F": 2.5', 1, 11, 'comma', ''],
    ['{}\n{}', 2, 1, 'end', '{'],
    ['{ "F": “2.5” }', 1, 8, 'value', '“'],
    ['{ "F": 😀 }', 1, 8, 'value', '😀'],
  ])('%j are wrong at line %i, column %i', (json, line, column, expected, found) => {
    expect(jsonFault(json)).toEqual({ line, column, expected, found })
  })

  it('are found wrong exactly where JSON.parse finds them wrong', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', '-0.5e3', '01', 'true', 'null', ' ', '\n', '"', '\\', '\u007f')
    const texts = fc.oneof(
      fc.json(),
      fc.array(pieces, { maxLength: 9 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(texts, (json) => {
        let isJson = true
        try {
          JSON.parse(json)
        } catch {
          isJson = false
        }
        expect(jsonFault(json) === null).toBe(isJson)
      }),
      { numRuns: 2000, seed: 1 },
    )
  })

  it('stand in braces', () => {
    expect(['[1]', '2', 'null', '"a"'].map(readInputs)).toEqual(Array(4).fill({ fault: 'no-object' }))
  })

  it('reach core and page as the same numbers', () => {
    expect(readInputs('{ "F": -0, "K": 1e999 }')).toEqual({ inputs: { F: 0, K: null } })
  })
})

describe('a question as text', () => {
  it('has an input per line and reads back as it was', () => {
    const inputs = { known: [2.5, 2.6], r: 0 }
    expect(inputsText(inputs)).toBe('{\n  "known": [2.5, 2.6],\n  "r": 0\n}')
    expect(readInputs(inputsText(inputs))).toEqual({ inputs })
    expect(inputsText({})).toBe('{}')
  })

  it('is a line of ballast calc', () => {
    expect(commandLine({ function: 'black76', inputs: { F: 19 } })).toBe('{"id":1,"function":"black76","inputs":{"F":19}}')
  })
})
