// What the slope between two contract months says, as rates. Compute cannot be stored: the "convenience yield" is a way of
// quoting the decline of prices, not a bound that arbitrage enforces. Source: Hull, Options, Futures and Other Derivatives,
// ch. 5 (the storable case). Called by calc/curve.ts.
import { requireFinite, requirePositive } from '../numerics/domain.ts'
import { expm1, log, log1p } from '../numerics/elementary.ts'

interface Carry {
  /** ln(far / near) / years: the growth of the curve per year, continuously compounded. */
  readonly carry: number
  /** The y of far = near exp((rate - y) years). */
  readonly convenienceYield: number
  /** The same growth as a share per year: exp(carry) - 1. */
  readonly annualChange: number
  /** What a long position gains per year when it is rolled along an unchanged curve: -carry. */
  readonly longRollYield: number
  /** Years until the price has halved at this pace; negative on a rising curve (years to double), Infinity on a flat one. */
  readonly halvingYears: number
}

/** near, far: prices above 0 of two contracts that are `years` > 0 apart; rate: continuously compounded. */
export function impliedCarry(near: number, far: number, years: number, rate: number): Carry {
  requirePositive('near', near)
  requirePositive('far', far)
  requirePositive('years', years)
  requireFinite('rate', rate)
  const move = (far - near) / near
  const growth = Math.abs(move) < 0.4 ? log1p(move) : log(far / near)
  const carry = growth / years
  return {
    carry,
    convenienceYield: rate - carry,
    annualChange: expm1(carry),
    longRollYield: 0 - carry,
    halvingYears: growth === 0 ? Infinity : (-Math.LN2 * years) / growth,
  }
}
