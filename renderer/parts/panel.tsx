// A titled part of a screen: a hairline and a heading, no card, no shadow.
import { type ReactNode, useId } from 'react'

export interface PanelProps {
  readonly title?: ReactNode
  /** One line under the title. */
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function Panel({ title, note, actions, children }: PanelProps) {
  const id = useId()
  return (
    <section className="panel" aria-labelledby={title === undefined ? undefined : id}>
      {(title !== undefined || actions !== undefined) && (
        <header>
          {title !== undefined && <h2 id={id}>{title}</h2>}
          {actions !== undefined && <div className="actions">{actions}</div>}
        </header>
      )}
      {note !== undefined && <p className="panel-note">{note}</p>}
      {children}
    </section>
  )
}
