// What the window may do: show the built page from app://ballast and nothing else. Every door Electron opens by
// default is closed here; main.ts applies these once at the start, window.ts to each window.
import { readFile } from 'node:fs/promises'
import type { App, IpcMainEvent, IpcMainInvokeEvent, Protocol, Session, WebContents, WebPreferences } from 'electron'
import { contentPolicy, listPageFiles } from '../host/page-files.ts'

const scheme = 'app'
export const pageUrl = `${scheme}://ballast/`

/** Before the app is ready: the page's scheme counts as secure and has an origin of its own. */
export function registerScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }])
}

/** Serves the built page; a name that is not one of its files does not exist. */
export async function servePage(protocol: Pick<Protocol, 'handle'>, pageDir: string): Promise<void> {
  const files = await listPageFiles(pageDir)
  const protections = {
    'Content-Security-Policy': contentPolicy(''),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
  protocol.handle(scheme, async ({ method, url }) => {
    const { host, pathname } = new URL(url)
    const file = host === 'ballast' && method === 'GET' ? files.get(pathname) : undefined
    if (!file) return new Response(null, { status: 404, headers: protections })
    const body = new Uint8Array(await readFile(file.path))
    return new Response(body, { headers: { ...protections, 'Content-Type': file.type, 'Cache-Control': 'no-store' } })
  })
}

/** Copying a table or a chart needs this one; reading the clipboard stays closed. */
const granted = 'clipboard-sanitized-write'

/** No camera, no location, no notifications, no devices; and no request leaves this computer. */
export function closeSession(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'> & {
    readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'>
  },
): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === granted))
  session.setPermissionCheckHandler((_contents, permission) => permission === granted)
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !/^(app|blob|data|devtools):/.test(url) }))
}

export const webPreferences: Readonly<WebPreferences> = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false, // its dictionaries come from the network
}

/** For every web contents that ever comes to be, ours or not. */
export function guardContents(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => {
    guardNavigation(contents)
  })
}

export function guardNavigation(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>): void {
  contents.on('will-navigate', (event) => {
    if (!isOurPage(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!isOurPage(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** The parsed origin, not a prefix: app://ballast.evil/ begins the same. */
export function isOurPage(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : null
  return parsed?.protocol === `${scheme}:` && parsed.host === 'ballast'
}

/** A message counts only when it comes from the top frame of our own page. */
export function isTrusted({ senderFrame }: Pick<IpcMainEvent | IpcMainInvokeEvent, 'senderFrame'>): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOurPage(senderFrame.url)
}
