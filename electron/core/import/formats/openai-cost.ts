// OpenAI costs: pages of /v1/organization/costs and the dashboard's cost CSV. Dollars, up to 36 decimals; the API has
// sent `value` as number and as string. line_item is `model, kind`; both stay readable. Unix columns are the sure ones.
// Source: OpenAI API reference, Costs (2026-08); dashboard exports of 2026.
import type { UsageRecord } from '../../../../shared/domain/usage.ts'
import { blankRecord, bucketOf, dayMs, type Format } from '../format.ts'
import type { Line } from '../line.ts'

const dimensions = [
  'line_item',
  'user_id',
  'user_email',
  'api_key_id',
  'organization_id',
  'organization_name',
  'project_name',
  'api_source',
  'quantity_unit',
]
const ignored = ['quantity', 'object']

const readAs = (id: string, amount: string, currency: string) => (line: Line) => {
  if (line.text(amount) === '' && line.text('line_item') === '' && line.text('object') === '') return null
  const record = blankRecord(
    id,
    line,
    bucketOf(
      line,
      line.text('start_time') === '' ? 'start_time_iso' : 'start_time',
      line.text('end_time') === '' ? 'end_time_iso' : 'end_time',
      dayMs,
    ),
  )
  if (line.text(amount) === '') line.reject('missing-value', amount)
  const [model = '', ...kind] = line.text('line_item').split(',')
  return {
    ...record,
    role: 'cost' as const,
    provider: 'openai',
    model: kind.length === 0 ? '' : model.trim(),
    project: line.text('project_id'),
    currency: line.currency(currency),
    billed: line.amount(amount),
    charge: kind.length === 0 ? model.trim() : kind.join(',').trim(),
  }
}

/** Without grouping a line is the whole day's cost: one such line beside grouped ones repeats their sum. */
const isPeriodTotal = (record: UsageRecord): boolean => record.dimensions.line_item === undefined

export const openaiCostsJson: Format = {
  id: 'openai-costs-json',
  title: 'OpenAI costs API',
  shape: 'json',
  signature: ['start_time', 'end_time', 'amount.value', 'amount.currency'],
  columns: {
    dates: ['start_time', 'end_time'],
    counts: [],
    amounts: ['amount.value'],
    texts: ['amount.currency', 'project_id'],
    dimensions,
    ignored,
  },
  money: { amount: 'amount.value', currency: { column: 'amount.currency' } },
  utc: true,
  read: readAs('openai-costs-json', 'amount.value', 'amount.currency'),
  isPeriodTotal,
}

export const openaiCostCsv: Format = {
  id: 'openai-cost-csv',
  title: 'OpenAI dashboard cost',
  shape: 'csv',
  signature: ['start_time', 'end_time', 'start_time_iso', 'end_time_iso', 'amount_value'],
  columns: {
    dates: ['start_time', 'end_time', 'start_time_iso', 'end_time_iso'],
    counts: [],
    amounts: ['amount_value'],
    texts: ['amount_currency', 'project_id'],
    dimensions,
    ignored,
  },
  money: { amount: 'amount_value', currency: { column: 'amount_currency' } },
  utc: true,
  read: readAs('openai-cost-csv', 'amount_value', 'amount_currency'),
  isPeriodTotal,
}
