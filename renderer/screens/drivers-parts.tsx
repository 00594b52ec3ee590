// The steps of the bridge as a table: each with its amount and what it means in words.
import type { DriversData } from '../../shared/contract/driver-commands.ts'
import type { Driver } from '../../shared/domain/spend-bridge.ts'
import { driversTexts } from '../../shared/language/drivers.ts'
import type { NumberFormat } from '../../shared/units/format.ts'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { explainPart, explainTotal } from './drivers-explanations.ts'
import { useWording } from './wording.ts'

interface DriversPartsProps {
  readonly data: DriversData
  readonly format: NumberFormat
  readonly names: { readonly before: string; readonly after: string }
}

interface Row {
  /** null for the two totals. */
  readonly driver: Driver | null
  readonly name: string
  readonly amount: string
  readonly meaning: string
}

export function DriversParts({ data, format, names }: DriversPartsProps) {
  const wording = useWording()
  const text = driversTexts[wording.language]
  const total = (name: string, amount: string): Row => ({ driver: null, name, amount, meaning: text.steps.total })
  const rows: Row[] = [
    total(names.before, data.before),
    ...data.parts.map(({ driver, amount }) => ({
      driver,
      name: text.driver[driver],
      amount,
      meaning: text.steps.of[driver],
    })),
    total(names.after, data.after),
  ]
  const columns: Column<Row>[] = [
    { key: 'name', title: text.steps.name, kind: 'text', value: (row) => row.name },
    {
      ...format,
      key: 'amount',
      title: text.steps.amount,
      value: (row) => row.amount,
      tone: ({ driver, amount }) =>
        driver === null || amount === '0' ? 'neutral' : amount.startsWith('-') ? 'favourable' : 'unfavourable',
      explain: ({ driver, name, amount }) =>
        driver === null ? explainTotal(name, amount, { data, wording }) : explainPart(driver, { data, wording }),
    },
    { key: 'meaning', title: text.steps.meaning, kind: 'text', value: (row) => row.meaning },
  ]
  return <DataTable caption={text.steps.title} rows={rows} columns={columns} rowKey={(row) => row.driver ?? row.name} />
}
