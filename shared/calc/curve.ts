// Forward curves by name. Mathematics in shared/math/curve.
import { z } from 'zod'
import { monthsFromBlocks } from '../math/curve/block-curve.ts'
import { impliedCarry } from '../math/curve/carry.ts'
import { constantMaturity } from '../math/curve/constant-maturity.ts'
import { continuousSeries } from '../math/curve/continuous-series.ts'
import { interpolate } from '../math/curve/interpolation.ts'
import { discountedDays, monthEndWeights } from '../math/curve/month-weights.ts'
import { smoothestCurve } from '../math/curve/smoothest-curve.ts'
import { weightedPrice } from '../math/curve/strip.ts'
import { requireLength, requireWhole } from '../math/numerics/domain.ts'
import { exp } from '../math/numerics/elementary.ts'
import { type CalcFunctions, calcFunction, number, series, whole } from './calc-function.ts'

const blocks = z.array(z.object({ months: z.array(whole), price: number }))
const scheme = z.enum([
  'linear',
  'logLinear',
  'cubicNatural',
  'monotonicCubicNatural',
  'fritschButland',
  'krugerCubic',
  'pchip',
  'akima',
  'akimaCubic',
])

export const curveFunctions: CalcFunctions = {
  monthlyFromQuarter: calcFunction(
    {
      year: whole,
      first_month: whole.min(1).max(12),
      quarter_price: number,
      known_months: z.array(number.nullable()),
      shape: series.optional(),
      r: number.default(0),
    },
    ({ year, first_month, quarter_price, known_months, shape, r }) => {
      const count = known_months.length
      const weights = monthEndWeights(year * 12 + first_month - 1, count, r)
      const known = known_months.flatMap((price, month) => (price === null ? [] : [{ months: [month], price }]))
      const quarter = { months: known_months.map((_, month) => month), price: quarter_price }
      return { months: monthsFromBlocks(weights, shape ?? new Float64Array(count).fill(1), [...known, quarter]), weights }
    },
  ),
  monthlyFromBlocks: calcFunction({ weights: series, shape: series.optional(), blocks }, ({ weights, shape, blocks: quotes }) => ({
    months: monthsFromBlocks(weights, shape ?? new Float64Array(weights.length).fill(1), quotes),
  })),
  smoothestMonthlyCurve: calcFunction(
    {
      n_months: whole,
      days: series,
      blocks,
      r: number.default(0),
      /** In words; r is not read where they say that nothing is discounted. */
      weights: z.string().default('days, discounted to the month end'),
    },
    ({ n_months, days, blocks: quotes, r, weights }) => {
      requireLength('days', days, n_months)
      const rate = /\b(?:no|without) discount/i.test(weights) ? 0 : r
      return smoothestCurve(discountedDays(days, rate), quotes)
    },
  ),
  interpolate: calcFunction(
    { method: scheme, x: series, y: series, at: series, outside: z.enum(['refuse', 'flat', 'continue']).optional() },
    ({ method, x, y, at, outside }) => ({ values: interpolate(method, x, y, at, outside) }),
  ),
  impliedCarry: calcFunction({ F_near: number, F_far: number, dT: number, r: number }, ({ F_near, F_far, dT, r }) => {
    const carry = impliedCarry(F_near, F_far, dT, r)
    return {
      carry_cc: carry.carry,
      convenience_yield: carry.convenienceYield,
      annual_change_pct: carry.annualChange,
      roll_yield_long: carry.longRollYield,
      halving_time_years: carry.halvingYears,
    }
  }),
  stripPrice: calcFunction({ monthly: series, days: series, r: number, t: series, volumes: series }, ({ monthly, days, r, t, volumes }) => {
    requireLength('t', t, monthly.length)
    return {
      simple: weightedPrice(monthly, new Float64Array(monthly.length).fill(1)),
      day_weighted: weightedPrice(monthly, days),
      discounted_volume_weighted: weightedPrice(
        monthly,
        volumes.map((volume, i) => volume * exp(-r * (t[i] ?? NaN))),
      ),
    }
  }),
  constantMaturity: calcFunction({ days: series, prices: series, target_days: number }, ({ days, prices, target_days }) => {
    const price = constantMaturity(days, prices, target_days)
    return { linear: price.linear, log_linear: price.logLinear, weight_far: price.farWeight }
  }),
  continuousSeries: calcFunction(
    { front: series, next: series, roll_index: whole, after_roll_next: series.default(new Float64Array()) },
    ({ front, next, roll_index, after_roll_next }) => {
      requireWhole('roll_index', roll_index, 0, Math.min(front.length, next.length) - 1)
      const held = [...next.subarray(roll_index), ...after_roll_next]
      const joined = continuousSeries([front.subarray(0, roll_index + 1), Float64Array.from(held)])
      return { panama: joined.panama, ratio: joined.ratio, held_contract_log_returns: joined.logReturns }
    },
  ),
}
