// The library is somebody else's data: these tests pin how it is read, on prices that are a matter of public record.
import { readFileSync } from 'node:fs'
import { waitForUpdate } from '@pydantic/genai-prices'
import { describe, expect, it } from 'vitest'
import { isIsoDate } from '../../../shared/units/calendar.ts'
import { libraryPrices, priceLibrary } from './seed.ts'

const rate = (provider: string, model: string, bucket: string, day: string): string | undefined =>
  libraryPrices(provider, model)?.find(
    (price) =>
      price.bucket === bucket &&
      price.tier === 'standard' &&
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

  it('says when the start of a price is unknown, and when a rate is only the base of a tier', () => {
    const [first] = libraryPrices('openai', 'gpt-4o-mini') ?? []
    expect(first).toMatchObject({ validFrom: null, perMtok: '0.15' })
    expect(first?.source).toContain('start unknown')
    expect(libraryPrices('google', 'Gemini 2.5 Pro')?.[0]?.source).toContain('above 200000 input tokens')
  })

  it('gives the batch tier only where the library lists it', () => {
    expect(libraryPrices('openai', 'gpt-4o')?.some(({ tier }) => tier === 'batch')).toBe(false)
    const routed = libraryPrices('openrouter', 'openai/gpt-6-luna') ?? []
    expect(routed.filter(({ bucket }) => bucket === 'input').map(({ tier }) => tier)).toEqual(['standard', 'batch'])
  })

  it('takes the price of most hours where a vendor prices by the hour', () => {
    const source = libraryPrices('deepseek', 'deepseek-chat')?.[0]?.source ?? ''
    expect(source).toContain('the hours outside differ')
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
        }
      }
    }
    expect(read).toBeGreaterThan(5000)
  })

  it('names the library version that is installed', () => {
    const installed = JSON.parse(readFileSync('node_modules/@pydantic/genai-prices/package.json', 'utf8')) as { version: string }
    expect(priceLibrary).toBe(`genai-prices ${installed.version}`)
  })
})
