// What crosses between the pool and a worker. A port is the little that worker_threads and a page's Worker have
// in common, so one pool drives both; requests carry a job, answers its result, its failure, or how far it is.
import type { Failure } from '../result/failure.ts'
import type { Job, JobTable } from './jobs.ts'

export interface WorkerRequest {
  readonly job: Job
}

export type WorkerAnswer =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'done'; readonly result: JobTable[keyof JobTable]['result'] }
  | { readonly kind: 'failed'; readonly failure: Failure }

export interface WorkerPort {
  post(request: WorkerRequest): void
  onMessage(handle: (answer: WorkerAnswer) => void): void
  /** The worker died: an uncaught error or an exit nobody asked for. */
  onError(handle: (error: Error) => void): void
  /** Stops the worker at once, in the middle of a job if need be. */
  terminate(): void
}
