// What a person adds to a vendor's month: its invoices, and a signature. By signing, a person takes responsibility for what
// stays unexplained, within a tolerance that is part of the signature, and for exactly these figures. All of it are changes
// like any other, undone and logged; each answers with the month as it then stands.
import type { Output, Parsed } from '../../../shared/contract/commands.ts'
import { Invoice, type SignatureData } from '../../../shared/contract/reconcile-commands.ts'
import { unexplainedSize } from '../../../shared/domain/reconciliation.ts'
import { figuresOf, toleranceLimit, usualTolerance } from '../../../shared/domain/reconciliation-state.ts'
import { fail } from '../../../shared/language/failures.ts'
import { compareDecimals } from '../../../shared/units/decimal.ts'
import { readRow } from './reconcile-bills.ts'
import type { Session } from './session.ts'
import { monthId, tieMonths } from './tie-months.ts'

/** `id`: the invoice that this one takes the place of; another one of the same name is never written over. */
export async function setInvoice(
  session: Session,
  { id: replaced, ...invoice }: Parsed<'reconcile.set-invoice'>,
): Promise<Output<'reconcile.set-invoice'>> {
  const { workspace } = session
  const { provider, month, currency, number } = invoice
  const id = [monthId(invoice), number].join('|')
  if (replaced !== undefined && !(await workspace.documents.get('invoice', replaced))) throw fail('invoice-missing', { id: replaced })
  if (replaced !== id && (await workspace.documents.get('invoice', id))) throw fail('invoice-exists', { provider, month, currency, number })
  await workspace.change(
    'reconcile.set-invoice',
    { label: `Invoice ${number || 'without number'} of ${provider} for ${month}`, params: { provider, month, currency, number } },
    async (write) => {
      if (replaced !== undefined && replaced !== id) await write.remove('invoice', replaced)
      await write.put('invoice', id, invoice)
    },
  )
  return { row: await readRow(session, invoice) }
}

export async function removeInvoice(
  session: Session,
  { id }: Parsed<'reconcile.remove-invoice'>,
): Promise<Output<'reconcile.remove-invoice'>> {
  const { workspace } = session
  const stored = await workspace.documents.get('invoice', id)
  if (!stored) throw fail('invoice-missing', { id })
  const invoice = Invoice.parse(stored.body)
  const { provider, month, currency, number } = invoice
  await workspace.change(
    'reconcile.remove-invoice',
    { label: `Remove invoice ${number || 'without number'} of ${provider} for ${month}`, params: { provider, month, currency, number } },
    (write) => write.remove('invoice', id),
  )
  return { row: await readRow(session, invoice) }
}

export async function signMonth(session: Session, ask: Parsed<'reconcile.sign'>): Promise<Output<'reconcile.sign'>> {
  const { provider, month, currency, by, reason, tolerance = usualTolerance } = ask
  const about = { provider, month, currency }
  const tied = (await tieMonths(session, { provider, month })).find(({ sides }) => sides.currency === currency)
  if (!tied) throw fail('reconcile-missing', about)
  const { sides, invoiced, explanation } = tied
  if (explanation.comparisons.length === 0) throw fail('reconcile-one-sided', about)
  const size = unexplainedSize(explanation)
  const limit = toleranceLimit(tolerance, explanation)
  if (compareDecimals(size, limit) > 0)
    throw fail('reconcile-beyond-tolerance', { unexplained: `${currency} ${size}`, limit: `${currency} ${limit}` })
  if (compareDecimals(size, toleranceLimit(usualTolerance, explanation)) > 0 && reason === '') throw fail('reconcile-needs-reason')
  const figures = figuresOf(sides, invoiced, explanation)
  const signature: SignatureData = { ...about, tolerance, by, reason, at: session.around.clock(), figures }
  await session.workspace.change(
    'reconcile.sign',
    { label: `Sign ${provider} ${month} in ${currency}, by ${by}`, params: { ...about, by } },
    (write) => write.put('reconciliation', monthId(about), signature),
  )
  return { row: await readRow(session, about) }
}

export async function revokeMonth(session: Session, about: Parsed<'reconcile.revoke'>): Promise<Output<'reconcile.revoke'>> {
  const id = monthId(about)
  if (!(await session.workspace.documents.get('reconciliation', id))) throw fail('reconcile-not-signed', about)
  await session.workspace.change(
    'reconcile.revoke',
    { label: `Revoke the signature of ${about.provider} ${about.month} in ${about.currency}`, params: about },
    (write) => write.remove('reconciliation', id),
  )
  return { row: await readRow(session, about) }
}
