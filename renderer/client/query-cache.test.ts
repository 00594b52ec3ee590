import { describe, expect, it } from 'vitest'
import { fail } from '../../shared/language/failures.ts'
import { type Fetch, QueryCache } from './query-cache.ts'

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/** Answers 1, 2, 3 ... and counts how often it was asked. */
function counting(): { fetch: Fetch; asked: () => number; aborted: () => number } {
  let asked = 0
  let aborted = 0
  const fetch: Fetch = ({ signal }) => {
    asked += 1
    signal.addEventListener('abort', () => (aborted += 1))
    return Promise.resolve(asked)
  }
  return { fetch, asked: () => asked, aborted: () => aborted }
}

describe('answers of reading commands', () => {
  it('are shared by everyone who asks the same', async () => {
    const cache = new QueryCache()
    const source = counting()
    cache.watch('usage', source.fetch, () => undefined)
    cache.watch('usage', source.fetch, () => undefined)
    await settled()
    expect([source.asked(), cache.snapshot('usage')]).toEqual([
      1,
      { data: 1, failure: undefined, pending: false, stale: false, progress: undefined },
    ])
  })

  it('stay on screen as stale while the new ones are computed', async () => {
    const cache = new QueryCache()
    const source = counting()
    cache.watch('usage', source.fetch, () => undefined)
    await settled()
    cache.markStale()
    expect(cache.snapshot('usage')).toMatchObject({ data: 1, pending: true, stale: true })
    await settled()
    expect(cache.snapshot('usage')).toMatchObject({ data: 2, pending: false, stale: false })
  })

  it('are asked again when a screen comes back after a change, and not before', async () => {
    const cache = new QueryCache()
    const source = counting()
    const leave = cache.watch('usage', source.fetch, () => undefined)
    await settled()
    leave()
    cache.markStale()
    expect([source.asked(), cache.snapshot('usage').stale]).toEqual([1, true])
    cache.watch('usage', source.fetch, () => undefined)
    await settled()
    expect(cache.snapshot('usage').data).toBe(2)
  })

  it('keep the failure as a value, and the last good figures beside it', async () => {
    const cache = new QueryCache()
    let broken = false
    cache.watch(
      'usage',
      () => (broken ? Promise.reject(fail('no-usage')) : Promise.resolve('figures')),
      () => undefined,
    )
    await settled()
    broken = true
    cache.retry('usage')
    await settled()
    expect(cache.snapshot('usage')).toMatchObject({ data: 'figures', failure: { code: 'no-usage' }, pending: false })
  })

  it('of an overtaken question never arrive', async () => {
    const cache = new QueryCache()
    const answers: ((value: string) => void)[] = []
    cache.watch(
      'usage',
      () => new Promise((resolve) => answers.push(resolve)),
      () => undefined,
    )
    cache.markStale()
    answers[1]?.('new')
    await settled()
    answers[0]?.('old')
    await settled()
    expect(cache.snapshot('usage').data).toBe('new')
  })

  it('of another workspace are forgotten', async () => {
    const cache = new QueryCache()
    const source = counting()
    cache.watch('usage', source.fetch, () => undefined)
    await settled()
    cache.clear()
    expect(cache.snapshot('usage').data).toBeUndefined()
    await settled()
    expect(cache.snapshot('usage').data).toBe(2)
  })
})
