// The two periods of a comparison: as asked, or the last two whole months of data.
import type { Parsed } from '../../../shared/contract/commands.ts'
import { fail } from '../../../shared/language/failures.ts'
import { type DaySpan, lastWholeMonth, monthSpan, spanBefore } from '../../../shared/units/period.ts'
import type { TwoPeriods } from '../ledger/types.ts'

/** Half a period is not a period. */
export function comparedPeriods(
  { from, to, againstFrom, againstTo }: Pick<Parsed<'usage.drivers'>, 'from' | 'to' | 'againstFrom' | 'againstTo'>,
  data: DaySpan,
): TwoPeriods<DaySpan> {
  const after = spanOf(from, to) ?? monthSpan(lastWholeMonth(data))
  return { before: spanOf(againstFrom, againstTo) ?? spanBefore(after), after }
}

function spanOf(from: string | undefined, to: string | undefined): DaySpan | null {
  if (from === undefined && to === undefined) return null
  if (from === undefined || to === undefined || to < from) throw fail('bad-comparison', { from: from ?? '', to: to ?? '' })
  return { from, to }
}
