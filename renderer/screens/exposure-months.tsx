// Where and when: the heat map month by factor with every figure printed, and the months in money, units and contracts.
import type { ExposureData } from '../../shared/contract/forecast-commands.ts'
import { exposureTexts } from '../../shared/language/exposure.ts'
import { compareDecimals } from '../../shared/units/decimal.ts'
import { formatExact, type NumberFormat, unitLabel } from '../../shared/units/format.ts'
import { formatMonth } from '../../shared/units/format-date.ts'
import { isAbsent, noData, type Quantity, quantityText } from '../../shared/units/quantity.ts'
import { useDisplay, useShow } from '../parts/display.tsx'
import type { Explanation } from '../parts/explain.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { type MatrixRow, MatrixTable } from '../parts/table/matrix-table.tsx'
import { heatStep } from './exposure-heat.ts'
import { useWording } from './wording.ts'

const factors = ['price', 'volume', 'basis'] as const

export function ExposureHeat({ exposure }: { exposure: ExposureData }) {
  const display = useDisplay()
  const text = exposureTexts[display.language]
  const wording = useWording()
  const { heat, currency, basis, run } = exposure
  const months = [...new Set(heat.map((cell) => cell.month))].toSorted()
  const largest = heat.reduce((most, cell) => (compareDecimals(cell.amount, most) > 0 ? cell.amount : most), '0')
  const format = { kind: 'money', currency } as const
  if (heat.length === 0)
    return (
      <Panel title={text.heat.heading}>
        <p className="quiet">{text.heat.none}</p>
      </Panel>
    )
  const rows: MatrixRow[] = factors.map((factor) => {
    const amounts = months.map((month) => heat.find((cell) => cell.month === month && cell.factor === factor)?.amount)
    return {
      key: factor,
      label: text.heat[factor],
      format,
      values: amounts.map((amount) => amount ?? noData),
      heat: (at) => heatStep(amounts[at] ?? '0', largest),
      explain: (at) => (): Explanation => ({
        title: `${text.heat[factor]}, ${wording.month(months[at] ?? '')}`,
        value: amounts[at] === undefined ? '' : wording.money(amounts[at], currency),
        ...(amounts[at] === undefined ? {} : { exact: `${currency} ${formatExact(amounts[at])}` }),
        definition: text.explain.heat,
        formula: text.explain.heatFormula[factor],
        withValues: amounts[at] === undefined ? '' : `${text.explain.heatFormula[factor]} = ${formatExact(amounts[at])}`,
        basis: wording.basis(basis, run),
      }),
    }
  })
  return (
    <Panel title={text.heat.heading} note={text.heat.note(unitLabel(format, display))}>
      <MatrixTable
        caption={text.heat.heading}
        corner={text.heat.factor}
        columns={months.map((month) => formatMonth(month, display.language, true))}
        rows={rows}
      />
      <p className="panel-note">{text.heat.scale('0', wording.money(largest, currency))}</p>
    </Panel>
  )
}

type Month = ExposureData['months'][number]

export function ExposureMonths({ exposure }: { exposure: ExposureData }) {
  const display = useDisplay()
  const show = useShow()
  const text = exposureTexts[display.language]
  const wording = useWording()
  const { currency, contractSize, basis, run } = exposure
  const unit = exposure.unit === 'Mtok' ? 'Mtok' : 'GPU-hour'
  const unitName = text.unit[unit]
  const size = contractSize === '0' ? '' : formatExact(contractSize)
  const explained =
    (title: string, format: NumberFormat, value: (row: Month) => Quantity, definition: string, formula: (row: Month) => string) =>
    (row: Month): Explanation => ({
      title: `${title}, ${wording.month(row.month)}`,
      value: show(value(row), format),
      definition,
      formula: formula(row),
      basis: wording.basis(basis, run),
    })
  const money = (key: 'spend' | 'committed' | 'volumeOnly' | 'sensitive' | 'hedgeable'): Column<Month> => ({
    key,
    title: text.months[key],
    kind: 'money',
    currency,
    total: 'sum',
    value: (row) => row[key],
    explain: explained(
      text.months[key],
      { kind: 'money', currency },
      (row) => row[key],
      `${text.explain.month} ${text.explain[key === 'spend' ? 'expected' : key === 'volumeOnly' ? 'volume-only' : key]}`,
      (row) =>
        `${text.explain.formula[key === 'spend' ? 'expected' : key === 'volumeOnly' ? 'volume-only' : key]} = ${formatExact(row[key])}`,
    ),
  })
  const units = { kind: 'number', decimals: 1 } as const
  const contracts = { kind: 'number', decimals: 2 } as const
  const price = { kind: 'price', per: unit === 'Mtok' ? 'million-tokens' : 'gpu-hour', currency } as const
  const exact = (value: string | null): string => (value === null ? show(noData, units) : formatExact(value))
  const columns: Column<Month>[] = [
    { key: 'month', title: text.months.month, kind: 'month', value: (row) => row.month },
    money('spend'),
    money('committed'),
    money('volumeOnly'),
    money('sensitive'),
    money('hedgeable'),
    {
      ...price,
      key: 'price',
      title: text.months.indexPrice,
      value: (row) => quantityText(row.indexPrice),
      explain: explained(
        text.months.indexPrice,
        price,
        (row) => quantityText(row.indexPrice),
        text.explain.indexPrice,
        () => `${text.explain.curve} ${basis.curve}`,
      ),
    },
    {
      ...units,
      key: 'units',
      title: text.months.units(unitName),
      total: 'sum',
      value: (row) => quantityText(row.units),
      explain: explained(
        text.months.units(unitName),
        units,
        (row) => quantityText(row.units),
        text.explain.units,
        (row) => `${text.explain.unitsFormula} = ${formatExact(row.hedgeable)} ÷ ${exact(row.indexPrice)} = ${exact(row.units)}`,
      ),
    },
    {
      ...units,
      key: 'unitsP10',
      title: text.months.unitsP10(unitName),
      value: (row) => quantityText(row.unitsP10),
      explain: explained(
        text.months.unitsP10(unitName),
        units,
        (row) => quantityText(row.unitsP10),
        text.explain.unitsP10,
        (row) => exact(row.unitsP10),
      ),
    },
    {
      ...contracts,
      key: 'contracts',
      title: text.months.contracts,
      total: 'sum',
      value: (row) => quantityText(row.contracts),
      explain: explained(
        text.months.contracts,
        contracts,
        (row) => quantityText(row.contracts),
        text.explain.contracts,
        (row) => `${text.explain.contractsFormula} = ${exact(row.units)} ÷ ${size} = ${exact(row.contracts)}`,
      ),
    },
  ]
  const hasPrices = exposure.months.some((row) => !isAbsent(quantityText(row.indexPrice)))
  return (
    <Panel title={text.months.heading} note={size === '' ? undefined : text.months.contractNote(size, unitName)}>
      {!hasPrices && <p className="quiet">{text.months.noPrice}</p>}
      <DataTable caption={text.months.heading} rows={exposure.months} columns={columns} rowKey={(row) => row.month} totals />
    </Panel>
  )
}
