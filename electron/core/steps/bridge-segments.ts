// The segments of a bridge of spend: the lines of two periods by provider, account, model and currency, each with what
// counts its use. Money and tokens may come from different files (a cost report and a usage report); they meet here.
//
// - Tokens whose money stands on other lines go where that money is; tokens without any known money are left out and told.
// - A segment is measured in requests where all its lines with tokens state them, otherwise in tokens; without tokens in
//   GPU-hours or calls. Credits, tax, purchases and charges that nothing counts have no measure.
// - A provider whose bill and tokens share no names is one segment (pooled-bills.ts).
// Pure; called by read-drivers.ts.
import type { BridgeSegment, SegmentPeriod, UseMeasure } from '../../../shared/domain/spend-bridge.ts'
import { type ChargeKind, type TokenBucket, tokenBuckets } from '../../../shared/domain/usage.ts'
import { addDecimals, Decimal } from '../../../shared/units/decimal.ts'
import type { PeriodLine, TwoPeriods } from '../ledger/types.ts'
import { accountOf, isTokenMoney, pooledAccounts } from './pooled-bills.ts'
import type { ListCost } from './price-weights.ts'

export interface SpendSegment extends BridgeSegment {
  readonly provider: string
  readonly account: PeriodLine['account']
  /** '' for all models of the provider, or for a charge of none. */
  readonly model: string
  readonly isPooled: boolean
  readonly kind: ChargeKind
  readonly charge: string
  /** Whether the tokens of both periods could be valued at one price list. */
  readonly hasList: boolean
  readonly use: TwoPeriods<Use>
}

/** What the lines of a period state. */
export interface Use {
  readonly tokens: Readonly<Record<TokenBucket, string>>
  readonly totalTokens: string
  readonly requests: string
  readonly gpuHours: string
}

type Period = keyof TwoPeriods<unknown>
const periods = ['before', 'after'] as const

type Placed = PeriodLine & { readonly period: Period }

export function segmentsOf(lines: TwoPeriods<readonly PeriodLine[]>, listCost: (line: PeriodLine) => ListCost | null): SpendSegment[] {
  const pooled = new Set(periods.flatMap((period) => [...pooledAccounts(lines[period])]))
  const groups = new Map<string, { readonly place: Place; readonly lines: Placed[] }>()
  for (const period of periods) {
    for (const line of lines[period]) {
      const place = placeOf(line, pooled)
      if (place === null) continue
      const name = JSON.stringify(Object.values(place))
      const group = groups.get(name) ?? { place, lines: [] }
      groups.set(name, group)
      group.lines.push({ ...line, period })
    }
  }
  return [...groups.values()].flatMap(({ place, lines: placed }) =>
    [...byCurrency(placed)].map(([currency, own]) => segmentOf(place, currency, own, listCost)),
  )
}

/** Where a line belongs, but for its currency. */
interface Place extends Pick<SpendSegment, 'provider' | 'account' | 'model' | 'isPooled' | 'kind' | 'charge'> {
  readonly family: 'tokens' | 'gpuHours' | 'calls' | 'none'
}

/** null for a line that adds nothing, or whose tokens have no known money. */
function placeOf(line: PeriodLine, pooled: ReadonlySet<string>): Place | null {
  const { provider, account, model, kind, charge } = line
  const isCounted = line.basis === 'billed' || line.basis === 'estimated'
  const place = { provider, account, model, isPooled: false, kind, charge: '' }
  if (kind === 'usage' && (line.totalTokens !== '0' || isTokenMoney(line))) {
    if (line.basis === 'unpriced') return null
    const isPooled = pooled.has(accountOf(line))
    return { ...place, family: 'tokens', isPooled, model: isPooled ? '' : model }
  }
  if (!isCounted) return null
  if (kind === 'usage' && (line.counts === 'gpuHours' || line.counts === 'calls')) return { ...place, family: line.counts }
  return line.money === '0' ? null : { ...place, family: 'none', charge }
}

