// From the evidence to what is settled and what must be asked. An option given by a person always settles;
// otherwise only evidence does. A question carries what each answer would make of the file.
import { type DateOrder, DateReader, instantText } from './dates.ts'
import { type Evidence, zoneHours } from './evidence.ts'
import type { MappingProfile } from './mapping-profile.ts'
import { type DecimalMark, readNumber } from './numbers.ts'
import type { ImportOptions, Question } from './options.ts'
import { makerOf, providerSlug } from './words.ts'
import { zoneOf } from './zones.ts'

export interface Settled<Answer> {
  readonly answer: Answer | null
  readonly question: Question | null
}

/** `usual`: how the vendor writes dates, for files that do not tell. */
export function dateOrder(evidence: Evidence, given: DateOrder | undefined, usual: DateOrder | undefined): Settled<DateOrder> {
  if (given) return { answer: given, question: null }
  const { ambiguousDates, orders } = evidence
  if (ambiguousDates.rows === 0) return { answer: null, question: null }
  if (orders.length === 1) return { answer: orders[0] ?? null, question: null }
  if (usual && (orders.length === 0 || orders.includes(usual))) return { answer: usual, question: null }
  const sample = ambiguousDates.samples[0] ?? ''
  const offered = orders.length > 0 ? orders : (['dmy', 'mdy', 'ymd'] as const)
  const options = offered.map((value) => {
    const stamp = new DateReader(value, zoneOf('UTC')).read(sample)
    return { value, reading: stamp ? instantText(stamp.ms).slice(0, 10) : '', tokens: null, money: {} }
  })
  return {
    answer: null,
    question: { id: 'date-order', flag: '--date-order', ...ambiguousDates, options: options.filter(({ reading }) => reading !== '') },
  }
}

export function decimalMark(
  evidence: Evidence,
  given: DecimalMark | undefined,
  delimiter: string | null,
  currency: string,
): Settled<DecimalMark> {
  if (given) return { answer: given, question: null }
  const { marks, ambiguousMarks, markMoney } = evidence
  if (marks.size === 1) return { answer: marks.has(',') ? ',' : '.', question: null }
  if (marks.size === 0 && ambiguousMarks.rows === 0) return { answer: null, question: null }
  // Software that divides columns by commas writes points; a spreadsheet that writes decimal commas divides by semicolons.
  if (marks.size === 0 && (delimiter === ',' || delimiter === null) && ambiguousMarks.samples.every((sample) => !sample.includes(',')))
    return { answer: '.', question: null }
  const sample = ambiguousMarks.samples[0] ?? ''
  const options = (['.', ','] as const).map((value) => ({
    value,
    reading: readNumber(sample, value).value ?? '',
    tokens: null,
    money: currency === '' ? {} : { [currency]: markMoney[value] },
  }))
  return { answer: null, question: { id: 'decimal-mark', flag: '--decimal-mark', ...ambiguousMarks, options } }
}

/** Settled by a stated total that ties in every row under one reading only; otherwise asked. */
export function cachedInInput(evidence: Evidence, profile: MappingProfile, given: 'yes' | 'no' | undefined): Settled<'yes' | 'no'> {
  const { cached } = evidence
  const stated = given ?? profile.cachedInInput
  if (stated) return { answer: stated, question: null }
  if (profile.columns.inputTokens === undefined || cached.rows === 0) return { answer: 'no', question: null }
  if (cached.tiesInside === cached.rows && cached.tiesOutside === 0) return { answer: 'yes', question: null }
  if (cached.tiesOutside === cached.rows && cached.tiesInside === 0) return { answer: 'no', question: null }
  // A table that states its money has the same money under either answer.
  const isStated = (['cost', 'list', 'contracted'] as const).some((field) => profile.columns[field] !== undefined)
  const byModel = (tokens: 'input' | 'uncached') =>
    isStated
      ? []
      : [...evidence.cachedModels.values()].map(({ provider, model, ...sums }) => ({
          provider: providerSlug(provider || profile.provider || makerOf(model)),
          model,
          tokens: sums[tokens],
        }))
  // Under 'yes', rows with more cached than input tokens would be rejected: they are not in the sum.
  const options = [
    { value: 'yes', reading: '', tokens: cached.uncached, money: {}, byModel: byModel('uncached') },
    { value: 'no', reading: '', tokens: cached.input, money: {}, byModel: byModel('input') },
  ]
  return {
    answer: null,
    question: {
      id: 'cached-in-input',
      flag: '--cached-in-input',
      rows: cached.rows,
      samples: cached.samples,
      column: cached.column,
      options,
    },
  }
}

/** Asked only where a file states money and neither a column, a column's name nor a person says in which currency. */
export function currencyQuestion(evidence: Evidence, profile: MappingProfile, given: ImportOptions['currency']): Question | null {
  if (evidence.money.rows === 0 || given !== undefined || profile.currency !== undefined || profile.columns.currency !== undefined)
    return null
  const { rows, samples, column, sum } = evidence.money
  const options = ['USD', 'EUR', 'GBP', 'CNY'].map((value) => ({
    value,
    reading: `${value} ${samples[0] ?? ''}`,
    tokens: null,
    money: { [value]: sum },
  }))
  return { id: 'currency', flag: '--currency', rows, samples, column, options }
}

const zoneNames: Readonly<Record<number, string>> = {
  [-8]: 'America/Los_Angeles',
  [-5]: 'America/New_York',
  0: 'UTC',
  1: 'Europe/Berlin',
  5.5: 'Asia/Kolkata',
  8: 'Asia/Shanghai',
  9: 'Asia/Tokyo',
}

/** Asked where times state no zone and a zone would move rows into another month; otherwise UTC is taken, and a note says so. */
export function zoneQuestion(evidence: Evidence, currency: string): Question | null {
  const { zoneless, monthMovers, money } = evidence
  const most = Math.max(...zoneHours.map((hours) => monthMovers[hours]?.rows ?? 0))
  if (zoneless.rows === 0 || most === 0) return null
  const options = zoneHours.map((hours) => {
    const { rows = 0, money: moved = '0' } = monthMovers[hours] ?? {}
    return {
      value: zoneNames[hours] ?? 'UTC',
      reading: String(rows),
      tokens: null,
      money: money.rows === 0 || currency === '' ? {} : { [currency]: moved },
    }
  })
  return { id: 'zone', flag: '--zone', rows: most, samples: zoneless.samples, column: zoneless.column, options }
}
