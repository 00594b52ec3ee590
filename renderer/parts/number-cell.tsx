// A figure on the page: right aligned, tabular digits, every digit on hover and to the clipboard.
// Zero is "0", not applicable "n/a", missing "no data". With `explain`, Alt+click or E opens the Explain panel.
import { formatExact, type NumberFormat, spokenMoney } from '../../shared/units/format.ts'
import { isAbsent, type Quantity } from '../../shared/units/quantity.ts'
import { typedText } from '../../shared/units/typed.ts'
import { useDisplay, usePartsText, useShow } from './display.tsx'
import { type Explains, useExplainHandlers } from './explain.tsx'
import type { Tone } from './tone.ts'

export interface NumberCellProps {
  readonly value: Quantity
  readonly format: NumberFormat
  readonly tone?: Tone
  readonly explain?: Explains
}

export function NumberCell({ value, format, tone = 'neutral', explain }: NumberCellProps) {
  const show = useShow()
  const exact = useExactText()
  const { language } = useDisplay()
  const text = usePartsText()
  const handlers = useExplainHandlers(explain)
  const absent = isAbsent(value)
  const spoken =
    !absent && format.kind === 'money' && format.unit === 'auto' && format.currency !== undefined
      ? spokenMoney(value, format.currency, language)
      : undefined
  const word = tone === 'favourable' ? text.favourable : tone === 'unfavourable' ? text.unfavourable : undefined
  return (
    <span
      className={`number tone-${tone}${absent ? ' absent' : ''}${explain ? ' explainable' : ''}`}
      title={exact(value, format)}
      tabIndex={explain ? 0 : undefined}
      role={explain ? 'button' : undefined}
      {...handlers}
    >
      {spoken === undefined ? show(value, format) : <span aria-hidden="true">{show(value, format)}</span>}
      {spoken !== undefined && <span className="for-readers">{spoken}</span>}
      {word !== undefined && <span className="for-readers">, {word}</span>}
    </span>
  )
}

/** Every digit of a figure, or why there is none: the tooltip of any cell. */
export function useExactText(): (value: Quantity, format: NumberFormat) => string {
  const text = usePartsText()
  return (value, format) => {
    if (isAbsent(value)) return value.reason ?? (value.absent === 'no-data' ? text.absent.noData : text.absent.notApplicable)
    if (format.kind === 'percent') return typedText(value, 'percent')
    const currency = 'currency' in format && format.currency !== undefined ? `${format.currency} ` : ''
    return currency + formatExact(value)
  }
}
