// Labelled inputs of forms: label above, help below, the error in words in place of the help.
// `Field` is text, `AmountField` a number as people type it, `Choice` one of a few in words, `Check` a yes or no.
import { type ReactNode, useId, useState } from 'react'
import { Checkbox, Label, Radio, RadioGroup, Text } from 'react-aria-components'
import type { NumberFormat } from '../../shared/units/format.ts'
import { isAbsent, type Quantity } from '../../shared/units/quantity.ts'
import { parseTypedAs, typedText } from '../../shared/units/typed.ts'
import { usePartsText, useShow } from './display.tsx'
import { useSelectAll } from './select-all.ts'

interface Labelled {
  readonly label: ReactNode
  readonly help?: ReactNode
  readonly error?: string
}

export interface FieldProps extends Labelled {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Called with Enter and when the field is left. */
  readonly onCommit?: (value: string) => void
  readonly placeholder?: string
  readonly isDisabled?: boolean
  readonly autoFocus?: boolean
  readonly lines?: number
}

export function Field({
  label,
  help,
  error,
  value,
  onChange,
  onCommit,
  placeholder,
  isDisabled = false,
  autoFocus = false,
  lines = 1,
}: FieldProps) {
  const id = useId()
  const common = {
    id,
    value,
    placeholder,
    disabled: isDisabled,
    'aria-invalid': error !== undefined,
    'aria-describedby': `${id}-help`,
    autoFocus,
    onBlur: () => onCommit?.(value),
  }
  return (
    <FieldFrame id={id} label={label} help={help} {...(error === undefined ? {} : { error })}>
      {lines > 1 ? (
        <textarea {...common} rows={lines} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input
          type="text"
          {...common}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && onCommit?.(value)}
        />
      )}
    </FieldFrame>
  )
}

export interface AmountFieldProps extends Labelled {
  readonly value: Quantity
  readonly format: NumberFormat
  /** Decimal text (a ratio for percent), or null when the field was cleared. */
  readonly onCommit: (value: string | null) => void
  readonly check?: (value: string) => string | undefined
  /** May be left empty. */
  readonly isOptional?: boolean
  readonly isDisabled?: boolean
  readonly unit?: string
}

export function AmountField({
  label,
  help,
  error,
  value,
  format,
  onCommit,
  check,
  isOptional = false,
  isDisabled = false,
  unit,
}: AmountFieldProps) {
  const id = useId()
  const text = usePartsText()
  const show = useShow()
  const { input, selectAll } = useSelectAll()
  const [draft, setDraft] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<string>()
  const raw = isAbsent(value) ? '' : typedText(value, format.kind)
  const full = format.kind === 'money' ? { ...format, unit: 'one' as const } : format
  const keep = (): void => {
    if (draft === null) return
    const typed = draft.trim() === '' ? null : parseTypedAs(draft, format.kind)
    const refused =
      typed !== null
        ? check?.(typed)
        : draft.trim() !== ''
          ? text.number.notANumber(draft.trim())
          : isOptional
            ? undefined
            : text.number.required
    setRefusal(refused)
    if (refused !== undefined) return
    setDraft(null)
    if (draft.trim() !== raw) onCommit(typed)
  }
  const problem = refusal ?? error
  return (
    <FieldFrame id={id} label={label} help={help} {...(problem === undefined ? {} : { error: problem })}>
      <span className="amount-field">
        <input
          ref={input}
          id={id}
          type="text"
          className="number"
          autoComplete="off"
          disabled={isDisabled}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-help`}
          value={draft ?? (isAbsent(value) ? '' : show(value, full))}
          // The press that gives the focus would put a caret where it lands.
          onMouseDown={(event) => {
            if (event.currentTarget === document.activeElement) return
            event.preventDefault()
            event.currentTarget.focus()
          }}
          onFocus={() => {
            setDraft(raw)
            selectAll()
          }}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep()
            if (event.key === 'Escape') {
              setDraft(null)
              setRefusal(undefined)
            }
          }}
        />
        {unit !== undefined && <span className="field-unit">{unit}</span>}
      </span>
    </FieldFrame>
  )
}

function FieldFrame({ id, label, help, error, children }: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      <span
        id={`${id}-help`}
        className={error === undefined ? 'field-help' : 'field-error'}
        role={error === undefined ? undefined : 'alert'}
      >
        {error ?? help}
      </span>
    </div>
  )
}

export interface ChoiceProps<Id extends string> extends Labelled {
  readonly options: readonly { readonly id: Id; readonly label: ReactNode; readonly help?: ReactNode; readonly isDisabled?: boolean }[]
  readonly value: Id | null
  readonly onChange: (id: Id) => void
}

export function Choice<Id extends string>({ label, help, error, options, value, onChange }: ChoiceProps<Id>) {
  const pick = (id: string): void => {
    const option = options.find((each) => each.id === id)
    if (option) onChange(option.id)
  }
  return (
    <RadioGroup className="choice" value={value} onChange={pick} isInvalid={error !== undefined}>
      <Label>{label}</Label>
      {options.map((option) => (
        <Radio key={option.id} value={option.id} isDisabled={option.isDisabled ?? false} className="radio">
          <span className="radio-mark" aria-hidden="true" />
          <span>
            {option.label}
            {option.help !== undefined && <small>{option.help}</small>}
          </span>
        </Radio>
      ))}
      {(error ?? help) !== undefined && (
        <Text slot={error === undefined ? 'description' : 'errorMessage'} className={error === undefined ? 'field-help' : 'field-error'}>
          {error ?? help}
        </Text>
      )}
    </RadioGroup>
  )
}

export interface CheckProps {
  readonly label: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly isDisabled?: boolean
}

export function Check({ label, checked, onChange, isDisabled = false }: CheckProps) {
  return (
    <Checkbox className="check" isSelected={checked} onChange={onChange} isDisabled={isDisabled}>
      <span className="check-mark" aria-hidden="true">
        <svg viewBox="0 0 12 12" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
          <path d="M2.5 6.2l2.3 2.3 4.7-5" />
        </svg>
      </span>
      <span>{label}</span>
    </Checkbox>
  )
}
