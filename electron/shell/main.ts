// Entry of the desktop program. Everything is beside this file once built; see desktop.ts for what happens.
import { fileURLToPath } from 'node:url'
import * as electron from 'electron'
import { startDesktop } from './desktop.ts'

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const places = { core: beside('core.js'), preload: beside('preload.cjs'), pageDir: beside('../page') }

// Not awaited: Electron becomes ready only after this file has been read to its end.
startDesktop(electron, places, { argv: process.argv, cwd: process.cwd(), platform: process.platform, now: () => Date.now() }).catch(
  (problem: unknown) => {
    electron.dialog.showErrorBox('Ballast', String(problem))
    electron.app.exit(1)
  },
)
