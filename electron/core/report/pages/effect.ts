// Page 8: where the difference comes from, and what is paid at every move of the curve, -60 % and +60 % marked.

import type { RiskData } from '../../../../shared/contract/hedge-commands.ts'
import { addDecimals, compareDecimals } from '../../../../shared/units/decimal.ts'
import { waterfall } from '../charts/columns.ts'
import { payoff } from '../charts/lines.ts'
import type { DocumentContext } from '../document-context.ts'
import type { Markup } from '../markup.ts'
import { figure, page, sideBySide, table } from '../page.ts'

export function effectPage(context: DocumentContext): Markup {
  const { chosen, f, frozen, t } = context
  const words = t.effect
  const hedged = chosen.totals.contracts !== 0
  const side = (amount: string): string =>
    compareDecimals(amount, '0') > 0 ? words.worse(f.amount(amount)) : words.better(f.amount(amount.replace('-', '')))
  const { risk } = frozen
  const stresses = table<RiskData['stresses'][number]>(
    [
      { head: words.columns.case, align: 'text', cell: (row) => t.stress.shift(signedShare(context, row.shift)) },
      { head: words.columns.spend, cell: (row) => f.money(row.spend) },
      { head: words.columns.gain, cell: (row) => f.money(row.hedgeGain) },
      { head: words.columns.net, cell: (row) => f.money(row.net) },
      { head: words.columns.unhedged, cell: (row) => f.money(row.unhedged) },
      { head: words.columns.difference, cell: (row) => f.money(addDecimals(row.net, negative(row.unhedged))) },
      { head: words.columns.peak, cell: (row) => f.money(row.peakMargin) },
    ],
    risk.stresses,
    { caption: words.table(f.unit) },
  )
  return page({
    label: words.label,
    title: hedged ? words.title(side(chosen.vsNone.down60), side(chosen.vsNone.up60)) : words.none,
    body: [sideBySide(figure(words.waterfall(f.unit), steps(context)), figure(words.payoff(f.unit), picture(context))), stresses],
    notes: [
      words.side,
      ...(chosen.breakEvenShift === null ? [] : [words.breakEven(signedShare(context, chosen.breakEvenShift))]),
      ...(risk.hedgeCorrelation === null || !hedged ? [] : [words.correlation(risk.hedgeCorrelation.toFixed(2))]),
      ...risk.notes.filter((note) => note.code === 'volatility-assumed').map(context.note),
    ],
  })
}

const negative = (amount: string): string => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`)

function signedShare({ f }: DocumentContext, shift: number): string {
  return `${shift > 0 ? '+' : ''}${f.share(shift, Number.isInteger(Math.round(shift * 1e6) / 1e4) ? 0 : 1)}`.replace('-', '−')
}

/** The step of the futures is what remains between the totals: it ties whatever sign the result is stated with. */
function steps({ f, frozen, t }: DocumentContext): Markup {
  const amount = (id: RiskData['waterfall'][number]['id']): string => frozen.risk.waterfall.find((each) => each.id === id)?.amount ?? '0'
  const futures = addDecimals(amount('hedged'), negative(addDecimals(amount('unhedged'), amount('costs'))))
  const values = { unhedged: amount('unhedged'), 'hedge-gain': futures, costs: amount('costs'), hedged: amount('hedged') }
  const kinds = { unhedged: 'total', 'hedge-gain': 'change', costs: 'change', hedged: 'hedged' } as const
  return waterfall(
    (['unhedged', 'hedge-gain', 'costs', 'hedged'] as const).map((id) => ({
      name: t.effect.steps[id],
      kind: kinds[id],
      amount: Number(values[id]),
      text: f.bare(values[id]),
    })),
    t.effect.waterfall(f.unit),
  )
}

function picture(context: DocumentContext): Markup {
  const { chosen, f, frozen, t } = context
  const marked = chosen.payoff
    .filter((point) => Math.abs(Math.abs(point.shift) - 0.6) < 1e-9)
    .map((point) => ({ shift: point.shift, hedged: f.bare(point.hedged), unhedged: f.bare(point.unhedged) }))
  const budget = frozen.forecast.total.budget
  return payoff(
    chosen.payoff.map((point) => ({ shift: point.shift, hedged: Number(point.hedged), unhedged: Number(point.unhedged) })),
    budget === null ? null : Number(budget),
    {
      name: t.effect.payoff(f.unit),
      hedged: t.hedged,
      unhedged: t.unhedged,
      budget: t.budget,
      shift: (shift) => signedShare(context, shift),
      marked,
    },
    (tick) => f.bare(String(tick)),
  )
}
