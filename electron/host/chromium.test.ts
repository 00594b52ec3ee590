import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { findChromium } from './chromium.ts'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-test-'))
  folders.push(folder)
  return folder
}

async function executable(name: string): Promise<{ folder: string; path: string }> {
  const folder = await temporary()
  const path = join(folder, name)
  await writeFile(path, '#!/bin/sh\nexit 0\n')
  await chmod(path, 0o755)
  return { folder, path }
}

describe.runIf(process.platform === 'linux')('finding a Chromium', () => {
  it('takes the named one before one on the search path', async () => {
    const named = await executable('my-chrome')
    const { folder } = await executable('chromium')
    expect(await findChromium({ CHROMIUM_PATH: named.path, PATH: folder })).toMatchObject({ path: named.path, origin: 'CHROMIUM_PATH' })
  })

  it('does not quietly take another when the named one cannot be run', async () => {
    expect(await findChromium({ CHROMIUM_PATH: '/nowhere/chromium' })).toBeNull()
  })

  it('takes one on the search path before the package', async () => {
    const { folder, path } = await executable('google-chrome')
    expect(await findChromium({ PATH: `/nowhere:${folder}` })).toMatchObject({ path, origin: 'system' })
  })

  it('switches no protection off except the sandbox that root cannot have', async () => {
    const { path } = await executable('my-chrome')
    const args = (await findChromium({ CHROMIUM_PATH: path }))?.args ?? []
    expect(args.includes('--no-sandbox')).toBe(process.getuid?.() === 0)
    expect(args.join(' ')).not.toMatch(/web-security|insecure|single-process|site-isolation/)
  })

  it.runIf(process.arch === 'x64')('unpacks the packaged one once, and two starts at the same moment both get a whole file', async () => {
    const cache = await temporary()
    const found = await Promise.all([findChromium({ PATH: '', XDG_CACHE_HOME: cache }), findChromium({ PATH: '', XDG_CACHE_HOME: cache })])
    expect(found.map((chromium) => chromium?.origin)).toEqual(['package', 'package'])
    const { stdout } = await promisify(execFile)(found[0]?.path ?? '', ['--version'])
    expect(stdout).toMatch(/147\./)
  })
})
