// Opens the page in the user's browser, or says why it cannot; the address is printed in any case.
// Used by the command line's `serve --open`, which is what `npm start` runs where there is no desktop window.
import { spawn } from 'node:child_process'

export type Opening =
  | { readonly isOpened: true }
  | { readonly isOpened: false; readonly why: 'noDisplay' | 'noOpener' | 'openerFailed'; readonly command: string }

type Outcome = 'started' | 'missing' | 'failed'

interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly env: NodeJS.ProcessEnv
  readonly run: (command: string, args: readonly string[]) => Promise<Outcome>
}

export async function openInBrowser(url: string, { platform, env, run }: Surroundings = here): Promise<Opening> {
  const [command, ...args] = openers[platform] ?? ['xdg-open']
  const needsDisplay = command === 'xdg-open'
  if (needsDisplay && !env.DISPLAY && !env.WAYLAND_DISPLAY) return { isOpened: false, why: 'noDisplay', command }
  const outcome = await run(command, [...args, url])
  if (outcome === 'started') return { isOpened: true }
  return { isOpened: false, why: outcome === 'missing' ? 'noOpener' : 'openerFailed', command }
}

// Windows' own `start` belongs to a shell that would read the & in the address; this does not pass one.
const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Some openers stay for as long as the browser does: one that has not failed by now has done its work. */
const patienceMs = 3000

const here: Surroundings = {
  platform: process.platform,
  env: process.env,
  run: (command, args) =>
    new Promise((resolve) => {
      const opener = spawn(command, args, { stdio: 'ignore', detached: true })
      const patience = setTimeout(() => resolve('started'), patienceMs)
      patience.unref()
      opener.unref()
      opener.on('error', () => resolve('missing'))
      opener.on('exit', (code) => {
        clearTimeout(patience)
        resolve(code === 0 ? 'started' : 'failed')
      })
    }),
}
