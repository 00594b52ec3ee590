// `npm test`: everything that must hold before a change is good, each part under its heading. A failure does not
// stop the rest. The last line is the sum: every unit test, every story and every check counts as one.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasDependencies, root } from './compile.mjs'
import { playwrightCounts, vitestCounts } from './count.mjs'

/** @typedef {import('./count.mjs').Counts} Counts */

/** Fewer means that dependency-cruiser has stopped reading the sources, not that all is well. */
const expectedModules = 750

const work = mkdtempSync(join(tmpdir(), 'ballast-test-'))
const bin = (/** @type {string} */ path) => join(root, 'node_modules', path)

/** Colours only for a person at a terminal. */
const { FORCE_COLOR: _colours, ...inherited } = process.env
const surroundings = process.stdout.isTTY ? process.env : { ...inherited, NO_COLOR: '1' }

/** @type {Counts} */
const sum = { passed: 0, failed: 0, skipped: [] }
/** @type {string[]} */
const failures = []

/** Runs one program in the project; its output goes to the terminal, or is returned. */
/** @type {(args: string[], options?: { capture?: boolean, env?: Record<string, string> }) => { ok: boolean, text: string }} */
function run(args, { capture = false, env = {} } = {}) {
  const done = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...surroundings, ...env },
    stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return { ok: done.status === 0, text: done.stdout ?? '' }
}

/** @type {(name: string, part: () => Counts) => void} */
function section(name, part) {
  process.stdout.write(`\n== ${name}\n`)
  const begun = Date.now()
  const counts = part()
  sum.passed += counts.passed
  sum.failed += counts.failed
  sum.skipped.push(...counts.skipped)
  if (counts.failed > 0) failures.push(name)
  process.stdout.write(`-- ${name}: ${counts.passed} passed, ${counts.failed} failed (${((Date.now() - begun) / 1000).toFixed(1)} s)\n`)
}

/** @type {(ok: boolean) => Counts} */
const check = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [] })

function boundaries() {
  const config = ['--config', 'build/boundaries.cjs', 'shared', 'electron', 'renderer', 'e2e', 'build']
  const { ok, text } = run([bin('dependency-cruiser/bin/dependency-cruise.mjs'), ...config], { capture: true })
  process.stdout.write(text)
  const seen = Number(/(\d+) modules/.exec(text)?.[1] ?? 0)
  if (seen < expectedModules) process.stdout.write(`Only ${seen} modules were read; at least ${expectedModules} are expected.\n`)
  return check(ok && seen >= expectedModules)
}

/** Runs a test program that writes its results to a file, and reads them. */
/** @type {(args: string[], file: string, env: Record<string, string>, count: (json: string) => Counts) => Counts} */
function counted(args, file, env, count) {
  const { ok } = run(args, { env })
  try {
    const counts = count(readFileSync(file, 'utf8'))
    return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 } // it failed outside any test
  } catch (problem) {
    process.stdout.write(`No results: ${String(problem)}\n`)
    return check(false)
  }
}

if (!hasDependencies()) {
  process.stdout.write('== install\n')
  const npm = spawnSync('npm', ['ci'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (npm.status !== 0) {
    process.stdout.write('0 passed, 1 failed\n')
    process.exit(1)
  }
}

section('format and lint', () => check(run([bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']).ok))
section('typed lint', () => check(run([bin('eslint/bin/eslint.js'), '--config', 'build/eslint.config.mjs', '--max-warnings=0', '.']).ok))
for (const folder of ['shared', 'shared/math', 'electron', 'renderer', 'e2e', 'build']) {
  section(`types of ${folder}`, () => check(run([bin('typescript/bin/tsc'), '--project', folder]).ok))
}
section('import rules', boundaries)
section('unused code', () => check(run([bin('knip/bin/knip.js'), '--config', 'build/knip.json', '--no-config-hints']).ok))
section('build', () => check(run(['build/build.mjs']).ok))
section('unit tests', () => {
  const file = join(work, 'vitest.json')
  const args = [
    bin('vitest/vitest.mjs'),
    'run',
    '--config',
    'build/vite.config.ts',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile=${file}`,
  ]
  return counted(args, file, { CI: 'true' }, vitestCounts)
})
section('user stories', () => {
  const file = join(work, 'playwright.json')
  const args = [bin('@playwright/test/cli.js'), 'test', '--config', 'build/playwright.config.ts', '--reporter=list,json']
  return counted(args, file, { CI: 'true', PLAYWRIGHT_JSON_OUTPUT_NAME: file }, playwrightCounts)
})

rmSync(work, { recursive: true, force: true })
process.stdout.write('\n')
for (const skipped of sum.skipped) process.stdout.write(`skipped: ${skipped}\n`)
for (const name of failures) process.stdout.write(`failed: ${name}\n`)
process.stdout.write(`${sum.passed} passed, ${sum.failed} failed\n`)
process.exitCode = sum.failed > 0 ? 1 : 0
