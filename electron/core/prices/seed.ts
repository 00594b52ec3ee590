// The seed of a workspace's price book: dated list prices from the genai-prices library, taken once per model when it
// is first seen. The library answers for any date, also before a model existed, so its first price has no known start.
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

interface Period {
  readonly validFrom: string | null
  readonly prices: ModelPrice
  readonly remark: string
}

function pricesOf(model: ModelInfo, tier: Tier): DatedPrice[] {
  const periods = periodsOf(Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }])
  return periods.flatMap((period, index) => {
    const validTo = periods[index + 1]?.validFrom ?? null
    return Object.entries(priceKeys).flatMap(([bucket, keys]): DatedPrice[] => {
      const key = keys.find((name) => period.prices[name] !== undefined)
      const price = key === undefined ? undefined : period.prices[key]
      if (key === undefined || price === undefined) return []
      const tiered =
        typeof price === 'number' ? '' : `; base rate, above ${price.tiers[0]?.start ?? 0} input tokens a request the vendor charges more`
      const parent = key === keys[0] || key === 'cache_write_mtok' ? '' : `; no own price, billed as ${key.replace('_mtok', '')}`
      const start = period.validFrom === null ? '; start unknown, used from the first day of use' : ''
      const source = `${priceLibrary}, ${model.id}${start}${tiered}${parent}${period.remark}`
      return [
        {
          bucket: bucket as PriceBucket,
          tier,
          currency: 'USD',
          perMtok: priceText(typeof price === 'number' ? price : price.base),
          validFrom: period.validFrom,
          validTo,
          source,
        },
      ]
    })
  })
}

/** Usage comes by the day, so a price by the hour cannot be applied: a window longer than half a day stands for the day. */
function periodsOf(listed: readonly ConditionalPrice[]): Period[] {
  const periods: Period[] = []
  for (const { constraint, prices } of listed) {
    const last = periods.at(-1)
    if (constraint?.type === 'time_of_date' && last) {
      const hours = `${constraint.start_time} to ${constraint.end_time}`
      const rules = windowHours(constraint.start_time, constraint.end_time) > 12
      const remark = rules ? `; price of ${hours}, the hours outside differ` : `; ${hours} differs`
      periods[periods.length - 1] = { ...last, prices: rules ? prices : last.prices, remark: last.remark + remark }
    } else {
      periods.push({ validFrom: constraint?.type === 'start_date' ? constraint.start_date : null, prices, remark: '' })
    }
  }
  return periods
}

function windowHours(start: string, end: string): number {
  const hour = (time: string): number => Number(time.slice(0, 2)) + Number(time.slice(3, 5)) / 60
  return (hour(end) - hour(start) + 24) % 24
}

/** The library's numbers are doubles of short decimals; beyond 12 places stands only what the double adds. */
function priceText(price: number): string {
  const text = decimalText(String(price))
  if (text === null) throw new Error(`Not a price: ${price}`)
  return new Decimal(text).toDecimalPlaces(12).toFixed()
}
