// Page 5: the contract as its source states it, every term with its mark, and the curve with quotes told from the rest.
import { priceCurve } from '../charts/lines.ts'
import { type DocumentContext, isTradable, statusSentence } from '../document-context.ts'
import { type Markup, markup } from '../markup.ts'
import { figure, page, table } from '../page.ts'

interface Term {
  readonly id: string
  readonly name: string
  readonly value: string | null
  /** Key of the contract's provenance; terms of one clause share it. */
  readonly clause: string
}

export function marketPage(context: DocumentContext): Markup {
  const { f, frozen, t } = context
  const { contract, curve } = frozen
  const words = t.market
  const terms = table<Term>(
    [
      { head: words.columns.term, align: 'text', cell: (term) => term.name },
      {
        head: words.columns.value,
        align: 'text',
        cell: (term) => term.value ?? markup`<span class="none">${context.market.unknownValue}</span>`,
      },
      { head: words.columns.mark, align: 'text', cell: (term) => mark(context, term) },
      { head: words.columns.source, align: 'text', cell: (term) => context.fact(contract.provenance[term.clause]?.source ?? '') },
    ],
    termsOf(context),
    { caption: words.table(contract.id) },
  )
  const [first, last] = [curve.points[0], curve.points.at(-1)]
  const change = first === undefined || last === undefined ? null : Number(last.price) / Number(first.price) - 1
  const picture =
    curve.points.length === 0
      ? markup`<p class="box">${words.noCurve}</p>`
      : figure(
          words.chart(context.priceUnit, f.date(curve.asOf ?? frozen.asOf)),
          priceCurve(
            curve.points.map((point) => ({
              name: f.shortMonth(point.month),
              price: Number(point.price),
              quoted: point.origin === 'quote',
              text: f.unitPrice(point.price),
            })),
            words.label,
            (tick) => f.unitPrice(String(tick)),
          ),
        )
  const box = markup`<p class="box ${isTradable(frozen) ? '' : 'warning'}"><strong>${contract.name}, ${contract.venue}.</strong> ${contract.status.next === '' ? null : context.market.next(context.fact(contract.status.next))}${contract.status.next === '' ? null : '. '}${t.market.columns.source}: ${context.fact(contract.status.source)}.</p>`
  return page({
    label: words.label,
    title: statusSentence(context),
    body: [box, picture],
    notes: [
      ...(change === null || curve.quotes.length === 0 || first === undefined || last === undefined
        ? []
        : [words.change(f.share(change), f.month(first.month), f.month(last.month))]),
      ...(curve.ageDays === null || curve.quotes.length === 0 ? [] : [words.age(f.whole(curve.ageDays))]),
      words.liquidity,
      ...curve.notes.filter((note) => note.code !== 'not-tradable').map(context.note),
    ],
    tail: [terms],
  })
}

function mark({ frozen, market }: DocumentContext, term: Term): string {
  const known = frozen.contract.provenance[term.clause]
  return known === undefined ? (term.value === null ? market.mark.unknown : '') : market.mark[known.kind]
}

const clauses: Readonly<Record<string, string>> = {
  spotMonth: 'limits',
  accountabilitySingle: 'limits',
  accountabilityAll: 'limits',
}

function termsOf({ f, fact, frozen, market }: DocumentContext): Term[] {
  const { contract } = frozen
  const names = market.field
  const text = (value: string | null, write: (value: string) => string = (same) => same): string | null =>
    value === null ? null : write(value)
  const whole = (value: number | null): string | null => (value === null ? null : f.whole(value))
  const currency = contract.currency ?? ''
  const values: [keyof typeof names, string | null][] = [
    ['underlying', fact(contract.underlying)],
    ['size', text(contract.size, (size) => `${size} ${market.unit[contract.unit]}`)],
    ['tick', text(contract.tick, (tick) => `${tick} ${currency}`)],
    ['settlement', market.method[contract.settlement.method]],
    ['missingDay', text(contract.settlement.missingDay, fact)],
    ['lastTrade', text(contract.lastTrade, fact)],
    ['firstMonth', text(contract.firstMonth, f.month)],
    ['listedMonths', whole(contract.listedMonths)],
    ['feePerContract', text(contract.feePerContract, (fee) => `${fee} ${currency}`)],
    ['marginRate', contract.marginRate === null ? null : f.share(contract.marginRate)],
    ['spotMonth', whole(contract.limits.spotMonth)],
    ['accountabilitySingle', whole(contract.limits.accountabilitySingle)],
    ['accountabilityAll', whole(contract.limits.accountabilityAll)],
  ]
  return values.map(([id, value]) => ({ id, name: names[id], value, clause: clauses[id] ?? id }))
}
