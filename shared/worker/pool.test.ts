import { describe, expect, it } from 'vitest'
import { FailureError, toFailure } from '../result/failure.ts'
import { answerRequest } from './answer-request.ts'
import type { HedgeRatioJob } from './jobs.ts'
import { createPool } from './pool.ts'
import type { WorkerAnswer, WorkerPort, WorkerRequest } from './port.ts'

const job: HedgeRatioJob = { kind: 'hedge-ratio', own: Float64Array.of(1, 2, 4, 3), index: Float64Array.of(1, 2, 3, 4) }

/** A worker in the test's hands: it works when told to. */
function workshop() {
  const ports: { requests: WorkerRequest[]; answer(answer: WorkerAnswer): void; work(): void; crash(): void; ended: boolean }[] = []
  const spawn = (): WorkerPort => {
    let onMessage: (answer: WorkerAnswer) => void = () => undefined
    let onError: (error: Error) => void = () => undefined
    const hand = {
      requests: [] as WorkerRequest[],
      ended: false,
      answer: (answer: WorkerAnswer) => onMessage(answer),
      work() {
        const request = hand.requests.shift()
        if (request) void answerRequest(request, (answer) => onMessage(answer))
      },
      crash: () => onError(new Error('thread died')),
    }
    ports.push(hand)
    return {
      post: (request) => void hand.requests.push(request),
      onMessage(handle) {
        onMessage = handle
      },
      onError(handle) {
        onError = handle
      },
      terminate() {
        hand.ended = true
      },
    }
  }
  return { ports, spawn }
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no failure',
    (thrown) => toFailure(thrown).code,
  )

describe('pool', () => {
  it('runs a job and keeps the worker for the next', async () => {
    const { ports, spawn } = workshop()
    const pool = createPool({ size: 2, spawn })
    for (let round = 0; round < 3; round++) {
      const answer = pool.run(job)
      ports[0]?.work()
      expect((await answer).ratio).toBeCloseTo(0.8, 12)
    }
    expect(ports).toHaveLength(1)
  })

  it('starts no more workers than its size and serves the queue in order', async () => {
    const { ports, spawn } = workshop()
    const pool = createPool({ size: 2, spawn })
    const finished: number[] = []
    const jobs = [0, 1, 2, 3].map((i) => pool.run(job).then(() => finished.push(i)))
    expect(ports.map((port) => port.requests.length)).toEqual([1, 1])
    ports[1]?.work()
    ports[1]?.work()
    ports[0]?.work()
    ports[1]?.work()
    await Promise.all(jobs)
    expect(finished).toEqual([1, 2, 0, 3])
  })

  it('passes progress on to the job it belongs to', async () => {
    const { ports, spawn } = workshop()
    const heard: number[] = []
    const answer = createPool({ size: 1, spawn }).run(job, { onProgress: (share) => heard.push(share) })
    ports[0]?.answer({ kind: 'progress', share: 0.5 })
    ports[0]?.work()
    await answer
    expect(heard).toEqual([0.5])
  })

  it('cancels a running job by ending its worker, and starts a fresh one for the next', async () => {
    const { ports, spawn } = workshop()
    const pool = createPool({ size: 1, spawn })
    const stop = new AbortController()
    const running = pool.run(job, { signal: stop.signal })
    const waiting = pool.run(job)
    stop.abort()
    expect(await failureOf(running)).toBe('cancelled')
    expect(ports.map((port) => port.ended)).toEqual([true, false])
    ports[0]?.work() // what a dead worker may still say is not heard
    ports[1]?.work()
    expect((await waiting).observations).toBe(4)
  })

  it('cancels a waiting job without touching the workers', async () => {
    const { ports, spawn } = workshop()
    const pool = createPool({ size: 1, spawn })
    const stop = new AbortController()
    const running = pool.run(job)
    const waiting = pool.run(job, { signal: stop.signal })
    stop.abort()
    expect(await failureOf(waiting)).toBe('cancelled')
    ports[0]?.work()
    expect((await running).observations).toBe(4)
    expect(ports[0]?.requests).toEqual([])
    expect(await failureOf(pool.run(job, { signal: stop.signal }))).toBe('cancelled')
  })

  it('hands on an expected failure and survives a crash', async () => {
    const { ports, spawn } = workshop()
    const pool = createPool({ size: 1, spawn })
    const flat = pool.run({ ...job, index: new Float64Array(4) })
    ports[0]?.work()
    await expect(flat).rejects.toBeInstanceOf(FailureError)
    expect(await failureOf(flat)).toBe('index-stood-still')
    const unlucky = pool.run(job)
    ports[0]?.crash()
    await expect(unlucky).rejects.toThrow('thread died')
    const next = pool.run(job)
    ports[1]?.work()
    expect((await next).observations).toBe(4)
  })

  it('a job that cannot be sent fails alone', async () => {
    const { ports, spawn } = workshop()
    let refused = false
    const pool = createPool({
      size: 1,
      spawn: () => {
        const port = spawn()
        return {
          ...port,
          post(request) {
            if (refused) return port.post(request)
            refused = true
            throw new Error('could not be cloned')
          },
        }
      },
    })
    await expect(pool.run(job)).rejects.toThrow('could not be cloned')
    const next = pool.run(job)
    ports[0]?.work()
    expect((await next).observations).toBe(4)
  })

  it('closing cancels what runs and what waits', async () => {
    const { ports, spawn } = workshop()
    const pool = createPool({ size: 1, spawn })
    const outcomes = [pool.run(job), pool.run(job)].map(failureOf)
    pool.close()
    expect(await Promise.all([...outcomes, failureOf(pool.run(job))])).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(ports.map((port) => port.ended)).toEqual([true])
  })
})
