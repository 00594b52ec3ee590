// `calc`: questions by JSON lines, from a file or from stdin, answers in the same order as soon as they are there. Lines go to
// the core in batches, a few at a time, so that both workers calculate and a file of any length needs little memory.
import { createReadStream } from 'node:fs'
import { fail } from '../../../shared/language/failures.ts'
import { type Failure, toFailure } from '../../../shared/result/failure.ts'
import { flag, text } from './arguments.ts'
import type { Outcome, Run } from './run.ts'

const batchLines = 100
const batchesAhead = 6

interface Asked {
  readonly id: unknown
  readonly question: { readonly function: string; readonly inputs: unknown } | Failure
}

export async function calcCommand(run: Run, write: (line: string) => void): Promise<Outcome> {
  if (flag(run.given, 'list')) {
    for (const { name } of (await run.call('calc.list', {})).functions) write(name)
    return { json: null, lines: [] }
  }
  const wanted = text(run.given, 'example')
  if (wanted !== undefined) {
    const found = (await run.call('calc.list', {})).functions.find(({ name }) => name === wanted)
    if (!found) throw fail('calc-unknown', { name: wanted, near: '' }, { field: 'function' })
    write(JSON.stringify({ id: 1, function: found.name, inputs: found.example }))
    return { json: null, lines: [] }
  }
  const [file] = run.given.words
  const input = file === undefined ? process.stdin : createReadStream(file)
  const series = new Map<string, unknown>()
  const answers: Promise<string[]>[] = []
  const settle = async (left: number) => {
    while (answers.length > left) for (const line of (await answers.shift()) ?? []) write(line)
  }
  try {
    for await (const lines of linesOf(input)) {
      for (let from = 0; from < lines.length; from += batchLines) {
        const asked = lines.slice(from, from + batchLines).map((line) => ask(line, series))
        const answered = answer(run, asked)
        answered.catch(() => undefined) // told where its turn comes
        answers.push(answered)
        await settle(batchesAhead)
      }
      // A caller that waits for each answer sends no more until it has it.
      await settle(0)
    }
  } catch (thrown) {
    if (file === undefined || !(thrown instanceof Error && 'code' in thrown)) throw thrown
    throw fail('file-unreadable', { reason: thrown.message }, { file })
  }
  await settle(0)
  return { json: null, lines: [] }
}

interface Line {
  readonly text: string
  readonly number: number
}

/** Whole lines as they arrive, a piece of the input at a time; empty lines count and are left out. */
async function* linesOf(input: AsyncIterable<Buffer | string>): AsyncGenerator<Line[]> {
  const decoder = new TextDecoder()
  let rest = ''
  let number = 0
  const numbered = (texts: string[]): Line[] => texts.map((text) => ({ text, number: ++number })).filter(({ text }) => text.trim() !== '')
  for await (const piece of input) {
    const texts = (rest + (typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true }))).split('\n')
    rest = texts.pop() ?? ''
    if (texts.length > 0) yield numbered(texts)
  }
  rest += decoder.decode()
  if (rest !== '') yield numbered([rest])
}

function ask(line: Line, series: Map<string, unknown>): Asked {
  let id: unknown = null
  const refuse = (reason: string): Asked => ({ id, question: fail('calc-line', { reason }, { line: line.number }).failure })
  let parsed: unknown
  try {
    parsed = JSON.parse(line.text)
  } catch (problem) {
    return refuse(problem instanceof Error ? problem.message : String(problem))
  }
  if (!isObject(parsed)) return refuse('a line is an object')
  id = parsed.id ?? null
  if (typeof parsed.function !== 'string') return refuse('"function" is the name of one')
  const inputs = parsed.inputs ?? {}
  if (!isObject(inputs)) return refuse('"inputs" is an object')
  if (typeof id === 'string' && 'series' in inputs) series.set(id, inputs.series)
  if (typeof inputs.series_from === 'string' && !('series' in inputs)) {
    if (!series.has(inputs.series_from)) return refuse(`no line before this one has the id "${inputs.series_from}" and a series`)
    return { id, question: { function: parsed.function, inputs: { ...inputs, series: series.get(inputs.series_from) } } }
  }
  return { id, question: { function: parsed.function, inputs } }
}

async function answer(run: Run, asked: readonly Asked[]): Promise<string[]> {
  const questions = asked.flatMap(({ question }) => ('function' in question ? [question] : []))
  const { answers } = questions.length === 0 ? { answers: [] } : await run.call('calc.run', { questions })
  let next = 0
  return asked.map(({ id, question }) => {
    const answered = 'function' in question ? (answers[next++] ?? { error: toFailure(new Error('No answer came')) }) : { error: question }
    if ('result' in answered) return JSON.stringify({ id, result: answered.result })
    const { kind, message, at } = answered.error
    return JSON.stringify({ id, error: { kind, message, ...(at ? { at } : {}) } })
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
