// The command line's entry: reads the words, opens the core in this process, runs one command, ends with its exit code.
// 0 done, 1 an expected failure, 2 wrong usage, 130 cancelled. With --json one document on stdout and nothing else.
import { fileURLToPath } from 'node:url'
import { createClient } from '../../../shared/contract/client.ts'
import { commands, events, type ProgressData } from '../../../shared/contract/commands.ts'
import { serve } from '../../../shared/contract/server.ts'
import { memoryPair } from '../../../shared/contract/transports.ts'
import { describeProgress, progressName } from '../../../shared/language/progress.ts'
import { type Failure, FailureError, toFailure } from '../../../shared/result/failure.ts'
import { PaceMeter } from '../../../shared/units/pace.ts'
import { type Core, createCore } from '../../core/main.ts'
import { spawnNodeWorker } from '../../core/node-port.ts'
import { findChromium } from '../chromium.ts'
import { dataFolder, isFirstStart, serveUntil } from '../serve.ts'
import { version } from '../version.ts'
import { flag, type Given, helpText, isoDate, oneOf, parseCommandLine, text, UsageError, wholeNumber } from './arguments.ts'
import { benchCommand, withTemporaryFolder } from './bench.ts'
import { allocateCommand, discountsCommand, fxCommand, overlapsCommand, pricesCommand } from './book-commands.ts'
import { calcCommand } from './calc.ts'
import { driversCommand } from './drivers.ts'
import { importCommand } from './import-files.ts'
import {
  exposureCommand,
  forecastCommand,
  hedgeCommand,
  planCommand,
  planWorkspace,
  reportCommand,
  riskCommand,
  usageCommand,
} from './plan-commands.ts'
import { reconcileCommand } from './reconcile.ts'
import { type Outcome, type Run, runOf } from './run.ts'
import { logCommand, marketCommand, settingsCommand, undoCommand, verifyCommand } from './workspace-commands.ts'

const table = { commands, events }
/** Beside this file when built. */
const workerEntry = new URL('./worker.js', import.meta.url)
/** Made with the build; `sample` itself always makes it anew. */
const sampleSource = fileURLToPath(new URL('../sample.ballast', import.meta.url))
const pageDir = fileURLToPath(new URL('../page', import.meta.url))

type ScriptCommand = Exclude<Given['command'], 'serve' | 'bench' | 'calc'>

const scripts: Readonly<Record<ScriptCommand, (run: Run) => Promise<Outcome>>> = {
  plan: planCommand,
  import: importCommand,
  usage: usageCommand,
  drivers: driversCommand,
  reconcile: reconcileCommand,
  undo: (run) => undoCommand(run, 'undo'),
  redo: (run) => undoCommand(run, 'redo'),
  log: logCommand,
  verify: verifyCommand,
  prices: pricesCommand,
  discounts: discountsCommand,
  fx: fxCommand,
  allocate: allocateCommand,
  overlaps: overlapsCommand,
  settings: settingsCommand,
  forecast: forecastCommand,
  exposure: exposureCommand,
  market: marketCommand,
  hedge: hedgeCommand,
  risk: riskCommand,
  report: reportCommand,
  sample: async (run) => {
    const { workspace } = await run.call('app.info', {})
    return { json: workspace, lines: [`${workspace?.path}: ${workspace?.company}, ${workspace?.firstDay} to ${workspace?.lastDay}`] }
  },
}
/** Commands that make the workspace file when it is not there yet. */
const creating = new Set<Given['command']>(['plan', 'import', 'sample'])

const stop = new AbortController()
process.on('SIGINT', () => stop.abort())
process.on('SIGTERM', () => stop.abort())

async function main(): Promise<number> {
  const given = parseCommandLine(process.argv.slice(2))
  if ('help' in given) {
    process.stdout.write(helpText(given.help))
    return 0
  }
  // A benchmark has a data folder of its own, so that it measures the same whatever was kept before.
  if (given.command === 'bench') return withTemporaryFolder((folder) => mainIn(given, folder))
  return mainIn(given, text(given, 'data') ?? dataFolder(process.env, process.platform))
}

async function mainIn(given: Given, folder: string): Promise<number> {
  const core = createCore({
    dataFolder: folder,
    shell: given.command === 'serve' ? 'browser' : 'script',
    version,
    spawnWorker: () => spawnNodeWorker(workerEntry),
    findChromium: () => findChromium(),
    overrides: overridesOf(given),
    ...(given.command === 'sample' ? {} : { sampleSource }),
  })
  try {
    if (given.command === 'serve') return await servePage(given, core, folder)
    const outcome = await runScript(given, core, folder)
    // The calculator has written its lines already.
    if (given.command === 'calc') return outcome.failure ? complain(given, outcome.failure) : 0
    if (flag(given, 'json')) process.stdout.write(`${JSON.stringify(outcome.json, null, 2)}\n`)
    else if (outcome.lines.length > 0) process.stdout.write(`${outcome.lines.join('\n')}\n`)
    return outcome.failure ? complain(given, outcome.failure) : 0
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown
    return complain(given, toFailure(thrown), thrown)
  } finally {
    await core.close()
  }
}

