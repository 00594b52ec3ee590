// A figure the user may change: blue on pale blue, dotted underline. F2, double click or typing edits, Enter keeps,
// Esc cancels, leaving keeps. Takes what people type (1.2m, 35%, 120万); what is no number is refused in words.
// Between edits, arrow keys pass through to the table around it.
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import type { NumberFormat } from '../../shared/units/format.ts'
import { isAbsent, type Quantity } from '../../shared/units/quantity.ts'
import { parseTypedAs, typedText } from '../../shared/units/typed.ts'
import { usePartsText, useShow } from './display.tsx'
import { type Explains, useExplain } from './explain.tsx'
import { useExactText } from './number-cell.tsx'
import { useSelectAll } from './select-all.ts'

export interface InputCellProps {
  readonly value: Quantity
  readonly format: NumberFormat
  /** What is typed here: "Cover, March 2027, percent". */
  readonly label: string
  /** Decimal text; a ratio for percent. */
  readonly onCommit: (value: string) => void
  /** While typing: the number so far, or null when it is none, is refused or was taken back. */
  readonly onDraft?: (value: string | null) => void
  /** A sentence; shown under the cell and marks it. */
  readonly error?: string
  /** Refuses a number in words, before it is committed. */
  readonly check?: (value: string) => string | undefined
  readonly isReadOnly?: boolean
  readonly explain?: Explains
}

export function InputCell({ value, format, label, onCommit, onDraft, error, check, isReadOnly = false, explain }: InputCellProps) {
  const text = usePartsText()
  const show = useShow()
  const exact = useExactText()
  const explainNow = useExplain()
  const errorId = useId()
  const { input, selectAll } = useSelectAll()
  const [draft, setDraft] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<string>()
  const raw = isAbsent(value) ? '' : typedText(value, format.kind)
  const problem = refusal ?? error

  // `value` may follow the draft while it is typed; what is kept or cancelled is judged against the start.
  const start = useRef({ value, raw })
  const edit = (from: string, isReplacing = false): void => {
    if (isReadOnly) return
    start.current = { value, raw }
    type(from)
    setRefusal(undefined)
    // A typed first digit must stay, even where it is what stood there before.
    if (!isReplacing) selectAll()
  }
  const type = (typed: string): void => {
    setDraft(typed)
    const number = parseTypedAs(typed, format.kind)
    onDraft?.(number === null || check?.(number) !== undefined ? null : number)
  }
  const end = (): void => {
    setDraft(null)
    setRefusal(undefined)
  }
  const cancel = (): void => {
    end()
    onDraft?.(null)
  }
  const keep = (): void => {
    if (draft === null) return
    if (draft.trim() === start.current.raw) return cancel()
    const typed = parseTypedAs(draft, format.kind)
    const refused = typed === null ? (draft.trim() === '' ? text.number.required : text.number.notANumber(draft.trim())) : check?.(typed)
    if (typed === null || refused !== undefined) return setRefusal(refused)
    if (typed === start.current.value) return cancel()
    end()
    onCommit(typed)
  }
  const leave = (): void => {
    if (draft !== null && parseTypedAs(draft, format.kind) === null) cancel()
    else keep()
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (draft !== null) {
      if (event.key === 'Enter') keep()
      else if (event.key === 'Escape') cancel()
      else if (event.key !== 'Tab' && !isGlobal(event)) event.stopPropagation()
      if (event.key === 'Enter' || event.key === 'Escape') {
        event.preventDefault()
        event.stopPropagation()
      }
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'F2' || event.key === 'Enter') edit(raw)
    else if (event.key.toLowerCase() === 'e' && explain) explainNow(explain)
    else if (/^[\d.,(+-]$/.test(event.key)) edit(event.key, true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <span className="input-cell">
      <input
        ref={input}
        className="number"
        aria-label={label}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : errorId}
        title={draft === null ? `${exact(value, format)}. ${text.number.editHint}` : undefined}
        readOnly={draft === null}
        autoComplete="off"
        spellCheck={false}
        value={draft ?? show(value, format)}
        onChange={(event) => type(event.target.value)}
        onDoubleClick={() => draft === null && edit(raw)}
        onClick={(event) => event.altKey && explain && explainNow(explain)}
        onKeyDown={onKeyDown}
        onBlur={leave}
      />
      {problem !== undefined && (
        <span className="input-cell-error" id={errorId} role="alert">
          {problem}
        </span>
      )}
    </span>
  )
}

/** Screens, palette, import, open and report stay in reach while a figure is typed; text editing keeps its own keys. */
function isGlobal(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && /^[1-9eiko/]$/.test(event.key.toLowerCase())
}
