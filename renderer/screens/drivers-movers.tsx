// The lines behind the bridge, the largest change first: what each added to every part, or its use before and after.
// Enter or a double click shows a line in Explore.
import type { DriverSegmentData, DriversData, UseFiguresData } from '../../shared/contract/driver-commands.ts'
import type { Driver } from '../../shared/domain/spend-bridge.ts'
import { driversSegmentName, driversTexts } from '../../shared/language/drivers.ts'
import type { NumberFormat } from '../../shared/units/format.ts'
import { notApplicable, type Quantity, quantityOf } from '../../shared/units/quantity.ts'
import { Panel } from '../parts/panel.tsx'
import { Select } from '../parts/select.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import type { Tone } from '../parts/tone.ts'
import { explainSegment } from './drivers-explanations.ts'
import { periodName } from './drivers-periods.ts'
import { type DriversView, setDriversView, useDriversView } from './drivers-view.ts'
import { useWording, type Wording } from './wording.ts'

interface DriversMoversProps {
  readonly data: DriversData
  readonly format: NumberFormat
  readonly names: { readonly before: string; readonly after: string }
  /** Leads to Explore; `rows`: to the source rows themselves. */
  readonly onShow: (segment: DriverSegmentData, rows: boolean) => void
}

const shows = ['parts', 'ratios'] as const

export function DriversMovers({ data, format, names, onShow }: DriversMoversProps) {
  const wording = useWording()
  const text = driversTexts[wording.language]
  const { show } = useDriversView()
  const nameOf = (row: DriverSegmentData): string => driversSegmentName(row, wording.language)
  const name: Column<DriverSegmentData> = { key: 'name', title: text.movers.name, kind: 'text', value: nameOf }
  const money = (key: string, title: string, value: (row: DriverSegmentData) => string): Column<DriverSegmentData> => ({
    ...format,
    key,
    title,
    value,
    total: 'sum',
  })
  const step = (of: Driver | 'difference', title: string, value: (row: DriverSegmentData) => string): Column<DriverSegmentData> => ({
    ...money(of, title, value),
    explain: (row) => explainSegment(of, row, nameOf(row), { data, wording, showSources: () => onShow(row, true) }),
  })
  const parts = (): Column<DriverSegmentData>[] => [
    { ...step('difference', text.movers.difference, (row) => row.difference), tone: toneOf },
    ...data.parts
      .filter(({ driver }) => data.segments.some((segment) => segment.parts[driver] !== '0'))
      .map(({ driver }) => step(driver, text.driver[driver], (row) => row.parts[driver])),
    money('before', names.before, (row) => row.before.amount),
    money('after', names.after, (row) => row.after.amount),
  ]
  const columns = [name, ...(show === 'parts' ? parts() : ratioColumns(data, wording))]
  return (
    <Panel
      title={text.movers.title}
      note={text.movers.note}
      actions={
        <Select
          label={text.movers.show}
          isCompact
          options={shows.map((id) => ({ id, label: text.movers.shows[id] }))}
          value={show}
          onChange={(chosen: DriversView['show']) => setDriversView({ show: chosen })}
        />
      }
    >
      <DataTable
        key={show}
        caption={text.movers.title}
        rows={data.segments}
        columns={columns}
        rowKey={(row) => JSON.stringify([row.provider, row.account, row.model, row.measure, row.kind, row.charge, row.currency])}
        totals
        filterable
        empty={<p className="quiet">{text.movers.empty}</p>}
        onOpen={(row) => onShow(row, false)}
      />
    </Panel>
  )
}

const toneOf = ({ difference }: DriverSegmentData): Tone =>
  difference === '0' ? 'neutral' : difference.startsWith('-') ? 'favourable' : 'unfavourable'

/** Requests, tokens and what follows from them, for both periods side by side. */
function ratioColumns(data: DriversData, wording: Wording): Column<DriverSegmentData>[] {
  const text = driversTexts[wording.language]
  const names = {
    before: periodName({ from: data.againstFrom, to: data.againstTo }, wording, true),
    after: periodName(data, wording, true),
  }
  const both = (
    key: keyof typeof text.ratio & keyof UseFiguresData,
    format: NumberFormat,
    of: (use: UseFiguresData, row?: DriverSegmentData) => Quantity,
  ): Column<DriverSegmentData>[] =>
    (['before', 'after'] as const).map((period) => ({
      ...format,
      key: `${key} ${period}`,
      title: text.ratio.of(text.ratio[key], names[period]),
      value: (row) => of(row[period], row),
      total: of(data.use[period]),
    }))
  const hasTokens = (row: DriverSegmentData | undefined): boolean =>
    row === undefined || row.measure === 'requests' || row.measure === 'tokens'
  const share = (value: number | null): Quantity => (value === null ? notApplicable : quantityOf(value))
  return [
    ...both('requests', { kind: 'count' }, (use) => use.requests ?? notApplicable),
    ...both('tokens', { kind: 'count', compact: true }, (use, row) => (hasTokens(row) ? use.tokens : notApplicable)),
    ...both('tokensPerRequest', { kind: 'number', decimals: 0 }, (use) => share(use.tokensPerRequest)),
    ...both('cacheShare', { kind: 'percent' }, (use) => share(use.cacheShare)),
    ...both('outputShare', { kind: 'percent' }, (use) => share(use.outputShare)),
    ...(data.segments.some(({ measure }) => measure === 'gpuHours')
      ? both('gpuHours', { kind: 'number', decimals: 1 }, (use, row) => (row?.measure === 'gpuHours' ? use.gpuHours : notApplicable))
      : []),
    ...both('unitPrice', { kind: 'number', decimals: 4 }, (use) => use.unitPrice ?? notApplicable),
    {
      key: 'per',
      title: text.ratio.per,
      kind: 'text',
      value: ({ measure, currency }) => (measure === 'none' ? '' : `${currency} / ${text.per[measure]}`),
    },
  ]
}
