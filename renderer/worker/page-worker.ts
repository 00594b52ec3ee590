// Entry of the page's worker: answers jobs with the same mathematics as the core's threads (electron/core/node-worker.ts).
// Built to its own file and started by page-port.ts; it holds no state between jobs.
import { answerRequest } from '../../shared/worker/answer-request.ts'
import type { WorkerRequest } from '../../shared/worker/port.ts'

addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => {
  void answerRequest(data, (answer, transfer) => postMessage(answer, { transfer }))
})