/**
 * Lines by the currency of their money. Lines without money of their own are billed by others: they follow the money that
 * states no tokens in their period, or any of the period, or any at all. Where there is none nothing is paid.
 */
function byCurrency(lines: readonly Placed[]): Map<string, Placed[]> {
  const paid = lines.filter(({ money }) => money !== '0')
  const homeOf = (period: Period): string | undefined => {
    const ofPeriod = paid.filter((line) => line.period === period)
    const candidates = [ofPeriod.filter(isTokenMoney), ofPeriod, paid].find((some) => some.length > 0) ?? []
    return candidates.map(({ currency }) => currency).sort()[0]
  }
  const home = { before: homeOf('before'), after: homeOf('after') }
  const groups = new Map<string, Placed[]>()
  for (const line of lines) {
    const currency = line.money === '0' ? home[line.period] : line.currency
    if (currency === undefined) continue
    const group = groups.get(currency) ?? []
    groups.set(currency, group)
    group.push(line)
  }
  return groups
}

function segmentOf(
  { family, ...place }: Place,
  currency: string,
  lines: readonly Placed[],
  listCost: (line: PeriodLine) => ListCost | null,
): SpendSegment {
  const use = { before: statedOf(lines, 'before'), after: statedOf(lines, 'after') }
  const measure = family === 'tokens' ? tokenMeasureOf(lines) : family
  const listed = measure === 'requests' || measure === 'tokens' ? listedOf(lines, use, listCost) : null
  const periodOf = (period: Period): SegmentPeriod => {
    const own = lines.filter((line) => line.period === period)
    const quantity = quantityOf(use[period], measure)
    const tokens = measure === 'requests' ? use[period].totalTokens : quantity
    return {
      quantity,
      tokens,
      weight: listed?.[period].toFixed() ?? tokens,
      money: own.reduce((sum, { money }) => addDecimals(sum, money), '0'),
      amount: own.reduce((sum, { amount }) => addDecimals(sum, amount ?? '0'), '0'),
    }
  }
  return { ...place, currency, measure, hasList: listed !== null, use, before: periodOf('before'), after: periodOf('after') }
}

function quantityOf({ requests, totalTokens, gpuHours }: Use, measure: UseMeasure): string {
  return { requests, tokens: totalTokens, gpuHours, calls: requests, none: '0' }[measure]
}

/** Requests measure use only where every line with tokens, in both periods, states them. */
function tokenMeasureOf(lines: readonly Placed[]): UseMeasure {
  const counts = new Set(lines.map((line) => line.counts))
  return counts.has('tokens') ? 'tokens' : counts.has('requests') ? 'requests' : 'none'
}

/** The tokens of both periods at one price list; null unless every model in it has a price, in one currency. */
function listedOf(
  lines: readonly Placed[],
  use: TwoPeriods<Use>,
  listCost: (line: PeriodLine) => ListCost | null,
): TwoPeriods<Decimal> | null {
  const sums = { before: new Decimal(0), after: new Decimal(0) }
  let currency: string | undefined
  for (const line of lines) {
    if (line.totalTokens === '0') continue
    const listed = listCost(line)
    if (listed === null || (currency !== undefined && listed.currency !== currency)) return null
    currency = listed.currency
    sums[line.period] = sums[line.period].plus(listed.cost)
  }
  return periods.some((period) => use[period].totalTokens !== '0' && sums[period].isZero()) ? null : sums
}

function statedOf(lines: readonly Placed[], period: Period): Use {
  const own = lines.filter((line) => line.period === period)
  const sum = (of: (line: Placed) => string): string => own.reduce((total, line) => addDecimals(total, of(line)), '0')
  return {
    tokens: Object.fromEntries(tokenBuckets.map((bucket) => [bucket, sum((line) => line.tokens[bucket])])) as Use['tokens'],
    totalTokens: sum((line) => line.totalTokens),
    requests: sum((line) => line.requests),
    gpuHours: sum((line) => line.gpuHours),
  }
}
