// Spread options by name. Mathematics in shared/math/spreads.
import { bjerksundStenslandSpread } from '../math/spreads/bjerksund-stensland.ts'
import { exactSpread, exactSpreadDeltas } from '../math/spreads/exact-spread.ts'
import { inferenceSpread } from '../math/spreads/inference-spread.ts'
import { kirkSpread } from '../math/spreads/kirk.ts'
import { exchangeOption } from '../math/spreads/margrabe.ts'
import type { SpreadTerms } from '../math/spreads/spread-terms.ts'
import { type CalcFunctions, calcFunction, number, side } from './calc-function.ts'

const legs = { F1: number, F2: number, T: number, sigma1: number, sigma2: number, rho: number, r: number }

interface Legs {
  readonly F1: number
  readonly F2: number
  readonly T: number
  readonly sigma1: number
  readonly sigma2: number
  readonly rho: number
  readonly r: number
}

function termsOf({ F1, F2, T, sigma1, sigma2, rho, r }: Legs, strike: number, cp: 1 | -1): SpreadTerms {
  return {
    side: cp,
    forward1: F1,
    forward2: F2,
    strike,
    years: T,
    volatility1: sigma1,
    volatility2: sigma2,
    correlation: rho,
    rate: r,
  }
}

export const spreadFunctions: CalcFunctions = {
  margrabe: calcFunction(legs, (inputs) => {
    const { price, delta1, delta2, volatility } = exchangeOption(termsOf(inputs, 0, 1))
    return { price, delta1, delta2, sigma_spread: volatility }
  }),
  spreadKirk: calcFunction({ ...legs, K: number, cp: side.default(1) }, ({ K, cp, ...inputs }) => {
    const { price, delta1, delta2, volatility } = kirkSpread(termsOf(inputs, K, cp))
    return { price, delta1, delta2, sigma_kirk: volatility }
  }),
  spreadAll: calcFunction({ ...legs, K: number, cp: side.default(1) }, ({ K, cp, ...inputs }) => {
    const terms = termsOf(inputs, K, cp)
    const approximations = inputs.F2 + K > 0 ? { kirk: kirkSpread(terms).price, bjerksund_stensland: bjerksundStenslandSpread(terms) } : {}
    const { delta1, delta2 } = exactSpreadDeltas(terms)
    return { ...approximations, exact: exactSpread(terms), exact_put: exactSpread({ ...terms, side: -1 }), delta1, delta2 }
  }),
  inferenceSpread: calcFunction(
    {
      tok_price: number,
      mtok_per_gpu_hour: number,
      gpu: number,
      other: number.default(0),
      T: number,
      s_tok: number,
      s_gpu: number,
      rho: number,
      r: number,
      hours: number.default(1),
    },
    (inputs) => {
      const spread = inferenceSpread({
        tokenPrice: inputs.tok_price,
        throughput: inputs.mtok_per_gpu_hour,
        gpuPrice: inputs.gpu,
        otherCost: inputs.other,
        years: inputs.T,
        tokenVolatility: inputs.s_tok,
        gpuVolatility: inputs.s_gpu,
        correlation: inputs.rho,
        rate: inputs.r,
      })
      return {
        F_revenue_per_gpu_hour: spread.revenue,
        spread_forward: spread.margin,
        breakeven_mtok_per_gpu_hour: spread.breakEvenThroughput,
        option_per_gpu_hour_exact: spread.option,
        option_per_gpu_hour_kirk: spread.kirkOption,
        option_total_exact: spread.option * inputs.hours,
        delta_tok: spread.tokenDelta,
        delta_gpu: spread.gpuDelta,
      }
    },
  ),
}
