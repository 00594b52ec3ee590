// What drove spend from one period to another, from the command line.
import { driversSegmentName, driversTexts } from '../../../shared/language/drivers.ts'
import { describeNote } from '../../../shared/language/notes.ts'
import { toMonth } from '../../../shared/units/calendar.ts'
import { monthSpan } from '../../../shared/units/period.ts'
import { type Given, isoDate, text, UsageError } from './arguments.ts'
import { type Outcome, type Run, table } from './run.ts'

const shownSegments = 15

export async function driversCommand(run: Run): Promise<Outcome> {
  const { given } = run
  const { from, to } = spanOf(given, 'month', 'from', 'to')
  const { from: againstFrom, to: againstTo } = spanOf(given, 'against', 'against-from', 'against-to')
  const [converted, only] = [text(given, 'currency'), text(given, 'only')]
  if (converted !== undefined && only !== undefined)
    throw new UsageError('Give --currency CODE, which converts all money, or --only CODE, which leaves other money out.')
  const currency = (converted ?? only)?.toUpperCase()
  const answer = await run.call('usage.drivers', { from, to, againstFrom, againstTo, currency, convert: converted !== undefined })
  const words = driversTexts.en
  const notes = answer.notes.map((note) => describeNote(note, 'en'))
  const used = answer.parts.filter(({ amount }) => amount !== '0').map(({ driver }) => driver)
  return {
    json: { ...answer, notes },
    lines: [
      `${answer.from} to ${answer.to} against ${answer.againstFrom} to ${answer.againstTo}, ${answer.currency}${answer.convert ? ', converted' : ''}`,
      ...table([
        ['', answer.currency],
        ['before', answer.before],
        ...answer.parts.map(({ driver, amount }) => [words.driver[driver], amount]),
        ['after', answer.after],
      ]),
      '',
      ...table([
        ['what moved', 'change', ...used.map((driver) => words.driver[driver])],
        ...answer.segments
          .slice(0, shownSegments)
          .map((segment) => [driversSegmentName(segment, 'en'), segment.difference, ...used.map((driver) => segment.parts[driver])]),
      ]),
      ...(answer.segments.length > shownSegments
        ? [`and ${answer.segments.length - shownSegments} smaller ones; --json lists them all`]
        : []),
      ...notes,
    ],
  }
}

/** A month, or a first and a last day. */
function spanOf(given: Given, month: string, from: string, to: string): { from?: string; to?: string } {
  const label = text(given, month)
  const [first, last] = [isoDate(given, from), isoDate(given, to)]
  if ((first === undefined) !== (last === undefined)) throw new UsageError(`--${from} and --${to} belong together.`)
  if (label === undefined) return first === undefined || last === undefined ? {} : { from: first, to: last }
  if (first !== undefined) throw new UsageError(`Give --${month} or --${from} and --${to}, not both.`)
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(label)) throw new UsageError(`--${month} is "${label}"; a month such as 2026-09 is needed.`)
  return monthSpan(toMonth(label))
}
