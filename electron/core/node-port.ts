// A worker thread as the pool sees it. The thread keeps the process alive only while it works on a job, so a
// command ends when its last answer is there. `entry` is the built node-worker file.
import { Worker } from 'node:worker_threads'
import type { WorkerAnswer, WorkerPort } from '../../shared/worker/port.ts'

export function spawnNodeWorker(entry: URL): WorkerPort {
  const worker = new Worker(entry)
  worker.unref()
  return {
    post(request) {
      worker.postMessage(request)
      worker.ref()
    },
    onMessage(handle) {
      worker.on('message', (answer: WorkerAnswer) => {
        if (answer.kind !== 'progress') worker.unref()
        handle(answer)
      })
    },
    onError(handle) {
      worker.on('error', handle)
      worker.on('exit', (code) => handle(new Error(`The calculation thread ended (${code})`)))
    },
    terminate() {
      void worker.terminate()
    },
  }
}
