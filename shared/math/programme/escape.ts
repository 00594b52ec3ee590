// Whether a hedge problem has no best position because some direction improves it for ever: a price with a drift and
// neither a limit nor a tail that weighs against it. Asked only where an instrument has no bound. The answer is a hedge
// problem of its own: the same instruments with no cost to hedge, every limit shrunk to nothing.
// Source: recession directions, Rockafellar (1970), Convex Analysis, section 27. Called by optimal-hedge.ts.
import { cuttingPlanes } from './cutting-planes.ts'
import type { HedgeInstrument, HedgeProblem } from './hedge-problem.ts'
import type { LinearSolver } from './linear-program.ts'
import { positionOf, type ScaledForm, scaledForm } from './scaled-form.ts'

/** Names of the instruments of a direction that improves the objective without end; empty when there is none. */
export function endlessInstruments(form: ScaledForm, solver: LinearSolver): string[] {
  const { problem } = form
  const isOpen = (instrument: number, sign: 1 | -1) =>
    form.instrument.some(
      (j, c) => j === instrument && (form.step[c]! * sign > 0 ? form.upper[c] === Infinity : form.lower[c] === -Infinity),
    )
  if (problem.instruments.every((_, j) => !isOpen(j, 1) && !isOpen(j, -1))) return []
  // Positions that move a cost by about one spread.
  const size = new Float64Array(problem.instruments.length)
  form.instrument.forEach((j, c) => {
    size[j] = Math.abs(form.step[c]!) * form.natural[c]!
  })
  const direction: HedgeProblem = {
    ...problem,
    cost: new Float64Array(problem.cost.length),
    instruments: problem.instruments.map(
      (instrument, j): HedgeInstrument => ({
        ...instrument,
        lower: isOpen(j, -1) ? -size[j]! : 0,
        upper: isOpen(j, 1) ? size[j]! : 0,
        dailyVolume: Infinity,
        lot: 0,
      }),
    ),
    limits: {
      ...problem.limits,
      premium: shrunk(problem.limits.premium),
      margin: shrunk(problem.limits.margin),
      coverage: problem.limits.coverage.map((band) => ({ ...band, lower: shrunk(band.lower), upper: shrunk(band.upper) })),
    },
    tails: problem.tails.map((tail) => ({ ...tail, limit: shrunk(tail.limit) })),
  }
  const scaled = scaledForm(direction)
  const start = new Float64Array(scaled.step.length)
  const { values, bound } = cuttingPlanes(scaled, solver, { pool: [], start, gap: 0 })
  if (bound > -1e-7) return []
  const position = positionOf(scaled, values)
  return problem.instruments.filter((_, j) => Math.abs(position[j]!) > 1e-6 * size[j]!).map(({ name }) => name)
}

function shrunk(limit: number): number {
  return Number.isFinite(limit) ? 0 : limit
}
