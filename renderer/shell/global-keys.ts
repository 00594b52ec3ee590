// Keys that work on every screen. Typing in a field keeps its own undo; a key a screen has taken stays taken.
import { useEffect, useRef } from 'react'
import { useApp } from '../state/store.ts'
import type { AppAction, Sheets } from './app-actions.ts'
import { actionOf } from './key-actions.ts'

export function useGlobalKeys(actions: readonly AppAction[], sheets: Sheets): void {
  const latest = useRef({ actions, sheets })
  useEffect(() => {
    latest.current = { actions, sheets }
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const id = actionOf(event)
      if (id === null || (isTyping(event.target) && (id === 'undo' || id === 'redo'))) return
      if (id === 'command-palette') latest.current.sheets.openPalette()
      else if (id === 'glossary') useApp.getState().openDock('glossary', termAt(document.activeElement))
      else if (id === 'close-dock') useApp.getState().openDock('none')
      else {
        const action = latest.current.actions.find((each) => each.id === id)
        if (!action) return
        action.run()
      }
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !target.readOnly && !['checkbox', 'radio', 'range'].includes(target.type)
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable)
}

/** The glossary term of the focused word, if it is one. */
function termAt(element: Element | null): string | undefined {
  return element?.closest<HTMLElement>('[data-term]')?.dataset.term
}
