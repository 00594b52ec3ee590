import { describe, expect, it, vi } from 'vitest'
import { cancelled, FailureError } from '../../../shared/result/failure.ts'
import type { Workspace } from '../ledger/types.ts'
import { Session, type Surroundings } from './session.ts'

const around = { fingerprint: (value: unknown) => JSON.stringify(value) } as Surroundings
const workspace = { close: () => Promise.resolve() } as Workspace

describe('a result shared by its callers', () => {
  it('is computed once', async () => {
    const session = new Session(around, workspace)
    let computed = 0
    const ask = (): Promise<number> => session.once('plan', { seed: 42 }, () => Promise.resolve(++computed))
    expect([await Promise.all([ask(), ask()]), await ask()]).toEqual([[1, 1], 1])
  })

  it('goes on for the caller who still waits when the one who began it gives up', async () => {
    const session = new Session(around, workspace)
    let finish: (figures: string) => void = () => undefined
    const leaving = new AbortController()
    const compute = (): Promise<string> =>
      new Promise((resolve) => {
        finish = resolve
      })
    const first = session.once('plan', 1, compute, leaving.signal)
    const second = session.once('plan', 1, () => Promise.reject(new Error('computed twice')), new AbortController().signal)
    leaving.abort()
    await expect(first).rejects.toMatchObject({ failure: { kind: 'cancelled' } })
    finish('figures')
    expect(await second).toBe('figures')
  })

  it('ends the work when nobody has wanted it for a while, and begins anew for the next', async () => {
    vi.useFakeTimers()
    try {
      const session = new Session(around, workspace)
      const leaving = new AbortController()
      let ended = false
      const compute = (signal: AbortSignal): Promise<string> =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => {
            ended = true
            reject(new FailureError(cancelled()))
          }),
        )
      const first = session.once('plan', 1, compute, leaving.signal)
      leaving.abort()
      await expect(first).rejects.toMatchObject({ failure: { kind: 'cancelled' } })
      expect(ended).toBe(false)
      vi.advanceTimersByTime(2000)
      expect(ended).toBe(true)
      expect(await session.once('plan', 1, () => Promise.resolve('figures'))).toBe('figures')
    } finally {
      vi.useRealTimers()
    }
  })

  it('fails for everyone when it cannot be computed, and is tried again later', async () => {
    const session = new Session(around, workspace)
    const broken = (): Promise<string> => Promise.reject(new Error('no paths'))
    const both = [session.once('plan', 1, broken), session.once('plan', 1, broken)]
    expect(await Promise.allSettled(both)).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
    expect(await session.once('plan', 1, () => Promise.resolve('figures'))).toBe('figures')
  })
})
