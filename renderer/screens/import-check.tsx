// Step 3 of the import: read = new + updated + unchanged + rejected, each with its money; which months change and
// how; daily spend before and after. The preview is what the commit writes: one count, made once, by the core.
import type { ImportPreviewData } from '../../shared/contract/import-commands.ts'
import { importTexts } from '../../shared/language/import.ts'
import { formatMoney } from '../../shared/units/format.ts'
import { useDisplay } from '../parts/display.tsx'
import type { Explanation } from '../parts/explain.tsx'
import { NumberCell } from '../parts/number-cell.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { type MonthChange, monthChanges } from './import-model.ts'
import { useWording } from './wording.ts'

type Part = keyof ImportPreviewData['totals']
const parts = ['read', 'new', 'updated', 'unchanged', 'rejected'] as const satisfies readonly Part[]
const signs = { read: '', new: '=', updated: '+', unchanged: '+', rejected: '+' } as const

export function ImportCounters({ preview }: { preview: ImportPreviewData }) {
  const text = importTexts[useDisplay().language]
  const { count } = useWording()
  const { totals } = preview
  const rows = (part: Part): string => count(totals[part].rows)
  const explain = (part: Part): Explanation => ({
    title: text.check[part],
    value: rows(part),
    definition: text.explain[part],
    formula: text.explain.sum,
    withValues: text.check.tie(rows('read'), rows('new'), rows('updated'), rows('unchanged'), rows('rejected')),
    inputs: preview.files.map((file) => ({ label: file.file, value: count(file[part].rows) })),
  })
  return (
    <Panel title={text.check.heading}>
      <dl className="counters">
        {parts.map((part) => (
          <div key={part} className={part === 'rejected' && totals.rejected.rows > 0 ? 'counter rejected' : 'counter'}>
            {signs[part] !== '' && (
              <span className="counter-sign" aria-hidden="true">
                {signs[part]}
              </span>
            )}
            <dt>{text.check[part]}</dt>
            <dd>
              <span className="counter-figure">
                <NumberCell value={String(totals[part].rows)} format={{ kind: 'count' }} explain={() => explain(part)} />
              </span>
              <MoneyLines money={totals[part].money} none={text.check.noMoney} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

/** Money by currency, one line each, every digit: an import is checked to the cent. */
export function MoneyLines({ money, none }: { money: Readonly<Record<string, string>>; none: string }) {
  const entries = Object.entries(money)
  if (entries.length === 0) return <span className="quiet">{none}</span>
  return (
    <>
      {entries.map(([currency, amount]) => (
        <span key={currency} className="money-line">
          <small>{currency}</small> <NumberCell value={amount} format={{ kind: 'money', currency, unit: 'one' }} />
        </span>
      ))}
    </>
  )
}

export function ImportMonths({ preview }: { preview: ImportPreviewData }) {
  const { language } = useDisplay()
  const text = importTexts[language]
  const { month } = useWording()
  // To the cent: an import is compared with an invoice.
  const money = (amount: string, currency: string): string => formatMoney(amount, { language, unit: 'one', sign: 'minus', currency })
  const changes = monthChanges(preview.months)
  const largest = changes.toSorted((a, b) => Math.abs(Number(b.change)) - Math.abs(Number(a.change))).slice(0, 2)
  const sentence = largest
    .map((each) => text.check.monthFrom(month(each.month), money(each.before, each.currency), money(each.after, each.currency)))
    .join(' ')
  const rest = changes.length - largest.length
  const exact = { kind: 'money', unit: 'one' } as const
  const columns: Column<MonthChange>[] = [
    { key: 'month', title: text.check.month, kind: 'month', value: (row) => row.month },
    { key: 'currency', title: text.check.currency, kind: 'text', value: (row) => row.currency },
    { key: 'before', title: text.check.before, ...exact, value: (row) => row.before },
    {
      key: 'after',
      title: text.check.after,
      ...exact,
      value: (row) => row.after,
      explain: (row) => ({
        title: `${text.check.after}, ${month(row.month)}`,
        value: money(row.after, row.currency),
        exact: `${row.currency} ${row.after}`,
        definition: text.explain.monthAfter,
        formula: text.explain.monthAfterFormula,
        withValues: `${row.before} + ${row.change} = ${row.after}`,
      }),
    },
    { key: 'change', title: text.check.change, ...exact, value: (row) => row.change },
  ]
  return (
    <Panel title={text.check.monthsHeading}>
      <p className="statement">
        {changes.length === 0 ? text.check.noMonth : rest > 0 ? `${sentence} ${text.check.monthsMore(String(rest))}` : sentence}
      </p>
      {changes.length > 0 && (
        <DataTable
          caption={text.check.monthsHeading}
          rows={changes}
          columns={columns}
          rowKey={(row) => `${row.month} ${row.currency}`}
          maxHeight={260}
        />
      )}
    </Panel>
  )
}

/** What the accepted rows hold, so that a wrong reading of a column is seen as a wrong order of size. */
export function ImportTotals({ preview }: { preview: ImportPreviewData }) {
  const text = importTexts[useDisplay().language].check
  const buckets = ['inputUncached', 'cacheRead', 'cacheWrite', 'output', 'requests', 'gpuHours'] as const
  const columns: Column<ImportPreviewData['files'][number]>[] = [
    { key: 'file', title: text.file, kind: 'text', value: (row) => row.file },
    ...buckets.map(
      (bucket): Column<ImportPreviewData['files'][number]> => ({
        key: bucket,
        title: text[bucket],
        kind: 'count',
        value: (row) => row.totals[bucket],
        total: 'sum',
      }),
    ),
  ]
  return (
    <Panel title={text.totals}>
      <DataTable
        caption={text.totals}
        rows={preview.files.filter((file) => file.failure === null)}
        columns={columns}
        rowKey={(row) => `${row.file} ${row.sha256}`}
        totals={preview.files.length > 1}
        maxHeight={220}
      />
    </Panel>
  )
}
