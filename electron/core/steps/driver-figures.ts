// The figures behind a segment of the bridge, as the page and the command line show them: its use, and the ratios of it.
import type { DriverSegmentData, UseFiguresData } from '../../../shared/contract/driver-commands.ts'
import type { UseMeasure } from '../../../shared/domain/spend-bridge.ts'
import { tokenBuckets } from '../../../shared/domain/usage.ts'
import { addDecimals, compareDecimals, Decimal } from '../../../shared/units/decimal.ts'
import type { SpendSegment, Use } from './bridge-segments.ts'

type Change = Pick<DriverSegmentData, 'difference' | 'parts'>

export function segmentData(segment: SpendSegment, { difference, parts }: Change): DriverSegmentData {
  const { provider, account, model, isPooled, kind, charge, measure, currency, use } = segment
  const figures = (period: 'before' | 'after'): UseFiguresData => ({
    ...figuresOf(use[period], segment[period].amount, measure),
    listCost: segment.hasList ? perMillion(segment[period].weight) : null,
    unitPrice: unitPrice(segment[period].money, segment[period].tokens, measure),
  })
  return {
    provider,
    account,
    model,
    pooled: isPooled,
    kind,
    charge,
    measure,
    currency,
    before: figures('before'),
    after: figures('after'),
    difference,
    parts,
  }
}

/** The ratios of a sum; what only a segment has (a list, one price) is left out. */
function figuresOf(use: Use, amount: string, measure: UseMeasure): Omit<UseFiguresData, 'listCost' | 'unitPrice'> {
  const { cacheRead, output, inputUncached, cacheWrite5m, cacheWrite1h, cacheWriteOther } = use.tokens
  const input = [inputUncached, cacheRead, cacheWrite5m, cacheWrite1h, cacheWriteOther].reduce(addDecimals)
  return {
    amount,
    requests: measure === 'requests' || measure === 'calls' ? use.requests : null,
    tokens: use.totalTokens,
    cacheRead,
    output,
    gpuHours: use.gpuHours,
    tokensPerRequest: measure === 'requests' ? ratio(use.totalTokens, use.requests) : null,
    cacheShare: ratio(cacheRead, input),
    outputShare: ratio(output, use.totalTokens),
  }
}

/** Over all segments with tokens. */
export function totalUse(segments: readonly SpendSegment[], period: 'before' | 'after'): UseFiguresData {
  const withTokens = segments.filter(({ measure }) => measure === 'requests' || measure === 'tokens')
  const add = (of: (segment: SpendSegment) => string): string => withTokens.reduce((sum, segment) => addDecimals(sum, of(segment)), '0')
  const tokens = Object.fromEntries(tokenBuckets.map((bucket) => [bucket, add(({ use }) => use[period].tokens[bucket])])) as Use['tokens']
  const use = {
    tokens,
    totalTokens: add((segment) => segment.use[period].totalTokens),
    requests: add((segment) => segment.use[period].requests),
    gpuHours: '0',
  }
  const amount = add((segment) => segment[period].amount)
  const measure = withTokens.length > 0 && withTokens.every((segment) => segment.measure === 'requests') ? 'requests' : 'tokens'
  return { ...figuresOf(use, amount, measure), listCost: null, unitPrice: unitPrice(amount, use.totalTokens, 'tokens') }
}

const isZero = (amount: string): boolean => compareDecimals(amount, '0') === 0
const ratio = (of: string, by: string): number | null => (isZero(by) ? null : new Decimal(of).div(by).toNumber())
const perMillion = (weight: string): string => new Decimal(weight).div(1e6).toFixed()

function unitPrice(money: string, quantity: string, measure: UseMeasure): string | null {
  if (isZero(quantity)) return null
  const scale = measure === 'requests' || measure === 'tokens' ? 1e6 : 1
  return new Decimal(money).div(quantity).times(scale).toDecimalPlaces(9).toFixed()
}
