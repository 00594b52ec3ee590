// Step 3 of the import, the heart: read = new + updated + unchanged + rejected, each with its money; beside them what was
// skipped and what is replaced; which months change and how. The preview is what the commit writes: one count, by the core.
import type { ImportPreviewData } from '../../shared/contract/import-commands.ts'
import { importCheckTexts } from '../../shared/language/import-check.ts'
import { formatMoney } from '../../shared/units/format.ts'
import { moneyEntries } from '../../shared/units/money-order.ts'
import { notApplicable } from '../../shared/units/quantity.ts'
import { useDisplay } from '../parts/display.tsx'
import type { Explanation } from '../parts/explain.tsx'
import { NumberCell } from '../parts/number-cell.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { addMoney, type MonthChange, monthChanges, skippedGroups } from './import-figures.ts'
import { MoneyLines } from './money-lines.tsx'
import { useWording } from './wording.ts'

type Text = (typeof importCheckTexts)['en']
type Part = keyof ImportPreviewData['totals']
const parts = ['read', 'new', 'updated', 'unchanged', 'rejected'] as const satisfies readonly Part[]
const signs = { read: '', new: '=', updated: '+', unchanged: '+', rejected: '+' } as const

export function ImportCounters({ preview }: { preview: ImportPreviewData }) {
  const text = importCheckTexts[useDisplay().language]
  const { count } = useWording()
  const { totals } = preview
  const rows = (part: Part): string => count(totals[part].rows)
  const explain = (part: Part): Explanation => ({
    title: text[part],
    value: rows(part),
    definition: text.explain[part],
    formula: text.explain.sum,
    withValues: text.tie(rows('read'), rows('new'), rows('updated'), rows('unchanged'), rows('rejected')),
    inputs: preview.files.map((file) => ({ label: file.file, value: count(file[part].rows) })),
  })
  return (
    <Panel title={text.heading}>
      <dl className="counters">
        {parts.map((part) => (
          <div key={part} className={part === 'rejected' && totals.rejected.rows > 0 ? 'counter rejected' : 'counter'}>
            {signs[part] !== '' && (
              <span className="counter-sign" aria-hidden="true">
                {signs[part]}
              </span>
            )}
            <dt>{text[part]}</dt>
            <dd>
              <span className="counter-figure">
                <NumberCell value={String(totals[part].rows)} format={{ kind: 'count' }} explain={() => explain(part)} />
              </span>
              <MoneyLines money={totals[part].money} none={totals[part].rows === 0 ? '' : text.noMoney} />
            </dd>
          </div>
        ))}
      </dl>
      <Beside preview={preview} />
    </Panel>
  )
}

/** What stands beside the rows read: skipped by reason, and rows of the workspace that a delivery replaces. */
function Beside({ preview: { files, retired } }: { preview: ImportPreviewData }) {
  const text = importCheckTexts[useDisplay().language]
  const { count } = useWording()
  const skipped = skippedGroups(files)
  const rows = skipped.reduce((sum, group) => sum + group.rows, 0)
  if (rows === 0 && retired.rows === 0) return null
  const told =
    (title: string, definition: string, value: string): (() => Explanation) =>
    () => ({ title, value, definition })
  return (
    <dl className="beside" aria-label={text.beside}>
      {rows > 0 && (
        <div>
          <dt>
            {text.skipped}{' '}
            <NumberCell value={String(rows)} format={{ kind: 'count' }} explain={told(text.skipped, text.explain.skipped, count(rows))} />
          </dt>
          {skipped.map((group) => (
            <dd key={group.code}>
              {count(group.rows)} {skipReason(group.code, text)} <MoneyLines money={group.money} none="" />
            </dd>
          ))}
        </div>
      )}
      {retired.rows > 0 && (
        <div>
          <dt>
            {text.retired}{' '}
            <NumberCell
              value={String(retired.rows)}
              format={{ kind: 'count' }}
              explain={told(text.retired, text.explain.retired, count(retired.rows))}
            />
          </dt>
          <dd>
            {text.explain.retired} <MoneyLines money={retired.money} none="" />
          </dd>
        </div>
      )}
    </dl>
  )
}

function skipReason(code: string, { skipCode }: Text): string {
  return Object.hasOwn(skipCode, code) ? skipCode[code as keyof Text['skipCode']] : code
}

