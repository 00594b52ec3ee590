// The library is somebody else's data: these tests pin how it is read, on prices that are a matter of public record.
import { readFileSync } from 'node:fs'
import { calcPrice, waitForUpdate } from '@pydantic/genai-prices'
import { describe, expect, it } from 'vitest'
import { isIsoDate } from '../../../shared/units/calendar.ts'
import { Decimal } from '../../../shared/units/decimal.ts'
import { libraryPrices, priceLibrary } from './seed.ts'

const rate = (provider: string, model: string, bucket: string, day: string): string | undefined =>
  libraryPrices(provider, model)?.find(
    (price) =>
      price.bucket === bucket &&
      price.tier === 'standard' &&
      price.context !== 'long' &&
      price.slots === undefined &&
      (price.validFrom ?? '') <= day &&
      (price.validTo === null || day < price.validTo),
  )?.perMtok

describe('list prices by model and day', () => {
  it('knows that o3 went from 10 / 40 to 2 / 8 dollars in June 2025', () => {
    expect([rate('openai', 'o3', 'input', '2025-06-01'), rate('openai', 'o3', 'output', '2025-06-01')]).toEqual(['10', '40'])
    expect([rate('openai', 'o3', 'input', '2025-06-30'), rate('openai', 'o3', 'output', '2025-06-30')]).toEqual(['2', '8'])
  })

  it.each(['claude-opus-4-5', 'claude-opus-4-5-20251101', 'Claude Opus 4.5', 'claude opus 4.5'])(
    'reads %s as one model, each bucket with its price',
    (model) => {
      const prices = libraryPrices('anthropic', model)
      expect(Object.fromEntries((prices ?? []).map(({ bucket, perMtok }) => [bucket, perMtok]))).toEqual({
        input: '5',
        cacheRead: '0.5',
        cacheWrite5m: '6.25',
        cacheWrite1h: '10',
        output: '25',
      })
    },
  )

  it('does not guess: unknown models and unknown providers have no price', () => {
    expect(libraryPrices('openai', 'gpt-99-imaginary')).toBeNull()
    expect(libraryPrices('nobody-ai', 'gpt-4o')).toBeNull()
    expect(libraryPrices('openai', '')).toBeNull()
  })

  it('says when the start of a price is unknown', () => {
    const [first] = libraryPrices('openai', 'gpt-4o-mini') ?? []
    expect(first).toMatchObject({ validFrom: null, perMtok: '0.15' })
    expect(first?.source).toContain('start unknown')
  })

  it('gives the batch tier only where the library lists it', () => {
    expect(libraryPrices('openai', 'gpt-4o')?.some(({ tier }) => tier === 'batch')).toBe(false)
    const routed = libraryPrices('openrouter', 'openai/gpt-6-luna') ?? []
    expect([...new Set(routed.map(({ tier }) => tier))]).toEqual(['standard', 'batch'])
  })

  it('reads every model of the library: dates are dates, periods follow each other, prices fit the ledger', async () => {
    const providers = (await waitForUpdate()) ?? []
    let read = 0
    for (const provider of providers) {
      for (const { id } of provider.models) {
        const prices = libraryPrices(provider.id, id)
        read += prices?.length ?? 0
        for (const price of prices ?? []) {
          expect(price.perMtok).toMatch(/^\d{1,7}(\.\d{1,12})?$/)
          if (price.validFrom !== null) expect(isIsoDate(price.validFrom)).toBe(true)
          if (price.validTo !== null) expect(price.validTo > (price.validFrom ?? '')).toBe(true)
          if (price.slots) expect(0 <= price.slots.from && price.slots.from < price.slots.to && price.slots.to <= 48).toBe(true)
        }
      }
    }
    expect(read).toBeGreaterThan(5000)
  })

  it('has one step of context per bucket, as the ledger holds', async () => {
    const listed = ((await waitForUpdate()) ?? []).flatMap(({ models }) =>
      models.flatMap(({ prices }) => (Array.isArray(prices) ? prices : [{ prices }]).flatMap((each) => Object.values(each.prices))),
    )
    const steps = listed.flatMap((price) => (typeof price === 'object' ? [price.tiers.length] : []))
    expect([steps.length > 100, Math.max(...steps)]).toEqual([true, 1])
  })

  it('names the library version that is installed', () => {
    const installed = JSON.parse(readFileSync('node_modules/@pydantic/genai-prices/package.json', 'utf8')) as { version: string }
    expect(priceLibrary).toBe(`genai-prices ${installed.version}`)
  })
})

describe('long requests', () => {
  it('have their own price, with the request size at which it begins', () => {
    const listed = (libraryPrices('google', 'Gemini 2.5 Pro') ?? []).map(({ bucket, context = '', perMtok }) => [bucket, context, perMtok])
    expect(listed).toEqual([
      ['input', '', '1.25'],
      ['input', 'long', '2.5'],
      ['cacheRead', '', '0.125'],
      ['cacheRead', 'long', '0.25'],
      ['cacheWrite5m', '', '1.25'],
      ['cacheWrite5m', 'long', '2.5'],
      ['cacheWrite1h', '', '1.25'],
      ['cacheWrite1h', 'long', '2.5'],
      ['output', '', '10'],
      ['output', 'long', '15'],
    ])
    expect(libraryPrices('google', 'Gemini 2.5 Pro')?.[1]?.source).toContain('above 200000 input tokens a request')
  })

  it('cost no more once the vendor has given that up', () => {
    const long = (libraryPrices('anthropic', 'claude-opus-4-6') ?? []).filter(({ context }) => context === 'long')
    expect(long.find(({ bucket }) => bucket === 'output')).toMatchObject({ perMtok: '37.5', validFrom: null, validTo: '2026-03-13' })
    expect(long.every(({ validTo }) => validTo === '2026-03-13')).toBe(true)
  })
})

