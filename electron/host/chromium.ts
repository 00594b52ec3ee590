// Finds a Chromium to print documents with (core/report) and to drive in tests (build/playwright.config.ts):
// the one the user names, else one installed on the machine, else the headless one that comes as a package.
// The package's own list of arguments is not used: it switches web security off.
import { delimiter, join } from 'node:path'
import { isExecutable, unpackChromium } from './packaged-chromium.ts'

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
  const packed = await unpackChromium(env)
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
