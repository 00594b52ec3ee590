// The Reconcile tab: every vendor's month with usage x price, cost report and invoice side by side, what differs, how much
// of it the data explains, and whether it is good enough. Choosing a month opens it below the table.
import { useState } from 'react'
import type { Output } from '../../shared/contract/commands.ts'
import type { ReconcileRowData, ReconcileTotalData } from '../../shared/contract/reconcile-commands.ts'
import { states } from '../../shared/domain/reconciliation-state.ts'
import { reconcileTexts } from '../../shared/language/reconcile.ts'
import { noData, notApplicable, type Quantity } from '../../shared/units/quantity.ts'
import { useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Panel } from '../parts/panel.tsx'
import { useScreenTitle } from '../parts/screen.tsx'
import { Select } from '../parts/select.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { Tag, type TagTone } from '../parts/tag.tsx'
import { useApp } from '../state/store.ts'
import { explainFigure, type FigureName } from './reconcile-explanations.ts'
import { InvoiceForm } from './reconcile-invoices.tsx'
import { ReconcileMonth } from './reconcile-month.tsx'
import { rowId, setReconcileView, useReconcileView } from './reconcile-view.ts'
import { useWording } from './wording.ts'

type Answer = Output<'reconcile.read'>

const tones: Readonly<Record<ReconcileRowData['state'], TagTone>> = {
  agreed: 'ok',
  within: 'ok',
  signed: 'ok',
  open: 'warning',
  changed: 'warning',
  'one-sided': 'neutral',
}

export function UsageReconcile() {
  const settings = useCommand('settings.get', {})
  const answer = useCommand('reconcile.read', {})
  useScreenTitle(useTitle(answer.data, settings.data?.currency ?? 'USD'))
  return <Loaded query={answer}>{(data) => <Months answer={data} currency={settings.data?.currency ?? 'USD'} />}</Loaded>
}

function Months({ answer, currency }: { answer: Answer; currency: string }) {
  const text = reconcileTexts[useDisplay().language]
  const { goTo } = useApp()
  const { provider, state, open } = useReconcileView()
  const [isEntering, setEntering] = useState(false)
  const sentenceOf = useSentence()
  const { rows, totals } = answer
  const shown = rows.filter((row) => (provider === null || row.provider === provider) && (state === null || row.state === state))
  const opened = rows.find((row) => rowId(row) === open)
  const main = mainTotal(totals, currency)
  const others = totals.filter((total) => total !== main)
  if (rows.length === 0)
    return (
      <div className="screen-part">
        <EmptyState title={text.title.none} reason={text.empty.why} action={{ label: text.empty.action, run: () => goTo('import') }} />
      </div>
    )
  return (
    <div className="screen-part">
      <p className="panel-note">{text.intro}</p>
      <div className="control-bar">
        <Filters rows={rows} />
        <Button icon="plus" onPress={() => setEntering(true)} isDisabled={isEntering}>
          {text.invoice.enter}
        </Button>
      </div>
      {isEntering && (
        <Panel title={text.invoice.enter}>
          <InvoiceForm about={null} replaces={null} onDone={() => setEntering(false)} />
        </Panel>
      )}
      <div>
        <MonthTable rows={shown} open={opened === undefined ? null : open} />
        {main !== undefined && main.oneSided > 0 && <p className="panel-note">{text.oneSided}</p>}
        {others.map((total) => (
          <p key={total.currency} className="panel-note">
            {text.otherCurrency(sentenceOf(total), total.currency)}
          </p>
        ))}
      </div>
      {opened && <ReconcileMonth key={rowId(opened)} row={opened} />}
    </div>
  )
}

function Filters({ rows }: { rows: readonly ReconcileRowData[] }) {
  const text = reconcileTexts[useDisplay().language]
  const { provider, state } = useReconcileView()
  const vendors = [...new Set(rows.map((row) => row.provider))].sort()
  // An option's id may not be empty: vendors carry a mark in front.
  return (
    <>
      <Select
        label={text.filter.vendor}
        options={[
          { id: 'all', label: text.filter.allVendors },
          ...vendors.map((name) => ({ id: `=${name}`, label: name || text.detail.unnamed })),
        ]}
        value={provider === null ? 'all' : `=${provider}`}
        onChange={(id) => setReconcileView({ provider: id === 'all' ? null : id.slice(1) })}
      />
      <Select
        label={text.filter.state}
        options={[{ id: 'all', label: text.filter.allStates }, ...states.map((id) => ({ id, label: text.state[id] }))]}
        value={state ?? 'all'}
        onChange={(id) => setReconcileView({ state: states.find((each) => each === id) ?? null })}
      />
    </>
  )
}

