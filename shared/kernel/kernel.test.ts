import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { driftlessMarket, type MarketTask } from '../math/simulation/market-model.ts'
import { simulateMarketPlainly } from '../math/simulation/market-reference.ts'
import { createMarketKernel, createStrategyBook } from './kernel.ts'

const task = (months: number, factors: number, seed: number, quantity = -1): MarketTask => {
  const model = driftlessMarket({
    months,
    volatilities: Array.from({ length: factors }, (_, k) => 0.3 + 0.15 * k),
    reversions: Array.from({ length: factors }, (_, k) => (k % 2 === 0 ? 0 : 1.5)),
    correlation: Array.from({ length: factors }, (_, i) => Array.from({ length: factors }, (__, j) => (i === j ? 1 : 0.3))),
    quantity,
  })
  const row = (scale: number) => Float64Array.from({ length: months * factors }, (_, i) => scale * (1 + (i % 5)))
  return {
    model,
    spend: { exposure: row(1000), open: row(700), margin: Float64Array.from({ length: months }, (_, m) => 500 - m) },
    draws: { seed, stream: 3, variable: 1, run: 2 },
  }
}

describe('the kernel', () => {
  it('gives the bits of the plain loop', () => {
    const kernel = createMarketKernel()
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 6 }),
        fc.nat({ max: Number.MAX_SAFE_INTEGER }),
        fc.integer({ min: -1, max: 5 }),
        fc.nat({ max: 1000 }),
        fc.integer({ min: 1, max: 40 }),
        (months, factors, seed, quantity, four, count) => {
          const given = task(months, factors, seed, quantity < factors ? quantity : -1)
          expect(kernel.simulate(given, four * 4, count)).toEqual(simulateMarketPlainly(given, four * 4, count))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('gives the same bits over many blocks, far tails of the normal included', () => {
    const given = task(12, 4, 42, 3)
    const whole = createMarketKernel().simulate(given, 0, 10_001)
    expect(whole).toEqual(simulateMarketPlainly(given, 0, 10_001))
    const part = createMarketKernel().simulate(given, 4096, 500)
    expect(part.cost).toEqual(whole.cost.slice(4096, 4596))
  })

  it('holds a level within doubles, and refuses what is no number', () => {
    const wild = task(24, 1, 7)
    wild.model.loading.fill(1e6)
    const { cost, peak } = createMarketKernel().simulate(wild, 0, 64)
    expect([...cost, ...peak].every(Number.isFinite)).toBe(true)
    wild.spend.margin[3] = NaN
    expect(() => createMarketKernel().simulate(wild, 0, 64)).toThrow('margin[3] is NaN')
    expect(() => createMarketKernel().simulate(task(2, 1, 7), 2, 4)).toThrow('first path of four')
  })

  it('keeps the levels it went through', () => {
    const given = task(3, 2, 9)
    const { levels, gain } = createMarketKernel().simulateLevels(given, 0, 5)
    for (let path = 0; path < 5; path++) {
      let total = 0
      for (let month = 0; month < 3; month++) {
        let moved = 0
        for (let k = 0; k < 2; k++) {
          const at = month * 2 + k
          const before = month === 0 ? 1 : (levels[(at - 2) * 5 + path] ?? NaN)
          moved += (given.spend.open[at] ?? NaN) * ((levels[at * 5 + path] ?? NaN) - before)
        }
        total += moved
      }
      expect(total).toBe(gain[path])
    }
  })
})

describe('a book of strategies', () => {
  it('weighs and adds stored gains and finds the worst day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 1100 }),
        fc.infiniteStream(fc.integer({ min: -8, max: 8 })),
        (months, instruments, paths, numbers) => {
          const draw = () => Number(numbers.next().value)
          const gains = Float64Array.from({ length: months * instruments * paths }, draw)
          const positions = Float64Array.from({ length: months * instruments }, draw)
          const margin = Float64Array.from({ length: months }, draw)
          const book = createStrategyBook(gains, months, instruments)
          const { gain, peak } = book.evaluate(positions, margin)
          for (let path = 0; path < paths; path++) {
            let sum = 0
            let worst = margin[0] ?? NaN
            for (let m = 0; m < months; m++) {
              for (let i = 0; i < instruments; i++)
                sum += (positions[m * instruments + i] ?? NaN) * (gains[(m * instruments + i) * paths + path] ?? NaN)
              worst = Math.max(worst, (margin[m] ?? NaN) - sum)
            }
            expect([gain[path], peak[path]]).toEqual([sum, worst])
          }
        },
      ),
      { numRuns: 25 },
    )
  })
})
