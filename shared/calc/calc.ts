// The calculator: one question in, one answer out, by the name of a function. What cannot be answered is a failure that
// says which argument; a result is made of numbers, texts and lists of them. JSON has no infinity: it is written as text. Called by the workers of core and page.
import { z } from 'zod'
import { fail } from '../language/failures.ts'
import { NoConvergence, OutOfDomain } from '../math/numerics/domain.ts'
import { type Failure, toFailure } from '../result/failure.ts'
import { accountingFunctions } from './accounting.ts'
import { averageFunctions } from './averages.ts'
import type { CalcFunctions } from './calc-function.ts'
import { curveFunctions } from './curve.ts'
import { dynamicsFunctions } from './dynamics.ts'
import examples from './examples.json' with { type: 'json' }
import { forecastModelFunctions } from './forecast-models.ts'
import { forecastScoreFunctions } from './forecast-scores.ts'
import { hedgeFunctions } from './hedge.ts'
import { optionFunctions } from './options.ts'
import { programmeFunctions } from './programme.ts'
import { randomFunctions } from './random.ts'
import { riskFunctions } from './risk.ts'
import { simulationFunctions } from './simulation.ts'
import { spreadFunctions } from './spreads.ts'
import { structureFunctions } from './structures.ts'
import { volatilityFunctions } from './volatility.ts'

export interface CalcEntry {
  readonly name: string
  readonly example: object
}

export interface CalcQuestion {
  readonly function: string
  readonly inputs: unknown
}

/** What JSON can say. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain }

export type CalcAnswer = { readonly result: Plain } | { readonly error: Failure }

const functions: CalcFunctions = {
  ...curveFunctions,
  ...optionFunctions,
  ...averageFunctions,
  ...structureFunctions,
  ...spreadFunctions,
  ...dynamicsFunctions,
  ...volatilityFunctions,
  ...hedgeFunctions,
  ...riskFunctions,
  ...programmeFunctions,
  ...randomFunctions,
  ...simulationFunctions,
  ...accountingFunctions,
  ...forecastModelFunctions,
  ...forecastScoreFunctions,
}

const calcFunctionNames: readonly string[] = Object.keys(functions).sort()

/** Every function with inputs it answers, made up by us: what to write, not what a figure is. */
export const calcCatalogue: readonly CalcEntry[] = calcFunctionNames.map((name) => ({
  name,
  example: Object.hasOwn(examples, name) ? examples[name as keyof typeof examples] : {},
}))

export async function answerCalc({ function: name, inputs }: CalcQuestion): Promise<CalcAnswer> {
  try {
    const known = Object.hasOwn(functions, name) ? functions[name] : undefined
    if (!known) throw fail('calc-unknown', { name, near: nearest(name) }, { field: 'function' })
    return { result: plain(await known.run(inputs), name, '') }
  } catch (thrown) {
    return { error: calcFailure(name, inputs, thrown) }
  }
}

function calcFailure(name: string, inputs: unknown, thrown: unknown): Failure {
  if (thrown instanceof z.ZodError) {
    const [issue] = thrown.issues
    const path = issue?.path.map(String) ?? []
    const argument = path.length === 0 ? 'inputs' : path.join('.')
    return fail(
      'calc-argument',
      { name, argument, value: shown(path.reduce(step, inputs)), allowed: issue?.message ?? '' },
      { field: argument },
    ).failure
  }
  if (thrown instanceof OutOfDomain) {
    const { value, allowed } = thrown
    const argument = inputName(thrown.argument, inputs)
    return fail('calc-argument', { name, argument, value, allowed }, { field: argument }).failure
  }
  if (thrown instanceof NoConvergence) return fail('calc-no-convergence', { name, search: thrown.message }).failure
  return toFailure(thrown)
}

/** The models' words and the letters the questions use for them. */
const letters: Readonly<Record<string, readonly string[]>> = {
  forward: ['F', 'fwd', 'S'],
  forwards: ['fwd', 'forwards', 'F'],
  strike: ['K'],
  years: ['T'],
  volatility: ['sigma', 'normal_vol', 'vol', 'vols'],
  volatilities: ['vols', 'sigma'],
  rate: ['r'],
  side: ['cp'],
}

/** The input a model's argument came from: the same name, or the letter for it. */
function inputName(argument: string, inputs: unknown): string {
  const [, word = argument, index = ''] = /^(\w+)((?:\[.*)?)$/.exec(argument) ?? []
  const isGiven = (name: string) => step(inputs, name) !== undefined
  const name = isGiven(word) ? word : (letters[word]?.find(isGiven) ?? word)
  return name + index
}

function step(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing'
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

/** The result without typed arrays; a NaN never leaves. */
function plain(value: unknown, name: string, field: string): Plain {
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value
    if (!Number.isNaN(value)) return value > 0 ? 'Infinity' : '-Infinity'
    throw fail('calc-no-number', { name, field }, { field })
  }
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, (each, i) => plain(each, name, `${field}[${i}]`))
  if (Array.isArray(value)) return value.map((each, i) => plain(each, name, `${field}[${i}]`))
  if (typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, each]) => each !== undefined)
        .map(([key, each]) => [key, plain(each, name, field === '' ? key : `${field}.${key}`)]),
    )
  throw fail('calc-no-number', { name, field }, { field })
}

/** Names that share the longest beginning with a name nobody knows. */
function nearest(name: string): string {
  const common = (other: string) => {
    let same = 0
    while (same < name.length && name[same]?.toLowerCase() === other[same]?.toLowerCase()) same++
    return same
  }
  const longest = Math.max(...calcFunctionNames.map(common))
  return longest < 3 ? '' : calcFunctionNames.filter((other) => common(other) === longest).join(', ')
}