async function runScript(given: Given, core: Core, folder: string): Promise<Outcome> {
  const [near, far] = memoryPair()
  serve(far, table, core.handlers(), { events: core.events, log: logBug })
  const client = createClient(near, table)
  await client.ready
  const run = runOf(given, client, stop.signal, flag(given, 'quiet') ? () => undefined : tellProgress)
  try {
    if (given.command === 'calc') return await calcCommand(run, (line) => void process.stdout.write(`${line}\n`))
    if (given.command === 'bench') return await benchCommand(run, folder, fileURLToPath(import.meta.url))
    await openFor(given, core)
    return await scripts[given.command as ScriptCommand](run)
  } finally {
    endProgress()
    client.close()
  }
}

/** Opens the workspace a command works on; `plan` keeps one beside its documents when none is named. */
async function openFor(given: Given, core: Core): Promise<void> {
  const out = text(given, 'out')
  const path = text(given, 'workspace') ?? (given.command === 'plan' && out !== undefined ? planWorkspace(out) : undefined)
  if (path === undefined)
    throw new UsageError(
      given.command === 'plan'
        ? 'Name the folder for the documents: --out DIR'
        : `${given.command} needs a workspace: --workspace FILE.ballast`,
    )
  if (given.command === 'sample') await core.workspaces.openSample(path)
  else if (creating.has(given.command)) await core.workspaces.openOrCreate(path)
  else await core.workspaces.open(path, flag(given, 'read-only'))
}

async function servePage(given: Given, core: Core, folder: string): Promise<number> {
  const [file] = given.words
  await serveUntil({
    table,
    pageDir: text(given, 'page') ?? pageDir,
    port: wholeNumber(given, 'port') ?? 0,
    handlersFor: (host) => core.handlers(host),
    events: core.events,
    isBrowserWanted: flag(given, 'open'),
    isFirstStart: await isFirstStart(folder),
    ...(file === undefined ? {} : { file }),
    language: oneOf(given, 'lang', ['en', 'zh']) ?? 'en',
    print: (line) => process.stdout.write(`${line}\n`),
    tell: (line) => process.stderr.write(`${line}\n`),
    log: logBug,
    signal: stop.signal,
  })
  return 0
}

function overridesOf(given: Given) {
  const [seed, asOf] = [wholeNumber(given, 'seed'), isoDate(given, 'as-of')]
  return { ...(seed === undefined ? {} : { seed }), ...(asOf === undefined ? {} : { asOf }) }
}

/** The failure on stderr; an interrupted run ends as the shell expects. */
function complain(given: Given, failure: Failure, thrown?: unknown): number {
  const { kind, message, at } = failure
  process.stderr.write(
    flag(given, 'json')
      ? `${JSON.stringify({ error: { kind, message, ...(at ? { at } : {}) } })}\n`
      : `${at?.file && !message.includes(at.file) ? `${at.file}: ` : ''}${message}\n`,
  )
  if (kind === 'bug' && thrown !== undefined && !(thrown instanceof FailureError)) logBug('command', thrown)
  return kind === 'cancelled' ? 130 : 1
}

let lastStep = ''
const pace = new PaceMeter()
/** A line that counts on a terminal, one plain line per step otherwise. */
function tellProgress(told: ProgressData): void {
  const step = progressName(told, 'en')
  const isNew = step !== lastStep
  if (process.stderr.isTTY) {
    const words = describeProgress(told, 'en', pace.at(performance.now(), step, told.done, told.total))
    process.stderr.write(`${isNew && lastStep !== '' ? '\n' : ''}\r\u001b[K${words}`)
  } else if (isNew) process.stderr.write(`${step}\n`)
  lastStep = step
}

/** Ends the line that counts. */
function endProgress(): void {
  if (process.stderr.isTTY && lastStep !== '') process.stderr.write('\n')
}

function logBug(message: string, error: unknown): void {
  process.stderr.write(`${message}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
}

main().then(
  (code) => {
    process.exitCode = stop.signal.aborted && code !== 0 ? 130 : code
  },
  (problem: unknown) => {
    process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`)
    process.exitCode = problem instanceof UsageError ? 2 : 1
  },
)
