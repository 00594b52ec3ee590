import { describe, expect, it } from 'vitest'
import { answerCalc } from './calc.ts'

const volatility = (more: object) =>
  answerCalc({ function: 'averageFuturesInstantVol', inputs: { n_fixings: 21, n_fixed: 10, sigma_spot: 0.5, ...more } })

describe('the volatility of an average-settled future', () => {
  it('takes the fixings so far as equal to the spot, unless they are said to differ', async () => {
    const share = (0.5 * 11) / 21
    expect(await volatility({})).toMatchObject({ result: { vol: share } })
    expect(await volatility({ fixed_average_equals_spot: true })).toMatchObject({ result: { vol: share } })
    expect(await volatility({ fixed_average_equals_spot: true, spot: 2.6 })).toMatchObject({ result: { vol: share } })
    const apart = { fixed_average_equals_spot: false, fixed_average: 2.4, spot: 2.6 }
    const { result } = (await volatility(apart)) as { result: { vol: number } }
    expect(result.vol).toBeCloseTo((0.5 * 11 * 2.6) / (10 * 2.4 + 11 * 2.6), 14)
  })

  it('asks for both when they are said to differ', async () => {
    const differ = { fixed_average_equals_spot: false }
    for (const given of [differ, { ...differ, spot: 2.6 }, { ...differ, fixed_average: 2.4 }, { spot: 2.6 }, { fixed_average: 2.4 }])
      expect(await volatility(given)).toMatchObject({ error: { code: 'calc-argument' } })
  })
})
