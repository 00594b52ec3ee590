// The few Electron calls the shell makes, as a test can watch and play them: windows, dialogs and processes are
// records, and a real MessageChannel stands for Electron's. Only tests import this.
import { EventEmitter } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import type { MenuItemConstructorOptions } from 'electron'
import type { Electron } from './desktop.ts'

export class FakeWindow extends EventEmitter {
  readonly sent: unknown[][] = []
  readonly options: unknown
  url = ''
  isShown = false
  focused = 0
  readonly webContents = {
    send: (...message: unknown[]) => this.sent.push(message),
    setZoomLevel: () => undefined,
    getZoomLevel: () => 1,
  }

  constructor(options: unknown) {
    super()
    this.options = options
  }
  async loadURL(url: string) {
    this.url = url
    this.emit('ready-to-show')
  }
  show() {
    this.isShown = true
  }
  focus() {
    this.focused++
  }
  isMinimized() {
    return false
  }
  isMaximized() {
    return false
  }
  getNormalBounds() {
    return { x: 10, y: 20, width: 1000, height: 700 }
  }
}

export class FakeProcess extends EventEmitter {
  readonly received: { message: unknown; ports: number }[] = []
  postMessage(message: { kind: string }, ports: unknown[] = []) {
    this.received.push({ message, ports: ports.length })
    if (message.kind === 'end') queueMicrotask(() => this.emit('exit', 0))
  }
  kill() {
    this.emit('exit', 1)
  }
}

export class FakeElectron {
  readonly windows: FakeWindow[] = []
  readonly processes: FakeProcess[] = []
  readonly forked: unknown[][] = []
  readonly errors: string[] = []
  readonly handlers = new Map<string, (event: unknown, ...args: unknown[]) => unknown>()
  readonly events = new EventEmitter()
  readonly ipc = new EventEmitter()
  menu: MenuItemConstructorOptions[] = []
  quits = 0
  /** What the user picks in the next dialog; null = cancelled. */
  picked: string | null = null
  readonly userData: string
  readonly isFirst: boolean

  constructor(userData: string, isFirst = true) {
    this.userData = userData
    this.isFirst = isFirst
  }

  get electron(): Electron {
    const { windows, processes, forked, errors, handlers, events, ipc } = this
    const fake = {
      app: Object.assign(events, {
        requestSingleInstanceLock: () => this.isFirst,
        enableSandbox: () => undefined,
        whenReady: async () => undefined,
        getLocale: () => 'en-US',
        getPath: () => this.userData,
        quit: () => this.quits++,
      }),
      BrowserWindow: class extends FakeWindow {
        constructor(options: unknown) {
          super(options)
          windows.push(this)
        }
      },
      screen: { getPrimaryDisplay: () => this.#display, getAllDisplays: () => [this.#display] },
      dialog: {
        showOpenDialog: async () => ({ canceled: this.picked === null, filePaths: this.picked === null ? [] : [this.picked] }),
        showSaveDialog: async () => ({ canceled: this.picked === null, filePath: this.picked ?? '' }),
        showErrorBox: (_title: string, text: string) => errors.push(text),
      },
      ipcMain: Object.assign(ipc, { handle: (name: string, handler: (event: unknown) => unknown) => handlers.set(name, handler) }),
      Menu: {
        buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
        setApplicationMenu: (template: MenuItemConstructorOptions[]) => {
          this.menu = template
        },
      },
      protocol: { registerSchemesAsPrivileged: () => undefined, handle: () => undefined },
      session: {
        defaultSession: {
          setSpellCheckerEnabled: () => undefined,
          setPermissionRequestHandler: () => undefined,
          setPermissionCheckHandler: () => undefined,
          setDevicePermissionHandler: () => undefined,
          webRequest: { onBeforeRequest: () => undefined },
        },
      },
      utilityProcess: {
        fork: (...args: unknown[]) => {
          forked.push(args)
          const started = new FakeProcess()
          processes.push(started)
          return started
        },
      },
      MessageChannelMain: MessageChannel,
    }
    return fake as unknown as Electron
  }

  readonly #display = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }
}
