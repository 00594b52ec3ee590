// Runs sandboxed beside the page: hands over the port, passes on menu choices and files, asks for native dialogs.
// The page gets the port itself, so typed arrays are decoded in the page's own world. Nothing else is exposed.
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron'
import type { DesktopBridge, PageMessage, ShellMessage } from '../../shared/contract/desktop.ts'
import { channels } from './channels.ts'

// The part of the DOM used here; this folder is compiled without it.
interface PageWindow {
  readonly location: { readonly origin: string }
  postMessage(message: ShellMessage, origin: string, transfer?: readonly unknown[]): void
  addEventListener(type: 'message', listener: (event: { readonly source: unknown; readonly data: unknown }) => void): void
}
type PageFile = Parameters<typeof webUtils.getPathForFile>[0]

const page = globalThis as unknown as PageWindow
const tell = (message: ShellMessage, ports: readonly unknown[] = []): void => page.postMessage(message, page.location.origin, ports)

page.addEventListener('message', ({ source, data }) => {
  if (source !== page || typeof data !== 'object' || data === null) return
  const { kind, nonce } = data as Partial<PageMessage>
  if (kind === 'ballast-ready' && typeof nonce === 'string') ipcRenderer.send(channels.connect, nonce)
})
ipcRenderer.on(channels.port, (event: IpcRendererEvent, nonce: string) => tell({ kind: 'ballast-port', nonce }, event.ports))
ipcRenderer.on(channels.tell, (_event, message: ShellMessage) => tell(message))

const bridge: DesktopBridge<PageFile> = {
  pathOf: (file) => webUtils.getPathForFile(file),
  chooseOpen: () => ipcRenderer.invoke(channels.chooseOpen) as Promise<string | null>,
  chooseSave: (suggestedName) => ipcRenderer.invoke(channels.chooseSave, suggestedName) as Promise<string | null>,
  setLanguage: (language) => ipcRenderer.send(channels.language, language),
}
contextBridge.exposeInMainWorld('ballast', bridge)
