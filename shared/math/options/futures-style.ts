// The option whose premium is not paid but margined daily like a future: no discounting, and never exercised early.
// Sources: Asay (1982), "A note on the design of commodity option contracts", Journal of Futures Markets 2, 1-7; Lieu
// (1990), "Option pricing with futures-style margining", Journal of Futures Markets 10, 327-338. Called for contracts
// whose terms say so: it changes the price, what American exercise is worth, and the cash it takes.
import { black76 } from './black-76.ts'

interface FuturesStylePair {
  readonly call: number
  readonly put: number
  readonly callDelta: number
  readonly putDelta: number
  /** call - put = forward - strike. */
  readonly parity: number
}

/** Call and put at one strike, American or European alike. Units and domain as in black76. */
export function futuresStylePair(forward: number, strike: number, years: number, volatility: number): FuturesStylePair {
  const call = black76(1, forward, strike, years, volatility, 0)
  const put = black76(-1, forward, strike, years, volatility, 0)
  return { call: call.price, put: put.price, callDelta: call.delta, putDelta: put.delta, parity: forward - strike }
}
