// Vendors' invoices as a person enters them: one document each, named by vendor, month, currency and number.
import { Invoice, type InvoiceData } from '../../../shared/contract/reconcile-commands.ts'
import type { Invoiced } from '../../../shared/domain/reconciliation.ts'
import { sumDecimals } from '../../../shared/units/decimal.ts'
import type { Session } from './session.ts'

export interface StoredInvoice extends InvoiceData {
  readonly id: string
}

export async function listInvoices({ workspace }: Session): Promise<StoredInvoice[]> {
  return (await workspace.documents.list('invoice')).map(({ id, body }) => ({ ...Invoice.parse(body), id }))
}

/** Several as one; tax and credits are stated only when every invoice states them. */
export function together(invoices: readonly InvoiceData[]): Invoiced | null {
  if (invoices.length === 0) return null
  const stated = (part: 'tax' | 'credits'): string | null => {
    const amounts = invoices.flatMap((invoice) => invoice[part] ?? [])
    return amounts.length === invoices.length ? sumDecimals(amounts) : null
  }
  return {
    amount: sumDecimals(invoices.map(({ amount }) => amount)),
    tax: stated('tax'),
    credits: stated('credits'),
    invoices: invoices.length,
  }
}
