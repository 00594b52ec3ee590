// What the command `serve` does from its first line to Ctrl+C: starts the host, prints the one line scripts read,
// opens a browser when asked, waits, and ends in order. The command line adds only its options and the core.
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import type { Table } from '../../shared/contract/server.ts'
import { fail } from '../../shared/language/failures.ts'
import { hostTexts } from '../../shared/language/host.ts'
import type { Language } from '../../shared/language/text.ts'
import { openInBrowser } from './browser.ts'
import { type HostOptions, startHost } from './loopback.ts'

export interface ServeOptions<T extends Table> extends HostOptions<T> {
  readonly isBrowserWanted: boolean
  /** A workspace or a usage file to open first. */
  readonly file?: string
  /** Nothing has been kept yet on this computer: the page opens the sample. */
  readonly isFirstStart: boolean
  readonly language: Language
  /** Standard output gets the address only; the rest is for people. */
  readonly print: (line: string) => void
  readonly tell: (line: string) => void
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal
}

/** Resolves when the signal has come and every connection is closed; the caller then closes the core. */
export async function serveUntil<T extends Table>(options: ServeOptions<T>): Promise<void> {
  const { file, isBrowserWanted, language, print, tell, signal } = options
  if (file !== undefined && !existsSync(file)) throw fail('file-not-found', { file })
  const words = hostTexts[language]
  const host = await startHost(options)
  const url = host.url + firstStep(options)
  print(words.address(url))
  if (isBrowserWanted) {
    const opening = await openInBrowser(url)
    tell(opening.isOpened ? words.opened : words.notOpened(reason(opening, language)))
  }
  if (!signal.aborted) await new Promise((ended) => signal.addEventListener('abort', ended, { once: true }))
  await host.close()
  if (isBrowserWanted) tell(words.ended)
}

/** The rest of the fragment: what the page opens by itself. */
function firstStep({ file, isBrowserWanted, isFirstStart }: { file?: string; isBrowserWanted: boolean; isFirstStart: boolean }): string {
  if (file !== undefined) return `&${extname(file) === '.ballast' ? 'open' : 'import'}=${encodeURIComponent(resolve(file))}`
  return isBrowserWanted && isFirstStart ? '&open=sample' : ''
}

function reason(opening: { why: 'noDisplay' | 'noOpener' | 'openerFailed'; command: string }, language: Language): string {
  const text = hostTexts[language][opening.why]
  return typeof text === 'string' ? text : text(opening.command)
}

/** Where workspaces, backups and the list of recent files are kept unless --data names another folder. */
export function dataFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return join(homedir(), 'Library/Application Support/Ballast')
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData/Roaming'), 'Ballast')
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local/share'), 'ballast')
}

/** To be asked before the core opens the folder. */
export async function isFirstStart(folder: string): Promise<boolean> {
  return readdir(folder).then(
    (names) => names.length === 0,
    () => true,
  )
}
