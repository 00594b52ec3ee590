import { describe, expect, it } from 'vitest'
import { answerCalc } from './calc.ts'

describe('the smoothest curve of the calculator', () => {
  const inputs = {
    n_months: 3,
    days: [31, 28, 31],
    blocks: [
      { months: [0, 1, 2], price: 2.5 },
      { months: [0], price: 2.6 },
    ],
  }
  const months = (more: object) => answerCalc({ function: 'smoothestMonthlyCurve', inputs: { ...inputs, ...more } })

  it('weighs days, discounted to the month end where a rate is given', async () => {
    const plain = await months({})
    expect(await months({ weights: 'days (no discounting)', r: 0.04 })).toEqual(plain)
    expect(await months({ r: 0 })).toEqual(plain)
    const days = inputs.days.map((count, i) => count * Math.exp((-0.4 * (i + 1)) / 12))
    const answer = await months({ r: 0.4, weights: 'days * DF' })
    expect(answer).not.toEqual(plain)
    const { result } = (await months({ days })) as { result: { months: number[] } }
    const { result: asked } = answer as { result: { months: number[] } }
    for (const [i, price] of result.months.entries()) expect(asked.months[i]).toBeCloseTo(price, 13)
  })
})
