// A built program in a process of its own, as a user starts it: nothing that ran before has warmed its memory.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

interface ProcessRun {
  /** From its start to its end. */
  readonly milliseconds: number
  /** The most memory it held, in bytes. */
  readonly peak: number
  readonly printed: string
}

/** Told over a pipe of its own as the process ends. */
const tellPeak = `import { writeSync } from 'node:fs'
process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)))`

export async function inOwnProcess(program: string, args: readonly string[]): Promise<ProcessRun> {
  const from = performance.now()
  const telling = `data:text/javascript,${encodeURIComponent(tellPeak)}`
  const child = spawn(process.execPath, ['--import', telling, program, ...args], { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] })
  const [printed, peak] = await Promise.all([text(child.stdout as Readable), text(child.stdio[3] as Readable), once(child, 'close')])
  if (child.exitCode !== 0) throw new Error(`${args[0] ?? program} ended with ${String(child.exitCode)}`)
  return { milliseconds: performance.now() - from, peak: Number(peak) * 1024, printed }
}
