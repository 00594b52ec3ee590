// One job, one result: checks what came over the port, then calls the model. Pure and synchronous, so tests and
// worker entries of every kind call it alike. Data no model can use are a typed failure, never a NaN in a result.

import { forecast } from '../math/forecast/forecast.ts'
import { hedgeRatio } from '../math/hedge/hedge-ratio.ts'
import { spreadRows } from '../math/risk/spread-of-totals.ts'
import { pathTask, simulateRisk } from '../math/simulation/cash-flow.ts'
import { checkForecast, checkHedgeRatio, checkRisk, checkSpread } from './check-job.ts'
import type { Job, JobTable, ResultOf } from './jobs.ts'
import { createPathMemory } from './path-memory.ts'

type Report = (share: number) => void
type Runners = { [K in keyof JobTable]: (job: JobTable[K]['job'], report: Report) => JobTable[K]['result'] }

/** Per worker: what is recalled equals what would be drawn, so a job's result depends on its arguments alone. */
const rememberedPaths = createPathMemory()

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
  'hedge-ratio'(job) {
    checkHedgeRatio(job)
    return hedgeRatio(job.own, job.index)
  },
}

/** `report` hears the share of the work done, 0 to 1. Throws a FailureError for arguments no model can use. */
export function runJob<J extends Job>(job: J, report: Report = () => undefined): ResultOf<J> {
  // A job's kind picks its own runner; the compiler cannot follow that through the table.
  const run = runners[job.kind] as (job: J, report: Report) => ResultOf<J>
  return run(job, report)
}
