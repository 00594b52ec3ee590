// A strategy as the position the simulation takes: contracts, entry and forward prices, margin rate, costs.
import type { LadderMonthData, StrategyData } from '../../../shared/contract/hedge-commands.ts'
import { fail } from '../../../shared/language/failures.ts'
import { modelFromDecimal } from '../../../shared/units/model-border.ts'
import type { ContractLeg, RiskJobResult } from '../../../shared/worker/jobs.ts'
import { type ExposurePaths, exposurePaths } from './exposure-paths.ts'
import { ladderRows } from './ladder.ts'
import { sensitiveP10 } from './measure-exposure.ts'
import { leadDays } from './read-market.ts'
import type { Session } from './session.ts'
import { monthlyMeans, planMonths } from './spend-plan.ts'

export interface Position {
  readonly paths: ExposurePaths
  readonly rows: LadderMonthData[]
  /** null when nothing is held. */
  readonly leg: ContractLeg | null
  readonly size: number
  readonly risk: RiskJobResult
}

export async function positionOf(
  session: Session,
  strategy: StrategyData,
  scenario: string | undefined,
  signal?: AbortSignal,
): Promise<Position> {
  const paths = await exposurePaths(session, scenario, signal)
  const { contract, forward, plan } = paths
  if (contract.size === null) throw fail('contract-size-unknown', { contract: contract.name })
  if (contract.currency !== null && contract.currency !== plan.settings.currency)
    throw fail('contract-currency', { contract: contract.name, theirs: contract.currency, ours: plan.settings.currency })
  const size = modelFromDecimal(contract.size)
  const p10 = await sensitiveP10(session, paths)
  const sensitive = monthlyMeans(paths.sensitive, paths.spend.months)
  const units = Array.from(sensitive, (money, m) => (forward ? (money * paths.assumptions.beta) / (forward[m] ?? 1) : 0))
  const rows = ladderRows(strategy, {
    months: planMonths(paths.spend),
    units,
    unitsP10: p10.map((money, m) => (forward ? (money * paths.assumptions.beta) / (forward[m] ?? 1) : 0)),
    contractSize: size,
    unit: contract.unit,
    prices: planMonths(paths.spend).map((_, m) => paths.curve.points[m]?.price ?? null),
    policy: plan.settings.policy,
  })
  const leg = legOf(rows, paths, size)
  const contracts = rows.map((row) => row.contracts)
  const { volatility, basisSigma, marginRate, halfSpread, budget } = plan.settings
  const risk = await session.once(
    'risk',
    { paths: paths.key, volatility, basisSigma, marginRate, halfSpread, budget, contracts },
    (shared) => simulate(session, paths, leg, shared),
    signal,
  )
  return { paths, rows, leg, size, risk }
}

function legOf(rows: readonly LadderMonthData[], { contract, forward, plan }: ExposurePaths, size: number): ContractLeg | null {
  const held = rows.reduce((total, row) => total + row.contracts, 0)
  if (held === 0 || !forward) return null
  const contracts = Float64Array.from(rows, (row) => row.contracts)
  const averagePrice = rows.reduce((total, row, m) => total + row.contracts * (forward[m] ?? 0), 0) / held
  const fee = contract.feePerContract === null ? 0 : modelFromDecimal(contract.feePerContract)
  return {
    size,
    contracts,
    entry: forward.slice(),
    forward: forward.slice(),
    marginRate: contract.marginRate ?? plan.settings.marginRate,
    costPerContract: fee + plan.settings.halfSpread * averagePrice * size,
  }
}

function simulate(session: Session, paths: ExposurePaths, leg: ContractLeg | null, signal: AbortSignal): Promise<RiskJobResult> {
  const { plan, spend, assumptions } = paths
  const { settings, basis } = plan
  return session.run(
    {
      kind: 'risk',
      spend: { committed: paths.committed, volumeOnly: paths.volumeOnly, sensitive: paths.sensitive },
      months: spend.months,
      trials: basis.trials,
      seed: basis.seed,
      model: { volatility: settings.volatility, basisSigma: settings.basisSigma, beta: assumptions.beta },
      leadDays: leadDays(basis.asOf),
      legs: leg ? [leg] : [],
      budget: horizonBudget(planMonths(spend), settings.budget),
      level: 0.95,
    },
    signal,
  )
}

function horizonBudget(months: readonly string[], budget: Readonly<Record<string, string>>): number {
  return months.reduce((total, month) => total + (budget[month] === undefined ? Number.NaN : modelFromDecimal(budget[month])), 0)
}
