// One of a list. In a form with its label above; in a bar (`isCompact`) the label is for screen readers only.
import type { ReactNode } from 'react'
import { Select as AriaSelect, Button, Label, ListBox, ListBoxItem, Popover, SelectValue } from 'react-aria-components'
import { Icon } from './icon.tsx'

export interface SelectProps<Id extends string> {
  readonly label: string
  readonly options: readonly { readonly id: Id; readonly label: string; readonly note?: ReactNode }[]
  readonly value: Id | null
  readonly onChange: (id: Id) => void
  readonly help?: ReactNode
  readonly placeholder?: string
  readonly isCompact?: boolean
  readonly isDisabled?: boolean
}

export function Select<Id extends string>({
  label,
  options,
  value,
  onChange,
  help,
  placeholder,
  isCompact = false,
  isDisabled = false,
}: SelectProps<Id>) {
  const pick = (key: string | number | null): void => {
    const option = options.find((each) => each.id === key)
    if (option) onChange(option.id)
  }
  return (
    <AriaSelect
      className={isCompact ? 'select compact' : 'select field'}
      value={value}
      onChange={pick}
      isDisabled={isDisabled}
      {...(isCompact ? { 'aria-label': label } : {})}
      {...(placeholder === undefined ? {} : { placeholder })}
    >
      {!isCompact && <Label>{label}</Label>}
      <Button className="select-button">
        <SelectValue className="select-value" />
        <Icon name="down" size={12} />
      </Button>
      {help !== undefined && <span className="field-help">{help}</span>}
      <Popover className="popover" offset={2}>
        <ListBox className="list-box" items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className="list-item">
              {option.label}
              {option.note !== undefined && <small>{option.note}</small>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
