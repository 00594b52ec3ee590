import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFirstStart, serveUntil } from './serve.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ballast-test-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
})
afterAll(() => rm(folder, { recursive: true }))

/** Serves until the first line is printed and returns what was said; the page is fetched once meanwhile. */
async function serveOnce(over: { file?: string; isFirstStart?: boolean } = {}) {
  const ending = new AbortController()
  const said: string[] = []
  let status = 0
  await serveUntil({
    pageDir: folder,
    table: { commands: {}, events: {} },
    handlersFor: () => ({}),
    log: () => undefined,
    isBrowserWanted: false,
    isFirstStart: false,
    language: 'en',
    tell: (line) => said.push(line),
    signal: ending.signal,
    ...over,
    print: (line) => {
      said.push(line)
      void fetch(new URL(line.split(' at ')[1] ?? '').origin).then((answer) => {
        status = answer.status
        ending.abort()
      })
    },
  })
  return { said, status }
}

describe('serving', () => {
  it('prints one line with the address, answers there, and ends at Ctrl+C', async () => {
    const { said, status } = await serveOnce()
    expect(said).toEqual([expect.stringMatching(/^Ballast is at http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/)])
    expect(status).toBe(200)
  })

  it.each([
    ['firm.ballast', 'open'],
    ['june & july.csv', 'import'],
  ])('lets the page begin with %s', async (name, step) => {
    const file = join(folder, name)
    await writeFile(file, 'content')
    const { said } = await serveOnce({ file })
    expect(new URLSearchParams(said[0]?.split('#')[1]).get(step)).toBe(resolve(file))
  })

  it('does not begin with a file that is not there', async () => {
    await expect(serveOnce({ file: join(folder, 'nowhere.ballast') })).rejects.toMatchObject({ failure: { code: 'file-not-found' } })
  })

  it('leaves a script that opens no browser without a sample', async () => {
    expect((await serveOnce({ isFirstStart: true })).said[0]).not.toContain('sample')
  })
})

it('knows a first start by a data folder that is missing or empty', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'ballast-test-'))
  expect(await Promise.all([isFirstStart(join(folder, 'missing')), isFirstStart(empty), isFirstStart(folder)])).toEqual([true, true, false])
  await rm(empty, { recursive: true })
})
