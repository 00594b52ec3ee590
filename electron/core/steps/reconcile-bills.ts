// Vendors' months as rows: usage x price, cost report, invoice, what differs and why, and whether somebody has signed it.
import type { Output, Parsed } from '../../../shared/contract/commands.ts'
import type { ReconcileRowData, ReconcileTotalData, ToleranceData } from '../../../shared/contract/reconcile-commands.ts'
import type { NoteData } from '../../../shared/contract/scalars.ts'
import { type Explanation, unexplainedSize } from '../../../shared/domain/reconciliation.ts'
import { changedFigures, figuresOf, stateOf, toleranceLimit, usualTolerance } from '../../../shared/domain/reconciliation-state.ts'
import { billingZone } from '../../../shared/domain/vendor-bills.ts'
import { makeNote } from '../../../shared/language/notes.ts'
import { firstDayOf, toIsoDate, toMonth } from '../../../shared/units/calendar.ts'
import { Decimal, sumDecimals } from '../../../shared/units/decimal.ts'
import type { Session } from './session.ts'
import { type MonthFilter, monthId, type TiedMonth, tieMonths } from './tie-months.ts'

export async function reconcileBills(session: Session, ask: Parsed<'reconcile.read'>): Promise<Output<'reconcile.read'>> {
  const { rows, spend } = await readRows(session, ask, ask.tolerance)
  return { rows: ask.models ? rows : rows.map((row) => ({ ...row, models: [] })), totals: totalsOf(rows, spend) }
}

/** The row of one month in one currency; null when nothing is known of it. */
export async function readRow(
  session: Session,
  about: Pick<ReconcileRowData, 'provider' | 'month' | 'currency'>,
): Promise<ReconcileRowData | null> {
  const { provider, month, currency } = about
  const { rows } = await readRows(session, { provider, month })
  return rows.find((row) => row.currency === currency) ?? null
}

/** What Usage counts, by vendor, month and currency. */
type Spend = ReadonlyMap<string, { readonly currency: string; readonly amount: string }>

async function readRows(
  session: Session,
  filter: MonthFilter,
  tolerance?: ToleranceData,
): Promise<{ rows: ReconcileRowData[]; spend: Spend }> {
  const [months, coverage, spend] = await Promise.all([
    tieMonths(session, filter),
    session.workspace.usage.coverage(),
    readSpend(session, filter),
  ])
  const lastDays = new Map(coverage.providers.map(({ provider, lastDay }) => [provider, lastDay]))
  const rows = months.map((month) => {
    const others = months.filter(({ sides }) => sides.provider === month.sides.provider && sides.month === month.sides.month)
    return {
      ...rowOf(month, tolerance),
      spend: spend.get(monthId(month.sides))?.amount ?? '0',
      notes: notesOf(month, others, lastDays.get(month.sides.provider) ?? null),
    }
  })
  return { rows: rows.sort(byUnexplained), spend }
}

async function readSpend(session: Session, { provider, month }: MonthFilter): Promise<Spend> {
  const { usage, dataRevision } = session.workspace
  const { rows } = await session.once('month-spend', { dataRevision }, () => usage.query({ by: ['provider', 'month'] }))
  return new Map(
    rows.flatMap(({ keys, cost }) => {
      const of = { provider: keys.provider ?? '', month: keys.month ?? '' }
      if ((provider ?? of.provider) !== of.provider || (month ?? of.month) !== of.month) return []
      return Object.entries(cost).map(([currency, amount]) => [monthId({ ...of, currency }), { currency, amount }] as const)
    }),
  )
}

const byUnexplained = (a: ReconcileRowData, b: ReconcileRowData): number =>
  new Decimal(b.unexplainedSize).comparedTo(a.unexplainedSize) || (a.month > b.month ? -1 : a.month < b.month ? 1 : 0)

/** A signature brings its own tolerance. */
function rowOf(tied: TiedMonth, asked: ToleranceData = usualTolerance): Omit<ReconcileRowData, 'spend' | 'notes'> {
  const { sides, invoiced, invoices, explanation, signature } = tied
  const { provider, month, currency, usage, report, unpricedTokens, models } = sides
  const changed = signature && changedFigures(signature.figures, figuresOf(sides, invoiced, explanation))
  const { percent, least } = signature?.tolerance ?? asked
  const limit = toleranceLimit({ percent, least }, explanation)
  return {
    provider,
    month,
    currency,
    usageAtPrice: usage?.atPrice ?? null,
    costReport: report?.total ?? null,
    invoice: invoiced?.amount ?? null,
    difference: explanation.difference,
    explained: explanation.explained,
    unexplained: explanation.unexplained,
    unexplainedSize: unexplainedSize(explanation),
    parts: explanation.comparisons.flatMap(({ of, parts }) =>
      parts.map(({ cause, amount, items }) => ({ cause, amount, of, items: items.map((item) => ({ ...item })) })),
    ),
    comparisons: explanation.comparisons.map(({ of, from, to, difference, unexplained, roundingBound }) => ({
      of,
      from,
      to,
      difference,
      unexplained,
      roundingBound,
    })),
    tolerance: { percent, least, limit },
    state: stateOf(explanation, limit, changed),
    usage: usage && {
      ...daysOf(usage),
      atList: usage.atList,
      standIn: usage.standIn,
      converted: Object.fromEntries(usage.converted.map((money) => [money.currency, money.amount])),
      tokens: usage.tokens,
    },
    report: report && { ...daysOf(report), lines: report.lines, decimals: report.decimals },
    unpricedTokens,
    invoices: [...invoices],
    signature: signature &&
      changed && { by: signature.by, at: signature.at, reason: signature.reason, tolerance: signature.tolerance, changed },
    models: models.map((model) => ({ ...model })),
  }
}

