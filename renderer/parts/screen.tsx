// The frame of every screen: the title is a sentence with the answer, the subtitle says measure, unit and basis,
// actions stand at the right. The title is also what the window and a screen reader announce.
import { type ReactNode, useEffect } from 'react'

export interface ScreenProps {
  /** A message sentence, not the screen's name. */
  readonly title: string
  readonly subtitle?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function Screen({ title, subtitle, actions, children }: ScreenProps) {
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <div className="screen">
      <header className="screen-head">
        <div>
          <h1>{title}</h1>
          {subtitle !== undefined && <p className="subtitle">{subtitle}</p>}
        </div>
        {actions !== undefined && <div className="actions">{actions}</div>}
      </header>
      {children}
    </div>
  )
}
