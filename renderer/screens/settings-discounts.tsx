// What contracts take off the prices: entered, changed and taken back in place. Whether usage already imported is repriced
// is asked each time; the months that change are told by the price book.
import { useState } from 'react'
import type { DiscountData, RepricedMonthData } from '../../shared/contract/book-commands.ts'
import { bookTexts } from '../../shared/language/book.ts'
import { isIsoDate } from '../../shared/units/calendar.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import { noData, notApplicable, type Quantity } from '../../shared/units/quantity.ts'
import { useAction, useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { useDisplay } from '../parts/display.tsx'
import { AmountField, Check, Field } from '../parts/field.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { showToast } from '../parts/toast.tsx'
import { useWording } from './wording.ts'

/** 'new', or the discount that is being changed. */
type Edited = DiscountData | 'new' | null

export function SettingsDiscounts({ firstDay }: { firstDay: string }) {
  const { language } = useDisplay()
  const text = bookTexts[language].discounts
  const query = useCommand('discount.list', {})
  const [edited, setEdited] = useState<Edited>(null)
  const [leaving, setLeaving] = useState<DiscountData | null>(null)
  return (
    <Panel
      title={text.heading}
      note={text.meaning}
      actions={
        <Button icon="plus" isDisabled={edited === 'new'} onPress={() => setEdited('new')}>
          {text.add}
        </Button>
      }
    >
      {edited !== null && (
        <DiscountForm
          key={edited === 'new' ? 'new' : edited.id}
          replaces={edited === 'new' ? null : edited}
          firstDay={firstDay}
          onDone={() => setEdited(null)}
        />
      )}
      <Loaded query={query}>{({ discounts }) => <Discounts discounts={discounts} onEdit={setEdited} onRemove={setLeaving} />}</Loaded>
      {leaving !== null && <Removal discount={leaving} onDone={() => setLeaving(null)} />}
    </Panel>
  )
}

interface DiscountsProps {
  readonly discounts: readonly DiscountData[]
  readonly onEdit: (discount: DiscountData) => void
  readonly onRemove: (discount: DiscountData) => void
}

function Discounts({ discounts, onEdit, onRemove }: DiscountsProps) {
  const { language } = useDisplay()
  const { discounts: text, prices, open } = bookTexts[language]
  const last = (row: DiscountData): Quantity => row.to ?? { ...notApplicable, reason: open }
  const columns: Column<DiscountData>[] = [
    { key: 'vendor', title: text.vendor, kind: 'text', value: (row) => row.provider },
    { key: 'model', title: text.model, kind: 'text', value: (row) => row.model || text.allModels },
    { key: 'percent', title: text.percent, kind: 'percent', value: (row) => new Decimal(row.percentOff).div(100).toFixed() },
    { key: 'from', title: text.from, kind: 'date', value: (row) => row.from },
    {
      key: 'to',
      title: text.to,
      kind: 'date',
      value: last,
      render: (row) => (row.to === null ? <span className="quiet">{open}</span> : undefined),
    },
    {
      key: 'state',
      title: prices.state,
      kind: 'text',
      value: (row) => (row.current ? (row.reprices ? text.reprices : '') : prices.earlier),
    },
    { key: 'source', title: text.source, kind: 'text', value: (row) => row.source },
    {
      key: 'actions',
      title: '',
      kind: 'text',
      width: 180,
      value: () => '',
      render: (row) =>
        row.current ? (
          <span className="row-actions">
            <Button kind="quiet" onPress={() => onEdit(row)}>
              {text.change}
            </Button>
            <Button kind="quiet" icon="close" aria-label={text.removeFor(nameOf(row))} onPress={() => onRemove(row)}>
              {text.remove}
            </Button>
          </span>
        ) : undefined,
    },
  ]
  return (
    <DataTable
      caption={text.heading}
      rows={discounts}
      columns={columns}
      rowKey={(row) => `${row.id} ${row.percentOff} ${row.from} ${row.to} ${row.current}`}
      maxHeight={240}
      onOpen={(row) => row.current && onEdit(row)}
      empty={<p className="quiet">{text.empty}</p>}
    />
  )
}

const nameOf = ({ provider, model }: Pick<DiscountData, 'provider' | 'model'>): string => (model === '' ? provider : model)

interface FormProps {
  readonly replaces: DiscountData | null
  readonly firstDay: string
  readonly onDone: () => void
}

function DiscountForm({ replaces, firstDay, onDone }: FormProps) {
  const { language } = useDisplay()
  const { discounts: text, form: words, notDate, order } = bookTexts[language]
  const set = useAction('discount.set')
  const tell = useRepricedText()
  const [draft, setDraft] = useState({
    provider: replaces?.provider ?? '',
    model: replaces?.model ?? '',
    percentOff: replaces?.percentOff ?? null,
    from: replaces?.from ?? firstDay,
    to: replaces?.to ?? '',
    source: replaces?.source ?? text.sourceDefault,
    reprices: false,
  })
  const [tried, setTried] = useState(false)
  const change = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part })
  const errors = {
    provider: draft.provider.trim() === '' ? text.needVendor : undefined,
    percent: draft.percentOff === null ? text.percentRange : undefined,
    from: isIsoDate(draft.from) ? undefined : notDate,
    to: draft.to === '' ? undefined : !isIsoDate(draft.to) ? notDate : draft.to > draft.from ? undefined : order,
  }
  const error = (of: keyof typeof errors) => (tried && errors[of] !== undefined ? { error: errors[of] } : {})
  const save = async (): Promise<void> => {
    setTried(true)
    const { percentOff } = draft
    if (percentOff === null || Object.values(errors).some((each) => each !== undefined)) return
    const saved = await set.run({
      ...(replaces === null ? {} : { id: replaces.id }),
      provider: draft.provider.trim(),
      model: draft.model.trim(),
      percentOff,
      from: draft.from,
      to: draft.to === '' ? null : draft.to,
      source: draft.source.trim() || text.sourceDefault,
      reprices: draft.reprices,
    })
    if (saved === undefined) return
    showToast({ message: tell(text.saved(nameOf({ provider: draft.provider, model: draft.model })), saved.repriced) })
    onDone()
  }
  const range = (ratio: string): string | undefined =>
    new Decimal(ratio).abs().lte(1) && new Decimal(ratio).decimalPlaces() <= 8 ? undefined : text.percentRange
  return (
    <div className="inline-form">
      <div className="form-grid">
        <Field
          label={text.vendor}
          value={draft.provider}
          isDisabled={replaces !== null}
          onChange={(provider) => change({ provider })}
          {...error('provider')}
        />
        <Field
          label={text.model}
          help={text.modelHelp}
          value={draft.model}
          isDisabled={replaces !== null}
          onChange={(model) => change({ model })}
        />
        <AmountField
          label={text.percent}
          help={text.percentHelp}
          format={{ kind: 'percent' }}
          value={draft.percentOff === null ? noData : new Decimal(draft.percentOff).div(100).toFixed()}
          check={range}
          onCommit={(ratio) => change({ percentOff: ratio === null ? null : new Decimal(ratio).times(100).toFixed() })}
          {...error('percent')}
        />
        <Field label={text.from} value={draft.from} onChange={(from) => change({ from: from.trim() })} {...error('from')} />
        <Field label={text.to} help={words.toHelp} value={draft.to} onChange={(to) => change({ to: to.trim() })} {...error('to')} />
        <Field label={text.source} value={draft.source} onChange={(source) => change({ source })} />
      </div>
      <Check label={words.reprice} checked={draft.reprices} onChange={(reprices) => change({ reprices })} />
      <p className="panel-note">{words.repriceHelp}</p>
      {set.failure && <FailurePanel failure={set.failure} />}
      <div className="actions">
        <Button kind="primary" isPending={set.pending} onPress={() => void save()}>
          {text.save}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {text.cancel}
        </Button>
      </div>
    </div>
  )
}

