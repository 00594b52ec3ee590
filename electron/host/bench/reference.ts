// References written in C++, compiled where the benchmark runs: with a compiler (and QuantLib's package) they stand beside
// ours in the same run, without one the benchmark says so and goes on. Kept by their content for the next run.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

/** From the built file in dist/node to the sources of a checkout. */
const sources = fileURLToPath(new URL('../../electron/host/bench/reference', import.meta.url))

export type ReferenceName = 'market-paths' | 'quantlib-paths' | 'quantlib-options'

/** A program that prints figures line by line; null, with the reason said, where it cannot be built. */
export async function reference(name: ReferenceName): Promise<((args: readonly (string | number)[]) => Promise<number[]>) | null> {
  const source = join(sources, `${name}.cpp`)
  if (!existsSync(source)) return say(name, 'its source is not here; benchmarks with C++ need a checkout')
  const code = await readFile(source)
  const folder = join(tmpdir(), 'ballast-references')
  const program = join(folder, `${name}-${createHash('sha256').update(code).digest('hex').slice(0, 16)}`)
  if (!existsSync(program)) {
    await mkdir(folder, { recursive: true })
    process.stderr.write(`${name}: compiling its reference\n`)
    const flags = name === 'market-paths' ? ['-pthread'] : ['-lQuantLib']
    const built = await run('g++', ['-O3', '-o', `${program}.part`, source, ...flags]).catch(() => null)
    if (!built) return say(name, 'there is no g++')
    if (built.code !== 0)
      return say(name, /ql\/quantlib\.hpp/.test(built.errors) ? 'QuantLib is not installed' : built.errors.slice(0, 400))
    await rename(`${program}.part`, program)
  }
  return async (args) => {
    const { code: exit, printed, errors } = await run(program, args.map(String))
    if (exit !== 0) throw new Error(`${name} ended with ${exit}: ${errors}`)
    return printed.trim().split('\n').map(Number)
  }
}

function say(name: string, reason: string): null {
  process.stderr.write(`${name}: no reference, ${reason}\n`)
  return null
}

async function run(program: string, args: readonly string[]): Promise<{ code: number; printed: string; errors: string }> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const [printed, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode ?? -1, printed, errors }
}
