// The calculator as a whole: every function answers the example beside its name, the same each time,
// and whatever is done to the inputs it answers with numbers or says what is wrong with them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerCalc, type CalcAnswer, type CalcQuestion, calcCatalogue, type Plain } from './calc.ts'
import examples from './examples.json' with { type: 'json' }

const questions: readonly CalcQuestion[] = calcCatalogue.map(({ name, example }) => ({ function: name, inputs: example }))

/** Answered in milliseconds; the others search for models. */
const searching = /^(arimaAuto|etsAuto|etsFixedForm|theta|garchFit|dccFit|schwartzSmithFit|ewmaMLE|meanCVaR.*|simulateHedge|mt19937)$/
const quick = questions.filter((question) => !searching.test(question.function))

type Path = readonly (string | number)[]

/** Where a number or a list stands in the inputs; of long lists the first ones. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return [path, ...value.slice(0, 4).flatMap((each, i) => placesIn(each, [...path, i]))]
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, each]) => placesIn(each, [...path, key]))
  return typeof value === 'number' ? [path] : []
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by
  if (Array.isArray(value)) return value.map((each: unknown, i) => (i === key ? replaced(each, rest, by) : each))
  if (typeof value !== 'object' || value === null) return value
  return { ...value, [key]: replaced((value as Record<string, unknown>)[key], rest, by) }
}

/** Every number of a result is one, or an infinity in words. */
function isSound(value: Plain): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isSound)
  return true
}

const kindOf = (answer: CalcAnswer) => ('result' in answer ? 'result' : answer.error.kind)

describe('the calculator', () => {
  it('has an example for every function, and an answer to each', async () => {
    expect(Object.keys(examples).sort()).toEqual(calcCatalogue.map(({ name }) => name))
    for (const question of questions) {
      const answer = await answerCalc(question)
      expect(answer, question.function).toHaveProperty('result')
      expect('result' in answer && isSound(answer.result), question.function).toBe(true)
    }
  })

  it('says the same when asked again', async () => {
    for (const question of quick) expect(await answerCalc(question)).toEqual(await answerCalc(question))
  })

  it('answers spoilt inputs with numbers or with what is wrong, and never breaks', async () => {
    const hostile = fc.constantFrom<unknown>(
      0,
      -0,
      -1,
      1,
      2,
      0.5,
      -0.5,
      100,
      1e-9,
      1e-300,
      1e6,
      -1e6,
      1e15,
      1e300,
      null,
      'NaN',
      [],
      {},
      true,
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), hostile, fc.nat(), hostile, async (which, first, one, second, two) => {
        const question = quick[which % quick.length] ?? { function: '', inputs: {} }
        const places = placesIn(question.inputs)
        const spoilt = [
          [first, one],
          [second, two],
        ].reduce<unknown>((inputs, [at, by]) => replaced(inputs, places[Number(at) % places.length] ?? [], by), question.inputs)
        const answer = await answerCalc({ function: question.function, inputs: spoilt })
        expect(['result', 'invalid-input', 'not-applicable', 'did-not-converge']).toContain(kindOf(answer))
        if ('result' in answer) expect(isSound(answer.result)).toBe(true)
      }),
      { numRuns: 1500 },
    )
  }, 60_000)

  it('takes inherited names for no function', async () => {
    for (const name of ['constructor', 'toString', '__proto__', ''])
      expect(kindOf(await answerCalc({ function: name, inputs: {} }))).toBe('invalid-input')
  })
})
