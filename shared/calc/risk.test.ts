import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../math/numerics/domain.ts'
import { riskFunctions } from './risk.ts'

const losses = [12.1, -3.4, 5.5, 8, -1.2, 22.7, 3.3, 0.4, -7.8, 15.9, 2.2, 6.1, -0.9, 31.4, 9.6, 4.8, -2.5, 11.3, 18.2, 1.7]
const run = async (name: string, inputs: object) => (await riskFunctions[name]?.run(inputs)) as Record<string, unknown>

describe('risk figures of the calculator', () => {
  it.each([
    ['empiricalVarCvar', { losses, alpha: 0.9 }, 4],
    ['quantileOrderStatCI', { losses, alpha: 0.5 }, 11],
    ['cvarStdError', { losses, alpha: 0.9 }, 4],
    ['parametricNormal', { mean: 5, sd: 12, alpha: 0.95 }, 2],
    ['parametricLognormal', { mu: 4.6, sigma: 0.35, alpha: 0.95 }, 2],
    ['parametricStudent', { loc: 2, scale: 8, nu: 5, alpha: 0.95 }, 2],
    [
      'eulerAllocation',
      {
        scenarios: [
          [1, 2],
          [3, -1],
          [0, 0],
        ],
        alpha: 0.8,
      },
      6,
    ],
    ['budgetAtRisk', { P: [2, 3], V: [100, 90], prob: [0.4, 0.6], budget: 250, alpha: 0.9 }, 7],
    ['marginAccount', { price0: 2.5, settle: [2.4, 2.2], contracts: 50, size: 1000, im: 600, mm: 450 }, 6],
    ['liquidityAtRiskBM', { annual_normal_vol_price: 1.1, units: 1000, T: 0.25, confidences: [0.95], daily_steps: 63 }, 4],
  ])('%s answers with numbers in all its fields', async (name, inputs, fields) => {
    const found = await run(name, inputs)
    expect(Object.keys(found)).toHaveLength(fields)
    expect(JSON.stringify(found)).not.toMatch(/null|undefined/)
  })

  it('tell the lower quantile, type 7, CVaR and the plain mean of the worst apart', async () => {
    const found = await run('empiricalVarCvar', { losses, alpha: 0.9 })
    expect(found.var_lower).toBe(18.2)
    expect(found.var_type7).toBeCloseTo(18.65, 12)
    expect(found.cvar).toBeCloseTo(27.05, 12)
    expect(found.naive_mean_of_losses_ge_var).toBeCloseTo(24.1, 12)
  })

  it('weigh the mean of the worst by the probabilities given', async () => {
    const found = await run('empiricalVarCvar', { losses: [1, 2, 4], prob: [0.5, 0.3, 0.2], alpha: 0.6 })
    expect(found).toMatchObject({ var_lower: 2 })
    expect(found.naive_mean_of_losses_ge_var).toBeCloseTo((2 * 0.3 + 4 * 0.2) / 0.5, 14)
    expect(found.cvar).toBeCloseTo((2 * 0.2 + 4 * 0.2) / 0.4, 14)
  })

  it('give ranks for a sample still to be drawn', async () => {
    expect(await run('quantileOrderStatCI', { n: 1000, alpha: 0.99 })).toMatchObject({ lower_rank: 983, upper_rank: 997 })
  })

  // 6 and 15 of 20, from SciPy: binom.ppf(0.025, 20, 0.5) and binom.ppf(0.975, 20, 0.5) + 1.
  it('say the bounds of a quantile by rank from 1, by index from 0 and by value', async () => {
    const found = await run('quantileOrderStatCI', { losses, alpha: 0.5, conf: 0.95 })
    expect(found).toMatchObject({ var: 4.8, ranks: [6, 15], lower_index: 5, upper_index: 14, lower: 0.4, upper: 11.3 })
    expect([found.ci, found.ci95]).toEqual([
      [0.4, 11.3],
      [0.4, 11.3],
    ])
    const narrow = await run('quantileOrderStatCI', { losses, alpha: 0.5, conf: 0.8 })
    expect(narrow).toMatchObject({ ranks: [7, 14] })
    expect(narrow).not.toHaveProperty('ci95')
  })

  it('refuse prices without volumes', () => {
    expect(() => riskFunctions.budgetAtRisk?.run({ P: [2, 3], V: [100], budget: 1, alpha: 0.9 })).toThrow(OutOfDomain)
    expect(() => riskFunctions.quantileOrderStatCI?.run({ alpha: 0.9 })).toThrow(OutOfDomain)
  })
})
