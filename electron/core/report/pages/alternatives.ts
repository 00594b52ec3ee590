// Page 7: every alternative, No hedge first, with the same six consequences and its difference to No hedge.

import type { ConsequenceGapData, HedgeEvaluationData } from '../../../../shared/contract/hedge-commands.ts'
import { compareDecimals } from '../../../../shared/units/decimal.ts'
import { strategyPoints } from '../charts/scatter.ts'
import type { DocumentContext } from '../document-context.ts'
import { type Markup, markup } from '../markup.ts'
import { figure, page, table } from '../page.ts'

export function alternativesPage(context: DocumentContext): Markup {
  const { chosen, f, frozen, none, t } = context
  const words = t.alternatives
  const lowest = frozen.evaluations.reduce(
    (best, each) => (compareDecimals(each.consequences.p95, best.consequences.p95) < 0 ? each : best),
    none,
  )
  const points = frozen.evaluations.map((each) => ({
    name: context.strategyName(each.strategy),
    x: Number(each.consequences.peakMargin.stress),
    y: Number(each.consequences.p95),
    proposed: each === chosen,
  }))
  const caption = words.chart(f.unit)
  return page({
    label: words.label,
    title:
      lowest === none
        ? words.noneLowest(f.amount(none.consequences.p95))
        : words.title(context.strategyName(lowest.strategy), f.amount(lowest.consequences.p95), f.whole(frozen.evaluations.length)),
    body: [
      figure(
        caption,
        strategyPoints(points, { name: caption, x: t.hedge.consequence.stress, y: t.decision.p95 }, (tick) => f.bare(String(tick))),
      ),
      consequences(context),
    ],
    notes: [words.note(f.amount(chosen.consequences.p95StandardError)), t.effect.side],
  })
}

function consequences(context: DocumentContext): Markup {
  const { chosen, f, frozen, t } = context
  const words = t.hedge.consequence
  const both =
    (of: (consequences: ConsequenceGapData) => string) =>
    (each: HedgeEvaluationData): Markup =>
      markup`${f.money(of(each.consequences))}${each.strategy.kind === 'none' ? null : markup`<br><span class="difference">${f.money(of(each.vsNone))}</span>`}`
  return table<HedgeEvaluationData>(
    [
      {
        head: words.strategy,
        align: 'text',
        cell: (each) => `${context.strategyName(each.strategy)}${each === chosen ? ` (${t.hedge.proposed})` : ''}`,
      },
      { head: t.hedge.columns.contracts, cell: (each) => f.count(String(each.totals.contracts)) },
      { head: words.expected, cell: both((of) => of.expected) },
      { head: words.p95, cell: both((of) => of.p95) },
      { head: words.down60, cell: both((of) => of.down60) },
      { head: words.up60, cell: both((of) => of.up60) },
      { head: words.peak, cell: both((of) => of.peakMargin.p95) },
      { head: words.stress, cell: both((of) => of.peakMargin.stress) },
      { head: words.costs, cell: both((of) => of.costs) },
    ],
    frozen.evaluations,
    { caption: t.hedge.alternatives(f.unit), whole: frozen.evaluations.length <= 8 },
  )
}
