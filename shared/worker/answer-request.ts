// The worker's side of a request: run the job, post how far it is, then the result or the failure.
// The result's buffers are handed over, not copied. Called by the entry of every kind of worker.
import { answerCalc, type CalcAnswer } from '../calc/calc.ts'
import { toFailure } from '../result/failure.ts'
import type { CalcJob, CalcResult } from './jobs.ts'
import type { WorkerAnswer, WorkerRequest } from './port.ts'
import { runJob } from './run-job.ts'

export async function answerRequest({ job }: WorkerRequest, post: (answer: WorkerAnswer, handOver: ArrayBuffer[]) => void): Promise<void> {
  try {
    const result = job.kind === 'calc' ? await calculate(job) : runJob(job, (share) => post({ kind: 'progress', share }, []))
    post({ kind: 'done', result }, buffersOf(result))
  } catch (thrown) {
    post({ kind: 'failed', failure: toFailure(thrown) }, [])
  }
}

async function calculate({ questions }: CalcJob): Promise<CalcResult> {
  const answers: CalcAnswer[] = []
  for (const question of questions) answers.push(await answerCalc(question))
  return { answers }
}

/** Every buffer behind the typed arrays of a result, each once. */
function buffersOf(result: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  const visit = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) {
      if (value.buffer instanceof ArrayBuffer) found.add(value.buffer)
    } else if (typeof value === 'object' && value !== null) {
      for (const part of Object.values(value)) visit(part)
    }
  }
  visit(result)
  return [...found]
}
