import { describe, expect, it } from 'vitest'
import { hedgeFunctions } from './hedge.ts'

// A spot that follows two contracts with a gap that comes and goes; long enough for every model.
const wave = (i: number, period: number) => ((i * i * 7 + i * 3) % period) / period - 0.5
const fut1 = Array.from({ length: 60 }, (_, i) => 2 + 0.01 * i + 0.2 * wave(i, 23))
const fut2 = fut1.map((price, i) => price * 1.1 + 0.05 * wave(i, 17))
const spot = fut1.map((price, i) => 0.9 * price + 0.1 + 0.1 * wave(i, 19))
const garch = { garch_spot: [0.8, 0.1, 0.8], garch_fut: [0.9, 0.08, 0.85] }
const moves = (prices: readonly number[]) => prices.slice(1).map((price, i) => price - (prices[i] ?? Number.NaN))
const run = async (name: string, inputs: object) => (await hedgeFunctions[name]?.run(inputs)) as Record<string, unknown>

describe('hedge ratios of the calculator', () => {
  it.each([
    ['minVarHedgeRatio', { dS: moves(spot), dF: moves(fut1), exposure: 1e6, contract_size: 1000 }, 17],
    ['tailedHedge', { h: [0.9], exposure: 1e6, spot: 2, contract_size: 1000, futures: 2.1 }, 3],
    ['hedgeOLS', { spot, fut1, spec: 'logreturns' }, 13],
    ['hedgeRobustSE', { spot, fut1, nw_lag: 4 }, 8],
    ['hedgeMultivariate', { spot, fut1, fut2, ridge: 0.01 }, 17],
    ['hedgeECM', { spot, fut1 }, 16],
    ['hedgeEWMA', { spot, fut1, lambda: 0.94 }, 3],
    ['hedgeRolling', { spot, fut1, window: 20 }, 4],
    ['hedgeEffectivenessOOS', { spot, fut1, n_in_sample_changes: 40 }, 9],
    ['hedgeHorizon', { spot, fut1, horizons: [1, 2] }, 3],
    ['integerLots', { spot, fut1, exposure: 1e6, contract_size: 1000 }, 6],
    ['dccHedgeFilter', { spot, fut1, ...garch, dcc_a: 0.05, dcc_b: 0.9 }, 8],
    ['cccHedge', { spot, fut1, ...garch }, 4],
    ['basisRisk', { spot, fut1, h: 1 }, 5],
  ])('%s answers with numbers in all its fields', async (name, inputs, fields) => {
    const found = await run(name, { ...inputs, notes: 'not read' })
    expect(Object.keys(found)).toHaveLength(fields)
    expect(JSON.stringify(found)).not.toMatch(/null|undefined/)
  })

  it('hedge the same with one ratio and with a row of them', async () => {
    const tail = { exposure: 2_000_000, spot: 1.94, contract_size: 42_000, futures: 1.99 }
    expect(await run('tailedHedge', { ...tail, h: 0.8 })).toEqual(await run('tailedHedge', { ...tail, h: [0.8] }))
  })

  it('start fading averages where the words say', async () => {
    const inputs = { spot, fut1, lambda: 0.94 }
    const fifteen = await run('hedgeEWMA', { ...inputs, init_n: 15 })
    expect(await run('hedgeEWMA', { ...inputs, init: 'sample cov of first 15 changes' })).toEqual(fifteen)
    expect(await run('hedgeEWMA', inputs)).toEqual(await run('hedgeEWMA', { ...inputs, init_n: 20 }))
    expect(await run('hedgeEWMA', inputs)).not.toEqual(fifteen)
  })

  it('filter the returns that the words name', async () => {
    const inputs = { spot, fut1, ...garch, dcc_a: 0.05, dcc_b: 0.9 }
    const usual = await run('dccHedgeFilter', inputs)
    expect(await run('dccHedgeFilter', { ...inputs, returns: '100*(log return - mean)' })).toEqual(usual)
    expect(await run('dccHedgeFilter', { ...inputs, returns: '100*log return' })).not.toEqual(usual)
    // In units a hundred times smaller, with omega to match, the ratios stay.
    const plain = { garch_spot: [0.8e-4, 0.1, 0.8], garch_fut: [0.9e-4, 0.08, 0.85], returns: 'log return - mean' }
    expect((await run('dccHedgeFilter', { ...inputs, ...plain })).h_last).toBeCloseTo(Number(usual.h_last), 12)
    expect((await run('cccHedge', { spot, fut1, ...plain })).h_last).toBeCloseTo(
      Number((await run('cccHedge', { spot, fut1, ...garch })).h_last),
      12,
    )
  })

  it('refuse a specification nobody knows', () => {
    expect(() => hedgeFunctions.hedgeOLS?.run({ spot, fut1, spec: 'squares' })).toThrow()
    expect(() => hedgeFunctions.hedgeRolling?.run({ spot, fut1, window: 2.5 })).toThrow()
  })
})
