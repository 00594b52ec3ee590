// The invoices of a vendor's month, entered and corrected in place. Each save is one change, which can be undone.
import { useState } from 'react'
import type { ReconcileRowData } from '../../shared/contract/reconcile-commands.ts'
import { reconcileTexts } from '../../shared/language/reconcile.ts'
import { isIsoDate } from '../../shared/units/calendar.ts'
import { isAbsent, noData, type Quantity, quantityText } from '../../shared/units/quantity.ts'
import { useAction } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { AmountField, Field } from '../parts/field.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { NumberCell } from '../parts/number-cell.tsx'
import { Panel } from '../parts/panel.tsx'
import { showToast } from '../parts/toast.tsx'
import { type MonthName, rowId, setReconcileView, useReconcileView } from './reconcile-view.ts'
import { useWording } from './wording.ts'

type StoredInvoice = ReconcileRowData['invoices'][number]

export function ReconcileInvoices({ row }: { row: ReconcileRowData }) {
  const text = reconcileTexts[useDisplay().language].invoice
  const [edited, setEdited] = useState<StoredInvoice | 'new' | null>(null)
  return (
    <Panel
      title={text.heading}
      actions={
        <Button kind="secondary" icon="plus" isDisabled={edited === 'new'} onPress={() => setEdited('new')}>
          {text.enter}
        </Button>
      }
    >
      {row.invoices.length === 0 ? <p className="quiet">{text.none}</p> : <InvoiceTable invoices={row.invoices} onEdit={setEdited} />}
      {edited !== null && (
        <InvoiceForm
          key={edited === 'new' ? 'new' : edited.id}
          about={row}
          replaces={edited === 'new' ? null : edited}
          onDone={() => setEdited(null)}
        />
      )}
    </Panel>
  )
}

