import { describe, expect, it } from 'vitest'
import { volatilityFunctions } from './volatility.ts'

const series = [0.4, -0.1, 0.3, -0.6, 0.2, 0.5, -0.2, 0.1]
const run = async (name: string, inputs: object) => (await volatilityFunctions[name]?.run(inputs)) as Record<string, number>
/** From RiskMetrics' recursion, by hand. */
const from = (start: number, lambda = 0.9) => series.reduce((variance, u) => lambda * variance + (1 - lambda) * u * u, start)

describe('the start of an exponential average', () => {
  // sum of squares 0.96, of the values 0.6; of the first four 0.62 and 0.
  it.each([
    [undefined, (0.96 - 0.36 / 8) / 7],
    ['sample variance (n-1) of the 60', (0.96 - 0.36 / 8) / 7],
    ['sample variance (n-1) of the first 4', 0.62 / 3],
    ['population variance of the 60', (0.96 - 0.36 / 8) / 8],
    ['variance (n) of the first 4', 0.62 / 4],
    ['mean of squares', 0.96 / 8],
    ['mean of the squared returns, first 4', 0.62 / 4],
    ['first squared return', 0.16],
    [0.25, 0.25],
  ])('is read from %j', async (init, start) => {
    const inputs = init === undefined ? { series } : { series, init }
    expect((await run('ewmaVariance60', { ...inputs, lambda: 0.9 })).variance).toBeCloseTo(from(start), 14)
    const found = await run('ewmaMLE', { ...inputs, range: [0.9, 0.900001] })
    // -2 ln L without its constant at lambda 0.9, where the range leaves nothing else.
    const [criterion] = series.reduce(
      ([total = 0, variance = 1], u) => [total + Math.log(variance) + (u * u) / variance, 0.9 * variance + 0.1 * u * u],
      [0, start],
    )
    expect(found.criterion).toBeCloseTo(criterion ?? Number.NaN, 4)
  })

  it('is refused where the series is shorter', async () => {
    expect(() => volatilityFunctions.ewmaVariance60?.run({ series, lambda: 0.9, init: 'variance of the first 9' })).toThrow(/init/)
  })
})
