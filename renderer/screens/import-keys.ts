// The keys of the import wizard: Enter goes on, Shift+Enter back, R to the rejected rows. They work while nothing that has
// keys of its own is in focus: a button, a field, a table, a list keep theirs.
import { useEffect, useRef } from 'react'

interface Walking {
  readonly next: (() => void) | null
  readonly back: (() => void) | null
  readonly toRejects: (() => void) | null
}

const busyElements =
  'button, a, input, textarea, select, summary, [role=grid], [role=listbox], [role=dialog], [role=radiogroup], [contenteditable]'

export function useImportKeys(walking: Walking): void {
  const latest = useRef(walking)
  useEffect(() => {
    latest.current = walking
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target instanceof Element && event.target.closest(busyElements)) return
      const { next, back, toRejects } = latest.current
      const run =
        event.key === 'Enter' ? (event.shiftKey ? back : next) : event.key.toLowerCase() === 'r' && !event.shiftKey ? toRejects : null
      if (!run) return
      event.preventDefault()
      run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
