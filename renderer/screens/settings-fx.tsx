// Settings, exchange rates: dated rates with their sources, one by one or as a table of which every line is taken or told.
import { useState } from 'react'
import type { FxRateData } from '../../shared/contract/book-commands.ts'
import type { Output } from '../../shared/contract/commands.ts'
import { bookTexts } from '../../shared/language/book.ts'
import { describeNote } from '../../shared/language/notes.ts'
import { isIsoDate } from '../../shared/units/calendar.ts'
import { compareDecimals, decimalText } from '../../shared/units/decimal.ts'
import { noData, notApplicable, type Quantity, quantityText } from '../../shared/units/quantity.ts'
import { useAction, useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { AmountField, Field } from '../parts/field.tsx'
import { FileDrop } from '../parts/file-drop.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { showToast } from '../parts/toast.tsx'

/** Rates of pairs from half a yen to many rupiahs: every digit matters. */
const rateFormat = { kind: 'number', decimals: 6 } as const

export function SettingsFx({ currency, firstDay }: { currency: string; firstDay: string }) {
  const text = bookTexts[useDisplay().language].fx
  const query = useCommand('fx.list', {})
  const [open, setOpen] = useState<'rate' | 'table' | null>(null)
  const close = (): void => setOpen(null)
  return (
    <Panel
      title={text.heading}
      note={text.meaning}
      actions={
        <>
          <Button isDisabled={open === 'table'} onPress={() => setOpen('table')}>
            {text.import}
          </Button>
          <Button icon="plus" isDisabled={open === 'rate'} onPress={() => setOpen('rate')}>
            {text.add}
          </Button>
        </>
      }
    >
      {open === 'rate' && <RateForm currency={currency} firstDay={firstDay} onDone={close} />}
      {open === 'table' && <RateTable onDone={close} />}
      <Loaded query={query}>{({ rates }) => <Rates rates={rates} />}</Loaded>
    </Panel>
  )
}

function Rates({ rates }: { rates: readonly FxRateData[] }) {
  const { language } = useDisplay()
  const { fx: text, open } = bookTexts[language]
  const remove = useAction('fx.remove')
  const pair = ({ base, quote }: FxRateData): string => `${base}/${quote}`
  const take = async (rate: FxRateData): Promise<void> => {
    if (await remove.run({ base: rate.base, quote: rate.quote, from: rate.from })) showToast({ message: text.removed(pair(rate)) })
  }
  const columns: Column<FxRateData>[] = [
    { key: 'pair', title: text.pair, kind: 'text', value: pair },
    { ...rateFormat, key: 'rate', title: text.rate, value: (row) => row.rate },
    { key: 'from', title: text.from, kind: 'date', value: (row) => row.from },
    {
      key: 'to',
      title: text.to,
      kind: 'date',
      value: (row) => row.to ?? { ...notApplicable, reason: open },
      render: (row) => (row.to === null ? <span className="quiet">{open}</span> : undefined),
    },
    { key: 'source', title: text.source, kind: 'text', value: (row) => row.source },
    {
      key: 'remove',
      title: '',
      kind: 'text',
      width: 110,
      value: () => '',
      render: (row) => (
        <Button kind="quiet" icon="close" aria-label={text.removeFor(pair(row), row.from)} onPress={() => void take(row)}>
          {text.remove}
        </Button>
      ),
    },
  ]
  return (
    <>
      {remove.failure && <FailurePanel failure={remove.failure} />}
      <DataTable
        caption={text.heading}
        rows={rates}
        columns={columns}
        rowKey={(row) => `${pair(row)} ${row.from}`}
        filterable={rates.length > 12}
        maxHeight={420}
        empty={<p className="quiet">{text.empty}</p>}
      />
    </>
  )
}

function RateForm({ currency, firstDay, onDone }: { currency: string; firstDay: string; onDone: () => void }) {
  const { language } = useDisplay()
  const { fx: text, form, notDate, order } = bookTexts[language]
  const set = useAction('fx.set')
  const [draft, setDraft] = useState({
    base: currency,
    quote: '',
    rate: noData as Quantity,
    from: firstDay,
    to: '',
    source: text.sourceDefault,
  })
  const [tried, setTried] = useState(false)
  const change = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part })
  const [base, quote] = [draft.base.trim().toUpperCase(), draft.quote.trim().toUpperCase()]
  const isCode = (code: string): boolean => /^[A-Z]{3}$/.test(code)
  const errors = {
    base: isCode(base) ? undefined : text.badCode,
    quote: !isCode(quote) ? text.badCode : base === quote ? text.samePair : undefined,
    rate: typeof draft.rate === 'string' ? undefined : text.badRate,
    from: isIsoDate(draft.from) ? undefined : notDate,
    to: draft.to === '' ? undefined : !isIsoDate(draft.to) ? notDate : draft.to > draft.from ? undefined : order,
  }
  const error = (of: keyof typeof errors) => (tried && errors[of] !== undefined ? { error: errors[of] } : {})
  const save = async (): Promise<void> => {
    setTried(true)
    if (typeof draft.rate !== 'string' || Object.values(errors).some((each) => each !== undefined)) return
    const saved = await set.run({
      base,
      quote,
      rate: draft.rate,
      from: draft.from,
      to: draft.to === '' ? null : draft.to,
      source: draft.source.trim() || text.sourceDefault,
    })
    if (saved === undefined) return
    showToast({ message: text.saved(`${base}/${quote}`) })
    onDone()
  }
  return (
    <div className="inline-form">
      <div className="form-grid">
        <Field label={text.base} value={draft.base} onChange={(typed) => change({ base: typed })} {...error('base')} />
        <Field label={text.quote} value={draft.quote} onChange={(typed) => change({ quote: typed })} {...error('quote')} />
        <AmountField
          label={text.rate}
          help={text.rateHelp}
          format={rateFormat}
          value={draft.rate}
          check={(typed) => (compareDecimals(typed, '0') > 0 ? undefined : text.badRate)}
          onCommit={(typed) => change({ rate: typed ?? noData })}
          {...error('rate')}
        />
        <Field label={text.from} value={draft.from} onChange={(typed) => change({ from: typed.trim() })} {...error('from')} />
        <Field label={text.to} help={form.toHelp} value={draft.to} onChange={(typed) => change({ to: typed.trim() })} {...error('to')} />
        <Field label={text.source} value={draft.source} onChange={(typed) => change({ source: typed })} />
      </div>
      {set.failure && <FailurePanel failure={set.failure} />}
      <div className="actions">
        <Button kind="primary" isPending={set.pending} onPress={() => void save()}>
          {text.save}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {text.close}
        </Button>
      </div>
    </div>
  )
}

