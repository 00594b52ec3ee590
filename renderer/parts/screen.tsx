// The frame of every screen: the title is a sentence with the answer, the subtitle says measure, unit and basis,
// actions stand at the right. The title is also what the window and a screen reader announce.
import { createContext, type Dispatch, type ReactNode, type SetStateAction, useContext, useEffect, useLayoutEffect, useState } from 'react'

export interface ScreenProps {
  /** A message sentence, not the screen's name. */
  readonly title: string
  /** null where one is still to come: its line is kept, so that nothing moves under a press when it does. */
  readonly subtitle?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

const SayTitle = createContext<Dispatch<SetStateAction<string | null>>>(() => undefined)

/** The title while the caller, a tab of the screen, is open. */
export function useScreenTitle(title: string): void {
  const say = useContext(SayTitle)
  useLayoutEffect(() => {
    say(title)
    // The tab that opens may speak before the one that closes is gone.
    return () => say((said) => (said === title ? null : said))
  }, [say, title])
}

export function Screen({ title: own, subtitle, actions, children }: ScreenProps) {
  const [said, say] = useState<string | null>(null)
  const title = said ?? own
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <div className="screen">
      <header className="screen-head">
        <div>
          <h1>{title}</h1>
          {subtitle !== undefined && <p className="subtitle">{subtitle ?? '\u00a0'}</p>}
        </div>
        {actions !== undefined && <div className="actions">{actions}</div>}
      </header>
      <SayTitle value={say}>{children}</SayTitle>
    </div>
  )
}
