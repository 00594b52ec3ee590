// One of at most three key figures of a screen: large, with what it is, a sentence that says what it means,
// and what it is compared with.
import type { ReactNode } from 'react'
import { type NumberFormat, unitLabel } from '../../shared/units/format.ts'
import { isAbsent, type Quantity } from '../../shared/units/quantity.ts'
import { useDisplay } from './display.tsx'
import type { Explains } from './explain.tsx'
import { NumberCell } from './number-cell.tsx'
import type { Tone } from './tone.ts'

export interface KeyNumberProps {
  /** "1-in-20 spend, Q4 2026". */
  readonly label: ReactNode
  readonly value: Quantity
  readonly format: NumberFormat
  /** What it means, in one sentence. */
  readonly sentence: ReactNode
  readonly comparison?: { readonly label: string; readonly value: Quantity; readonly format?: NumberFormat; readonly tone?: Tone }
  readonly tone?: Tone
  readonly explain?: Explains
  /** Makes the card lead somewhere: Enter or the link under it. */
  readonly open?: { readonly label: string; readonly run: () => void }
}

export function KeyNumber({ label, value, format, sentence, comparison, tone, explain, open }: KeyNumberProps) {
  const display = useDisplay()
  const currency = format.kind === 'money' && !isAbsent(value) ? unitLabel(format, display) : ''
  return (
    <article className="key-number">
      <h3>{label}</h3>
      <p className="key-figure">
        {currency !== '' && display.language === 'en' && <small>{currency}</small>}
        <NumberCell value={value} format={format} {...(tone ? { tone } : {})} {...(explain ? { explain } : {})} />
        {currency !== '' && display.language === 'zh' && <small>{currency}</small>}
      </p>
      {comparison && (
        <p className="key-comparison">
          {comparison.label}{' '}
          <NumberCell
            value={comparison.value}
            format={comparison.format ?? format}
            {...(comparison.tone ? { tone: comparison.tone } : {})}
          />
        </p>
      )}
      <p className="key-sentence">{sentence}</p>
      {open && (
        <button type="button" className="link" onClick={open.run}>
          {open.label}
        </button>
      )}
    </article>
  )
}
