// Where the expected money goes, model by model, and the announced price changes inside the horizon.
import type { ForecastData } from '../../shared/contract/forecast-commands.ts'
import { forecastTexts } from '../../shared/language/forecast.ts'
import { formatExact } from '../../shared/units/format.ts'
import { noData, notApplicable, quantityOf } from '../../shared/units/quantity.ts'
import { useDisplay } from '../parts/display.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { useWording } from './wording.ts'

type Model = ForecastData['models'][number]
type Step = ForecastData['priceSteps'][number]

export function ForecastModels({ forecast }: { forecast: ForecastData }) {
  const { language } = useDisplay()
  const text = forecastTexts[language].models
  const { explain } = forecastTexts[language]
  const wording = useWording()
  const { currency, basis, run, total } = forecast
  const columns: Column<Model>[] = [
    { key: 'model', title: text.model, kind: 'text', value: (row) => row.model || text.other },
    { key: 'vendor', title: text.vendor, kind: 'text', value: (row) => row.provider },
    { key: 'spend', title: text.spend, kind: 'money', currency, value: (row) => row.spend ?? noData, total: 'sum' },
    {
      key: 'share',
      title: text.share,
      kind: 'percent',
      value: (row) => quantityOf(row.share),
      explain: (row) => ({
        title: `${text.share}, ${row.model || text.other}`,
        value: wording.percent(row.share),
        definition: explain.share,
        withValues: `${formatExact(row.spend ?? '0')} ÷ ${formatExact(total.spend.mean)} = ${wording.percent(row.share, 2)}`,
        basis: wording.basis(basis, run),
      }),
    },
    { key: 'tokens', title: text.tokens, kind: 'count', compact: true, value: (row) => row.tokens, total: 'sum' },
    {
      key: 'price',
      title: text.price,
      kind: 'price',
      per: 'million-tokens',
      currency,
      value: (row) => row.pricePerMtok ?? (row.spend === null ? noData : notApplicable),
      explain: (row) => ({
        title: `${text.price}, ${row.model || text.other}`,
        value: row.pricePerMtok === null ? '' : wording.price(row.pricePerMtok, 'million-tokens'),
        definition: explain.price,
        ...(row.spend === null ? {} : { withValues: `${formatExact(row.spend)} ÷ ${formatExact(row.tokens)} × 1,000,000` }),
        basis: wording.basis(basis, run),
      }),
    },
  ]
  return (
    <Panel title={text.heading}>
      <DataTable
        caption={text.heading}
        rows={forecast.models}
        columns={columns}
        rowKey={(row) => `${row.provider} ${row.model}`}
        initialSort={{ column: 'spend', descending: true }}
        totals
        maxHeight={360}
      />
    </Panel>
  )
}

export function ForecastPriceSteps({ steps }: { steps: readonly Step[] }) {
  const text = forecastTexts[useDisplay().language].prices
  const columns: Column<Step>[] = [
    { key: 'month', title: text.month, kind: 'month', value: (row) => row.month },
    { key: 'model', title: text.model, kind: 'text', value: (row) => `${row.provider} ${row.model}` },
    { key: 'factor', title: text.factor, kind: 'percent', value: (row) => quantityOf(row.factor) },
    { key: 'source', title: text.source, kind: 'text', value: (row) => row.source },
  ]
  return (
    <Panel title={text.heading}>
      <DataTable
        caption={text.heading}
        rows={steps}
        columns={columns}
        rowKey={(row) => `${row.month} ${row.provider} ${row.model}`}
        empty={<p className="quiet">{text.none}</p>}
      />
    </Panel>
  )
}
