// The theme that is shown: the reader's choice, or the system's while the choice is to follow it.
import { useSyncExternalStore } from 'react'

const system = window.matchMedia('(prefers-color-scheme: dark)')

function subscribe(listener: () => void): () => void {
  system.addEventListener('change', listener)
  return () => system.removeEventListener('change', listener)
}

export function useShownTheme(choice: 'system' | 'light' | 'dark'): 'light' | 'dark' {
  const isDark = useSyncExternalStore(subscribe, () => system.matches)
  return choice === 'system' ? (isDark ? 'dark' : 'light') : choice
}
