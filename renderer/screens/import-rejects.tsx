// Rows that cannot be taken, by reason with count and money, then one by one with line, column and value in the
// reader's language; all of them as rejects.csv. And models without a price, each with a price form in place.
import { useState } from 'react'
import type { ImportPreviewData, RejectRowData } from '../../shared/contract/import-commands.ts'
import { importTexts } from '../../shared/language/import.ts'
import { rejectTexts } from '../../shared/language/reject.ts'
import type { Language } from '../../shared/language/text.ts'
import { quantityText } from '../../shared/units/quantity.ts'
import { useAction } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { showToast } from '../parts/toast.tsx'
import { MoneyLines } from './import-check.tsx'
import { type RejectGroup, rejectGroups, rejectsCsv } from './import-model.ts'
import { PriceForm } from './price-form.tsx'
import { saveText } from './save-text.ts'
import { useWording } from './wording.ts'

/** The reject in the reader's language; a code this page does not know keeps the core's English sentence. */
function rejectReason(reject: RejectRowData, language: Language): string {
  const say = Object.hasOwn(rejectTexts[language], reject.code)
    ? rejectTexts[language][reject.code as keyof (typeof rejectTexts)['en']]
    : undefined
  return say ? say(reject) : reject.reason
}

export function ImportRejects({ preview }: { preview: ImportPreviewData }) {
  const { language } = useDisplay()
  const text = importTexts[language].check
  const { count } = useWording()
  const rows = preview.files.flatMap((file) => file.rejects)
  const total = preview.totals.rejected.rows
  if (total === 0)
    return (
      <Panel title={text.rejectsHeading}>
        <p className="quiet">{text.none}</p>
      </Panel>
    )
  const groups: Column<RejectGroup>[] = [
    {
      key: 'reason',
      title: text.reason,
      kind: 'text',
      value: (row) => importTexts[language].rejectCode[row.code as keyof (typeof importTexts)['en']['rejectCode']] ?? row.code,
    },
    { key: 'rows', title: text.count, kind: 'count', value: (row) => String(row.rows), total: 'sum' },
    {
      key: 'money',
      title: text.money,
      kind: 'text',
      value: (row) => moneyWords(row.money, text.unknownMoney),
      render: (row) => <MoneyLines money={row.money} none={text.unknownMoney} />,
    },
  ]
  const each: Column<RejectRowData>[] = [
    ...(preview.files.length > 1
      ? [{ key: 'file', title: text.file, kind: 'text' as const, value: (row: RejectRowData) => row.file }]
      : []),
    { key: 'line', title: text.line, kind: 'count', value: (row) => String(row.line) },
    { key: 'column', title: text.column, kind: 'text', value: (row) => row.column },
    { key: 'value', title: text.value, kind: 'text', value: (row) => row.value },
    { key: 'reason', title: text.reason, kind: 'text', width: 460, value: (row) => rejectReason(row, language) },
    { key: 'amount', title: text.amount, kind: 'money', unit: 'one', value: (row) => quantityText(row.amount) },
    { key: 'currency', title: text.currency, kind: 'text', value: (row) => row.currency },
  ]
  return (
    <Panel title={text.rejectsHeading} actions={<DownloadRejects source={{ id: preview.id }} />}>
      <DataTable
        caption={text.rejectsHeading}
        rows={rejectGroups(preview.files)}
        columns={groups}
        rowKey={(row) => row.code}
        totals
        maxHeight={220}
      />
      {rows.length < total && <p className="panel-note">{text.firstRejects(count(rows.length), count(total))}</p>}
      <DataTable
        caption={text.rejectRows}
        rows={rows}
        columns={each}
        rowKey={(row) => `${row.file} ${row.line} ${row.column}`}
        filterable
        maxHeight={300}
      />
    </Panel>
  )
}

function moneyWords(money: Readonly<Record<string, string>>, none: string): string {
  const entries = Object.entries(money)
  return entries.length === 0 ? none : entries.map(([currency, amount]) => `${currency} ${amount}`).join(', ')
}

/** Fetches every reject of a preview or of a written import and hands them over as a file. */
export function DownloadRejects({ source }: { source: { readonly id: string } | { readonly change: number } }) {
  const { language } = useDisplay()
  const text = importTexts[language].check
  const rejects = useAction('import.rejects')
  const download = async (): Promise<void> => {
    const all = await rejects.run(source)
    if (all === undefined) return
    saveText(
      'rejects.csv',
      'text/csv',
      rejectsCsv(all.rejects, (reject) => rejectReason(reject, language)),
    )
    showToast({ message: text.saved })
  }
  return (
    <>
      <Button isPending={rejects.pending} onPress={() => void download()}>
        {text.download}
      </Button>
      {rejects.failure && <FailurePanel failure={rejects.failure} />}
    </>
  )
}

interface UnpricedProps {
  readonly preview: ImportPreviewData
  readonly currency: string
  /** A price was added: count again. */
  readonly onPriced: () => void
}

export function ImportUnpriced({ preview, currency, onPriced }: UnpricedProps) {
  const { check: text, rows: rowsText } = importTexts[useDisplay().language]
  const { count } = useWording()
  const [open, setOpen] = useState<string | null>(null)
  if (preview.unpriced.length === 0) return null
  const firstDay = preview.files.flatMap((file) => file.firstDay ?? []).toSorted()[0] ?? ''
  return (
    <Panel title={text.unpricedHeading} note={text.unpricedMeaning}>
      <ul className="unpriced">
        {preview.unpriced.map(({ provider, model, tokens, rows }) => {
          const key = `${provider} ${model}`
          return (
            <li key={key}>
              <span>
                <b>{model}</b> <span className="quiet">{provider}</span>
              </span>
              <span className="number">
                {count(tokens)} {text.tokens}, {rowsText(count(rows))}
              </span>
              {open !== key && (
                <Button kind="quiet" icon="plus" onPress={() => setOpen(key)}>
                  {text.addPrice}
                </Button>
              )}
              {open === key && (
                <PriceForm
                  provider={provider}
                  model={model}
                  currency={currency}
                  validFrom={firstDay}
                  onClose={() => setOpen(null)}
                  onSaved={() => {
                    setOpen(null)
                    onPriced()
                  }}
                />
              )}
            </li>
          )
        })}
      </ul>
      <p className="panel-note">{text.priceWritten}</p>
    </Panel>
  )
}
