import { describe, expect, it } from 'vitest'
import { cancelled, FailureError } from '../../../shared/result/failure.ts'
import { Session, type Surroundings } from './session.ts'

const around = { fingerprint: (value: unknown) => JSON.stringify(value) } as Surroundings

describe('a result shared by its callers', () => {
  it('is computed once', async () => {
    const session = new Session(around)
    let computed = 0
    const ask = (): Promise<number> => session.once('plan', { seed: 42 }, () => Promise.resolve(++computed))
    expect([await Promise.all([ask(), ask()]), await ask()]).toEqual([[1, 1], 1])
  })

  it('survives the caller that began it and gave up', async () => {
    const session = new Session(around)
    let giveUp: (reason: unknown) => void = () => undefined
    const first = session.once('plan', 1, () => new Promise<string>((_resolve, reject) => (giveUp = reject)))
    const second = session.once('plan', 1, () => Promise.resolve('figures'))
    const third = session.once('plan', 1, () => Promise.resolve('figures'))
    giveUp(new FailureError(cancelled()))
    await expect(first).rejects.toMatchObject({ failure: { kind: 'cancelled' } })
    expect(await Promise.all([second, third])).toEqual(['figures', 'figures'])
  })

  it('fails for everyone when it cannot be computed, and is tried again later', async () => {
    const session = new Session(around)
    const broken = (): Promise<string> => Promise.reject(new Error('no paths'))
    const both = [session.once('plan', 1, broken), session.once('plan', 1, broken)]
    expect(await Promise.allSettled(both)).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
    expect(await session.once('plan', 1, () => Promise.resolve('figures'))).toBe('figures')
  })
})
