// A hedge problem in the numbers a solver likes: costs measured from their mean in units of their spread, positions in
// the units that move a cost by about one spread, what is bought and what is sold apart. Solvers stop at
// absolute tolerances; in money of millions and positions of thousandths those would mean anything.
import { sum } from '../numerics/series.ts'
import type { HedgeProblem } from './hedge-problem.ts'
import { type HedgeLimit, positionLimits } from './limits.ts'
import { denseRow, type SparseRow } from './linear-program.ts'
import { weightedMean } from './scenario-cost.ts'

export interface ScaledForm {
  readonly problem: HedgeProblem
  readonly limits: readonly HedgeLimit[]
  /** Expected cost without a hedge, and the money that is 1 in the scaled program. */
  readonly centre: number
  readonly unit: number
  /**
   * Per column: its instrument; units of it per 1 of the column, negative = sold; bounds in the column's own unit. What
   * is bought and what is sold are columns of their own only where |x| costs something: two that could grow together
   * without end are no help to a solver.
   */
  readonly instrument: Int32Array
  readonly step: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  /** Value of the column that moves the cost by about one spread. */
  readonly natural: Float64Array
  /** Columns that count whole lots. */
  readonly whole: Int32Array
  /** Scaled expected cost per column, above the centre. */
  readonly mean: Float64Array
  /** Limits that bounds of columns do not say. */
  readonly rows: readonly SparseRow[]
}

/** Bounds of the columns are tightened by what position, liquidity and margin limits allow. */
export function scaledForm(problem: HedgeProblem): ScaledForm {
  const limits = positionLimits(problem)
  const centre = weightedMean(problem.cost, problem.probabilities)
  const sizes = problem.gains.map((gain) => rootMeanSquare(gain, 0, problem.probabilities))
  const unit = rootMeanSquare(problem.cost, centre, problem.probabilities) || Math.max(...sizes) || 1
  const columns = problem.instruments.flatMap((instrument, j) => {
    const [least, most] = singleBounds(limits, j, problem)
    const inLots = instrument.lot > 0
    const spread = sizes[j]! > 0 ? unit / sizes[j]! : 1
    const size = inLots ? instrument.lot : spread
    const column = (sign: 1 | -1, low: number, high: number) => ({
      j,
      step: sign * size,
      low: low / size,
      high: high / size,
      natural: spread / size,
      inLots,
    })
    const isSplit = instrument.transactionCost > 0 || (instrument.initialMargin > 0 && problem.limits.margin < Infinity)
    if (!isSplit || least >= 0) return [column(1, least, most)]
    const sold = column(-1, Math.max(0, -most), -least)
    return most > 0 ? [column(1, 0, most), sold] : [sold]
  })
  const step = Float64Array.from(columns, (column) => column.step)
  const meanGain = problem.gains.map((gain) => weightedMean(gain, problem.probabilities))
  return {
    problem,
    limits,
    centre,
    unit,
    instrument: Int32Array.from(columns, ({ j }) => j),
    step,
    // A whole number of lots, with the room rounding takes back.
    lower: Float64Array.from(columns, ({ low, inLots }) => (inLots ? Math.ceil(low - 1e-9) : low)),
    upper: Float64Array.from(columns, ({ high, inLots }) => (inLots ? Math.floor(high + 1e-9) : high)),
    natural: Float64Array.from(columns, ({ natural }) => natural),
    whole: Int32Array.from(columns.flatMap(({ inLots }, c) => (inLots ? [c] : []))),
    mean: Float64Array.from(columns, ({ j, step }) => (feePer(problem, j, step) - step * meanGain[j]!) / unit),
    rows: limits.filter((limit) => !isSingle(limit)).map((limit) => scaledRow(limit, columns)),
  }
}

/** The form with bounds where there are none, `reach` times as far out as moves the cost by a spread. */
export function boxedForm(form: ScaledForm, reach: number): ScaledForm {
  const box = form.natural.map((natural) => reach * Math.max(1, Math.ceil(natural)))
  return {
    ...form,
    lower: form.lower.map((least, c) => (least > -Infinity ? least : -box[c]!)),
    upper: form.upper.map((most, c) => (most < Infinity ? most : box[c]!)),
  }
}

/** Units of each instrument for values of the columns, both brought inside their bounds: solvers overstep by their tolerance. */
export function positionOf(form: ScaledForm, values: Float64Array): Float64Array {
  const { instruments } = form.problem
  const position = new Float64Array(instruments.length)
  form.step.forEach((step, c) => {
    position[form.instrument[c]!]! += step * Math.min(form.upper[c]!, Math.max(form.lower[c]!, values[c]!))
  })
  return position.map((units, j) => Math.min(instruments[j]!.upper, Math.max(instruments[j]!.lower, units)))
}

/** Values of the columns for a position. */
export function valuesOf(form: ScaledForm, position: Float64Array): Float64Array {
  return form.step.map((step, c) => Math.min(form.upper[c]!, Math.max(form.lower[c]!, position[form.instrument[c]!]! / step)))
}

/** Fees for 1 of a column, money. */
export function feePer(problem: HedgeProblem, instrument: number, step: number): number {
  return Math.abs(step) * problem.instruments[instrument]!.transactionCost
}

/** What the limits on one instrument alone, and its margin, leave of its position. */
function singleBounds(limits: readonly HedgeLimit[], j: number, problem: HedgeProblem): [number, number] {
  let [least, most] = [-Infinity, Infinity]
  for (const limit of limits) {
    if (isSingle(limit) && limit.bought[j] !== 0) {
      least = Math.max(least, limit.lower)
      most = Math.min(most, limit.upper)
    }
  }
  const { initialMargin } = problem.instruments[j]!
  const affordable = initialMargin > 0 ? problem.limits.margin / initialMargin : Infinity
  return [Math.max(least, -affordable), Math.min(most, affordable)]
}

function isSingle({ name }: HedgeLimit): boolean {
  return name.kind === 'position' || name.kind === 'liquidity'
}

function scaledRow(limit: HedgeLimit, columns: readonly { readonly j: number; readonly step: number }[]): SparseRow {
  const coefficients = columns.map(({ j, step }) => (step > 0 ? limit.bought[j]! * step : -limit.sold[j]! * step))
  const largest = coefficients.reduce((most, each) => Math.max(most, Math.abs(each)), 0) || 1
  return denseRow(
    coefficients.map((each) => each / largest),
    limit.lower / largest,
    limit.upper / largest,
  )
}

function rootMeanSquare(values: Float64Array, centre: number, probabilities: Float64Array): number {
  return Math.sqrt(sum(values.map((value, s) => probabilities[s]! * (value - centre) * (value - centre))))
}