describe('hours of the day', () => {
  it('of a window longer than half the day: its price is the general one, the rest is told by the half hour', () => {
    // 0.27 from 00:30 to 16:30, 0.135 in the other eight hours.
    const input = (libraryPrices('deepseek', 'deepseek-chat') ?? []).filter(({ bucket }) => bucket === 'input')
    expect(input.map(({ slots, perMtok }) => [slots?.from, slots?.to, perMtok])).toEqual([
      [undefined, undefined, '0.27'],
      [0, 1, '0.135'],
      [33, 48, '0.135'],
    ])
    expect(input[0]?.source).toContain('outside 00:00 to 00:30 and 16:30 to 24:00 UTC; stands for whole days')
  })

  it('belong to the period they are listed with: before 17 August 2026 there was one price for all hours', () => {
    const output = (libraryPrices('deepseek', 'deepseek-v4-pro') ?? []).filter(({ bucket }) => bucket === 'output')
    expect(output.map(({ validFrom, slots, perMtok }) => [validFrom, slots?.from, slots?.to, perMtok])).toEqual([
      [null, undefined, undefined, '0.87'],
      ['2026-08-17', undefined, undefined, '1.98'],
      ['2026-08-17', 2, 8, '3.96'],
      ['2026-08-17', 12, 20, '3.96'],
    ])
  })
})

describe('against the library’s own arithmetic', () => {
  /** Money of a request by our prices: the one of its hours before the general one, that of long requests before both. */
  const ours = (provider: string, model: string, tokens: { input: string; output: string }, context: '' | 'long', instant: string) => {
    const [day, slot] = [instant.slice(0, 10), Number(instant.slice(11, 13)) * 2 + Number(instant.slice(14, 16)) / 30]
    const fits = (libraryPrices(provider, model) ?? []).filter(
      (price) =>
        price.tier === 'standard' &&
        (price.validFrom ?? '') <= day &&
        (price.validTo === null || day < price.validTo) &&
        (price.context ?? '') !== (context === 'long' ? 'none' : 'long') &&
        (price.slots === undefined || (price.slots.from <= slot && slot < price.slots.to)),
    )
    const rank = (price: (typeof fits)[number]): number => (price.context === 'long' ? 2 : 0) + (price.slots ? 1 : 0)
    const of = (bucket: string): string =>
      fits.filter((price) => price.bucket === bucket).toSorted((a, b) => rank(b) - rank(a))[0]?.perMtok ?? 'NaN'
    return new Decimal(tokens.input)
      .times(of('input'))
      .plus(new Decimal(tokens.output).times(of('output')))
      .div(1e6)
      .toNumber()
  }

  it.each([
    // 300,000 x 2.5 + 1,000 x 15 = 765,000 millionths
    ['google', 'gemini-2.5-pro', '300000', '1000', '2026-09-05T12:00:00Z', 0.765],
    ['google', 'gemini-2.5-pro', '100000', '1000', '2026-09-05T12:00:00Z', 0.135],
    ['anthropic', 'claude-opus-4-6', '300000', '1000', '2026-03-12T12:00:00Z', 3.0375],
    ['anthropic', 'claude-opus-4-6', '300000', '1000', '2026-03-13T12:00:00Z', 1.525],
    ['openai', 'gpt-5.6-sol', '300000', '1000', '2026-08-20T12:00:00Z', 3.045],
    ['openai', 'gpt-5.6-sol', '300000', '1000', '2026-08-21T12:00:00Z', 2.43],
    ['deepseek', 'deepseek-chat', '1000000', '1000000', '2026-09-05T00:00:00Z', 0.685],
    ['deepseek', 'deepseek-chat', '1000000', '1000000', '2026-09-05T00:30:00Z', 1.37],
    ['deepseek', 'deepseek-chat', '1000000', '1000000', '2026-09-05T16:30:00Z', 0.685],
    ['deepseek', 'deepseek-v4-pro', '1000000', '1000000', '2026-09-05T00:30:00Z', 2.64],
    ['deepseek', 'deepseek-v4-pro', '1000000', '1000000', '2026-09-05T06:00:00Z', 5.28],
    ['deepseek', 'deepseek-v4-pro', '1000000', '1000000', '2026-09-05T10:00:00Z', 2.64],
  ])('%s %s, %s in and %s out at %s', (provider, model, input, output, instant, worked) => {
    const theirs = calcPrice({ input_tokens: Number(input), output_tokens: Number(output) }, model, {
      providerId: provider,
      timestamp: new Date(instant),
    })
    const context = Number(input) > 250_000 && Number(input) < 1_000_000 ? 'long' : ''
    expect(ours(provider, model, { input, output }, context, instant)).toBeCloseTo(worked, 12)
    expect(theirs?.total_price).toBeCloseTo(worked, 12)
  })
})
