// A word of the trade with its definition: dotted underline, shown on hover and focus, stays while hovered,
// leaves with Esc (WCAG 1.4.13). Use it at the first mention on a screen.
import { type ReactNode, useId, useRef, useState } from 'react'
import { glossaryEntry, type TermId } from '../../shared/language/glossary.ts'
import { useDisplay } from './display.tsx'

export interface TermProps {
  readonly id: TermId
  /** The words in the sentence; the glossary's own term when left out. */
  readonly children?: ReactNode
}

const leaveAfterMs = 150

export function Term({ id, children }: TermProps) {
  const { language } = useDisplay()
  const tipId = useId()
  const [open, setOpen] = useState(false)
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { term, help } = glossaryEntry(id, language)
  const show = (): void => {
    clearTimeout(leaving.current)
    setOpen(true)
  }
  const leave = (): void => {
    leaving.current = setTimeout(() => setOpen(false), leaveAfterMs)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering the word or its tip keeps the tip; the button inside takes focus
    <span className="term-box" onMouseEnter={show} onMouseLeave={leave}>
      <button
        type="button"
        className="term"
        data-term={id}
        aria-describedby={open ? tipId : undefined}
        onFocus={show}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !open) return
          event.stopPropagation()
          setOpen(false)
        }}
      >
        {children ?? term}
      </button>
      {open && (
        <span className="term-tip" role="tooltip" id={tipId}>
          <b>{term}</b> {help}
        </span>
      )}
    </span>
  )
}
