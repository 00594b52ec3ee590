// Finds a Chromium to print documents with (core/report) and to drive in tests (build/playwright.config.ts):
// the one the user names, else one installed on the machine, else the headless one that comes as a package.
// The package's own list of arguments is not used: it switches web security off.
import { constants, createReadStream, createWriteStream, existsSync } from 'node:fs'
import { access, chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'

export interface Chromium {
  readonly path: string
  readonly args: string[]
  /** 'CHROMIUM_PATH', 'system' or 'package'; goes into the log and into a document's properties. */
  readonly origin: 'CHROMIUM_PATH' | 'system' | 'package'
}

/** Nothing here may talk to anyone: no updates, no components, no metrics, no sync, no name look-ups ahead. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication',
  '--metrics-recording-only',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
]

export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<Chromium | null> {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  const args = asRoot ? ['--no-sandbox', ...quiet] : quiet // Chromium refuses its sandbox to root
  const named = env.CHROMIUM_PATH
  if (named) return (await isExecutable(named)) ? { path: named, args, origin: 'CHROMIUM_PATH' } : null
  for (const path of systemPaths(env)) if (await isExecutable(path)) return { path, args, origin: 'system' }
  const packed = await unpackedChromium(env)
  return packed === null ? null : { path: packed, args, origin: 'package' }
}

function systemPaths(env: NodeJS.ProcessEnv): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  }
  if (process.platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((folder) => folder !== undefined)
    return folders.flatMap((folder) => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ])
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
  return (env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
}

// The package holds a Linux x64 headless shell as one Brotli file. It is unpacked once, into the user's own
// cache folder (a place under /tmp could be prepared by somebody else) and by a rename, so two starts at the
// same moment never run half a file.
async function unpackedChromium(env: NodeJS.ProcessEnv): Promise<string | null> {
  const packed = packedFile()
  if (packed === null || process.platform !== 'linux' || process.arch !== 'x64') return null
  const cache = await cacheFolder(env)
  const path = join(cache, 'chromium')
  if (await isExecutable(path)) return path
  const work = await mkdtemp(join(cache, 'unpack-'))
  try {
    const fresh = join(work, 'chromium')
    await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(fresh, { mode: 0o700 }))
    await chmod(fresh, 0o700)
    await rename(fresh, path)
    return path
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

function packedFile(): string | null {
  try {
    const packed = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../../bin/chromium.br')
    return existsSync(packed) ? packed : null
  } catch {
    return null
  }
}

const packagedVersion = '147.0.0'

async function cacheFolder(env: NodeJS.ProcessEnv): Promise<string> {
  const folder = join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ballast', `chromium-${packagedVersion}`)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return folder
  } catch {
    return mkdtemp(join(tmpdir(), 'ballast-chromium-')) // no home to write to: unpacked again at each start
  }
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
