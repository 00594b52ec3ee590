// Simulated spend split by what moves it: committed (fixed money), volume-only (fixed unit price), price-sensitive.
// Shared by exposure, hedge and risk, so that all three stand on the same paths and the same curve.
import {
  ExposureAssumptions,
  type ExposureAssumptionsData,
  type HedgeRatioData,
  type ScenarioData,
} from '../../../shared/contract/forecast-commands.ts'
import type { ContractSpecData, CurveData } from '../../../shared/contract/market-commands.ts'
import { fail } from '../../../shared/language/failures.ts'
import { modelFromDecimal } from '../../../shared/units/model-border.ts'
import { betaRatio } from './beta-ratio.ts'
import { type PlanBasis, planBasis } from './plan-basis.ts'
import { readContract, readCurve } from './read-market.ts'
import { readScenario } from './scenarios.ts'
import type { Session } from './session.ts'
import { monthlyMeans, type SpendPlan, spendPlan } from './spend-plan.ts'

/** Pass-through of GPU prices into token list prices is unproven; half is a stated guess, to be replaced. */
const defaultAssumptions: ExposureAssumptionsData = { contract: 'NYMEX:GPU1', splits: [], beta: 0.5, betaSource: 'assumed', betaNote: '' }

export interface ExposurePaths {
  /** What the paths, the curve and the mapping depend on; for results kept per key. */
  readonly key: unknown
  readonly plan: PlanBasis
  readonly spend: SpendPlan
  readonly scenario: ScenarioData
  readonly assumptions: ExposureAssumptionsData
  readonly ratio: HedgeRatioData | null
  readonly contract: ContractSpecData
  readonly curve: CurveData
  readonly committed: Float64Array
  readonly volumeOnly: Float64Array
  readonly sensitive: Float64Array
  /** Index price per month; null without a quote, or in another currency than the spend. */
  readonly forward: Float64Array | null
}

export async function readAssumptions(session: Session): Promise<ExposureAssumptionsData> {
  const stored = await session.workspace.documents.get('exposure', 'assumptions')
  return stored ? ExposureAssumptions.parse({ ...defaultAssumptions, ...(stored.body as object) }) : defaultAssumptions
}

export async function changeAssumptions(session: Session, part: Partial<ExposureAssumptionsData>): Promise<ExposureAssumptionsData> {
  const assumptions = ExposureAssumptions.parse({
    ...(await readAssumptions(session)),
    ...(part.beta !== undefined && part.betaSource === undefined ? { betaSource: 'user' } : {}),
    ...part,
  })
  if (Object.keys(part).length === 0) return assumptions
  for (const split of assumptions.splits) {
    if (split.committedShare + split.volumeOnlyShare > 1) throw fail('bad-split', { provider: split.provider })
  }
  await readContract(session, assumptions.contract)
  const fields = Object.keys(part).join(', ')
  await session.workspace.change('exposure.set', { label: `Change exposure assumptions: ${fields}`, params: { fields } }, (write) =>
    write.put('exposure', 'assumptions', assumptions),
  )
  return assumptions
}

/** Read once per revision: every strategy of a desk starts from here. */
export function exposurePaths(session: Session, scenarioName: string | undefined, signal?: AbortSignal): Promise<ExposurePaths> {
  return session.once(
    'exposure-paths',
    { revision: session.workspace.revision, scenarioName },
    (shared) => readPaths(session, scenarioName, shared),
    signal,
  )
}

async function readPaths(session: Session, scenarioName: string | undefined, signal: AbortSignal): Promise<ExposurePaths> {
  const stored = await readAssumptions(session)
  const [contract, curve, scenario] = await Promise.all([
    readContract(session, stored.contract),
    readCurve(session, stored.contract),
    readScenario(session, scenarioName),
  ])
  const curveId = `${contract.id}@${session.around.fingerprint(curve.points).slice(0, 8)}`
  const plan = await planBasis(session, curveId, { scenario: scenarioName })
  const spend = await spendPlan(session, plan, scenario, signal)
  const ratio = await betaRatio(session, contract.id, plan.settings.currency, plan.basis.asOf)
  const assumptions = stored.betaSource === 'estimated' ? estimated(stored, ratio) : stored
  const key = { plan: plan.key, scenario, assumptions, curve: curve.points, contract }
  const parts = await session.once('spend-split', { plan: plan.key, scenario, splits: assumptions.splits }, async () =>
    split(spend, assumptions),
  )
  return {
    key,
    plan,
    spend,
    scenario,
    assumptions,
    ratio,
    contract,
    curve,
    ...parts,
    forward: forwardOf(curve, plan.settings.currency, spend.months),
  }
}

/** The fitted beta, kept within [0, 3]; without a fit the stored figure stands, as an assumption. */
function estimated(stored: ExposureAssumptionsData, ratio: HedgeRatioData | null): ExposureAssumptionsData {
  return ratio ? { ...stored, beta: Math.min(3, Math.max(0, ratio.ratio)) } : { ...stored, betaSource: 'assumed' }
}

function split(spend: SpendPlan, { splits }: ExposureAssumptionsData): Pick<ExposurePaths, 'committed' | 'volumeOnly' | 'sensitive'> {
  const length = spend.trials * spend.months
  const [committed, volumeOnly, sensitive] = [new Float64Array(length), new Float64Array(length), new Float64Array(length)]
  for (const line of spend.lines) {
    const shares = splits.find((each) => each.provider === line.provider) ?? { committedShare: 0, volumeOnlyShare: 0 }
    const open = 1 - shares.committedShare - shares.volumeOnlyShare
    // Committed money is fixed: its expectation on every path.
    const means = monthlyMeans(line.spend, spend.months)
    for (let i = 0; i < length; i++) {
      const money = line.spend[i] ?? 0
      committed[i] = (committed[i] ?? 0) + shares.committedShare * (means[i % spend.months] ?? 0)
      volumeOnly[i] = (volumeOnly[i] ?? 0) + shares.volumeOnlyShare * money
      sensitive[i] = (sensitive[i] ?? 0) + open * money
    }
  }
  return { committed, volumeOnly, sensitive }
}

function forwardOf(curve: CurveData, currency: string, months: number): Float64Array | null {
  if (curve.points.length < months || (curve.currency ?? currency) !== currency) return null
  return Float64Array.from(curve.points.slice(0, months), (point) => modelFromDecimal(point.price))
}
