// Every vendor's month with its three sides, the explanation of their differences and its signature: gathers what the
// ledger and the documents say, and leaves the thinking to shared/domain/reconciliation.ts.
import { Signature, type SignatureData } from '../../../shared/contract/reconcile-commands.ts'
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
  readonly signature: SignatureData | null
  /** Comparisons that a zone effect may be in, which the lines do not tell. */
  readonly untoldZones: ShiftedMonth['untold']
}

export const monthId = ({ provider, month, currency }: Pick<Sides, 'provider' | 'month' | 'currency'>): string =>
  [provider, month, currency].join('|')

export async function tieMonths(session: Session, filter: MonthFilter = {}): Promise<TiedMonth[]> {
  const { usage, dataRevision } = session.workspace
  const [told, invoices, signatures] = await Promise.all([
    session.once('bill-sides', { dataRevision }, async () => sidesOf(await usage.billGroups())),
    listInvoices(session),
    listSignatures(session),
  ])
  const known = new Set(told.map(monthId))
  // A signed month stays when its data goes: that is a change since it was signed.
  const untold = new Map(
    [...invoices, ...signatures.values()].flatMap((about) =>
      known.has(monthId(about)) ? [] : [[monthId(about), sidesWithoutData(about)]],
    ),
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
    const signature = signatures.get(monthId(month.sides)) ?? null
    return { ...month, invoiced, explanation: explain(month.sides, invoiced, shifts), signature, untoldZones }
  })
}

async function listSignatures({ workspace }: Session): Promise<Map<string, SignatureData>> {
  return new Map((await workspace.documents.list('reconciliation')).map(({ id, body }) => [id, Signature.parse(body)]))
}

/** A month of which no file tells anything. */
const sidesWithoutData = ({ provider, month, currency }: Parameters<typeof monthId>[0]): Sides => ({
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
