// The life of the desktop program: one instance, one window, one core; files from the system, menus, dialogs.
// Electron comes in as an argument, so the whole of it runs in a test against a fake of the calls made here.
import { join, resolve } from 'node:path'
import type { App, BrowserWindow, Dialog, IpcMain, Menu, Protocol, Session } from 'electron'
import type { MenuAction, ShellMessage } from '../../shared/contract/desktop.ts'
import { menuTexts } from '../../shared/language/menu.ts'
import { type Language, languages } from '../../shared/language/text.ts'
import { channels } from './channels.ts'
import { type CoreMaker, CoreProcess } from './core-process.ts'
import { menuTemplate } from './menu.ts'
import { closeSession, guardContents, isTrusted, pageUrl, registerScheme, servePage } from './security.ts'
import { createWindow, type WindowMaker } from './window.ts'

export interface Electron extends CoreMaker, WindowMaker {
  readonly app: Pick<App, 'on' | 'whenReady' | 'quit' | 'getPath' | 'getLocale' | 'enableSandbox' | 'requestSingleInstanceLock'>
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showErrorBox'>
  readonly ipcMain: Pick<IpcMain, 'on' | 'handle'>
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>
  readonly protocol: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>
  readonly session: { readonly defaultSession: Parameters<typeof closeSession>[0] & Pick<Session, 'setSpellCheckerEnabled'> }
}

export interface Places {
  /** The built core, preload script and page. */
  readonly core: string
  readonly preload: string
  readonly pageDir: string
}

export interface Start {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly platform: NodeJS.Platform
  readonly now: () => number
}

/** The file among the arguments of a start, as a full path. The program itself comes first; options are not files. */
export function fileIn(argv: readonly string[], folder: string): string | undefined {
  const file = argv.slice(1).findLast((arg) => /\.(ballast|csv|tsv|jsonl?|ndjson|xlsx|parquet|gz|zst)$/i.test(arg))
  return file === undefined ? undefined : resolve(folder, file)
}

export async function startDesktop(electron: Electron, places: Places, { argv, cwd, platform, now }: Start): Promise<void> {
  const { app, dialog, ipcMain, Menu, protocol, session } = electron
  if (!app.requestSingleInstanceLock()) return app.quit()

  let window: BrowserWindow | null = null
  let language: Language = 'en'
  let waitingFile = fileIn(argv, cwd)
  let isConnected = false

  const tell = (message: ShellMessage): void => window?.webContents.send(channels.tell, message)
  function openFile(path: string): void {
    if (isConnected) tell({ kind: 'ballast-open', path })
    else waitingFile = path
    if (window?.isMinimized()) window.restore()
    window?.focus()
  }

  registerScheme(protocol)
  app.enableSandbox()
  guardContents(app)
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openFile(path)
  })
  app.on('second-instance', (_event, theirArgv, folder) => {
    const file = fileIn(theirArgv, folder)
    if (file !== undefined) openFile(file)
    else window?.focus()
  })

  await app.whenReady()
  closeSession(session.defaultSession)
  session.defaultSession.setSpellCheckerEnabled(false)
  await servePage(protocol, places.pageDir)

  const core = new CoreProcess(
    electron,
    places.core,
    ['--data', app.getPath('userData')],
    () => dialog.showErrorBox('Ballast', menuTexts[language].coreFailed),
    now,
  )
  core.start()

  function showMenu(next: Language): void {
    language = next
    const choose = (action: MenuAction): void => tell({ kind: 'ballast-menu', action })
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(language, platform, choose)))
  }
  showMenu(app.getLocale().startsWith('zh') ? 'zh' : 'en')

  ipcMain.on(channels.connect, (event, nonce: unknown) => {
    if (!isTrusted(event) || typeof nonce !== 'string') return
    const port = core.connect()
    if (!port) return
    event.sender.postMessage(channels.port, nonce, [port])
    isConnected = true
    if (waitingFile !== undefined) event.sender.send(channels.tell, { kind: 'ballast-open', path: waitingFile } satisfies ShellMessage)
    waitingFile = undefined
  })
  ipcMain.on(channels.language, (event, chosen: unknown) => {
    const next = languages.find((known) => known === chosen)
    if (isTrusted(event) && next) showMenu(next)
  })
  const filters = () => [{ name: menuTexts[language].workspaceFiles, extensions: ['ballast'] }]
  ipcMain.handle(channels.chooseOpen, async (event): Promise<string | null> => {
    if (!isTrusted(event) || !window) return null
    const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters: filters() })
    return canceled ? null : (filePaths[0] ?? null)
  })
  ipcMain.handle(channels.chooseSave, async (event, suggestedName: unknown): Promise<string | null> => {
    if (!isTrusted(event) || !window || typeof suggestedName !== 'string') return null
    const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: suggestedName, filters: filters() })
    return canceled ? null : filePath
  })

  const open = async (): Promise<void> => {
    isConnected = false
    const made = await createWindow(electron, places.preload, join(app.getPath('userData'), 'window.json'))
    made.on('closed', () => {
      window = null
      isConnected = false
    })
    window = made
    await made.loadURL(pageUrl)
  }
  app.on('activate', () => {
    if (!window) void open()
  })
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit()
  })
  let isEnding = false
  app.on('before-quit', (event) => {
    if (isEnding) return
    event.preventDefault()
    isEnding = true
    void core.end().finally(() => app.quit())
  })
  await open()
}
