// Where the window was and how large, kept between starts; a window that would come back off every screen,
// because a monitor is gone, comes back on the first one instead.
import { renameSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface WindowState {
  readonly bounds: Bounds
  readonly isMaximized: boolean
  /** Electron's zoom level: 0 = 100 %, each step is 20 %. */
  readonly zoomLevel: number
}

const smallest = { width: 900, height: 600 }
const usual = { width: 1440, height: 900 }

/** `screens` are work areas, the first one being the main screen. */
export function placeWindow(saved: WindowState | null, screens: readonly Bounds[]): Bounds {
  if (saved && screens.some((screen) => isReachable(saved.bounds, screen))) {
    const { x, y, width, height } = saved.bounds
    return { x, y, width: Math.max(width, smallest.width), height: Math.max(height, smallest.height) }
  }
  const [screen = { x: 0, y: 0, ...usual }] = screens
  const width = Math.min(saved?.bounds.width ?? usual.width, screen.width)
  const height = Math.min(saved?.bounds.height ?? usual.height, screen.height)
  return { x: screen.x + Math.round((screen.width - width) / 2), y: screen.y + Math.round((screen.height - height) / 2), width, height }
}

/** Enough of the title bar lies on the screen to take hold of it. */
function isReachable(window: Bounds, screen: Bounds): boolean {
  const shown = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  return shown >= 100 && window.y >= screen.y && window.y <= screen.y + screen.height - 40
}

/** The state in the file; null when there is none or it cannot be used. */
export async function readWindowState(path: string): Promise<WindowState | null> {
  try {
    const state: unknown = JSON.parse(await readFile(path, 'utf8'))
    return isWindowState(state) ? state : null
  } catch {
    return null
  }
}

/** At once: the program may end with the window that is closing. */
export function writeWindowState(path: string, state: WindowState): void {
  writeFileSync(`${path}.tmp`, JSON.stringify(state))
  renameSync(`${path}.tmp`, path)
}

function isWindowState(value: unknown): value is WindowState {
  if (typeof value !== 'object' || value === null || !('bounds' in value)) return false
  const { bounds, zoomLevel, isMaximized } = value as WindowState
  const sizes: unknown[] = [bounds.x, bounds.y, bounds.width, bounds.height, zoomLevel]
  return sizes.every((size) => Number.isFinite(size)) && typeof isMaximized === 'boolean'
}
