// The usage pivot as a table: groups down, months across. Enter or a double click on a figure leads to its rows.

import type { UsageRowData } from '../../shared/contract/usage-commands.ts'
import { usageTexts } from '../../shared/language/usage.ts'
import { formatQuantity, type NumberFormat } from '../../shared/units/format.ts'
import { formatMonth } from '../../shared/units/format-date.ts'
import { moneyEntries } from '../../shared/units/money-order.ts'
import { isAbsent, noData, type Quantity } from '../../shared/units/quantity.ts'
import { useDisplay } from '../parts/display.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { explainUsage } from './usage-explanations.ts'
import { isRatio, type Measure, measured, moneyKind, type PivotRow } from './usage-pivot.ts'
import { type GroupKey, setUsageView } from './usage-view.ts'
import { useWording } from './wording.ts'

interface UsageTableProps {
  readonly rows: readonly PivotRow[]
  readonly by: readonly GroupKey[]
  readonly months: readonly string[]
  /** Totals of the months and of everything, from the core. */
  readonly monthTotals: ReadonlyMap<string, UsageRowData>
  readonly grandTotal: UsageRowData
  readonly measure: Measure
  readonly currency: string
  readonly lastDay: string
}

export function UsageTable({ rows, by, months, monthTotals, grandTotal, measure, currency, lastDay }: UsageTableProps) {
  const display = useDisplay()
  const text = usageTexts[display.language]
  const wording = useWording()
  const format = measureFormat(measure, currency)
  const ratio = isRatio(measure)
  const isConverted = measure === 'spend' && grandTotal.converted !== undefined
  /** Totals come from the core where a sum of the rows shown would be wrong or could lack a part. */
  const isWhole = ratio || isConverted
  const figure = (row: UsageRowData | undefined): Quantity => {
    const value = measured(row, measure, currency)
    const missing = moneyEntries(row?.converted?.missing ?? {}, display.home).map(([code, amount]) => wording.money(amount, code))
    return isAbsent(value) && missing.length > 0 ? { ...noData, reason: text.withoutRate(missing.join(', ')) } : value
  }
  const name = (row: PivotRow): string => by.map((key) => row.keys[key] || text.unnamed).join(', ')
  const drill = (row: PivotRow, month?: string): void => setUsageView({ drill: { ...row.keys, ...(month === undefined ? {} : { month }) } })
  const figures = (
    key: string,
    title: string,
    of: (row: PivotRow) => UsageRowData | undefined,
    total: UsageRowData | undefined,
    month?: string,
  ): Column<PivotRow> => ({
    ...format,
    key,
    title,
    value: (row) => figure(of(row)),
    total: isWhole ? figure(total) : 'sum',
    mark: (row) => (measure === 'spend' ? <MoneyMark kind={moneyKind(of(row), currency)} /> : null),
    explain: (row) => {
      const value = formatQuantity(figure(of(row)), format, display)
      return explainUsage(
        {
          row: of(row),
          measure,
          currency,
          title: `${text.measure[measure]}: ${name(row)}, ${title}`,
          value,
          lastDay,
          showSources: () => drill(row, month),
        },
        wording,
      )
    },
  })
  const columns: Column<PivotRow>[] = [
    ...by.map((key): Column<PivotRow> => ({ key, title: text.key[key], kind: 'text', value: (row) => row.keys[key] || text.unnamed })),
    figures('total', text.table.total, (row) => row.total, grandTotal),
    ...months.map((month) =>
      figures(month, formatMonth(month, display.language, true), (row) => row.cells.get(month), monthTotals.get(month), month),
    ),
  ]
  return (
    <>
      <DataTable
        caption={text.table.name}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.key}
        initialSort={{ column: 'total', descending: true }}
        totals
        filterable={!isWhole}
        onOpen={(row, column) => drill(row, months.includes(column) ? column : undefined)}
      />
      <p className="panel-note">
        {ratio ? `${text.table.ratioTotal} ` : ''}
        {isConverted ? `${text.convertedNote} ` : ''}
        {measure === 'spend' ? `${text.stated.legend} ` : ''}
        {text.table.hint}
      </p>
    </>
  )
}

export function measureFormat(measure: Measure, currency: string): NumberFormat {
  switch (measure) {
    case 'spend':
      return { kind: 'money', currency }
    case 'tokens':
    case 'requests':
      return { kind: 'count' }
    case 'price':
      return { kind: 'price', per: 'million-tokens', currency }
    case 'cacheHit':
      return { kind: 'percent' }
  }
}

function MoneyMark({ kind }: { kind: ReturnType<typeof moneyKind> }) {
  const { mark } = usageTexts[useDisplay().language]
  if (kind === 'billed' || kind === 'none') return null
  return (
    <abbr className="cell-mark" title={mark[kind]}>
      {mark.short[kind]}
    </abbr>
  )
}
