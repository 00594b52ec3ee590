// What has no team or cost centre, by the values that most of it has in common; a rule for one of them is a click away.
import type { AllocationReportData } from '../../shared/contract/allocation-commands.ts'
import type { RuleField } from '../../shared/domain/allocation.ts'
import { allocationTexts, fieldName, fieldTitle } from '../../shared/language/allocation.ts'
import { usageTexts } from '../../shared/language/usage.ts'
import { moneyEntries } from '../../shared/units/money-order.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { Panel } from '../parts/panel.tsx'
import { Select } from '../parts/select.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { setAllocationView } from './allocation-view.ts'
import { useWording } from './wording.ts'

type Value = AllocationReportData['largest']['others'] & { readonly value: string | null }

interface LargestProps {
  readonly report: AllocationReportData
  readonly currency: string
  readonly onAdd: (field: RuleField, value: string) => void
}

export function AllocationLargest({ report, currency, onAdd }: LargestProps) {
  const { language } = useDisplay()
  const text = allocationTexts[language]
  const words = text.largest
  const { money, count } = useWording()
  const { missing, by, values, others } = report.largest
  const kind = text.kind[missing]
  const rows: Value[] = [...values, ...(others.labels > 0 ? [{ ...others, value: null }] : [])]
  const name = ({ value, labels }: Value): string =>
    value === null ? words.others(count(labels)) : value === '' ? usageTexts[language].unnamed : value
  const columns: Column<Value>[] = [
    { key: 'value', title: fieldTitle(by, language), kind: 'text', value: name },
    {
      key: 'money',
      title: text.rules.money,
      kind: 'money',
      currency,
      unit: 'one',
      value: (row) => row.money[currency] ?? '0',
      total: 'sum',
    },
    {
      key: 'others',
      title: text.rules.others,
      kind: 'text',
      value: (row) =>
        moneyEntries(row.money, currency)
          .filter(([code]) => code !== currency)
          .map(([code, amount]) => money(amount, code))
          .join(', '),
    },
    { key: 'tokens', title: words.tokens, kind: 'count', value: (row) => row.tokens, total: 'sum' },
    { key: 'labels', title: text.rules.labels, kind: 'count', value: (row) => String(row.labels), total: 'sum' },
    { key: 'lines', title: text.rules.lines, kind: 'count', value: (row) => String(row.lines), total: 'sum' },
    {
      key: 'add',
      title: '',
      kind: 'text',
      width: 130,
      value: () => '',
      render: (row) =>
        row.value === null ? undefined : (
          <Button kind="quiet" icon="plus" aria-label={words.addFor(name(row))} onPress={() => onAdd(by, row.value ?? '')}>
            {words.add}
          </Button>
        ),
    },
  ]
  return (
    <Panel
      title={words.heading(kind)}
      actions={
        <Select
          label={words.by}
          isCompact
          options={[...new Set([by, ...report.fields])].map((id) => ({ id, label: fieldTitle(id, language) }))}
          value={by}
          onChange={(field) => setAllocationView({ by: field })}
        />
      }
    >
      <DataTable
        caption={words.table(kind, fieldName(by, language))}
        rows={rows}
        columns={columns}
        rowKey={(row) => (row.value === null ? 'others' : `=${row.value}`)}
        totals
        maxHeight={420}
        onOpen={(row) => row.value !== null && onAdd(by, row.value)}
        empty={<p className="quiet">{words.empty(kind)}</p>}
      />
    </Panel>
  )
}
