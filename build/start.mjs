// `npm start [FILE]`: from a fresh clone to the program on screen. Installs and builds what is missing, then opens
// the desktop window where Electron can run, else the same page in a browser. Says which way it went and why.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileWhenStale, hasDependencies, makeSampleWhenStale, root } from './compile.mjs'

const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`)

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  say(`Ballast needs Node 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

if (!hasDependencies()) {
  say('Installing the dependencies (npm ci); this happens once.')
  const npm = spawnSync('npm', ['ci', '--no-fund', '--no-audit'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (npm.status !== 0) process.exit(npm.status ?? 1)
}

await compileWhenStale('node')
await compileWhenStale('page')
await makeSampleWhenStale()

const files = process.argv.slice(2)
const { binary, whyNot } = electron()
if (binary) say('Opening the desktop window.')
else say(`The desktop window cannot be opened (${whyNot}). Using a browser instead.`)

const [command, args] = binary
  ? [binary, [join(root, 'dist/node/shell.js'), ...files]]
  : [process.execPath, [join(root, 'dist/node/cli.js'), 'serve', '--open', ...files]]
const program = spawn(command, args, { stdio: 'inherit' })
// On a terminal Ctrl+C reaches the program too; it ends in order and this process follows it.
process.on('SIGINT', () => {
  if (!process.stdin.isTTY) program.kill('SIGINT')
})
process.on('SIGTERM', () => program.kill('SIGTERM'))
program.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 0 : 130)))

/**
 * Electron's program, when it is here and can run. Its package is not imported: that would start a download.
 * @returns {{ binary: string, whyNot?: undefined } | { binary?: undefined, whyNot: string }}
 */
function electron() {
  const folder = join(root, 'node_modules/electron')
  const named = join(folder, 'path.txt')
  if (!existsSync(named)) return { whyNot: 'the Electron program is not installed: npx install-electron fetches it' }
  const binary = join(folder, 'dist', readFileSync(named, 'utf8').trim())
  if (!existsSync(binary)) return { whyNot: 'the Electron program is not installed: npx install-electron fetches it' }
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return { whyNot: 'there is no display' }
  if (process.platform === 'linux' && process.getuid?.() === 0) return { whyNot: 'Electron keeps its sandbox and root cannot have one' }
  return { binary }
}
