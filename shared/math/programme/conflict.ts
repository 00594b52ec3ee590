// Which limits contradict each other. From an impossible set, limits are taken away one by one as long as what is left
// is still impossible; what cannot be spared is a smallest contradiction, and that is what the answer names.
// Source: the deletion filter, Chinneck & Dravnieks (1991), ORSA J. Computing 3, 157-168. Called by optimal-hedge.ts.
import type { HedgeInstrument, HedgeProblem } from './hedge-problem.ts'
import { type LimitName, positionLimits } from './limits.ts'
import type { LinearSolver } from './linear-program.ts'
import { scaledForm } from './scaled-form.ts'

/** A smallest set of limits on positions, and lots, that no position meets; empty when some position meets all. */
export function positionConflict(problem: HedgeProblem, solver: LinearSolver): LimitName[] {
  const hasLots = problem.instruments.some(({ lot }) => lot > 0)
  if (isPossible(problem, solver)) return []
  const names = [...positionLimits(problem).map(({ name }) => name), ...(hasLots ? [{ kind: 'lots', of: '' } as const] : [])]
  return smallestConflict(problem, names, (rest) => isPossible(rest, solver))
}

/** Drops every limit that is not needed for the contradiction. `names` together must be impossible in `problem`. */
export function smallestConflict(
  problem: HedgeProblem,
  names: readonly LimitName[],
  isPossibleWith: (rest: HedgeProblem) => boolean,
): LimitName[] {
  let rest = problem
  return names.filter((name) => {
    const without = withoutLimit(rest, name)
    if (isPossibleWith(without)) return true
    rest = without
    return false
  })
}

export function withoutLimit(problem: HedgeProblem, { kind, of }: LimitName): HedgeProblem {
  const { limits } = problem
  const each = (change: Partial<HedgeInstrument>, isMeant: (instrument: HedgeInstrument) => boolean): HedgeProblem => ({
    ...problem,
    instruments: problem.instruments.map((instrument) => (isMeant(instrument) ? { ...instrument, ...change } : instrument)),
  })
  switch (kind) {
    case 'position':
      return each({ lower: -Infinity, upper: Infinity }, ({ name }) => name === of)
    case 'liquidity':
      return each({ dailyVolume: Infinity }, ({ name }) => name === of)
    case 'lots':
      return each({ lot: 0 }, () => true)
    case 'premium':
      return { ...problem, limits: { ...limits, premium: Infinity } }
    case 'margin':
      return { ...problem, limits: { ...limits, margin: Infinity } }
    case 'coverage':
      return { ...problem, limits: { ...limits, coverage: limits.coverage.filter(({ name }) => name !== of) } }
    case 'tail':
      return { ...problem, tails: problem.tails.map((tail) => (String(tail.level) === of ? { ...tail, limit: Infinity } : tail)) }
  }
}

function isPossible(problem: HedgeProblem, solver: LinearSolver): boolean {
  const { lower, upper, rows, whole } = scaledForm(problem)
  if (lower.some((least, c) => least > upper[c]!)) return false
  return solver.open({ cost: new Float64Array(lower.length), lower, upper, rows }, (program) => {
    if (whole.length > 0) program.setWhole(whole, 0)
    return program.run().status === 'optimal'
  })
}
