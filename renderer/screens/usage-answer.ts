// The three queries behind one usage table (cells and both margins) as one answer: shown together or, while any of
// them is asked again, the last complete set dimmed. A table never mixes cells of one question with totals of another.
import { useEffect, useRef } from 'react'
import type { Output } from '../../shared/contract/commands.ts'
import { useCommand } from '../client/use-command.ts'
import type { QueryState } from '../parts/loaded.tsx'
import type { UsageView } from './usage-view.ts'

type Answer = Output<'usage.query'>

export interface UsageAnswer {
  readonly by: UsageView['by']
  readonly cells: Answer
  readonly groups: Answer
  readonly months: Answer
}

export function useUsageAnswer(
  by: UsageView['by'],
  filter: UsageView['filter'],
  change: UsageView['change'] = null,
  convertTo: UsageView['convertTo'] = null,
): QueryState<UsageAnswer> {
  const ask = {
    filter: { equals: { ...filter }, ...(change === null ? {} : { change }) },
    ...(convertTo === null ? {} : { currency: convertTo }),
  }
  const cells = useCommand('usage.query', { by: ['month', ...by], ...ask })
  const groups = useCommand('usage.query', { by: [...by], ...ask })
  const months = useCommand('usage.query', { by: ['month'], ...ask })
  const all = [cells, groups, months]
  const isFresh = all.every((query) => !query.stale)
  const fresh =
    isFresh && cells.data && groups.data && months.data ? { by, cells: cells.data, groups: groups.data, months: months.data } : undefined
  const before = useRef<UsageAnswer | undefined>(undefined)
  useEffect(() => {
    if (fresh) before.current = fresh
  })
  return {
    data: fresh ?? before.current,
    failure: all.find((query) => query.failure)?.failure,
    pending: all.some((query) => query.pending),
    stale: fresh === undefined && before.current !== undefined,
    retry: () => {
      for (const query of all) query.retry()
    },
  }
}
