// The strategy under the hand: what is saved, what is being typed, and what the core makes of it. Typing evaluates a
// draft after a short pause (the latest wins, old figures stay dimmed); Enter or leaving the cell saves it, undoable.
import { useEffect, useState } from 'react'
import type { HedgeEvaluationData, StrategyData } from '../../shared/contract/hedge-commands.ts'
import { type Query, useCommand } from '../client/use-command.ts'

const pauseMs = 30

/** The value after it has not changed for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** Evaluates what is being typed, or the saved strategy when nothing is. */
export function useEvaluation(
  saved: StrategyData | undefined,
  draft: StrategyData | null,
  scenario: string | null,
): Query<HedgeEvaluationData> {
  const settled = useSettled(draft)
  const asked = draft === null || settled === null ? { id: saved?.id ?? 'none' } : { draft: settled }
  const query = useCommand('hedge.evaluate', { ...asked, ...(scenario === null ? {} : { scenario }) }, { enabled: saved !== undefined })
  return draft === settled || query.data === undefined ? query : { ...query, stale: true }
}
