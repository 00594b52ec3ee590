// One job, one result: checks what came over the port, then calls the model. Pure and synchronous, so tests and
// worker entries of every kind call it alike. Data no model can use are a typed failure, never a NaN in a result.

import { calcCatalogue } from '../calc/calc.ts'
import { createMarketKernel } from '../kernel/kernel.ts'
import { forecast } from '../math/forecast/forecast.ts'
import { hedgeRatio } from '../math/hedge/hedge-ratio.ts'
import { spreadRows } from '../math/risk/spread-of-totals.ts'
import { pathTask, simulateRisk } from '../math/simulation/cash-flow.ts'
import { checkForecast, checkHedgeRatio, checkRisk, checkSpread, inDomain } from './check-job.ts'
import type { JobTable, ResultOf } from './jobs.ts'
import { createPathMemory } from './path-memory.ts'

type Report = (share: number) => void
/** The calculator's questions may wait for the solver to load; they are answered by answer-request.ts. */
type ModelKind = Exclude<keyof JobTable, 'calc'>
export type ModelJob = JobTable[ModelKind]['job']
type Runners = { [K in ModelKind]: (job: JobTable[K]['job'], report: Report) => JobTable[K]['result'] }

/** Per worker: what is recalled equals what would be drawn, so a job's result depends on its arguments alone. */
const rememberedPaths = createPathMemory()

const kernel = createMarketKernel()

const runners: Runners = {
  spread(job) {
    checkSpread(job)
    return spreadRows(job.rows, job.trials, job.budgets)
  },
  forecast(job, report) {
    checkForecast(job)
    return forecast(job, report)
  },
  risk(job, report) {
    checkRisk(job)
    return simulateRisk(job, report, rememberedPaths(pathTask(job)))
  },
  'calc-list': () => ({ functions: calcCatalogue }),
  market: (job) => inDomain(() => kernel.simulate(job, job.first, job.paths)),
  'hedge-ratio'(job) {
    checkHedgeRatio(job)
    return hedgeRatio(job.own, job.index)
  },
}

/** `report` hears the share of the work done, 0 to 1. Throws a FailureError for arguments no model can use. */
export function runJob<J extends ModelJob>(job: J, report: Report = () => undefined): ResultOf<J> {
  // A job's kind picks its own runner; the compiler cannot follow that through the table.
  const run = runners[job.kind] as (job: J, report: Report) => ResultOf<J>
  return run(job, report)
}
