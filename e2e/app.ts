// The program as a user has it: the built host as a real process with a fresh data folder, and a page in a real
// browser. Every story ends by checking that the page logged no error and asked nothing of any other machine.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { test as base, expect } from '@playwright/test'
import { Screens } from './screens.ts'

export interface App {
  /** The address the program printed, with its token. */
  readonly url: string
  readonly origin: string
  readonly token: string
  readonly dataFolder: string
  /** Ends the program as Ctrl+C does; returns its exit code. */
  stop(): Promise<number | null>
  /** Ends it as a power cut does. */
  kill(): Promise<void>
}

export const cliFile = fileURLToPath(new URL('../dist/node/cli.js', import.meta.url))

export async function startApp(dataFolder: string): Promise<App> {
  const program = spawn(process.execPath, [cliFile, 'serve', '--port', '0', '--data', dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await firstAddress(program)
  const { origin, hash } = new URL(url)
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (program.exitCode !== null || program.signalCode !== null) return program.exitCode
    const ended = once(program, 'exit')
    program.kill(signal)
    await ended
    return program.exitCode
  }
  return {
    url,
    origin,
    token: new URLSearchParams(hash.slice(1)).get('token') ?? '',
    dataFolder,
    stop: () => end('SIGINT'),
    kill: async () => void (await end('SIGKILL')),
  }
}

async function firstAddress(program: ChildProcess): Promise<string> {
  if (!program.stdout) throw new Error('the program was started without its output')
  for await (const line of createInterface(program.stdout)) {
    const url = /^Ballast is at (http:\/\/\S+)$/.exec(line)?.[1]
    if (url) return url
  }
  throw new Error(`the program ended without an address (exit ${program.exitCode})`)
}

export const test = base.extend<{ dataFolder: string; app: App; screens: Screens }>({
  dataFolder: async ({ locale }, use) => {
    const folder = await mkdtemp(join(tmpdir(), `ballast-${locale ?? 'any'}-`))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },

  app: async ({ dataFolder }, use) => {
    const app = await startApp(dataFolder)
    await use(app)
    await app.stop()
  },

  page: async ({ page, app }, use) => {
    const troubles: string[] = []
    page.on('pageerror', (problem) => troubles.push(problem.message))
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text())
    })
    page.on('request', (request) => {
      const url = new URL(request.url())
      if (url.hostname !== '127.0.0.1' && !['data:', 'blob:', 'about:'].includes(url.protocol)) troubles.push(`asked ${url.origin}`)
    })
    await page.goto(app.url)
    await use(page)
    expect(troubles).toEqual([])
  },

  screens: async ({ page }, use) => use(new Screens(page)),
})

export { expect }
