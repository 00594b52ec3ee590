// Page 9: the cash a hedge ties up day by day against the liquidity there is, its peak, and the fall that uses it all.
import { addDecimals, compareDecimals } from '../../../../shared/units/decimal.ts'
import { cashPath } from '../charts/lines.ts'
import type { DocumentContext } from '../document-context.ts'
import type { Markup } from '../markup.ts'
import { figure, page, table } from '../page.ts'

export function cashPage(context: DocumentContext): Markup {
  const { chosen, f, frozen, t } = context
  const { margin } = frozen.risk
  const words = t.cash
  const left = (peak: string): string | null => (margin.liquidity === null ? null : less(margin.liquidity, peak))
  const rate = frozen.contract.marginRate
  const rows: readonly (readonly [string, Markup | string])[] = [
    [words.rows.mean, f.money(margin.peakMean)],
    [`${words.rows.p95} (± ${f.bare(margin.peakP95StandardError)})`, f.money(margin.peakP95)],
    [words.rows.date, margin.peakDate === null ? t.noData : f.date(margin.peakDate)],
    [words.rows.stress, f.money(margin.stress)],
    [words.rows.liquidity, f.money(margin.liquidity)],
    [words.rows.headroom, f.money(left(margin.peakP95))],
    [words.rows.stressHeadroom, f.money(left(margin.stress))],
    [words.rows.initial, f.percent(rate ?? frozen.settings.marginRate)],
  ]
  return page({
    label: words.label,
    title: title(context),
    body: [
      ...(chosen.totals.contracts === 0 ? [] : [figure(words.chart(f.unit), picture(context))]),
      table(
        [
          { head: words.table(f.unit), align: 'text', cell: (row) => row[0] },
          { head: '', cell: (row) => row[1] },
        ],
        rows,
        { caption: '', narrow: true },
      ),
    ],
    notes: [reverse(context), rate === null ? words.rateOwn(f.share(frozen.settings.marginRate)) : words.rateVenue(f.share(rate))],
  })
}

const less = (a: string, b: string): string => addDecimals(a, b.startsWith('-') ? b.slice(1) : `-${b}`)

function title({ chosen, f, frozen, t }: DocumentContext): string {
  const { margin } = frozen.risk
  if (chosen.totals.contracts === 0) return t.cash.none
  const [peak, date] = [f.amount(margin.peakP95), margin.peakDate === null ? t.noData : f.date(margin.peakDate)]
  if (margin.liquidity === null) return t.cash.unset(peak, date)
  if (compareDecimals(margin.peakP95, margin.liquidity) > 0)
    return t.cash.beyond(peak, date, f.amount(less(margin.peakP95, margin.liquidity)))
  return compareDecimals(margin.stress, margin.liquidity) > 0
    ? t.cash.stressBeyond(peak, f.amount(less(margin.stress, margin.liquidity)))
    : t.cash.within(peak, date)
}

function reverse({ chosen, f, frozen, t }: DocumentContext): string {
  const { margin, reverseShift } = frozen.risk
  if (chosen.totals.contracts === 0) return t.cash.none
  if (margin.liquidity === null) return t.cash.reverseUnset
  if (reverseShift === 0) return t.cash.reverseNow
  return reverseShift === null ? t.cash.noReverse : t.cash.reverse(f.share(Math.abs(reverseShift)))
}

function picture({ f, frozen, t }: DocumentContext): Markup {
  const { margin } = frozen.risk
  const starts = margin.path.flatMap((day, index) =>
    index === 0 || day.date.slice(0, 7) !== margin.path[index - 1]?.date.slice(0, 7)
      ? [{ index, text: f.shortMonth(day.date.slice(0, 7)) }]
      : [],
  )
  const every = Math.ceil(starts.length / 12)
  return cashPath(
    margin.path.map((day) => ({ p50: Number(day.p50), p95: Number(day.p95) })),
    margin.liquidity === null ? null : Number(margin.liquidity),
    Number(margin.stress),
    { ...t.cash.words, name: t.cash.chart(f.unit), days: starts.filter((_, i) => i % every === 0) },
    (tick) => f.bare(String(tick)),
  )
}
