// A text the user may change, in a table: blue on pale blue. Enter or leaving keeps it, Esc takes it back.
import { useId, useState } from 'react'

export interface TextCellProps {
  readonly value: string
  /** What is typed here: "Team of rule 2". */
  readonly label: string
  readonly onCommit: (value: string) => void
  /** Offered while typing; anything else may be typed too. */
  readonly suggestions?: readonly string[]
  /** A sentence; shown under the cell and marks it. */
  readonly error?: string
  readonly autoFocus?: boolean
}

export function TextCell({ value, label, onCommit, suggestions = [], error, autoFocus = false }: TextCellProps) {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const keep = (): void => {
    if (draft !== null && draft.trim() !== value) onCommit(draft.trim())
    setDraft(null)
  }
  return (
    <span className="input-cell text-cell">
      <input
        aria-label={label}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        list={suggestions.length === 0 ? undefined : `${id}-list`}
        autoComplete="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: a new row is asked for by a click; its first cell is where it goes on
        autoFocus={autoFocus}
        value={draft ?? value}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep()
          if (event.key === 'Escape') setDraft(null)
        }}
      />
      {suggestions.length > 0 && (
        <datalist id={`${id}-list`}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      {error !== undefined && (
        <span className="input-cell-error" id={`${id}-error`} role="alert">
          {error}
        </span>
      )}
    </span>
  )
}
