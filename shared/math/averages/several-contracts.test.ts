import { describe, expect, it } from 'vitest'
import { integrate } from '../numerics/quadrature.ts'
import type { AveragedContract } from './several-contracts.ts'
import { severalContractsAverage, severalContractsPrice } from './several-contracts.ts'

const near: AveragedContract = { forward: 2.5, volatility: 0.6, decay: 1, maturity: 0.3 }
const next: AveragedContract = { forward: 2.42, volatility: 0.58, decay: 1, maturity: 0.39 }
const correlated = (rho: number) => [Float64Array.of(1, rho), Float64Array.of(rho, 1)]
const rolling = [0.22, 0.24, 0.26, 0.28, 0.3, 0.32].map((time, i) => ({ time, contract: i < 4 ? 0 : 1 }))

describe('an averaging month with a roll inside', () => {
  it('two contracts, six fixings: moments and prices (simulated with 4e6 paths: call 0.242526 +- 0.000159)', () => {
    const average = severalContractsAverage([near, next], rolling, correlated(0.92))
    expect(average.forward).toBeCloseTo(2.473333333333333, 14)
    expect(average.secondMoment).toBeCloseTo(6.477483906203513, 13)
    expect(average.deviation).toBeCloseTo(0.23916231279104336, 14)
    const discount = Math.exp(-0.045 * 0.33)
    expect(severalContractsPrice(1, average, 2.45, discount)).toBeCloseTo(0.24253514222060363, 13)
    expect(severalContractsPrice(-1, average, 2.45, discount)).toBeCloseTo(0.2195457488128056, 13)
  })

  it('covariances are the integrals of both volatilities over the shared time', () => {
    const [first = new Float64Array(0)] = severalContractsAverage([near, next], rolling, correlated(0.92)).covariance
    const volatility = (c: AveragedContract, u: number) => c.volatility * Math.exp(-c.decay * (c.maturity - u))
    expect(first[0]).toBeCloseTo(
      integrate((u) => volatility(near, u) ** 2, 0, 0.22, 20),
      15,
    )
    expect(first[5]).toBeCloseTo(0.92 * integrate((u) => volatility(near, u) * volatility(next, u), 0, 0.22, 20), 15)
  })

  it('without decay and with one contract is volatility^2 * time', () => {
    const { covariance } = severalContractsAverage([{ ...near, decay: 0 }], [{ time: 0.2, contract: 0 }], [Float64Array.of(1)])
    expect(covariance[0]?.[0]).toBeCloseTo(0.6 * 0.6 * 0.2, 15)
  })

  it('less correlation is less variance; nothing uncertain is the payoff', () => {
    const deviation = (rho: number) => severalContractsAverage([near, next], rolling, correlated(rho)).deviation
    expect(deviation(0.5)).toBeLessThan(deviation(0.92))
    const still = severalContractsAverage([{ ...near, volatility: 0 }], [{ time: 0.1, contract: 0 }], [Float64Array.of(1)])
    expect(severalContractsPrice(1, still, 2.4, 0.9)).toBeCloseTo(0.09, 14)
  })

  it('refuses by name', () => {
    const average = (time: number, contract: number, rho: number) => () =>
      severalContractsAverage([near, next], [{ time, contract }], correlated(rho))
    expect(average(0.1, 2, 0.9)).toThrow(/fixings\[0\] contract/)
    expect(average(0.35, 0, 0.9)).toThrow(/fixings\[0\] time/)
    expect(average(0.1, 0, 1.1)).toThrow(/correlation\[0\]\[1\]/)
    const three = [near, near, near]
    const opposed = three.map((_, i) => Float64Array.from(three, (_other, j) => (i === j ? 1 : -0.9)))
    const each = three.map((_, contract) => ({ time: 0.2, contract }))
    expect(() => severalContractsAverage(three, each, opposed)).toThrow(/positive semi-definite/)
    expect(() => severalContractsAverage([near], [], [Float64Array.of(1)])).toThrow(/fixings/)
    expect(() => severalContractsAverage([near], rolling, [])).toThrow(/correlation/)
  })
})
