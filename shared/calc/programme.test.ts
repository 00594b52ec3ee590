import { describe, expect, it } from 'vitest'
import { programmeFunctions } from './programme.ts'

const scenarios = { P: [2.1, 2.4, 2.6, 3.4], V: [1300, 1150, 1100, 900], F: [2, 2.5, 2.5, 3.3], F0: 2.6, K: 2.8, prem: 0.12 }
const limits = { maxfut: 1000, maxopt: 800, budget: 60, im: 0.35, im_budget: 300, risk_aversion: 0.002 }
const run = async (name: string, inputs: object) => (await programmeFunctions[name]?.run(inputs)) as Record<string, unknown>

describe('the hedge of mean and variance in the calculator', () => {
  it('takes its bounds from the limits where none are given', async () => {
    // 300 / 0.35 of margin and 60 / 0.12 of premium bind before 1,000 and 800.
    const given = await run('meanVarianceHedgeQP', { ...scenarios, ...limits, upper: [300 / 0.35, 500] })
    expect(await run('meanVarianceHedgeQP', { ...scenarios, ...limits })).toEqual(given)
    const tight = { ...limits, maxfut: 20, maxopt: 10 }
    expect(await run('meanVarianceHedgeQP', { ...scenarios, ...tight })).toEqual(
      await run('meanVarianceHedgeQP', { ...scenarios, ...tight, upper: [20, 10] }),
    )
  })

  it('refuses a position without bound', () => {
    expect(() => programmeFunctions.meanVarianceHedgeQP?.run({ ...scenarios, risk_aversion: 0.002 })).toThrow(/upper/)
  })
})
