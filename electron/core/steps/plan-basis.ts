// What a result stands on: the revision of the ledger, the as-of date, prices, curve, scenario, seed and trials.
import type { BasisData } from '../../../shared/contract/scalars.ts'
import type { SettingsData } from '../../../shared/contract/workspace-commands.ts'
import { fail } from '../../../shared/language/failures.ts'
import type { Session } from './session.ts'
import { readSettings } from './settings.ts'

/** Named in every basis; raised whenever a model's figures change. */
const modelVersion = 'plan-1'

export interface PlanBasis {
  readonly basis: BasisData
  /** What the figures depend on: the basis with the revision of usage and prices only, so that saving a strategy computes nothing anew. */
  readonly key: unknown
  readonly settings: SettingsData
  readonly firstDay: string
  readonly lastDay: string
}

export interface PlanOptions {
  readonly months?: number | undefined
  readonly trials?: number | undefined
  readonly seed?: number | undefined
  readonly scenario?: string | undefined
}

export async function planBasis(session: Session, curve: string, options: PlanOptions = {}): Promise<PlanBasis> {
  const { workspace } = session
  const settings = await readSettings(session)
  const coverage = await workspace.usage.coverage()
  if (coverage.firstDay === null || coverage.lastDay === null) throw fail('no-usage')
  const asOf = settings.asOf ?? coverage.lastDay
  if (asOf < coverage.firstDay) throw fail('as-of-before-data', { asOf, first: coverage.firstDay })
  const chosen = {
    ...settings,
    horizonMonths: options.months ?? settings.horizonMonths,
    trials: options.trials ?? settings.trials,
    seed: options.seed ?? settings.seed,
  }
  const basis: BasisData = {
    revision: workspace.revision,
    asOf,
    prices: await workspace.prices.version(),
    curve,
    scenario: options.scenario ?? 'Base',
    seed: chosen.seed,
    trials: chosen.trials,
    model: modelVersion,
  }
  const { horizonMonths, currency } = chosen
  return {
    basis,
    key: { ...basis, curve: '', revision: workspace.dataRevision, horizonMonths, currency },
    settings: chosen,
    firstDay: coverage.firstDay,
    lastDay: coverage.lastDay,
  }
}
