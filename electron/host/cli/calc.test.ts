// The calculator as a script meets it: lines in, lines out, through a real core. The file is real, the words are what is printed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCore, type TestCore } from '../../core/core-fixture.ts'
import { parseCommandLine } from './arguments.ts'
import { calcCommand } from './calc.ts'
import { runOf } from './run.ts'

let core: TestCore
beforeAll(async () => {
  core = await openCore()
})
afterAll(() => core.close())

interface Answer {
  readonly id: unknown
  readonly result?: Record<string, unknown>
  readonly error?: { readonly kind: string; readonly message: string; readonly at?: Record<string, unknown> }
}

async function printed(...words: string[]): Promise<string[]> {
  const lines: string[] = []
  const given = parseCommandLine(['calc', ...words])
  if ('help' in given) throw new Error('help was printed')
  await calcCommand(
    runOf(given, core.client, new AbortController().signal, () => undefined),
    (line) => lines.push(line),
  )
  return lines
}

async function answers(...lines: unknown[]): Promise<Answer[]> {
  const path = core.file('questions.jsonl', lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
  return (await printed(path)).map((line) => JSON.parse(line) as Answer)
}

const put = { id: 'haug', function: 'black76', inputs: { F: 19, K: 19, T: 0.75, sigma: 0.28, r: 0.1, cp: -1 } }

describe('calc', () => {
  it('answers in order, with what the line was called', async () => {
    const [first, second] = await answers(put, {
      id: 7,
      function: 'stripPrice',
      inputs: { monthly: [2, 3], days: [30, 30], r: 0, t: [0, 0], volumes: [1, 3] },
    })
    expect(first?.id).toBe('haug')
    // Haug (1998), p. 2-8.
    expect(first?.result?.price).toBeCloseTo(1.7011, 4)
    expect(second).toEqual({ id: 7, result: { simple: 2.5, day_weighted: 2.5, discounted_volume_weighted: 2.75 } })
  })

  it('tells what, where and what to do for each line that cannot be answered, and answers the rest', async () => {
    const [text, list, nameless, unknown, missing, negative, nan, good] = await answers(
      '{"id": 1, "function": ',
      '[1, 2]',
      { id: 3, inputs: {} },
      { id: 4, function: 'black77', inputs: {} },
      { id: 5, function: 'black76', inputs: { F: 19 } },
      { id: 6, function: 'black76', inputs: { ...put.inputs, sigma: -0.2 } },
      '{"id": 7, "function": "black76", "inputs": {"F": "NaN", "K": 1, "T": 1, "sigma": 1, "r": 0, "cp": 1}}',
      put,
    )
    expect(text?.error).toMatchObject({ kind: 'invalid-input', at: { line: 1 } })
    expect(list?.error?.at).toEqual({ line: 2 })
    expect(nameless).toMatchObject({ id: 3, error: { at: { line: 3 } } })
    expect(unknown?.error?.message).toMatch(/no function "black77".*Did you mean .*black76/)
    expect(missing?.error).toMatchObject({ kind: 'invalid-input', at: { field: 'K' } })
    expect(missing?.error?.message).toContain('K = missing')
    expect(negative?.error?.at).toEqual({ field: 'sigma' })
    expect(nan?.error?.message).toContain('F = "NaN"')
    expect(good?.result?.price).toBeCloseTo(1.7011, 4)
  })

  it('writes an infinity as text and gives no number rather than none', async () => {
    const [certain] = await answers({ id: 1, function: 'black76', inputs: { F: 100, K: 90, T: 1, sigma: 0, r: 0.05, cp: 1 } })
    expect(certain?.result).toMatchObject({ d1: 'Infinity', gamma: 0 })
  })

  it('takes a series from an earlier line, and says when there is none', async () => {
    const series = Array.from({ length: 200 }, (_, i) => (((i * 7919) % 101) - 50) / 50)
    const inputs = { mu: 0, omega: 0.1, alpha: 0.1, beta: 0.8 }
    const [, second, third, same] = await answers(
      { id: 'a', function: 'ewmaVariance60', inputs: { series, lambda: 0.94, init: 'mean of squares' } },
      { id: 'b', function: 'garchLogLik', inputs: { ...inputs, series_from: 'a' } },
      { id: 'c', function: 'garchLogLik', inputs: { ...inputs, series_from: 'z' } },
      { id: 'd', function: 'garchLogLik', inputs: { ...inputs, series } },
    )
    expect(second?.result?.loglik).toBe(same?.result?.loglik)
    expect(third?.error?.message).toContain('no line before this one has the id "z"')
  })

  it('keeps the order over thousands of lines and blank ones', async () => {
    const lines = Array.from({ length: 1500 }, (_, i) =>
      i % 10 === 9 ? '' : { id: i, function: 'inverseNormalCdf', inputs: { p: (i + 1) / 1502 } },
    )
    const told = await answers(...lines)
    expect(told.map(({ id }) => id)).toEqual(lines.flatMap((_, i) => (i % 10 === 9 ? [] : [i])))
    const quantiles = told.map(({ result }) => Number(result?.z))
    expect(quantiles.every((z, i) => i === 0 || z > (quantiles[i - 1] ?? NaN))).toBe(true)
  })

  it('simulates a hedge with the errors of its figures, the same whenever it is asked', async () => {
    const question = {
      id: 1,
      function: 'simulateHedge',
      inputs: {
        volatilities: [0.5],
        correlation: [[1]],
        exposure: [[100], [100]],
        open: [[200], [100]],
        margin: [30, 15],
        paths: 4000,
      },
    }
    const [one, two] = await answers(question, { ...question, id: 2 })
    expect(one?.result).toEqual(two?.result)
    const hedged = one?.result?.hedged as { mean: number; std_error: number; cvar: number }
    // The whole exposure is held until each month is over: what is left of the risk is nothing.
    expect(hedged.mean).toBeCloseTo(200, 9)
    expect(hedged.std_error).toBeLessThan(1e-9)
    const unhedged = one?.result?.unhedged as typeof hedged
    expect(Math.abs(unhedged.mean - 200)).toBeLessThan(4 * unhedged.std_error)
  })

  it('names every function once', async () => {
    const names = await printed('--list')
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual([...names].sort())
    expect(names).toContain('asianDiscreteArithmetic')
  })

  it('shows what to write for a function, and answers that', async () => {
    const [example = ''] = await printed('--example', 'zeroCostCollar')
    const [answer] = await answers(example)
    expect(answer?.result?.put_strike).toBeGreaterThan(0)
    await expect(printed('--example', 'black77')).rejects.toThrow('no function "black77"')
  })
})
