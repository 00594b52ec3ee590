// The benchmarks by name. Each says what it measured, how large, and against what; none of them is a test.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { Client } from '../../../shared/contract/client.ts'
import type { commands, events } from '../../../shared/contract/commands.ts'
import { findChromium } from '../chromium.ts'
import { importRows, importScale } from './import-benchmark.ts'
import { type Benchmark, inTurn, median, milliseconds } from './measure.ts'
import { naiveSimulation } from './naive-simulation.ts'
import { optimiser } from './optimiser-benchmark.ts'
import { optionFormulas } from './options-benchmarks.ts'
import { inOwnProcess } from './own-process.ts'
import { changedStrategy, monteCarlo } from './simulation-benchmarks.ts'

export interface Workbench {
  /** A client on a core of its own. */
  readonly client: Client<{ commands: typeof commands; events: typeof events }>
  readonly folder: string
  /** The built command line, for a start from nothing. */
  readonly cli: string
  /** Rows of the import benchmarks, where another number than their own is asked for. */
  readonly rows?: number | undefined
  /** Says a figure at once, of a benchmark that goes on for long. */
  readonly tell: (figure: Benchmark) => void
}

export const benchmarks: Readonly<Record<string, (bench: Workbench) => Promise<Benchmark | readonly Benchmark[]>>> = {
  'cold-start': coldStart,
  import: importRows,
  'import-scale': importScale,
  'cover-typing': coverTyping,
  simulation,
  'monte-carlo': monteCarlo,
  'changed-strategy': changedStrategy,
  options: optionFormulas,
  optimiser,
}

/** From starting the host's process to the overview's sentence on the page; against a bare server's empty page in the same browser. */
async function coldStart({ folder, cli }: Workbench): Promise<Benchmark> {
  const data = join(folder, 'cold')
  await inOwnProcess(cli, ['sample', '--workspace', join(data, 'Sample.ballast'), '--data', data])
  const found = await findChromium()
  if (!found) throw new Error('No Chromium was found for the cold-start benchmark; set CHROMIUM_PATH.')
  const { chromium } = await import('playwright-core')
  const browser = await chromium.launch({ executablePath: found.path, args: found.args })
  try {
    const { ours, reference } = await inTurn(
      3,
      () => openApp(browser, cli, data),
      () => openEmptyPage(browser),
    )
    return {
      name: 'cold-start',
      unit: 'ms',
      size: 'sample workspace, 18 months; host process start to overview sentence',
      ours,
      reference,
      against: 'bare Node server, empty page, same browser',
      ratio: ours / reference,
      rounds: 3,
    }
  } finally {
    await browser.close()
  }
}

async function openApp(browser: Browser, cli: string, data: string): Promise<void> {
  const host = spawn(process.execPath, [cli, 'serve', '--port', '0', '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    let printed = ''
    const url = await new Promise<string>((resolve, reject) => {
      host.once('exit', () => reject(new Error('The host ended before it printed its address')))
      host.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString()
        const address = /http:\S+/.exec(printed)?.[0]
        if (address) resolve(address)
      })
    })
    const page = await browser.newPage()
    await page.goto(`${url}&open=sample`)
    await page.locator('h1').filter({ hasText: /USD/ }).first().waitFor()
    await page.close()
  } finally {
    host.kill()
    if (host.exitCode === null) await once(host, 'exit')
  }
}

async function openEmptyPage(browser: Browser): Promise<void> {
  const server = createServer((_, response) => response.end('<!doctype html><title>empty</title><h1>USD</h1>'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await page.locator('h1').waitFor()
  await page.close()
  server.close()
}

/** A changed cover percent to the six new numbers, simulation included; against the smallest command's round trip. */
async function coverTyping({ client }: Workbench): Promise<Benchmark> {
  await openSample(client)
  const months = (await client.call('hedge.evaluate', { id: 'ladder' })).months.map((row) => row.month)
  const rounds = 30
  let percent = 40
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    percent += 1
    const draft = {
      id: 'a',
      name: 'My A',
      kind: 'manual' as const,
      cover: Object.fromEntries(months.map((month, m) => [month, m === 5 ? percent : 60])),
    }
    times.push(await milliseconds(() => client.call('hedge.evaluate', { draft })))
  }
  const small = await inTurn(
    30,
    () => client.call('settings.get', {}),
    () => client.call('settings.get', {}),
  )
  const ours = median(times)
  return {
    name: 'cover-typing',
    unit: 'ms',
    size: `10,000 paths x ${months.length} months, 1 contract`,
    ours,
    reference: small.ours,
    against: 'round trip of settings.get',
    ratio: ours / small.ours,
    rounds,
  }
}

/** 10,000 paths x 24 months of the hedge with margin; against the plain loop. */
async function simulation({ client }: Workbench): Promise<Benchmark> {
  await openSample(client)
  await client.call('settings.set', { horizonMonths: 24 })
  await client.call('risk.measure', { id: 'ladder' })
  const rounds = 5
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    // A volatility of its own for each round, so that nothing kept is served.
    await client.call('settings.set', { volatility: 0.45 + round / 1000 })
    times.push(await milliseconds(() => client.call('risk.measure', { id: 'ladder' })))
  }
  const references: number[] = []
  for (let round = 0; round < rounds; round++) references.push(await milliseconds(() => naiveSimulation(10_000, 24, 0.45)))
  const [ours, reference] = [median(times), median(references)]
  await client.call('workspace.close', {})
  return {
    name: 'simulation',
    unit: 'ms',
    size: '10,000 paths x 24 months x 21 days, through command and worker',
    ours,
    reference,
    against: 'plain loop with Math.random, Box-Muller and Math.exp',
    ratio: ours / reference,
    rounds,
  }
}

async function openSample(client: Workbench['client']): Promise<void> {
  await client.call('workspace.open-sample', {})
  await client.call('settings.set', { horizonMonths: 12, volatility: 0.45 })
}
