// The order of an ARIMA model: differences by tests, the rest by steps from neighbour to neighbour while AICc falls.
// Source: Hyndman & Khandakar (2008), Journal of Statistical Software 27(3), section 3.2, with the limits, neighbours and
// approximations of R's auto.arima (forecast 8.20). Called by calc.
import { NoConvergence, OutOfDomain, requireSeries, requireWhole } from '../numerics/domain.ts'
import { log } from '../numerics/elementary.ts'
import { mean } from '../numerics/series.ts'
import { type ArimaFit, conditionalFit, isAcceptable, likelihoodFit } from './arima-fit.ts'
import { type ArimaOrder, constantWeight, differenced } from './arima-model.ts'
import { differences, firstDifferences, isConstant, seasonalDifferences } from './differences.ts'

/** Models a search looks at before it stops where it is. */
const mostModels = 94

type Fitter = (order: ArimaOrder) => ArimaFit

interface Limits {
  readonly p: number
  readonly q: number
  readonly seasonalP: number
  readonly seasonalQ: number
}

/** A model that was looked at; without `fit` it failed or was refused. */
interface Candidate {
  readonly order: ArimaOrder
  readonly fit: ArimaFit | undefined
  readonly aicc: number
}

/**
 * The model and its fit by maximum likelihood. `y` in any unit, at least 4 values; `period` 1 for no season. A series that
 * differences to a constant is continued without error (variance 0, AICc minus infinity).
 */
export function chooseArima(y: Float64Array, period: number): ArimaFit {
  requireSeries('y', y, 4)
  requireWhole('frequency', period, 1)
  const n = y.length
  const seasonalD = isConstant(y) ? 0 : seasonalDifferences(y, period)
  const d = isConstant(y) ? 0 : firstDifferences(differences(y, period, seasonalD))
  const base: ArimaOrder = { p: 0, d, q: 0, seasonalP: 0, seasonalD, seasonalQ: 0, period, hasConstant: d + seasonalD < 2 }
  const rest = differenced(y, base)
  if (isConstant(rest)) return base.hasConstant || rest.every((each) => each === 0) ? exactFit(y, base) : likelihoodFit(y, base)
  const limits = limitsOf(n, period)
  const isApproximate = n > 150 || period > 12
  const offset = isApproximate ? approximationOffset(y, base) : 0
  const fitter: Fitter = isApproximate ? (order) => conditionalFit(y, order, offset) : (order) => likelihoodFit(y, order)
  const seen = search(base, limits, n, fitter)
  const ranked = [...seen].sort((one, other) => compare(one.aicc, other.aicc))
  if (!isApproximate) return ranked[0]?.fit ?? none()
  for (const { order } of ranked) {
    const { fit } = candidate(order, (each) => likelihoodFit(y, each))
    if (fit) return fit
  }
  return none()
}

function none(): never {
  throw new NoConvergence('choice of an ARIMA model', 'no order could be fitted')
}

function compare(one: number, other: number): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function limitsOf(n: number, period: number): Limits {
  const third = Math.floor(n / 3)
  const seasonal = period === 1 ? 0 : Math.min(2, Math.floor(n / 3 / period))
  const plain = Math.min(5, third)
  const most = seasonal > 0 ? Math.min(plain, period - 1) : plain
  return { p: most, q: most, seasonalP: seasonal, seasonalQ: seasonal }
}

/** What the conditional criterion lacks against the exact one, taken from the model without coefficients. */
function approximationOffset(y: Float64Array, base: ArimaOrder): number {
  const { logLikelihood, variance } = likelihoodFit(y, { ...base, hasConstant: base.d + base.seasonalD === 0 })
  return -2 * logLikelihood - y.length * log(variance)
}

/** A series that differences to a constant: that constant is all there is to know. */
function exactFit(y: Float64Array, base: ArimaOrder): ArimaFit {
  const rest = mean(differenced(y, base)) / constantWeight(base)
  const constant = base.hasConstant ? rest : 0
  return { order: base, coefficients: new Float64Array(0), constant, variance: 0, logLikelihood: Infinity, aicc: -Infinity }
}

