// The seed of a workspace's price book: dated list prices from the genai-prices library, taken once per model when it
// is first seen. The library answers for any date, also before a model existed, so its first price has no known start.
// Prices of long requests and of certain hours are prices of their own here; the library knows no days of the week.
// It matches names by its own rules; this file only spells a display name the way ids are spelt. Used by core/steps.
import { type ConditionalPrice, calcPrice, type ModelInfo, type ModelPrice } from '@pydantic/genai-prices'
import type { DatedPrice, PriceBucket } from '../../../shared/domain/price.ts'
import type { Tier } from '../../../shared/domain/usage.ts'
import { Decimal, decimalText } from '../../../shared/units/decimal.ts'

export const priceLibrary = 'genai-prices 0.1.8'

/** Names vendors' exports use for a provider that the library calls otherwise. */
const providerNames: Readonly<Record<string, string>> = { gcp: 'google', vertex: 'google', 'vertex-ai': 'google' }

/** For each bucket the library's price keys in the order it falls back on them: tokens without an own price are billed as their parent. */
const priceKeys: Readonly<Record<PriceBucket, readonly string[]>> = {
  input: ['input_mtok'],
  cacheRead: ['cache_read_mtok', 'input_mtok'],
  cacheWrite5m: ['cache_write_5m_mtok', 'cache_write_mtok', 'input_mtok'],
  cacheWrite1h: ['cache_write_1h_mtok', 'cache_write_mtok', 'input_mtok'],
  output: ['output_mtok'],
}

/** Every dated price the library has for a model as a usage file names it; null when it does not know the model. */
export function libraryPrices(provider: string, model: string): DatedPrice[] | null {
  const known = findModel(provider, model)
  if (!known) return null
  // Only a few gateways list batch prices, as models of their own; elsewhere the batch price is unknown, not half.
  const batch = known.id.endsWith(':batch') ? null : findModel(provider, `${model}:batch`)
  const prices = [...pricesOf(known, 'standard'), ...(batch?.id.endsWith(':batch') ? pricesOf(batch, 'batch') : [])]
  return prices.length > 0 ? prices : null
}

function findModel(provider: string, model: string): ModelInfo | null {
  const slug = provider.trim().toLowerCase()
  const options = slug === '' ? {} : { providerId: providerNames[slug] ?? slug }
  for (const spelling of spellings(model)) {
    const found = calcPrice({}, spelling, options)
    if (found) return found.model
  }
  return null
}

/** 'Claude Opus 4.5' is tried as it stands, as 'claude-opus-4.5' and as 'claude-opus-4-5'. */
function spellings(model: string): Set<string> {
  const dashed = model
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
  return new Set([model, dashed, dashed.replaceAll('.', '-')].filter((name) => name !== ''))
}

/** From its first day to the next period's: the price of most of the day, and half hours of other prices. */
interface Period {
  readonly validFrom: string | null
  readonly prices: ModelPrice
  readonly hours: readonly { readonly slots: NonNullable<DatedPrice['slots']>; readonly prices: ModelPrice }[]
  readonly remark: string
}

function pricesOf(model: ModelInfo, tier: Tier): DatedPrice[] {
  const periods = periodsOf(Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }])
  return periods.flatMap((period, index): DatedPrice[] => {
    const { validFrom, remark } = period
    const span = { tier, currency: 'USD', validFrom, validTo: periods[index + 1]?.validFrom ?? null } as const
    const start = validFrom === null ? '; start unknown, used from the first day of use' : ''
    const source = `${priceLibrary}, ${model.id}${start}`
    return [
      ...bucketPrices(period.prices, `${source}${remark}`).map((price) => ({ ...span, ...price })),
      ...period.hours.flatMap(({ slots, prices }) =>
        bucketPrices(prices, `${source}; ${clock(slots.from)} to ${clock(slots.to)} UTC, on every day of the week`).map((price) => ({
          ...span,
          ...price,
          slots,
        })),
      ),
    ]
  })
}

