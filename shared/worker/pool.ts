// Runs jobs on a few workers, first come first served, one job per worker at a time. Workers start when they are
// first needed and stay warm. A running job cannot be asked to stop (it is one synchronous calculation), so
// cancelling ends its worker; the next job starts a fresh one. Created once by the core and once by the page.
import { cancelled, FailureError } from '../result/failure.ts'
import type { Job, ResultOf } from './jobs.ts'
import type { WorkerAnswer, WorkerPort } from './port.ts'

interface RunOptions {
  readonly signal?: AbortSignal
  /** Share of the job done, 0 to 1. */
  readonly onProgress?: (share: number) => void
}

export interface WorkerPool {
  run<J extends Job>(job: J, options?: RunOptions): Promise<ResultOf<J>>
  /** Ends every worker; jobs that run or wait are rejected as cancelled. */
  close(): void
}

interface Task {
  readonly job: Job
  readonly onProgress: ((share: number) => void) | undefined
  settle(outcome: { result: ResultOf<Job> } | { error: Error }): void
}

interface Worker {
  readonly port: WorkerPort
  task: Task | undefined
}

export function createPool({ size, spawn }: { size: number; spawn: () => WorkerPort }): WorkerPool {
  const workers = new Set<Worker>()
  const queue: Task[] = []
  let closed = false

  function start(): Worker {
    const worker: Worker = { port: spawn(), task: undefined }
    worker.port.onMessage((answer) => receive(worker, answer))
    worker.port.onError((error) => end(worker, error))
    workers.add(worker)
    return worker
  }

  function receive(worker: Worker, answer: WorkerAnswer): void {
    const task = worker.task
    if (!task || !workers.has(worker)) return
    if (answer.kind === 'progress') return task.onProgress?.(answer.share)
    worker.task = undefined
    task.settle(answer.kind === 'done' ? { result: answer.result } : { error: new FailureError(answer.failure) })
    next()
  }

  function end(worker: Worker, reason: Error): void {
    if (!workers.delete(worker)) return
    worker.port.terminate()
    worker.task?.settle({ error: reason })
    next()
  }

  function next(): void {
    while (queue.length > 0) {
      const idle = [...workers].find((worker) => !worker.task)
      if (!idle && workers.size >= size) return
      const task = queue.shift()
      if (!task) return
      try {
        const worker = idle ?? start()
        worker.task = task
        worker.port.post({ job: task.job })
      } catch (error) {
        release(task)
        task.settle({ error: error instanceof Error ? error : new Error(String(error)) })
      }
    }
  }

  function release(task: Task): void {
    for (const worker of workers) if (worker.task === task) worker.task = undefined
  }

  function cancel(task: Task): void {
    const waiting = queue.indexOf(task)
    if (waiting >= 0) {
      queue.splice(waiting, 1)
      task.settle({ error: new FailureError(cancelled()) })
    }
    for (const worker of workers) if (worker.task === task) end(worker, new FailureError(cancelled()))
  }

  return {
    run<J extends Job>(job: J, { signal, onProgress }: RunOptions = {}) {
      return new Promise<ResultOf<J>>((resolve, reject) => {
        if (closed || signal?.aborted) return reject(new FailureError(cancelled()))
        const abort = () => cancel(task)
        const task: Task = {
          job,
          onProgress,
          settle(outcome) {
            signal?.removeEventListener('abort', abort)
            // The worker answers the kind it was asked: a request and its answer share one row of JobTable.
            if ('result' in outcome) resolve(outcome.result)
            else reject(outcome.error)
          },
        }
        signal?.addEventListener('abort', abort)
        queue.push(task)
        next()
      })
    },
    close() {
      closed = true
      for (const task of queue.splice(0)) task.settle({ error: new FailureError(cancelled()) })
      for (const worker of workers) end(worker, new FailureError(cancelled()))
    },
  }
}
