// Google Cloud billing export, query results flattened to CSV with dotted columns. `cost` is before credits, so the
// payable amount is cost + credits (negative, JSON in a cell). Tokens are usage.amount where the SKU counts tokens.
// Labels are free text of the customer: only the team is taken. Source: Cloud Billing export schema, standard usage (2026).
import { emptyTokens, type TokenBucket } from '../../../../shared/domain/usage.ts'
import { addDecimals, decimalText } from '../../../../shared/units/decimal.ts'
import { blankRecord, bucketOf, dayMs, type Format, providerSlug } from '../format.ts'
import { isJsonArray, isJsonObject, JsonFault, type JsonObject, parseJson } from '../json-text.ts'
import type { Line } from '../line.ts'
import { bucketNamed, modelBeforeBucket } from '../token-words.ts'

export const gcpBillingCsv: Format = {
  id: 'gcp-billing-csv',
  title: 'Google Cloud billing export',
  shape: 'csv',
  signature: ['usage_start_time', 'sku.description', 'cost', 'currency'],
  columns: {
    dates: ['usage_start_time', 'usage_end_time'],
    counts: [],
    amounts: ['cost', 'cost_at_list', 'usage.amount'],
    texts: ['currency', 'credits', 'project.id', 'cost_type'],
    dimensions: [
      'billing_account_id',
      'service.id',
      'service.description',
      'sku.id',
      'sku.description',
      'project.name',
      'project.number',
      'location.location',
      'location.region',
      'location.country',
      'location.zone',
      'usage.unit',
      'invoice.month',
      'transaction_type',
      'resource.name',
      'resource.global_name',
    ],
    ignored: [
      'labels',
      'system_labels',
      'tags',
      'export_time',
      'project.labels',
      'currency_conversion_rate',
      'usage.amount_in_pricing_units',
      'usage.pricing_unit',
    ],
  },
  money: { amount: 'cost', currency: { column: 'currency' } },
  utc: true,
  read: (line) => {
    const record = blankRecord('gcp-billing-csv', line, bucketOf(line, 'usage_start_time', 'usage_end_time', dayMs))
    if (line.text('cost') === '') line.reject('missing-value', 'cost')
    const cost = line.amount('cost')
    const tokens = tokensOf(line)
    return {
      ...record,
      role: 'both',
      provider: providerSlug('Google'),
      model: /token/i.test(line.text('sku.description')) || tokens !== emptyTokens ? modelBeforeBucket(line.text('sku.description')) : '',
      team: teamOf(line),
      project: line.text('project.id'),
      tokens,
      currency: line.currency('currency'),
      billed: cost === '' ? '' : addDecimals(cost, creditsOf(line)),
      list: line.amount('cost_at_list'),
      contracted: cost,
      charge: line.text('cost_type') === 'regular' ? '' : line.text('cost_type'),
      identity: 'row',
    }
  },
}

/** Tax and adjustment lines repeat a SKU without using it; storage of a cache is billed in token-hours, which are no tokens. */
function tokensOf(line: Line): Readonly<Record<TokenBucket, string>> {
  const sku = line.text('sku.description')
  const unit = line.text('usage.unit')
  const isTokens = unit === 'tokens' || (unit === 'count' && /tokens?\b/i.test(sku))
  const bucket = isTokens && !/storage/i.test(sku) && (line.text('cost_type') || 'regular') === 'regular' ? bucketNamed(sku) : null
  return bucket === null ? emptyTokens : { ...emptyTokens, [bucket]: line.count('usage.amount') }
}

function creditsOf(line: Line): string {
  let sum = '0'
  for (const credit of listIn(line, 'credits')) {
    const amount = credit.get('amount')
    const value = typeof amount === 'string' ? decimalText(amount.trim()) : null
    if (value === null) line.reject('not-a-number', 'credits')
    else sum = addDecimals(sum, value)
  }
  return sum
}

function teamOf(line: Line): string {
  for (const label of listIn(line, 'labels')) {
    const [key, value] = [label.get('key'), label.get('value')]
    if (typeof key === 'string' && typeof value === 'string' && /^(?:team|cost[_-]?cent(?:er|re)|department)$/i.test(key)) return value
  }
  return ''
}

/** The objects of a JSON list in a cell; money hangs on credits, so a cell that is no list is a fault there. */
function listIn(line: Line, column: string): readonly JsonObject[] {
  const cell = line.text(column)
  if (cell === '') return []
  try {
    const [list] = parseJson(cell)
    if (isJsonArray(list)) return list.filter((entry) => isJsonObject(entry))
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
  }
  if (column === 'credits') line.reject('bad-json', column)
  return []
}
