// Buttons in three weights: one primary per screen, secondary for the rest, quiet inside panels and tables.
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { Icon, type IconName } from './icon.tsx'

export interface ButtonProps {
  readonly children: ReactNode
  readonly onPress: () => void
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly icon?: IconName
  readonly isDisabled?: boolean
  /** Shows that work runs; the button stays focusable and does nothing more. */
  readonly isPending?: boolean
  readonly autoFocus?: boolean
  /** "Ctrl+Enter": printed small at the right, for the eye only. */
  readonly shortcut?: string
  readonly 'aria-label'?: string
}

export function Button({ kind = 'secondary', icon, shortcut, children, isPending = false, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} isPending={isPending} className={`button ${kind}`}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
      {shortcut !== undefined && (
        // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a kbd takes no focus; the key is for the eye
        <kbd aria-hidden="true" className="button-shortcut">
          {shortcut}
        </kbd>
      )}
    </AriaButton>
  )
}
