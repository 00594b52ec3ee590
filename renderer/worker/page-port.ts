// The page's worker as the pool sees it; the twin of electron/core/node-port.ts.
import type { WorkerAnswer, WorkerPort } from '../../shared/worker/port.ts'

export function spawnPageWorker(): WorkerPort {
  const worker = new Worker(new URL('./page-worker.ts', import.meta.url), { type: 'module' })
  return {
    post: (request) => worker.postMessage(request),
    onMessage(handle) {
      worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => handle(data))
    },
    onError(handle) {
      // A file that could not be loaded says nothing.
      worker.addEventListener('error', ({ message }) => handle(new Error(message || 'The calculation part of the page did not start')))
    },
    terminate: () => worker.terminate(),
  }
}
