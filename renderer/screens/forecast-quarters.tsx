// The quarter table: middle case, the range of 8 of 10, 1-in-20, budget and the chance to exceed it, and the same for
// the whole horizon. Choosing a quarter shows its 20 dots above.
import type { ForecastData } from '../../shared/contract/forecast-commands.ts'
import type { SpreadData } from '../../shared/contract/scalars.ts'
import { forecastTexts } from '../../shared/language/forecast.ts'
import { quantityOf, quantityText } from '../../shared/units/quantity.ts'
import { useDisplay } from '../parts/display.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { explainOver, explainSpread, type SpreadKey } from './forecast-explanations.ts'
import { useWording } from './wording.ts'

interface Line {
  readonly at: number | null
  readonly label: string
  readonly spend: SpreadData
  readonly budget: string | null
  readonly overBudget: number | null
}

const shownKeys = ['p50', 'p10', 'p90', 'p95', 'mean'] as const satisfies readonly SpreadKey[]

export function ForecastQuarters({
  forecast,
  selected,
  onSelect,
}: {
  forecast: ForecastData
  selected: number
  onSelect: (at: number) => void
}) {
  const text = forecastTexts[useDisplay().language].quarters
  const wording = useWording()
  const lines: Line[] = [
    ...forecast.quarters.map((quarter, at) => ({ ...quarter, label: wording.quarter(quarter.label), at })),
    { at: null, label: text.total, ...forecast.total },
  ]
  const money = { kind: 'money', currency: forecast.currency } as const
  const columns: Column<Line>[] = [
    {
      key: 'label',
      title: text.quarter,
      kind: 'text',
      width: 160,
      value: (row) => row.label,
      render: (row) =>
        row.at === null ? (
          row.label
        ) : (
          <button
            type="button"
            className="link"
            aria-pressed={row.at === selected}
            aria-label={text.choose(row.label)}
            onClick={() => onSelect(row.at ?? 0)}
          >
            {row.label}
          </button>
        ),
    },
    ...shownKeys.map(
      (key): Column<Line> => ({
        ...money,
        key,
        title: text[key],
        value: (row) => row.spend[key],
        explain: (row) => explainSpread(forecast, row.label, row.spend, key, wording),
      }),
    ),
    { ...money, key: 'budget', title: text.budget, value: (row) => quantityText(row.budget) },
    {
      key: 'over',
      title: text.over,
      kind: 'percent',
      decimals: 0,
      value: (row) => quantityOf(row.overBudget),
      tone: (row) => ((row.overBudget ?? 0) > 0.5 ? 'unfavourable' : 'neutral'),
      explain: (row) => explainOver(forecast, row.label, row.budget, row.overBudget, wording),
    },
  ]
  return (
    <Panel title={text.heading} note={text.note}>
      <DataTable
        caption={text.heading}
        rows={lines}
        columns={columns}
        rowKey={(row) => row.label}
        selectedKey={lines[selected]?.label ?? ''}
        onOpen={(row) => row.at !== null && onSelect(row.at)}
      />
    </Panel>
  )
}