function Removal({ discount, onDone }: { discount: DiscountData; onDone: () => void }) {
  const { language } = useDisplay()
  const text = bookTexts[language].discounts
  const remove = useAction('discount.remove')
  const tell = useRepricedText()
  const what = nameOf(discount)
  const take = async (reprices: boolean): Promise<void> => {
    const removed = await remove.run({ id: discount.id, reprices })
    if (removed === undefined) return
    showToast({ message: tell(text.removed(what), removed.repriced) })
    onDone()
  }
  return (
    <Dialog
      title={text.removing(what)}
      isOpen
      onClose={onDone}
      actions={
        <>
          <Button kind="quiet" onPress={onDone}>
            {text.cancel}
          </Button>
          <Button isPending={remove.pending} onPress={() => void take(true)}>
            {text.reprice}
          </Button>
          <Button kind="primary" isPending={remove.pending} onPress={() => void take(false)}>
            {text.keep}
          </Button>
        </>
      }
    >
      <p>{text.removeMeaning}</p>
      {remove.failure && <FailurePanel failure={remove.failure} />}
    </Dialog>
  )
}

/** What was done, and the months that it repriced. */
function useRepricedText(): (done: string, repriced: readonly RepricedMonthData[]) => string {
  const { form } = bookTexts[useDisplay().language]
  const { month } = useWording()
  return (done, repriced) => {
    const months = [...new Set(repriced.map((each) => month(each.month)))]
    return months.length === 0 ? done : `${done} ${form.repriced(months.join(', '))}`
  }
}
