// Months whose spend a person repriced, with both figures, newest change first.
import type { RepricedMonthData, RepricingData } from '../../shared/contract/book-commands.ts'
import { bookTexts } from '../../shared/language/book.ts'
import { subtractDecimals } from '../../shared/units/decimal.ts'
import { useDisplay } from '../parts/display.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { Tag } from '../parts/tag.tsx'

type Row = Omit<RepricingData, 'months'> & RepricedMonthData

export function RepricedMonths({ repricings }: { repricings: readonly RepricingData[] }) {
  const { repriced: text, prices } = bookTexts[useDisplay().language]
  const rows: Row[] = repricings.flatMap(({ months, ...repricing }) => months.map((month) => ({ ...repricing, ...month })))
  const by = ({ command, provider, model }: Row): string => {
    const what = model === '' ? provider : model
    return { 'price.set': text.price, 'discount.set': text.discount, 'discount.remove': text.discountEnd }[command](what)
  }
  const columns: Column<Row>[] = [
    { key: 'month', title: text.month, kind: 'month', value: (row) => row.month },
    { key: 'before', title: text.before, kind: 'number', decimals: 2, value: (row) => row.before },
    { key: 'after', title: text.after, kind: 'number', decimals: 2, value: (row) => row.after },
    { key: 'difference', title: text.difference, kind: 'number', decimals: 2, value: (row) => subtractDecimals(row.after, row.before) },
    { key: 'currency', title: text.currency, kind: 'text', value: (row) => row.currency },
    { key: 'by', title: text.by, kind: 'text', value: by },
    { key: 'from', title: text.from, kind: 'date', value: (row) => row.from },
    { key: 'change', title: text.change, kind: 'count', value: (row) => String(row.change) },
    {
      key: 'closed',
      title: prices.state,
      kind: 'text',
      value: (row) => (row.closed ? text.closed : ''),
      render: (row) => (row.closed ? <Tag tone="warning">{text.closed}</Tag> : undefined),
    },
  ]
  return (
    <Panel title={text.heading} note={text.meaning}>
      <DataTable
        caption={text.heading}
        rows={rows}
        columns={columns}
        rowKey={(row) => `${row.change} ${row.month} ${row.currency}`}
        maxHeight={320}
      />
    </Panel>
  )
}
