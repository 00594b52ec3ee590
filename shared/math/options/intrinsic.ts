// What a price holds beyond the intrinsic value. Called where a volatility is implied from a price.

/**
 * price - max(side (forward - strike), 0) with the difference of forward and strike taken exactly, as the two doubles of
 * Knuth's two-sum: deep in the money its rounding alone would exceed the time value. Negative below the intrinsic value.
 */
export function timeValueOf(side: 1 | -1, price: number, forward: number, strike: number): number {
  const high = forward - strike
  if (side * high <= 0) return price
  const back = forward - high
  const low = forward - (high + back) + (back - strike)
  return price - side * high - side * low
}
