// OpenAI costs: pages of /v1/organization/costs and the dashboard's cost CSV. Dollars, up to 36 decimals; the API has
// sent `value` as number and as string. line_item is `model, kind` in words that vary; it stays readable as it is.
// Quantities repeat what the usage report counts and are kept aside. Unix columns are the sure ones: filled rows of the CSV
// write ISO times without an offset, idle ones with it. Source: OpenAI API reference, Costs (2026-08); dashboard exports to 2026-09.
import type { Format } from '../format.ts'
import { amount, required } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { makerOf } from '../words.ts'
import { openaiPeriod } from './openai-usage.ts'

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

/** `gpt-5, cached input`: the part that is a model's name, otherwise the first of several. */
function lineItem(text: string): { model: string; charge: string } {
  const parts = text.split(/\s*[,|]\s*/).filter((part) => part !== '')
  const isModel = (part: string) => makerOf(part.replace(/^ft[:-]/, '')) !== ''
  const model = parts.find(isModel) ?? (text.includes(',') && parts.length > 1 ? (parts[0] ?? '') : '')
  return { model, charge: parts.filter((part) => part !== model).join(', ') }
}

const ruleOf = (value: string, currency: string) => (texts: Texts) => {
  const { model, charge } = lineItem(texts.text('line_item'))
  return {
    role: 'cost' as const,
    provider: 'openai',
    model,
    project: texts.text('project_id'),
    currency: texts.currency(currency),
    charge,
    kind: /^credit|grant/i.test(charge) ? ('credit' as const) : ('usage' as const),
    period: openaiPeriod,
    measures: { billed: required(amount(value)), annotations: { quantity: amount('quantity') } },
  }
}

/** Without grouping a line is the whole day's cost: one such line beside grouped ones repeats their sum. */
const isPeriodTotal: Format['isPeriodTotal'] = (_, labels) => labels.line_item === undefined

const shared = { zone: 'UTC', population: 'platform', standing: 'bill', identity: 'key', isPeriodTotal } as const

export const openaiCostsJson: Format = {
  ...shared,
  id: 'openai-costs-json',
  title: 'OpenAI costs API',
  shape: 'json',
  signature: ['start_time', 'end_time', 'amount.value', 'amount.currency'],
  columns: {
    dates: openaiPeriod.start.concat(openaiPeriod.end),
    counts: [],
    amounts: ['amount.value', 'quantity'],
    texts: ['amount.currency', 'project_id'],
    dimensions,
    ignored: ['object'],
  },
  money: { amount: 'amount.value', currency: { column: 'amount.currency' } },
  rule: ruleOf('amount.value', 'amount.currency'),
}

export const openaiCostCsv: Format = {
  ...shared,
  id: 'openai-cost-csv',
  title: 'OpenAI dashboard cost',
  shape: 'csv',
  signature: ['start_time', 'end_time', 'start_time_iso', 'end_time_iso', 'amount_value'],
  columns: {
    dates: openaiPeriod.start.concat(openaiPeriod.end),
    counts: [],
    amounts: ['amount_value', 'quantity'],
    texts: ['amount_currency', 'project_id'],
    dimensions,
    ignored: [],
  },
  money: { amount: 'amount_value', currency: { column: 'amount_currency' } },
  idle: ['amount_value', 'line_item'],
  rule: ruleOf('amount_value', 'amount_currency'),
}