type Imported = Output<'fx.import'>

function RateTable({ onDone }: { onDone: () => void }) {
  const { language } = useDisplay()
  const text = bookTexts[language].fx
  const importing = useAction('fx.import')
  const [typed, setTyped] = useState('')
  const [source, setSource] = useState<string>(text.sourceDefault)
  const [preview, setPreview] = useState<Imported | null>(null)
  const show = async (table: string): Promise<void> => setPreview((await importing.run({ text: table, source })) ?? null)
  const readFile = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const content = await file.text()
    setTyped(content)
    setSource(file.name)
    await show(content)
  }
  const commit = async (): Promise<void> => {
    const done = await importing.run({ text: typed, source, commit: true })
    if (!done) return
    showToast({ message: text.done(String(done.accepted)) })
    onDone()
  }
  const verdict = ({ problem }: Imported['rows'][number]): string => (problem === null ? text.taken : describeNote(problem, language))
  const columns: Column<Imported['rows'][number]>[] = [
    { key: 'line', title: text.line, kind: 'count', value: (row) => String(row.line) },
    { key: 'date', title: text.day, kind: 'text', value: (row) => row.date },
    { key: 'pair', title: text.pair, kind: 'text', value: (row) => `${row.base}/${row.quote}` },
    {
      ...rateFormat,
      key: 'rate',
      title: text.rate,
      value: (row) => (decimalText(row.rate) === null ? { absent: 'no-data', reason: row.rate } : quantityText(row.rate)),
    },
    {
      key: 'verdict',
      title: text.verdict,
      kind: 'text',
      value: verdict,
      render: (row) => <Tag tone={row.problem === null ? 'ok' : row.problem.severity}>{verdict(row)}</Tag>,
    },
  ]
  return (
    <div className="inline-form paste">
      <Field
        label={text.import}
        help={text.importHelp}
        placeholder={text.example}
        value={typed}
        onChange={(next) => {
          setTyped(next)
          setPreview(null)
        }}
        lines={5}
      />
      <Field label={text.source} value={source} onChange={setSource} />
      <FileDrop label={text.file} hint="CSV, TSV" onFiles={(chosen) => void readFile(chosen.find((each) => each instanceof File))} />
      {importing.failure && <FailurePanel failure={importing.failure} />}
      {preview && (
        <div className="paste-preview">
          <p role="status">
            <b>{text.summary(String(preview.rows.length), String(preview.accepted), String(preview.rejected))}</b>
          </p>
          <DataTable caption={text.preview} rows={preview.rows} columns={columns} rowKey={(row) => String(row.line)} maxHeight={260} />
        </div>
      )}
      <div className="actions">
        {preview && preview.accepted > 0 ? (
          <Button kind="primary" isPending={importing.pending} onPress={() => void commit()}>
            {text.commit(String(preview.accepted))}
          </Button>
        ) : (
          <Button kind="primary" isDisabled={typed.trim() === ''} isPending={importing.pending} onPress={() => void show(typed)}>
            {text.preview}
          </Button>
        )}
        <Button kind="quiet" onPress={onDone}>
          {text.close}
        </Button>
      </div>
    </div>
  )
}
