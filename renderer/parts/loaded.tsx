// Shows what a query brought: progress while there is nothing yet, old figures dimmed while new ones are computed,
// and the failure in words. A screen writes only what it looks like with data.
import type { ReactNode } from 'react'
import type { Failure } from '../../shared/result/failure.ts'
import { usePartsText } from './display.tsx'
import { FailurePanel, type MessageAction } from './message-panel.tsx'
import { Progress } from './progress.tsx'

/** The shape of `useCommand`'s answer. */
export interface QueryState<T> {
  readonly data: T | undefined
  readonly failure: Failure | undefined
  readonly pending: boolean
  /** `data` belongs to an older revision or to older arguments. */
  readonly stale: boolean
  readonly retry: () => void
}

export interface LoadedProps<T> {
  readonly query: QueryState<T>
  readonly children: (data: T) => ReactNode
  /** Replaces the failure panel for expected cases (no data yet): return undefined to keep it. */
  readonly onFailure?: (failure: Failure) => ReactNode | undefined
  readonly action?: MessageAction
}

export function Loaded<T>({ query, children, onFailure, action }: LoadedProps<T>) {
  const text = usePartsText()
  const { data, failure, pending, stale, retry } = query
  const panel = failure && (onFailure?.(failure) ?? <FailurePanel failure={failure} onRetry={retry} {...(action ? { action } : {})} />)
  if (data === undefined) return panel ?? (pending ? <Progress /> : null)
  return (
    <div className={stale ? 'stale' : ''} aria-busy={stale && pending}>
      {panel}
      {stale && pending && (
        <p className="stale-mark" role="status">
          {text.stale}
        </p>
      )}
      {children(data)}
    </div>
  )
}