function MonthTable({ rows, open }: { rows: readonly ReconcileRowData[]; open: string | null }) {
  const text = reconcileTexts[useDisplay().language]
  const wording = useWording()
  const oneSided = { ...notApplicable, reason: text.missing.difference }
  const figure = (name: FigureName, absent: Quantity): Column<ReconcileRowData> => ({
    key: name,
    title: text.table[name],
    kind: 'money',
    unit: 'one',
    value: (row) => row[name] ?? absent,
    explain: (row) => explainFigure(row, name, wording),
  })
  const columns: Column<ReconcileRowData>[] = [
    {
      key: 'vendor',
      title: text.table.vendor,
      kind: 'text',
      value: (row) => row.provider || text.detail.unnamed,
      render: (row) => (
        <button
          type="button"
          className="link"
          aria-expanded={rowId(row) === open}
          aria-label={text.table.open(row.provider || text.detail.unnamed, wording.month(row.month))}
          onClick={() => setReconcileView({ open: rowId(row) })}
        >
          {row.provider || text.detail.unnamed}
        </button>
      ),
    },
    { key: 'month', title: text.table.month, kind: 'month', value: (row) => row.month },
    { key: 'currency', title: text.table.currency, kind: 'text', value: (row) => row.currency },
    ...(['usageAtPrice', 'costReport', 'invoice'] as const).map((side) => figure(side, { ...noData, reason: text.missing[side] })),
    figure('difference', oneSided),
    figure('explained', oneSided),
    {
      ...figure('unexplained', oneSided),
      mark: (row) =>
        row.unexplained?.replace('-', '') !== row.unexplainedSize && row.unexplained !== null ? (
          <abbr className="cell-mark" title={text.table.opposite}>
            ±
          </abbr>
        ) : null,
    },
    {
      key: 'state',
      title: text.table.state,
      kind: 'text',
      width: 170,
      value: (row) => text.state[row.state],
      render: (row) => <Tag tone={tones[row.state]}>{text.state[row.state]}</Tag>,
    },
  ]
  return (
    <>
      <DataTable
        caption={text.table.name}
        rows={rows}
        columns={columns}
        rowKey={rowId}
        onOpen={(row) => setReconcileView({ open: rowId(row) })}
        {...(open === null ? {} : { selectedKey: open })}
        maxHeight={420}
        empty={<p className="quiet">{text.filter.none}</p>}
      />
      {rows.length > 0 && <p className="panel-note">{text.table.hint}</p>}
    </>
  )
}

const mainTotal = (totals: readonly ReconcileTotalData[], currency: string): ReconcileTotalData | undefined =>
  totals.find((total) => total.currency === currency) ?? totals[0]

/** "3 of 4 vendor-months agree within tolerance; USD 412 of USD 48k is unexplained; 1 cannot be compared yet". */
function useSentence(): (total: ReconcileTotalData) => string {
  const { language } = useDisplay()
  const { title } = reconcileTexts[language]
  const { money, count } = useWording()
  return ({ currency, rows, agreeing, oneSided, spend, compared, unexplained }) => {
    if (rows === 0) return title.noRow(money(spend, currency))
    if (rows === oneSided) return title.allOneSided(count(rows))
    const whole = money(compared, currency)
    return [
      title.agree(count(agreeing), count(rows)),
      unexplained === '0' ? title.nothing(whole) : title.unexplained(money(unexplained, currency), whole),
      ...(oneSided === 0 ? [] : [title.oneSided(count(oneSided))]),
    ].join(language === 'zh' ? '；' : '; ')
  }
}

function useTitle(answer: Answer | undefined, currency: string): string {
  const { title } = reconcileTexts[useDisplay().language]
  const sentenceOf = useSentence()
  if (answer === undefined) return title.loading
  const main = mainTotal(answer.totals, currency)
  return main === undefined ? title.none : sentenceOf(main)
}
