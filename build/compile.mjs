// Builds dist/node and dist/page when their sources are newer, for ballast.mjs, start.mjs and test.mjs.
// Says nothing on stdout, which belongs to the command being run. A build goes to a folder of its own and then
// takes the place of the old one, so a running program and a second build at the same time are safe.
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const targets = {
  node: {
    sources: ['shared', 'electron', 'build/vite.node.config.ts', 'package.json'],
    config: 'vite.node.config.ts',
    modes: ['node', 'preload'],
  },
  page: { sources: ['shared', 'renderer', 'build/vite.config.ts', 'package.json'], config: 'vite.config.ts', modes: ['production'] },
}

/** @typedef {keyof typeof targets} Target */

/** Whether `npm ci` has run here; without it nothing can be built. */
export const hasDependencies = () => existsSync(join(root, 'node_modules', 'vite', 'package.json'))

/** @param {Target} target */
export async function compileWhenStale(target) {
  if (!isStale(target)) return
  const release = await lock(join(root, `dist/${target}.lock`))
  try {
    if (isStale(target)) await compile(target)
  } finally {
    release()
  }
}

/** @param {Target} target */
function isStale(target) {
  const stamp = join(root, 'dist', target, '.stamp')
  if (!existsSync(stamp)) return true
  const built = statSync(stamp).mtimeMs
  return targets[target].sources.some((source) => isNewer(join(root, source), built))
}

// Folders count too: a deleted file changes only its folder.
/** @type {(path: string, than: number) => boolean} */
function isNewer(path, than) {
  const stats = statSync(path)
  if (stats.mtimeMs > than) return !/\.test\.tsx?$/.test(path)
  return stats.isDirectory() && readdirSync(path).some((name) => isNewer(join(path, name), than))
}

/** @param {Target} target */
async function compile(target) {
  const { config, modes } = targets[target]
  const begun = new Date() // a source saved during the build is newer than the result
  process.stderr.write(`Building dist/${target}...\n`)
  const { build, createLogger } = await import('vite')
  const final = join(root, 'dist', target)
  const fresh = `${final}.new`
  rmSync(fresh, { recursive: true, force: true })
  const customLogger = { ...createLogger('warn'), info: () => undefined, warn: say, warnOnce: say, error: say }
  for (const mode of modes) {
    await build({ configFile: join(root, 'build', config), mode, logLevel: 'warn', customLogger, build: { outDir: fresh } })
  }
  const stamp = join(fresh, '.stamp')
  writeFileSync(stamp, '')
  utimesSync(stamp, begun, begun)
  const old = `${final}.old`
  rmSync(old, { recursive: true, force: true })
  if (existsSync(final)) renameSync(final, old)
  renameSync(fresh, final)
  rmSync(old, { recursive: true, force: true })
}

/** @param {string} message */
function say(message) {
  process.stderr.write(`${message}\n`)
}

/** One build at a time; a lock whose owner has died is taken over. @param {string} file */
async function lock(file) {
  mkdirSync(join(root, 'dist'), { recursive: true })
  for (;;) {
    try {
      const handle = openSync(file, 'wx')
      writeSync(handle, String(process.pid))
      closeSync(handle)
      return () => rmSync(file, { force: true })
    } catch {
      if (!isHeld(file)) rmSync(file, { force: true })
      else await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

/** @param {string} file */
function isHeld(file) {
  try {
    const owner = Number(readFileSync(file, 'utf8'))
    // An empty file: its owner is between creating and writing it, or died there.
    if (!owner) return Date.now() - statSync(file).mtimeMs < 5000
    process.kill(owner, 0)
    return true
  } catch (problem) {
    return problem instanceof Error && 'code' in problem && problem.code === 'EPERM'
  }
}

/**
 * Makes the sample workspace once per build of dist/node, so that the first start only copies it. The program can
 * make it by itself; this saves the newcomer the seconds it takes.
 */
export async function makeSampleWhenStale() {
  const sample = join(root, 'dist/sample.ballast')
  if (existsSync(sample) && statSync(sample).mtimeMs > statSync(join(root, 'dist/node/.stamp')).mtimeMs) return
  const release = await lock(join(root, 'dist/sample.lock'))
  try {
    process.stderr.write('Making the sample workspace...\n')
    const fresh = join(root, 'dist/sample-new')
    rmSync(fresh, { recursive: true, force: true })
    mkdirSync(fresh)
    const made = join(fresh, 'sample.ballast')
    const args = [join(root, 'dist/node/cli.js'), 'sample', '--workspace', made, '--data', fresh, '--quiet']
    const run = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
    if (run.status !== 0) throw new Error('The sample workspace could not be made')
    renameSync(made, sample)
    rmSync(fresh, { recursive: true, force: true })
  } finally {
    release()
  }
}
