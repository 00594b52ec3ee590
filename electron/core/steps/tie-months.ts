// Every vendor's month with its three sides and the explanation of their differences: gathers what the ledger and the
// invoices say, and leaves the thinking to shared/domain/reconciliation.ts.
import { type Explanation, explain, type Invoiced } from '../../../shared/domain/reconciliation.ts'
import { type Sides, sidesOf } from '../../../shared/domain/reconciliation-sides.ts'
import { type ShiftedMonth, shiftMonths } from './billing-hours.ts'
import { listInvoices, type StoredInvoice, together } from './invoices.ts'
import type { Session } from './session.ts'

export interface MonthFilter {
  readonly provider?: string | undefined
  readonly month?: string | undefined
}

export interface TiedMonth {
  readonly sides: Sides
  readonly invoices: readonly StoredInvoice[]
  readonly invoiced: Invoiced | null
  readonly explanation: Explanation
  /** Comparisons that a zone effect may be in, which the lines do not tell. */
  readonly untoldZones: ShiftedMonth['untold']
}

export const monthId = ({ provider, month, currency }: Pick<Sides, 'provider' | 'month' | 'currency'>): string =>
  [provider, month, currency].join('|')

export async function tieMonths(session: Session, filter: MonthFilter = {}): Promise<TiedMonth[]> {
  const { usage, dataRevision } = session.workspace
  const [told, invoices] = await Promise.all([
    session.once('bill-sides', { dataRevision }, async () => sidesOf(await usage.billGroups())),
    listInvoices(session),
  ])
  const known = new Set(told.map(monthId))
  const untold = new Map(
    invoices.filter((invoice) => !known.has(monthId(invoice))).map((invoice) => [monthId(invoice), sidesWithoutData(invoice)]),
  )
  const months = [...told, ...untold.values()]
    .filter((sides) => (['provider', 'month'] as const).every((key) => filter[key] === undefined || filter[key] === sides[key]))
    .map((sides) => ({ sides, invoices: invoices.filter((invoice) => monthId(invoice) === monthId(sides)) }))
  const shifted = await shiftMonths(
    session,
    months.map((month) => ({ sides: month.sides, isInvoiced: month.invoices.length > 0 })),
  )
  return months.map((month, at) => {
    const invoiced = together(month.invoices)
    const { shifts, untold: untoldZones } = shifted[at] ?? { shifts: {}, untold: [] }
    return { ...month, invoiced, explanation: explain(month.sides, invoiced, shifts), untoldZones }
  })
}

/** An invoice of a month of which no file tells anything. */
const sidesWithoutData = ({ provider, month, currency }: StoredInvoice): Sides => ({
  provider,
  month,
  currency,
  usage: null,
  report: null,
  reasons: [],
  priceGap: '0',
  models: [],
  unpricedTokens: '0',
  usageElsewhere: [],
  leftOutUnpricedTokens: '0',
})
