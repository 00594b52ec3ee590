// Page 1: what is asked for, in sentences that say as much against the hedge as for it, and the block to sign.
import { compareDecimals } from '../../../../shared/units/decimal.ts'
import { ranges } from '../charts/cells.ts'
import { type DocumentContext, isTradable, statusSentence } from '../document-context.ts'
import { type Markup, markup } from '../markup.ts'
import { figure, page, sideBySide, table } from '../page.ts'

export function decisionPage(context: DocumentContext): Markup {
  const { chosen, f, frozen, none, t } = context
  const words = t.decision
  const hedged = chosen.totals.contracts !== 0
  const contracts = f.whole(chosen.totals.contracts)
  const title =
    chosen.strategy.kind === 'none'
      ? words.none
      : !hedged
        ? words.empty(context.strategyName(chosen.strategy))
        : isTradable(frozen)
          ? words.buy(contracts, context.strategyName(chosen.strategy))
          : words.principle(contracts)
  const lines: { name: string; of: (of: typeof chosen) => string }[] = [
    { name: words.expected, of: (of) => of.consequences.expected },
    { name: words.p95, of: (of) => of.consequences.p95 },
    { name: words.peak, of: (of) => of.consequences.peakMargin.p95 },
    { name: words.peakStress, of: (of) => of.consequences.peakMargin.stress },
  ]
  const differences = [chosen.vsNone.expected, chosen.vsNone.p95, chosen.vsNone.peakMargin.p95, chosen.vsNone.peakMargin.stress]
  const numbers = table(
    [
      { head: `${words.measure}, ${f.unit}`, align: 'text', cell: (line) => line.name },
      ...(hedged ? [{ head: t.hedged, cell: (line: (typeof lines)[number]) => f.money(line.of(chosen)) }] : []),
      { head: t.unhedged, cell: (line) => f.money(line.of(none)) },
      ...(hedged ? [{ head: t.difference, cell: (_: (typeof lines)[number], i: number) => f.money(differences[i]) }] : []),
    ],
    lines,
    { caption: '' },
  )
  return page({
    label: words.label,
    title,
    body: [
      markup`<p class="lead">${recommendation(context).join(context.language === 'zh' ? '' : ' ')}</p>`,
      picture(context),
      sideBySide(numbers, ...(hedged ? [limits(context)] : [])),
      approval(context),
    ],
    notes: [...(hedged ? [words.limitNote] : []), t.rounding],
  })
}

function recommendation(context: DocumentContext): string[] {
  const { chosen, f, frozen, t } = context
  const words = t.decision
  const [first, last] = [f.month(context.first), f.month(context.last)]
  if (chosen.totals.contracts === 0) return [words.without(first, last), statusSentence(context), betaSentence(context)]
  const price = `${f.unitPrice(chosen.totals.lockedPrice ?? '0')} ${context.priceUnit}`
  const units = `${f.quantity(chosen.totals.lockedUnits)} ${context.market.unit[frozen.contract.unit]}`
  const { p95, expected, down60 } = chosen.vsNone
  return [
    words.scope(f.whole(chosen.totals.contracts), units, first, last, price),
    statusSentence(context),
    compareDecimals(p95, '0') < 0
      ? words.lowers(f.amount(p95.slice(1)), signedAmount(context, expected))
      : words.raises(f.amount(p95), signedAmount(context, expected)),
    compareDecimals(down60, '0') > 0 ? words.fall(f.amount(down60)) : words.fallGain(f.amount(down60.replace('-', ''))),
    words.cash(f.amount(chosen.consequences.peakMargin.p95), f.amount(chosen.consequences.peakMargin.stress)),
    betaSentence(context),
  ]
}

function signedAmount({ f }: DocumentContext, amount: string): string {
  return compareDecimals(amount, '0') > 0 ? `+${f.amount(amount)}` : f.amount(amount)
}

function betaSentence({ f, frozen, t }: DocumentContext): string {
  const { assumptions, ratio } = frozen.exposure
  const beta = String(assumptions.beta)
  if (assumptions.betaSource === 'assumed') return t.decision.betaAssumed(beta)
  if (assumptions.betaSource === 'user' || ratio === null) return t.decision.betaUser(beta)
  const count = f.whole(ratio.observations)
  return ratio.usable
    ? t.decision.betaEstimated(beta, ratio.low95.toFixed(2), ratio.high95.toFixed(2), count)
    : t.decision.betaFew(beta, count)
}

function picture({ chosen, f, frozen, t }: DocumentContext): Markup {
  const row = (name: string, from: typeof frozen.risk.hedged, filled: boolean): Parameters<typeof ranges>[0][number] => ({
    name,
    low: Number(from.p05),
    middle: Number(from.p50),
    high: Number(from.p95),
    filled,
    texts: [f.bare(from.p05), f.bare(from.p50), f.bare(from.p95)],
  })
  const rows = [
    ...(chosen.totals.contracts === 0 ? [] : [row(t.hedged, frozen.risk.hedged, true)]),
    row(t.unhedged, frozen.risk.unhedged, false),
  ]
  const { budget } = frozen.forecast.total
  const caption = t.decision.range(f.unit)
  return figure(caption, ranges(rows, budget === null ? null : { value: Number(budget), text: `${t.budget} ${f.bare(budget)}` }, caption))
}

function limits({ chosen, f, first, last, t }: DocumentContext): Markup {
  const words = t.decision
  const rows: [string, Markup | string][] = [
    [`${words.limit.margin}, ${f.unit}`, f.money(chosen.consequences.peakMargin.stress)],
    [`${words.limit.value}, ${f.unit}`, f.money(chosen.totals.contractValue)],
    [words.limit.contracts, f.count(String(chosen.totals.contracts))],
    [words.limit.horizon, `${f.month(first)} – ${f.month(last)}`],
  ]
  return table(
    [
      { head: words.limits, align: 'text', cell: (row) => row[0] },
      { head: '', cell: (row) => row[1] },
    ],
    rows,
    { caption: '' },
  )
}

function approval({ t }: DocumentContext): Markup {
  const { sign, approval: title } = t.decision
  const blank = (): string => ''
  return table(
    [
      { head: title, align: 'text', cell: (role) => role },
      { head: sign.name, align: 'text', cell: blank },
      { head: sign.date, align: 'text', cell: blank },
      { head: sign.signature, align: 'text', cell: blank },
    ],
    [sign.prepared, sign.reviewed, sign.approved],
    { caption: '' },
  )
}
