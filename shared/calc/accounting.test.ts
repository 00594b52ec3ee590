import { describe, expect, it } from 'vitest'
import { accountingFunctions } from './accounting.ts'

const gains = [-12, 8.5, 20.1, -6.4]
const items = [11.2, -8.9, -18.7, 6.9]
const dates = { fwd_index: [2.45, 2.38, 2.57], fwd_future: [2.5, 2.42, 2.6], t_left: [1, 0.5, 0] }
const run = async (name: string, inputs: object) => (await accountingFunctions[name]?.run(inputs)) as Record<string, unknown>

describe('hedge accounting of the calculator', () => {
  it.each([
    ['dollarOffset', { d_instrument: gains, d_hedged_item: items }, 6],
    ['cashFlowHedgeReserveIFRS9', { cum_instrument: gains, cum_hedged_item: items }, 4],
    ['cashFlowHedgeOCIUSGAAP', { d_instrument: gains, highly_effective: true }, 3],
    ['regressionEffectiveness', { x: items, y: gains.map((gain) => -gain) }, 16],
    ['hypotheticalDerivative', { units: 1000, fixed_hyp: 2.45, fixed_act: 2.5, r: 0.045, ...dates }, 7],
    ['optionTimeValue', { premium: 9, intrinsic: [0, 2, 0], fair: [9, 6, 0], periods: 2 }, 6],
  ])('%s answers with numbers in all its fields', async (name, inputs, fields) => {
    const found = await run(name, inputs)
    expect(Object.keys(found)).toHaveLength(fields)
    expect(JSON.stringify(found)).not.toMatch(/null|undefined/)
  })

  it('says passes as 1 and 0', async () => {
    const found = await run('dollarOffset', { d_instrument: [-10, -5], d_hedged_item: [10, 10] })
    expect(found.period_pass).toEqual([1, 0])
    expect(await run('regressionEffectiveness', { x: items, y: gains.map((gain) => -gain) })).toMatchObject({
      pass_r2: 1,
      pass_slope: 1,
      n: 4,
    })
  })
})
