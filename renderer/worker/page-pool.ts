// Calculates in the page itself, beside the core. One worker is enough for a reader; it is loaded with the first question.
import { type Failure, toFailure } from '../../shared/result/failure.ts'
import type { CalcResult } from '../../shared/worker/jobs.ts'
import { createPool, type WorkerPool } from '../../shared/worker/pool.ts'
import { spawnPageWorker } from './page-port.ts'

let pool: WorkerPool | undefined

/** A question of the calculator; what goes wrong is an answer too. */
export async function calculateInPage(
  question: { readonly function: string; readonly inputs: unknown },
  signal: AbortSignal,
): Promise<CalcResult['answers'][number] | { readonly error: Failure }> {
  pool ??= createPool({ size: 1, spawn: spawnPageWorker })
  try {
    const { answers } = await pool.run({ kind: 'calc', questions: [question] }, { signal })
    const [answer] = answers
    if (!answer) throw new Error('The worker gave no answer')
    return answer
  } catch (thrown) {
    return { error: toFailure(thrown) }
  }
}
