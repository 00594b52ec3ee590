// The hedge of price x volume over scenarios, with futures alone and with futures and a call. Volume that moves with the
// price bends the exposure, which an option can follow and a future cannot.
// Sources: Brown & Toft (2002), Review of Financial Studies 15, 1283-1324; Moschini & Lapan (1995). Weighted least squares.
import { OutOfDomain, requireFinite, requireLength, requireNotNegative, requireSeries } from '../numerics/domain.ts'
import { sum } from '../numerics/series.ts'

export interface QuantityRiskHedge {
  readonly expectedCost: number
  readonly unhedgedVariance: number
  readonly futuresOnly: { readonly futures: number; readonly variance: number }
  /** 0 calls where the call adds nothing that futures do not do: it never pays, or always. */
  readonly withCall: { readonly futures: number; readonly calls: number; readonly variance: number }
  /** The plain cover: one future a unit expected. */
  readonly expectedVolume: number
}

/**
 * Long futures and calls (of one strike, on the same price) that leave the least variance of price x volume less their
 * payoffs. Probabilities from 0 with sum 1. Premiums and the futures price do not matter: they are no risk.
 */
export function quantityRiskHedge(
  prices: Float64Array,
  volumes: Float64Array,
  probabilities: Float64Array,
  strike: number,
): QuantityRiskHedge {
  requireSeries('prices', prices, 2)
  requireSeries('volumes', volumes)
  requireLength('volumes', volumes, prices.length)
  requireLength('probabilities', probabilities, prices.length)
  for (let i = 0; i < probabilities.length; i++) requireNotNegative(`probabilities[${i}]`, probabilities[i]!)
  const total = sum(probabilities)
  if (!(Math.abs(total - 1) < 1e-9)) throw new OutOfDomain('probabilities', `values with sum ${total}`, 'values with sum 1')
  requireFinite('strike', strike)
  const expectation = (values: Float64Array) => sum(values.map((value, i) => value * probabilities[i]!)) / total
  const around = (values: Float64Array) => {
    const centre = expectation(values)
    return values.map((value) => value - centre)
  }
  const covariance = (a: Float64Array, b: Float64Array) => expectation(a.map((value, i) => value * b[i]!))
  const cost = prices.map((price, i) => price * volumes[i]!)
  const [deviations, price, call] = [around(cost), around(prices), around(prices.map((each) => Math.max(each - strike, 0)))]
  const priceVariance = covariance(price, price)
  if (!(priceVariance > 0)) throw new OutOfDomain('prices', 'the same in every scenario', 'prices that differ')
  const futures = covariance(deviations, price) / priceVariance
  const left = deviations.map((each, i) => each - futures * price[i]!)
  // The call less what futures do of it, then the cost left on that: least squares in two steps (Frisch & Waugh 1933).
  const beta = covariance(call, price) / priceVariance
  const bend = call.map((each, i) => each - beta * price[i]!)
  const bendVariance = covariance(bend, bend)
  const isStraight = !(bendVariance > 1e-20 * priceVariance)
  const calls = isStraight ? 0 : covariance(left, bend) / bendVariance
  const rest = left.map((each, i) => each - calls * bend[i]!)
  return {
    expectedCost: expectation(cost),
    unhedgedVariance: covariance(deviations, deviations),
    futuresOnly: { futures, variance: covariance(left, left) },
    withCall: { futures: futures - calls * beta, calls, variance: covariance(rest, rest) },
    expectedVolume: expectation(volumes),
  }
}