function candidate(order: ArimaOrder, fitter: Fitter): Candidate {
  try {
    const fit = fitter(order)
    if (isAcceptable(fit)) return { order, fit, aicc: fit.aicc }
  } catch (failure) {
    if (!(failure instanceof NoConvergence || failure instanceof OutOfDomain)) throw failure
  }
  return { order, fit: undefined, aicc: Infinity }
}

/** All models looked at, in that order. */
function search(base: ArimaOrder, limits: Limits, n: number, fitter: Fitter): Candidate[] {
  const seen: Candidate[] = []
  const visit = (order: ArimaOrder) => {
    const next = candidate(order, fitter)
    seen.push(next)
    return next
  }
  let best = startingPoint(base, limits, n, visit)
  let { hasConstant } = base
  for (let isMoving = true; isMoving && seen.length < mostModels; ) {
    isMoving = false
    for (const step of steps) {
      const order = moved({ ...best.order, hasConstant }, step, limits)
      if (!order || seen.some((each) => isSame(each.order, order))) continue
      if (seen.length >= mostModels) return seen
      const next = visit(order)
      isMoving = true
      if (next.aicc < best.aicc) {
        best = next
        hasConstant = order.hasConstant
        break
      }
    }
  }
  return seen
}

/** The best of five: a rich model, none, first autoregressive, first moving average terms, none without constant. */
function startingPoint(base: ArimaOrder, limits: Limits, n: number, visit: (order: ArimaOrder) => Candidate): Candidate {
  const isShort = n < 10
  const rich = {
    p: Math.min(isShort ? 1 : 2, limits.p),
    q: Math.min(isShort ? 1 : 2, limits.q),
    seasonalP: Math.min(isShort ? 0 : 1, limits.seasonalP),
    seasonalQ: Math.min(isShort ? 0 : 1, limits.seasonalQ),
  }
  const orders: ArimaOrder[] = [{ ...base, ...rich }, base]
  orders.push({ ...base, p: Math.min(1, limits.p), seasonalP: Math.min(1, limits.seasonalP) })
  orders.push({ ...base, q: Math.min(1, limits.q), seasonalQ: Math.min(1, limits.seasonalQ) })
  if (base.hasConstant) orders.push({ ...base, hasConstant: false })
  return orders.map(visit).reduce((best, next) => (next.aicc < best.aicc ? next : best))
}

/** Changes of p, q, P, Q in the order they are tried; the empty one turns the constant on or off. */
const steps: readonly (readonly [keyof Limits, number][])[] = [...neighbours('seasonalP', 'seasonalQ'), ...neighbours('p', 'q'), []]

function neighbours(one: keyof Limits, other: keyof Limits): [keyof Limits, number][][] {
  const single = [-1, 1].flatMap((by): [keyof Limits, number][][] => [[[one, by]], [[other, by]]])
  const double = [-1, 1].flatMap((by) =>
    [-1, 1].map((and): [keyof Limits, number][] => [
      [one, by],
      [other, and],
    ]),
  )
  return [...single, ...double]
}

function moved(order: ArimaOrder, step: readonly (readonly [keyof Limits, number])[], limits: Limits): ArimaOrder | undefined {
  if (step.length === 0) return order.d + order.seasonalD < 2 ? { ...order, hasConstant: !order.hasConstant } : undefined
  const next = { ...order }
  for (const [term, by] of step) {
    next[term] += by
    if (next[term] < 0 || next[term] > limits[term]) return undefined
  }
  return next
}

function isSame(one: ArimaOrder, other: ArimaOrder): boolean {
  return (
    one.p === other.p &&
    one.q === other.q &&
    one.seasonalP === other.seasonalP &&
    one.seasonalQ === other.seasonalQ &&
    one.hasConstant === other.hasConstant
  )
}
