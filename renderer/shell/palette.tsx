// All actions and screens behind Ctrl+K: type letters in either language or pinyin initials, arrows choose, Enter runs.
import { type KeyboardEvent, useId, useState } from 'react'
import { shellTexts } from '../../shared/language/shell.ts'
import { Dialog } from '../parts/dialog.tsx'
import { useDisplay } from '../parts/display.tsx'
import type { AppAction } from './app-actions.ts'
import { bestScore } from './match.ts'

export interface PaletteProps {
  readonly actions: readonly AppAction[]
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function Palette({ actions, isOpen, onClose }: PaletteProps) {
  const { language } = useDisplay()
  return (
    <Dialog title={shellTexts[language].palette.title} isOpen={isOpen} onClose={onClose}>
      <Finder actions={actions} onClose={onClose} />
    </Dialog>
  )
}

function Finder({ actions, onClose }: Omit<PaletteProps, 'isOpen'>) {
  const { language } = useDisplay()
  const text = shellTexts[language].palette
  const id = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const found = ranked(actions, typed)
  const current = found[Math.min(at, found.length - 1)]
  const run = (action: AppAction | undefined): void => {
    if (!action) return
    onClose()
    action.run()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1))
    else if (event.key === 'Enter') run(current)
    else return
    event.preventDefault()
  }
  return (
    <div className="palette">
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={current ? `${id}-${current.id}` : undefined}
        aria-label={text.prompt}
        placeholder={text.prompt}
        // biome-ignore lint/a11y/noAutofocus: the palette was opened to type
        autoFocus
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={id} aria-label={text.title} className="palette-list">
        {found.map((action) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox that owns the list
          // biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus and points here
          <div
            key={action.id}
            id={`${id}-${action.id}`}
            role="option"
            aria-selected={action === current}
            className="palette-item"
            ref={(element) => {
              if (action === current) element?.scrollIntoView({ block: 'nearest' })
            }}
            onClick={() => run(action)}
          >
            <span>{language === 'en' ? action.names[0] : action.names[1]}</span>
            {action.keys !== undefined && <kbd>{action.keys}</kbd>}
          </div>
        ))}
        {found.length === 0 && <p className="quiet">{text.none}</p>}
      </div>
    </div>
  )
}

function ranked(actions: readonly AppAction[], typed: string): AppAction[] {
  if (typed.trim() === '') return [...actions]
  return actions
    .map((action) => ({ action, score: bestScore(typed, action.names) }))
    .filter((each): each is { action: AppAction; score: number } => each.score !== null)
    .toSorted((a, b) => b.score - a.score)
    .map(({ action }) => action)
}
