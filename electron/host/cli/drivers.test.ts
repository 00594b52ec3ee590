// How the words of the command line become the question to the core.
import { describe, expect, it } from 'vitest'
import { parseCommandLine, UsageError } from './arguments.ts'
import { driversCommand } from './drivers.ts'
import type { Run } from './run.ts'

class Asked extends Error {
  readonly ask: unknown
  constructor(ask: unknown) {
    super()
    this.ask = ask
  }
}

/** What `drivers` would ask, or why it does not. */
async function asked(...words: string[]): Promise<unknown> {
  const call = (_name: string, ask: unknown) => Promise.reject(new Asked(JSON.parse(JSON.stringify(ask))))
  return driversCommand({ given: parseCommandLine(['drivers', ...words]), call } as unknown as Run).catch((thrown: unknown) => {
    if (thrown instanceof Asked) return thrown.ask
    throw thrown
  })
}

describe('drivers', () => {
  it('asks for the last two whole months by itself', async () => {
    expect(await asked()).toEqual({ convert: false })
  })

  it('takes months or days, and a currency to convert to or to keep to', async () => {
    expect(await asked('--month', '2026-02', '--against', '2025-02', '--currency', 'eur')).toEqual({
      from: '2026-02-01',
      to: '2026-02-28',
      againstFrom: '2025-02-01',
      againstTo: '2025-02-28',
      currency: 'EUR',
      convert: true,
    })
    expect(await asked('--from', '2026-09-08', '--to', '2026-09-14', '--only', 'CNY')).toEqual({
      from: '2026-09-08',
      to: '2026-09-14',
      currency: 'CNY',
      convert: false,
    })
  })

  it.each([
    [['--month', '2026-13'], 'a month such as 2026-09'],
    [['--from', '2026-09-01'], 'belong together'],
    [['--month', '2026-09', '--from', '2026-09-01', '--to', '2026-09-30'], 'not both'],
    [['--currency', 'USD', '--only', 'USD'], 'or --only'],
  ])('refuses %j', async (words, why) => {
    const refusal = await asked(...words).catch((thrown: unknown) => thrown)
    expect(refusal).toBeInstanceOf(UsageError)
    expect(String(refusal)).toContain(why)
  })
})
