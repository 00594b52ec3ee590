// The one window: made where it was left, shown when its first picture is ready, remembered when it closes.
import type { BrowserWindow, BrowserWindowConstructorOptions, Screen } from 'electron'
import { webPreferences } from './security.ts'
import { placeWindow, readWindowState, type WindowState, writeWindowState } from './window-state.ts'

export interface WindowMaker {
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow
  readonly screen: Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'>
}

export async function createWindow({ BrowserWindow, screen }: WindowMaker, preload: string, stateFile: string): Promise<BrowserWindow> {
  const saved = await readWindowState(stateFile)
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  const window = new BrowserWindow({
    ...placeWindow(
      saved,
      [primary, ...others].map(({ workArea }) => workArea),
    ),
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Ballast',
    webPreferences: { ...webPreferences, preload },
  })
  if (saved?.isMaximized) window.maximize()
  window.once('ready-to-show', () => {
    window.webContents.setZoomLevel(saved?.zoomLevel ?? 0)
    window.show()
  })
  window.on('close', () => writeWindowState(stateFile, stateOf(window)))
  return window
}

/** `getNormalBounds`: the size to return to, also while it is maximised. */
function stateOf(window: BrowserWindow): WindowState {
  return { bounds: window.getNormalBounds(), isMaximized: window.isMaximized(), zoomLevel: window.webContents.getZoomLevel() }
}
