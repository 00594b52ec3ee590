// Entry of a worker thread: answers jobs with the pure mathematics of shared/math. Built to its own file and
// started by path (see node-port.ts); it holds no state between jobs.
import { parentPort } from 'node:worker_threads'
import { answerRequest } from '../../shared/worker/answer-request.ts'
import type { WorkerRequest } from '../../shared/worker/port.ts'

const port = parentPort
if (!port) throw new Error('node-worker is the entry of a worker thread and was started as a program')
port.on('message', (request: WorkerRequest) => void answerRequest(request, (answer, handOver) => port.postMessage(answer, handOver)))
