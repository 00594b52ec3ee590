// A frozen result: everything a document prints, gathered once. Screen, PDF, workbook, CSV and JSON all
// read these same decimal texts, so they cannot disagree. Stored in the workspace as a numbered version.
import type { ExposureData, ForecastData } from './forecast-commands.ts'
import type { HedgeEvaluationData, ReportVersionData, RiskData } from './hedge-commands.ts'
import type { ContractSpecData, CurveData } from './market-commands.ts'
import type { MoneyMap } from './scalars.ts'
import type { UsageRowData } from './usage-commands.ts'
import type { SettingsData } from './workspace-commands.ts'

export interface FrozenResult {
  readonly version: ReportVersionData
  readonly company: string
  readonly workspace: string
  /** Every output of a sample workspace is marked SAMPLE. */
  readonly sample: boolean
  readonly asOf: string
  readonly settings: SettingsData
  readonly data: {
    readonly firstDay: string
    readonly lastDay: string
    readonly providers: readonly string[]
    /** Counts over all imports that stand: read = new + updated + unchanged + rejected. */
    readonly imports: readonly {
      file: string
      format: string
      read: number
      new: number
      updated: number
      unchanged: number
      rejected: number
    }[]
    readonly spendToDate: MoneyMap
    readonly estimatedShare: number | null
  }
  /** Month x provider x model, as in the Usage screen. */
  readonly usage: readonly UsageRowData[]
  readonly forecast: ForecastData
  readonly exposure: ExposureData
  readonly contract: ContractSpecData
  readonly curve: CurveData
  /** No hedge first, then the others. */
  readonly evaluations: readonly HedgeEvaluationData[]
  /** Id of the strategy the document proposes. */
  readonly chosen: string
  readonly risk: RiskData
  /** Horizon totals of the first 10,000 paths, for the workbook's own percentiles; decimal text, rounded to the cent. */
  readonly trials: readonly { unhedged: string; hedged: string }[]
}