function InvoiceTable({ invoices, onEdit }: { invoices: readonly StoredInvoice[]; onEdit: (invoice: StoredInvoice) => void }) {
  const text = reconcileTexts[useDisplay().language].invoice
  const { date, month } = useWording()
  const remove = useAction('reconcile.remove-invoice')
  const take = async (invoice: StoredInvoice): Promise<void> => {
    if (await remove.run({ id: invoice.id })) showToast({ message: text.removed(invoice.provider, month(invoice.month)) })
  }
  return (
    <>
      <table className="plain-table" aria-label={text.table}>
        <thead>
          <tr>
            <th scope="col">{text.number}</th>
            <th scope="col">{text.date}</th>
            <th scope="col" className="number">
              {text.amount}
            </th>
            <th scope="col" className="number">
              {text.tax}
            </th>
            <th scope="col" className="number">
              {text.credits}
            </th>
            <th scope="col">{text.note}</th>
            <th scope="col">
              <span className="for-readers">{text.edit}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {invoices.map((invoice) => (
            <tr key={invoice.id}>
              <th scope="row">{invoice.number || text.withoutNumber}</th>
              <td>{invoice.date === null ? text.notStated : date(invoice.date)}</td>
              {(['amount', 'tax', 'credits'] as const).map((part) => (
                <td key={part} className="number">
                  {invoice[part] === null ? (
                    <span className="quiet">{text.notStated}</span>
                  ) : (
                    <NumberCell value={invoice[part]} format={{ kind: 'money', unit: 'one', currency: invoice.currency }} />
                  )}
                </td>
              ))}
              <td>{invoice.note}</td>
              <td>
                <Button kind="quiet" aria-label={`${text.edit} ${invoice.number}`} onPress={() => onEdit(invoice)}>
                  {text.edit}
                </Button>
                <Button kind="quiet" aria-label={`${text.remove} ${invoice.number}`} onPress={() => void take(invoice)}>
                  {text.remove}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {remove.failure && <FailurePanel failure={remove.failure} />}
    </>
  )
}

interface FormProps {
  /** The month it belongs to; null: the form asks. */
  readonly about: MonthName | null
  readonly replaces: StoredInvoice | null
  readonly onDone: () => void
}

export function InvoiceForm({ about, replaces, onDone }: FormProps) {
  const text = reconcileTexts[useDisplay().language].invoice
  const wording = useWording()
  const save = useAction('reconcile.set-invoice')
  const view = useReconcileView()
  const [provider, setProvider] = useState(about?.provider ?? view.provider ?? '')
  const [month, setMonth] = useState(about?.month ?? '')
  const [currency, setCurrency] = useState(about?.currency ?? '')
  const [number, setNumber] = useState(replaces?.number ?? '')
  const [day, setDay] = useState(replaces?.date ?? '')
  const [note, setNote] = useState(replaces?.note ?? '')
  const [amounts, setAmounts] = useState<{ amount: Quantity; tax: Quantity; credits: Quantity }>({
    amount: quantityText(replaces?.amount),
    tax: quantityText(replaces?.tax),
    credits: quantityText(replaces?.credits),
  })
  const [tried, setTried] = useState(false)
  const code = currency.trim().toUpperCase()
  const wrong = {
    provider: provider.trim() === '' ? text.needVendor : undefined,
    month: /^\d{4}-(0[1-9]|1[0-2])$/.test(month.trim()) ? undefined : text.badMonth,
    currency: code === '' ? text.needCurrency : undefined,
    day: day.trim() === '' || isIsoDate(day.trim()) ? undefined : text.badDate,
    amount: isAbsent(amounts.amount) ? text.needAmount : undefined,
  }
  const keep = async (): Promise<void> => {
    setTried(true)
    const { amount, tax, credits } = amounts
    if (Object.values(wrong).some((problem) => problem !== undefined) || isAbsent(amount)) return
    const saved = await save.run({
      ...(replaces === null ? {} : { id: replaces.id }),
      provider: provider.trim(),
      month: month.trim(),
      currency: code,
      number: number.trim(),
      date: day.trim() === '' ? null : day.trim(),
      amount,
      tax: isAbsent(tax) ? null : tax,
      credits: isAbsent(credits) ? null : credits,
      note: note.trim(),
    })
    if (saved === undefined) return
    showToast({ message: text.saved(provider.trim(), wording.month(month.trim())) })
    if (saved.row) setReconcileView({ open: rowId(saved.row) })
    onDone()
  }
  const error = (problem: string | undefined) => (tried && problem !== undefined ? { error: problem } : {})
  const money = (part: keyof typeof amounts, label: string, help: string) => (
    <AmountField
      label={label}
      help={help}
      unit={code}
      format={{ kind: 'money' }}
      value={amounts[part]}
      isOptional={part !== 'amount'}
      check={(typed) => (part === 'credits' && typed.startsWith('-') ? text.negative : undefined)}
      {...(part === 'amount' ? error(wrong.amount) : {})}
      onCommit={(typed) => setAmounts((before) => ({ ...before, [part]: typed ?? noData }))}
    />
  )
  return (
    <div className="inline-form">
      <div className="form-grid">
        {about === null && <Field label={text.vendor} value={provider} onChange={setProvider} autoFocus {...error(wrong.provider)} />}
        {about === null && <Field label={text.month} help={text.monthHelp} value={month} onChange={setMonth} {...error(wrong.month)} />}
        {(about === null || about.currency === '') && (
          <Field label={text.currency} value={currency} onChange={setCurrency} {...error(wrong.currency)} />
        )}
        {money('amount', text.amount, text.amountHelp)}
        {money('tax', text.tax, text.optional)}
        {money('credits', text.credits, text.optional)}
        <Field label={text.number} help={text.numberHelp} value={number} onChange={setNumber} />
        <Field label={text.date} help={text.dateHelp} value={day} onChange={setDay} {...error(wrong.day)} />
        <Field label={text.note} value={note} onChange={setNote} />
      </div>
      {save.failure && <FailurePanel failure={save.failure} />}
      <div className="actions">
        <Button kind="primary" isPending={save.pending} onPress={() => void keep()}>
          {text.save}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {text.cancel}
        </Button>
      </div>
    </div>
  )
}