export function ImportMonths({ preview }: { preview: ImportPreviewData }) {
  const { language, home } = useDisplay()
  const text = importCheckTexts[language]
  const { month } = useWording()
  // To the cent: an import is compared with an invoice.
  const money = (amount: string, currency: string): string => formatMoney(amount, { language, unit: 'one', sign: 'minus', currency })
  const changes = monthChanges(preview.months, home)
  const largest = changes.toSorted((a, b) => Math.abs(Number(b.change)) - Math.abs(Number(a.change))).slice(0, 2)
  const sentence = largest
    .map((each) => text.monthFrom(month(each.month), money(each.before, each.currency), money(each.after, each.currency)))
    .join(' ')
  const rest = changes.length - largest.length
  const exact = { kind: 'money', unit: 'one' } as const
  const columns: Column<MonthChange>[] = [
    { key: 'month', title: text.month, kind: 'month', value: (row) => row.month },
    { key: 'currency', title: text.currency, kind: 'text', value: (row) => row.currency },
    { key: 'before', title: text.before, ...exact, value: (row) => row.before },
    {
      key: 'after',
      title: text.after,
      ...exact,
      value: (row) => row.after,
      explain: (row) => ({
        title: `${text.after}, ${month(row.month)}`,
        value: money(row.after, row.currency),
        exact: `${row.currency} ${row.after}`,
        definition: text.explain.monthAfter,
        formula: text.explain.monthAfterFormula,
        withValues: `${row.before} + ${row.change} = ${row.after}`,
      }),
    },
    { key: 'change', title: text.change, ...exact, value: (row) => row.change },
  ]
  return (
    <Panel title={text.monthsHeading}>
      <p className="statement">
        {changes.length === 0 ? text.noMonth : rest > 0 ? `${sentence} ${text.monthsMore(String(rest))}` : sentence}
      </p>
      {changes.length > 0 && (
        <DataTable
          caption={text.monthsHeading}
          rows={changes}
          columns={columns}
          rowKey={(row) => `${row.month} ${row.currency}`}
          maxHeight={260}
        />
      )}
    </Panel>
  )
}

type File = ImportPreviewData['files'][number]
const tokenColumns = [
  'inputUncached',
  'cacheRead',
  'cacheWrite',
  'cacheWrite5m',
  'cacheWrite1h',
  'output',
  'reasoning',
  'requests',
  'gpuHours',
] as const
const moneyColumns = ['billed', 'list', 'contracted', 'estimated'] as const
const kinds = ['usage', 'purchase', 'credit', 'refund', 'tax', 'adjustment'] as const
/** Details that are shown only where a file has some. */
const details: ReadonlySet<string> = new Set(['cacheWrite5m', 'cacheWrite1h', 'reasoning', 'gpuHours'])

/** What the accepted rows hold, so that a wrong reading of a column is seen as a wrong order of size. */
export function ImportTotals({ preview }: { preview: ImportPreviewData }) {
  const { language, home } = useDisplay()
  const text = importCheckTexts[language].totals
  const files = preview.files.filter((file) => file.failure === null && file.questions.length === 0)
  const money = files.flatMap((file) => moneyRows(file, home))
  const hasSome = (column: (typeof tokenColumns)[number]): boolean => files.some((file) => file.totals[column] !== '0')
  const columns: Column<File>[] = [
    { key: 'file', title: text.file, kind: 'text', width: 240, value: (row) => row.file },
    ...tokenColumns
      .filter((column) => !details.has(column) || hasSome(column))
      .map(
        (column): Column<File> => ({ key: column, title: text[column], kind: 'count', value: (row) => row.totals[column], total: 'sum' }),
      ),
  ]
  const amounts: Column<MoneyRow>[] = [
    { key: 'file', title: text.file, kind: 'text', width: 240, value: (row) => row.file },
    { key: 'currency', title: text.currency, kind: 'text', value: (row) => row.currency },
    ...[...moneyColumns, ...kinds]
      .filter((column) => money.some((row) => row.amounts[column] !== undefined))
      .map(
        (column): Column<MoneyRow> => ({
          key: column,
          title:
            column === 'billed' || column === 'list' || column === 'contracted' || column === 'estimated'
              ? text[column]
              : text.kind[column],
          kind: 'money',
          unit: 'one',
          value: (row) => row.amounts[column] ?? notApplicable,
        }),
      ),
  ]
  if (files.length === 0) return null
  return (
    <>
      <Panel title={text.tokens}>
        <DataTable
          caption={text.tokens}
          rows={files}
          columns={columns}
          rowKey={(row) => `${row.file} ${row.sha256}`}
          totals={files.length > 1}
          maxHeight={260}
        />
      </Panel>
      {money.length > 0 && (
        <Panel title={text.money}>
          <DataTable caption={text.money} rows={money} columns={amounts} rowKey={(row) => `${row.file} ${row.currency}`} maxHeight={260} />
        </Panel>
      )}
    </>
  )
}

interface MoneyRow {
  readonly file: string
  readonly currency: string
  readonly amounts: Readonly<Partial<Record<(typeof moneyColumns)[number] | (typeof kinds)[number], string>>>
}

/** A file's money, one row a currency; currencies are never added. Kinds are named where there is more than plain use. */
function moneyRows({ file, totals }: File, home: string): MoneyRow[] {
  const { byKind } = totals
  const isMixed = Object.keys(byKind).some((kind) => kind !== 'usage')
  const sums = { ...Object.fromEntries(moneyColumns.map((column) => [column, totals[column]])), ...(isMixed ? byKind : {}) }
  const all = Object.values(sums).reduce((sum, money) => addMoney(sum, money), {})
  return moneyEntries(all, home).map(([currency]) => ({
    file,
    currency,
    amounts: Object.fromEntries(
      Object.entries(sums).flatMap(([name, money]) => (money[currency] === undefined ? [] : [[name, money[currency]]])),
    ),
  }))
}
