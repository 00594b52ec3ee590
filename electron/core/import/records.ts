// One row becomes one record: its meaning by its texts, its numbers by the measures of that meaning.
// Faults are left in the line; a record with a fault must not be used.
import { emptyTokens, type TokenBucket, tokenBuckets, type UsageRecord } from '../../../shared/domain/usage.ts'
import { addDecimals, compareDecimals } from '../../../shared/units/decimal.ts'
import type { Measures } from './format.ts'
import type { Line } from './line.ts'
import type { Understanding } from './meanings.ts'
import { type Measure, statedNumber } from './measure.ts'

const nothing: Readonly<Record<string, string>> = {}

export function recordOf({ meaning, label }: Extract<Understanding, { kind: 'meant' }>, line: Line, rowId: string): UsageRecord {
  const { measures } = meaning
  const { start, end } = line.bucket(meaning.period)
  const value = (measure: Measure | undefined): string => (measure ? statedNumber(measure, line) : '')
  const tokens = tokensOf(measures, value)
  const record = {
    label,
    start,
    end,
    tokens,
    reasoning: value(measures.reasoning),
    requests: value(measures.requests),
    gpuHours: value(measures.gpuHours),
    billed: value(measures.billed),
    list: value(measures.list),
    contracted: value(measures.contracted),
    annotations: measures.annotations ? annotationsOf(measures.annotations, value) : nothing,
    rowId,
    line: line.number,
    totalMismatch: '',
  }
  const { currencyColumn } = meaning
  if (currencyColumn !== undefined && label.currency === '' && `${record.billed}${record.list}${record.contracted}` !== '')
    line.reject(line.text(currencyColumn) === '' ? 'missing-value' : 'bad-currency', currencyColumn)
  const { total } = measures
  const mismatch = total ? mismatchOf(value(total.measure), tokens, total.of) : ''
  const marked = line.leftOut || mismatch
  return marked === '' ? record : { ...record, totalMismatch: marked }
}

function tokensOf(measures: Measures, value: (measure: Measure | undefined) => string): UsageRecord['tokens'] {
  if (tokenBuckets.every((bucket) => measures[bucket] === undefined)) return emptyTokens
  return {
    inputUncached: value(measures.inputUncached),
    cacheRead: value(measures.cacheRead),
    cacheWrite5m: value(measures.cacheWrite5m),
    cacheWrite1h: value(measures.cacheWrite1h),
    cacheWriteOther: value(measures.cacheWriteOther),
    output: value(measures.output),
  }
}

function annotationsOf(measures: Readonly<Record<string, Measure>>, value: (measure: Measure) => string): Readonly<Record<string, string>> {
  const stated = Object.entries(measures).flatMap(([name, measure]) => {
    const text = value(measure)
    return text === '' || text === '0' ? [] : [[name, text] as const]
  })
  return stated.length === 0 ? nothing : Object.fromEntries(stated)
}

/** The stated total when no reading of the buckets adds to it, otherwise ''. */
function mismatchOf(total: string, tokens: UsageRecord['tokens'], readings: readonly (readonly TokenBucket[])[]): string {
  if (total === '') return ''
  const ties = readings.some((buckets) => {
    const sum = buckets.reduce((left, bucket) => (tokens[bucket] === '' ? left : addDecimals(left, tokens[bucket])), '0')
    return compareDecimals(sum, total) === 0
  })
  return ties ? '' : total
}
