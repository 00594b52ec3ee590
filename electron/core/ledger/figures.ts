// Sums of spend rows, read as exact text and added up by key. One SELECT list for the pivot, its totals, the preview
// of an import and the daily series, so that the same number never comes from two places.
import { addDecimals } from '../../../shared/units/decimal.ts'
import { countOf, decimalOf, type Row, textOf } from './database.ts'
import type { UsageFigures } from './types.ts'

const sums = [
  'line_count',
  'input_uncached',
  'cache_read',
  'cache_write_5m',
  'cache_write_1h',
  'cache_write_other',
  'output',
  'reasoning',
  'total_tokens',
  'requests',
  'gpu_hours',
  'unpriced_tokens',
  'overlapped_tokens',
  'cost',
]
const summed = (columns: readonly string[]): string => columns.map((column) => `sum(${column}) AS ${column}`).join(', ')

/** Of rows of `spend`, grouped by cost_currency and basis besides the asked keys; `addFigures` folds those two away again. */
export const figureColumns = `cost_currency, basis, ${summed(sums)},
  sum(cost) FILTER (total_tokens <> 0) AS token_cost, sum(total_tokens) FILTER (cost IS NOT NULL) AS costed_tokens`

/** The same of rows that hold `figureColumns` already. */
export const figuresOfFigures = `cost_currency, basis, ${summed([...sums, 'token_cost', 'costed_tokens'])}`

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends Readonly<Record<string, string>> ? Record<string, string> : T[K] }
export type Sums = Mutable<UsageFigures>

export function noFigures(): Sums {
  return {
    inputUncached: '0',
    cacheRead: '0',
    cacheWrite: '0',
    cacheWrite5m: '0',
    cacheWrite1h: '0',
    output: '0',
    reasoning: '0',
    totalTokens: '0',
    requests: '0',
    gpuHours: '0',
    cost: {},
    billed: {},
    estimated: {},
    superseded: {},
    overlapped: {},
    unpricedTokens: '0',
    overlappedTokens: '0',
    tokenCost: {},
    costedTokens: {},
    rows: 0,
  }
}

export function addFigures(sums: Sums, row: Row): void {
  sums.inputUncached = addDecimals(sums.inputUncached, decimalOf(row, 'input_uncached'))
  sums.cacheRead = addDecimals(sums.cacheRead, decimalOf(row, 'cache_read'))
  const [short, long] = [decimalOf(row, 'cache_write_5m'), decimalOf(row, 'cache_write_1h')]
  sums.cacheWrite5m = addDecimals(sums.cacheWrite5m, short)
  sums.cacheWrite1h = addDecimals(sums.cacheWrite1h, long)
  sums.cacheWrite = addDecimals(addDecimals(addDecimals(sums.cacheWrite, short), long), decimalOf(row, 'cache_write_other'))
  sums.reasoning = addDecimals(sums.reasoning, decimalOf(row, 'reasoning'))
  sums.output = addDecimals(sums.output, decimalOf(row, 'output'))
  sums.totalTokens = addDecimals(sums.totalTokens, decimalOf(row, 'total_tokens'))
  sums.requests = addDecimals(sums.requests, decimalOf(row, 'requests'))
  sums.gpuHours = addDecimals(sums.gpuHours, decimalOf(row, 'gpu_hours'))
  sums.unpricedTokens = addDecimals(sums.unpricedTokens, decimalOf(row, 'unpriced_tokens'))
  sums.overlappedTokens = addDecimals(sums.overlappedTokens, decimalOf(row, 'overlapped_tokens'))
  sums.rows += countOf(row, 'line_count')
  if (textOf(row, 'cost') === '') return
  const currency = textOf(row, 'cost_currency')
  const cost = decimalOf(row, 'cost')
  const basis = textOf(row, 'basis')
  if (basis === 'superseded' || basis === 'overlapped') return addMoney(sums[basis], currency, cost)
  addMoney(basis === 'billed' ? sums.billed : sums.estimated, currency, cost)
  addMoney(sums.cost, currency, cost)
  if (textOf(row, 'token_cost') === '') return
  addMoney(sums.tokenCost, currency, decimalOf(row, 'token_cost'))
  addMoney(sums.costedTokens, currency, decimalOf(row, 'costed_tokens'))
}

export function addMoney(sums: Record<string, string>, currency: string, amount: string): void {
  sums[currency] = addDecimals(sums[currency] ?? '0', amount)
}
