// One vendor's month, opened: the way from side to side in steps with a running total, what to bear in mind, the models
// behind it, its invoices and its signature.
import { useEffect, useRef } from 'react'
import type { ReconcileRowData } from '../../shared/contract/reconcile-commands.ts'
import { formatName } from '../../shared/language/import-formats.ts'
import { describeNote } from '../../shared/language/notes.ts'
import { reconcileTexts } from '../../shared/language/reconcile.ts'
import { addDecimals, compareDecimals, subtractDecimals, sumDecimals } from '../../shared/units/decimal.ts'
import { formatExact, formatMoney } from '../../shared/units/format.ts'
import { type Quantity, quantityText } from '../../shared/units/quantity.ts'
import { useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import type { Explanation } from '../parts/explain.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { MessagePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { useApp } from '../state/store.ts'
import { explainFigure } from './reconcile-explanations.ts'
import { ReconcileInvoices } from './reconcile-invoices.tsx'
import { ReconcileSign } from './reconcile-sign.tsx'
import { setReconcileView } from './reconcile-view.ts'
import { setUsageView } from './usage-view.ts'
import { useWording } from './wording.ts'

export function ReconcileMonth({ row }: { row: ReconcileRowData }) {
  const { language } = useDisplay()
  const text = reconcileTexts[language]
  const { month } = useWording()
  const box = useRef<HTMLDivElement>(null)
  /** What it was opened from, where the keyboard goes on once it is closed. */
  const opener = useRef<Element | null>(null)
  useEffect(() => {
    opener.current ??= document.activeElement
    box.current?.focus({ preventScroll: true })
    box.current?.scrollIntoView({ block: 'start' })
  }, [])
  const close = (): void => {
    setReconcileView({ open: null })
    if (opener.current instanceof HTMLElement) opener.current.focus()
  }
  return (
    <div ref={box} tabIndex={-1} className="drill">
      <Panel
        title={text.detail.title(row.provider || text.detail.unnamed, month(row.month), row.currency)}
        actions={
          <Button kind="quiet" icon="close" onPress={close}>
            {text.detail.close}
          </Button>
        }
      >
        {row.notes.map((note) => (
          <MessagePanel key={note.code} tone={note.severity} title={describeNote(note, language)} />
        ))}
        <Bridge row={row} />
        {row.comparisons.some((each) => each.of === 'usage-report') && <Models row={row} />}
        <ReconcileInvoices row={row} />
        <ReconcileSign row={row} />
      </Panel>
    </div>
  )
}

interface Step {
  readonly key: string
  readonly label: string
  readonly isSide: boolean
  readonly amount: Quantity
  /** The level after the step. */
  readonly running: Quantity
  readonly what: string
  readonly items: string
  readonly explain: () => Explanation
}

function Bridge({ row }: { row: ReconcileRowData }) {
  const text = reconcileTexts[useDisplay().language]
  const steps = useSteps(row)
  const format = { kind: 'money', unit: 'one', currency: row.currency } as const
  const columns: Column<Step>[] = [
    {
      key: 'step',
      title: text.detail.step,
      kind: 'text',
      width: 210,
      value: (step) => step.label,
      render: (step) => (step.isSide ? <b>{step.label}</b> : step.label),
    },
    { ...format, key: 'amount', title: text.detail.amount, value: (step) => step.amount, explain: (step) => step.explain() },
    { ...format, key: 'running', title: text.detail.running, value: (step) => step.running },
    { key: 'what', title: text.detail.what, kind: 'text', width: 400, value: (step) => step.what },
    { key: 'items', title: text.detail.items, kind: 'text', value: (step) => step.items },
  ]
  const { report } = row
  const rounding = row.comparisons[0]?.roundingBound
  const { count } = useWording()
  return (
    <>
      <DataTable caption={text.detail.bridge} rows={steps} columns={columns} rowKey={(step) => step.key} maxHeight={620} />
      {report && rounding !== undefined && compareDecimals(rounding, '0.005') > 0 && (
        <p className="panel-note">
          {text.detail.bound(count(report.lines), String(report.decimals), `${row.currency} ${formatExact(rounding)}`)}
        </p>
      )}
      <SourceLinks row={row} />
    </>
  )
}

/** Sides as levels, parts and rests as changes of them; a side that is missing says so. */
function useSteps(row: ReconcileRowData): Step[] {
  const display = useDisplay()
  const text = reconcileTexts[display.language]
  const wording = useWording()
  const { money, month } = wording
  const plain = (amount: string): string => formatMoney(amount, { ...display, unit: 'one' })
  const side = (figure: 'usageAtPrice' | 'costReport' | 'invoice'): Step => ({
    key: figure,
    label: text.side[figure],
    isSide: true,
    amount: quantityText(row[figure]),
    running: quantityText(row[figure]),
    what: row[figure] === null ? text.missing[figure] : '',
    items: '',
    explain: () => explainFigure(row, figure, wording),
  })
  const changes = (of: ReconcileRowData['comparisons'][number]['of']): Step[] => {
    const comparison = row.comparisons.find((each) => each.of === of)
    if (comparison === undefined) return []
    let level = comparison.from
    const parts = row.parts.filter((part) => part.of === of)
    const change = (key: string, label: string, amount: string, meaning: string, items: string): Step => {
      level = addDecimals(level, amount)
      return {
        key: `${of} ${key}`,
        label,
        isSide: false,
        amount,
        running: level,
        what: meaning,
        items,
        explain: () => ({
          title: text.detail.named(label, text.comparison[of]),
          value: money(amount, row.currency),
          exact: `${row.currency} ${formatExact(amount)}`,
          definition: meaning,
          basis: text.explain.basis(month(row.month)),
        }),
      }
    }
    return [
      ...parts.map((part) =>
        change(part.cause, text.cause[part.cause], part.amount, text.meaning[part.cause], itemList(part, text, plain)),
      ),
      change('unexplained', text.unexplained, comparison.unexplained, comparison.unexplained === '0' ? '' : text.unexplainedMeaning, ''),
    ]
  }
  return [
    side('usageAtPrice'),
    ...changes('usage-report'),
    side('costReport'),
    ...changes('report-invoice'),
    ...changes('usage-invoice'),
    side('invoice'),
  ]
}

const shownItems = 4

/** "web_search 12, code_execution 3.1": what a part is made of, unless that is only its own name again. */
function itemList(
  { cause, items }: ReconcileRowData['parts'][number],
  text: (typeof reconcileTexts)['en'],
  shownAmount: (amount: string) => string,
): string {
  const [first] = items
  if (first === undefined || (items.length === 1 && ['', cause, text.cause[cause].toLowerCase()].includes(first.name.toLowerCase())))
    return ''
  const shown = items.slice(0, shownItems).map(({ name, amount }) => text.detail.named(name || text.detail.unnamed, shownAmount(amount)))
  const others = items.slice(shownItems)
  const rest = others.length === 0 ? [] : [text.detail.named(text.detail.rest, shownAmount(sumDecimals(others.map((item) => item.amount))))]
  return [...shown, ...rest].join(', ')
}

/** To the rows behind each side, on the Explore tab. */
function SourceLinks({ row }: { row: ReconcileRowData }) {
  const { language } = useDisplay()
  const text = reconcileTexts[language]
  const { goTo } = useApp()
  const links = (['usage', 'report'] as const).flatMap((side) => row[side]?.sources.map((source) => ({ side, source })) ?? [])
  const open = (source: string): void => {
    setUsageView({ filter: {}, drill: { provider: row.provider, month: row.month, source } })
    goTo('usage', { tab: 'explore' })
  }
  if (links.length === 0) return null
  return (
    <ul className="chips source-links" aria-label={text.detail.rowsOf}>
      <li className="quiet">{text.detail.rowsOf}</li>
      {links.map(({ side, source }) => (
        <li key={`${side} ${source}`}>
          <Button kind="quiet" icon="right" onPress={() => open(source)}>
            {text.detail.named(text.side[side === 'usage' ? 'usageAtPrice' : 'costReport'], formatName(source, language))}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** Where the two sides part: usage x price against charges for tokens, model by model. */
function Models({ row }: { row: ReconcileRowData }) {
  const text = reconcileTexts[useDisplay().language].detail
  const answer = useCommand('reconcile.read', { provider: row.provider, month: row.month, models: true })
  const format = { kind: 'money', unit: 'one', currency: row.currency } as const
  type Model = ReconcileRowData['models'][number]
  const columns: Column<Model>[] = [
    { key: 'model', title: text.model, kind: 'text', value: (model) => model.model || text.unnamed },
    { ...format, key: 'usage', title: text.modelUsage, value: (model) => quantityText(model.usageAtPrice), total: 'sum' },
    { ...format, key: 'charges', title: text.modelCharges, value: (model) => quantityText(model.tokenCharges), total: 'sum' },
    {
      ...format,
      key: 'difference',
      title: text.modelDifference,
      value: (model) => subtractDecimals(model.tokenCharges ?? '0', model.usageAtPrice ?? '0'),
      total: 'sum',
    },
  ]
  return (
    <Panel title={text.models} note={text.modelsNote}>
      <Loaded query={answer}>
        {(data) => (
          <DataTable
            caption={text.models}
            rows={data.rows.find((each) => each.currency === row.currency)?.models ?? []}
            columns={columns}
            rowKey={(model) => model.model}
            totals
            maxHeight={360}
          />
        )}
      </Loaded>
    </Panel>
  )
}
