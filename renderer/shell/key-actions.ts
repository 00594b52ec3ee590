// Which key stands for which action, on every screen. The actions themselves are in app-actions.ts.
import type { ScreenName } from '../state/store.ts'

/** Ctrl+1 to Ctrl+9, in the order of the rail. */
export const numberedScreens: readonly ScreenName[] = [
  'overview',
  'import',
  'usage',
  'forecast',
  'exposure',
  'market',
  'desk',
  'risk',
  'reports',
]

/** The action a key stands for, or null. */
export function actionOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): string | null {
  if (event.key === 'F1') return 'glossary'
  if (event.key === 'Escape') return 'close-dock'
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null
  const key = event.key.toLowerCase()
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo'
  if (event.shiftKey) return null
  const screen = /^[1-9]$/.test(key) ? numberedScreens[Number(key) - 1] : undefined
  if (screen !== undefined) return `go-${screen}`
  const others: Readonly<Record<string, string>> = {
    k: 'command-palette',
    y: 'redo',
    i: 'import-usage',
    o: 'open-workspace',
    e: 'write-report',
    '/': 'shortcuts',
  }
  return Object.hasOwn(others, key) ? (others[key] ?? null) : null
}
