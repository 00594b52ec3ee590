import { describe, expect, it } from 'vitest'
import type { Fixings } from './fixings.ts'
import { openAverage } from './fixings.ts'
import { averageDeviation, momentMatchedPrice } from './moment-matching.ts'

/** Haug (2007), Table 4-28, p. 201: 26 weekly fixings over half a year, forward 100, 5 % rate, flat or sloping volatility. */
function haug(volatilities: (week: number) => number): Fixings {
  const weeks = Array.from({ length: 26 }, (_, i) => i)
  return {
    forwards: new Float64Array(26).fill(100),
    times: Float64Array.from(weeks, (i) => (i + 1) / 52),
    volatilities: Float64Array.from(weeks, volatilities),
    past: new Float64Array(0),
  }
}

describe('moment matching', () => {
  const flat = haug(() => 0.2)
  const falling = haug((i) => 0.325 - 0.005 * i)
  const rising = haug((i) => 0.075 + 0.005 * i)
  it.each([
    [1, flat, 80, 19.5152],
    [1, flat, 90, 10.1437],
    [1, flat, 100, 3.27],
    [1, flat, 110, 0.5515],
    [1, flat, 120, 0.0479],
    [1, falling, 80, 19.5885],
    [1, falling, 100, 4.337],
    [1, falling, 120, 0.2547],
    [-1, rising, 90, 0.0782],
    [-1, rising, 100, 2.2819],
    [-1, rising, 120, 19.5078],
  ] as const)('Haug, Table 4-28, row %#', (side, fixings, strike, price) => {
    expect(Math.abs(momentMatchedPrice(side, fixings, strike, Math.exp(-0.025)) - price)).toBeLessThan(1.01e-4)
  })

  it('a month three months ahead and one partly known, to every digit', () => {
    const days = Array.from({ length: 21 }, (_, i) => 0.25 + i / 252)
    const ahead: Fixings = {
      forwards: new Float64Array(21).fill(2.49),
      times: Float64Array.from(days),
      volatilities: new Float64Array(21).fill(0.45),
      past: new Float64Array(0),
    }
    expect(averageDeviation(openAverage(ahead))).toBeCloseTo(0.2363524888400324, 14)
    expect(momentMatchedPrice(1, ahead, 2.4, Math.exp(-0.045 * (0.25 + 20 / 252)))).toBeCloseTo(0.2736904245172394, 14)
  })

  it('the running sum is the double sum over all pairs', () => {
    const fixings: Fixings = {
      forwards: Float64Array.of(2, 3, 2.5, 1),
      times: Float64Array.of(0.1, 0.4, 0.5, 2),
      volatilities: Float64Array.of(0.9, 0.5, 0.7, 0.6),
      past: new Float64Array(0),
      weights: Float64Array.of(0.1, 0.5, 0, 0.4),
    }
    const { amounts, variances, forward } = openAverage(fixings)
    let secondMoment = 0
    for (const [i, one] of amounts.entries())
      for (const [j, other] of amounts.entries()) secondMoment += one * other * Math.exp(variances[Math.min(i, j)] ?? NaN)
    expect(averageDeviation(openAverage(fixings))).toBeCloseTo(Math.sqrt(Math.log(secondMoment / forward / forward)), 14)
  })

  it('keeps its digits for small variances: n equal steps give volatility * sqrt((n + 1) (2 n + 1) / 6 n^2)', () => {
    for (const volatility of [1e-3, 1e-6, 1e-9]) {
      const deviation = averageDeviation(openAverage(haug(() => volatility)))
      const limit = volatility * Math.sqrt(0.5) * Math.sqrt((27 * 53) / (6 * 26 * 26))
      expect(Math.abs(deviation / limit - 1)).toBeLessThan(volatility * volatility + 1e-14)
    }
  })

  it('large variances do not overflow', () => {
    const huge = averageDeviation(openAverage(haug(() => 30)))
    expect(huge * huge).toBeGreaterThan(450 - 2 * Math.log(26) - 1)
    expect(huge * huge).toBeLessThan(450)
  })
})