/** The price of each bucket, and beside it what it is for requests beyond the standard context where the vendor charges more. */
function bucketPrices(prices: ModelPrice, source: string): Pick<DatedPrice, 'bucket' | 'perMtok' | 'context' | 'source'>[] {
  return Object.entries(priceKeys).flatMap(([name, keys]) => {
    const key = keys.find((each) => prices[each] !== undefined)
    const price = key === undefined ? undefined : prices[key]
    if (key === undefined || price === undefined) return []
    const bucket = name as PriceBucket
    const parent = key === keys[0] || key === 'cache_write_mtok' ? '' : `; no own price, billed as ${key.replace('_mtok', '')}`
    if (typeof price === 'number') return [{ bucket, perMtok: priceText(price), source: source + parent }]
    const [above] = price.tiers
    if (above === undefined) return [{ bucket, perMtok: priceText(price.base), source: source + parent }]
    return [
      { bucket, perMtok: priceText(price.base), source: `${source}${parent}; up to ${above.start} input tokens a request` },
      {
        bucket,
        perMtok: priceText(above.price),
        context: 'long',
        source: `${source}${parent}; above ${above.start} input tokens a request`,
      },
    ]
  })
}

/**
 * A start date begins a period; the hours that follow it belong to it. A price without a constraint is the base: what holds
 * where no hours are named. What holds most of the day stands for lines of a day or longer.
 */
function periodsOf(listed: readonly ConditionalPrice[]): Period[] {
  const starts = listed.flatMap(({ constraint }, index) => (index > 0 && constraint?.type === 'time_of_date' ? [] : [index]))
  return starts.map((start, index) => {
    const entries = listed.slice(start, starts[index + 1])
    const day = Array.from({ length: halfHours }, () => 0)
    for (const [at, { constraint }] of entries.entries()) {
      if (constraint?.type !== 'time_of_date') continue
      const [from, to] = [slotOf(constraint.start_time), slotOf(constraint.end_time) || halfHours]
      for (let slot = 0; slot < halfHours; slot += 1) {
        const isInside = from < to ? from <= slot && slot < to : from <= slot || slot < to
        if (isInside) day[slot] = at
      }
    }
    const most = entries
      .map((_, at) => day.filter((each) => each === at).length)
      .reduce((best, count, at, all) => (count > (all[best] ?? 0) ? at : best), 0)
    const { constraint } = entries[0] ?? {}
    const hours = runsOf(day).filter(({ at }) => at !== most)
    return {
      validFrom: constraint?.type === 'start_date' ? constraint.start_date : null,
      prices: entries[most]?.prices ?? {},
      hours: hours.map(({ at, from, to }) => ({ slots: { from, to }, prices: entries[at]?.prices ?? {} })),
      remark:
        hours.length === 0
          ? ''
          : `; outside ${hours.map(({ from, to }) => `${clock(from)} to ${clock(to)}`).join(' and ')} UTC; stands for whole days`,
    }
  })
}

const halfHours = 48

/** Stretches of the day with one price each. */
function runsOf(day: readonly number[]): { at: number; from: number; to: number }[] {
  const edges = day.flatMap((at, slot) => (slot === 0 || at !== day[slot - 1] ? [slot] : []))
  return edges.map((from, index) => ({ at: day[from] ?? 0, from, to: edges[index + 1] ?? day.length }))
}

/** `00:30:00Z` is the half hour 1 of the day. */
function slotOf(time: string): number {
  const [hour = Number.NaN, minute = Number.NaN, second = 0] = time.replace('Z', '').split(':').map(Number)
  const slot = hour * 2 + minute / 30
  if (!Number.isInteger(slot) || second !== 0) throw new Error(`Not on a half hour: ${time}`)
  return slot
}

const clock = (slot: number): string => `${String(slot >> 1).padStart(2, '0')}:${slot % 2 === 0 ? '00' : '30'}`

/** The library's numbers are doubles of short decimals; beyond 12 places stands only what the double adds. */
function priceText(price: number): string {
  const text = decimalText(String(price))
  if (text === null) throw new Error(`Not a price: ${price}`)
  return new Decimal(text).toDecimalPlaces(12).toFixed()
}