const daysOf = ({ firstDay, lastDay, sources }: { firstDay: string; lastDay: string; sources: readonly string[] }) => ({
  firstDay,
  lastDay,
  sources: [...sources],
})

/** What a reader must know of a row: what its figures leave out or rest on. `lastDay`: of the vendor's data. */
function notesOf({ sides, explanation, untoldZones }: TiedMonth, others: readonly TiedMonth[], lastDay: string | null): NoteData[] {
  const { provider, month, currency, usage, report, unpricedTokens, usageElsewhere, leftOutUnpricedTokens } = sides
  const notes: NoteData[] = []
  const money = (amount: string, code = currency): string => `${code} ${amount}`
  const lastOfMonth = toIsoDate(firstDayOf(toMonth(month) + 1) - 1)
  if (lastDay?.startsWith(month) && lastDay < lastOfMonth) notes.push(makeNote('month-not-complete', { month, day: lastDay }, 'warning'))
  if (unpricedTokens !== '0') notes.push(makeNote('reconcile-unpriced', { tokens: unpricedTokens }, 'warning'))
  if (usage && usage.standIn !== '0') notes.push(makeNote('reconcile-stand-in', { amount: money(usage.standIn) }))
  if (usage && report && report.undivided !== '0') notes.push(makeNote('reconcile-undivided', { amount: money(report.undivided) }))
  const leavesOut = explanation.comparisons.some(({ parts }) => parts.some(({ cause }) => cause === 'priority'))
  const invoiceRest = explanation.comparisons.some(({ of, unexplained }) => of !== 'usage-report' && unexplained !== '0')
  if (leftOutUnpricedTokens !== '0') notes.push(makeNote('reconcile-left-out', { tokens: leftOutUnpricedTokens }))
  if (invoiceRest && (leavesOut || leftOutUnpricedTokens !== '0')) notes.push(makeNote('reconcile-left-out-invoiced', {}))
  if (isPriceGap(explanation, sides.priceGap)) notes.push(makeNote('reconcile-price-differs', { amount: money(sides.priceGap) }, 'warning'))
  for (const each of usage?.converted ?? [])
    notes.push(makeNote('reconcile-converted', { amount: money(each.amount, each.currency), to: currency }))
  for (const each of usageElsewhere)
    notes.push(makeNote('reconcile-usage-in', { amount: money(each.amount, each.currency), from: each.currency, to: currency }))
  const elsewhere = others.map((other) => other.sides.currency).filter((code) => code !== currency)
  if (elsewhere.length > 0 && (usage === null || report === null))
    notes.push(makeNote('reconcile-other-currency', { currencies: elsewhere.join(', ') }))
  if (untoldZones.length > 0) notes.push(makeNote('reconcile-zone-days', { zone: billingZone(provider) ?? '' }))
  if (invoiceRest && billingZone(provider) === null) notes.push(makeNote('reconcile-zone-unknown', { provider }))
  return notes
}

/** Worth a word only where it stays unexplained. */
const isPriceGap = ({ comparisons }: Explanation, priceGap: string): boolean =>
  priceGap !== '0' && comparisons.some(({ of, unexplained }) => of === 'usage-report' && unexplained !== '0')

const agreeing: ReadonlySet<ReconcileRowData['state']> = new Set(['agreed', 'within', 'signed'])

function totalsOf(rows: readonly ReconcileRowData[], spend: Spend): ReconcileTotalData[] {
  const spendOf = (some: readonly ReconcileRowData[]): string => sumDecimals(some.map((row) => row.spend))
  const amounts = [...spend.values()]
  return [...new Set([...rows, ...amounts].map(({ currency }) => currency))]
    .filter((currency) => currency !== '')
    .sort()
    .map((currency) => {
      const own = rows.filter((row) => row.currency === currency)
      const agreed = own.filter((row) => agreeing.has(row.state))
      const whole = sumDecimals(amounts.flatMap((each) => (each.currency === currency ? each.amount : [])))
      const reconciled = spendOf(agreed)
      return {
        currency,
        rows: own.length,
        agreeing: agreed.length,
        oneSided: own.filter(({ state }) => state === 'one-sided').length,
        spend: whole,
        compared: spendOf(own.filter(({ comparisons }) => comparisons.length > 0)),
        reconciled,
        reconciledShare: new Decimal(whole).isZero() ? null : new Decimal(reconciled).div(whole).toNumber(),
        invoiced: spendOf(agreed.filter(({ invoice }) => invoice !== null)),
        unexplained: sumDecimals(own.map(({ unexplainedSize: size }) => size)),
      }
    })
}
