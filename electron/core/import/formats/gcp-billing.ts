// Google Cloud billing export: query results flattened to CSV with dotted columns, or the same rows as JSON lines. `cost`
// is before credits, so the payable amount is cost + credits (negative, a list in a cell). Tokens are usage.amount where
// the SKU counts tokens. Labels are free text of the customer: only the team is taken.
// Source: Cloud Billing export schema, standard and detailed usage (2026).
import { addDecimals, decimalText } from '../../../../shared/units/decimal.ts'
import type { ChargeKind } from '../../../../shared/domain/usage.ts'
import { between, type Format, hourMs, type Measures } from '../format.ts'
import { jsonEntry, jsonObjects } from '../json-cells.ts'
import { amount, metered, over, plusWithin, required } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { bucketNamed, modelBeforeBucket } from '../token-words.ts'

const shared = {
  signature: ['usage_start_time', 'sku.description', 'cost', 'currency'],
  columns: {
    dates: ['usage_start_time', 'usage_end_time'],
    counts: [],
    amounts: ['cost', 'cost_at_list', 'usage.amount', 'credits'],
    texts: ['currency', 'project.id', 'cost_type', 'labels'],
    dimensions: [
      'billing_account_id',
      'service.id',
      'service.description',
      'sku.id',
      'sku.description',
      'project.number',
      'location.location',
      'location.region',
      'location.country',
      'location.zone',
      'usage.unit',
      'invoice.month',
      'invoice.publisher_type',
      'transaction_type',
      'seller_name',
      'resource.name',
      'resource.global_name',
      'consumption_model',
    ],
    ignored: [
      'project.name',
      'system_labels',
      'tags',
      'export_time',
      'project.labels',
      'project.ancestry_numbers',
      'project.ancestors',
      'currency_conversion_rate',
      'usage.amount_in_pricing_units',
      'usage.pricing_unit',
    ],
    ignoredPrefixes: ['price.', 'adjustment_info.', 'subscription.', 'consumption_model.'],
  },
  money: { amount: 'cost', currency: { column: 'currency' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'bill',
  identity: 'row',
  replaces: 'scope',
  rule: (texts: Texts) => {
    const sku = texts.text('sku.description')
    const kind = kindOf(texts.text('cost_type'))
    const quantity = quantityOf(texts, sku, kind)
    return {
      provider: 'google',
      model: quantity.isTokens || /token/i.test(sku) ? modelBeforeBucket(sku) : '',
      team: jsonEntry(texts.text('labels'), /^(?:team|cost[_-]?cent(?:er|re)|department)$/i),
      project: texts.text('project.id'),
      currency: texts.currency('currency'),
      charge: kind === 'usage' ? '' : texts.text('cost_type'),
      kind,
      scope: [texts.text('billing_account_id'), texts.text('invoice.month'), texts.text('project.id')].join(' '),
      period: between('usage_start_time', 'usage_end_time', hourMs),
      measures: {
        ...quantity.measures,
        billed: plusWithin(required(amount('cost')), 'credits', creditsIn),
        list: amount('cost_at_list'),
        contracted: amount('cost'),
      },
    }
  },
} satisfies Omit<Format, 'id' | 'title' | 'shape'>

export const gcpBillingCsv: Format = { ...shared, id: 'gcp-billing-csv', title: 'Google Cloud billing export', shape: 'csv' }
export const gcpBillingJson: Format = { ...shared, id: 'gcp-billing-json', title: 'Google Cloud billing export (JSON)', shape: 'json' }

const kindOf = (costType: string): ChargeKind =>
  costType === 'tax' ? 'tax' : costType === 'adjustment' || costType === 'rounding_error' ? 'adjustment' : 'usage'

/** Tax and adjustment lines repeat a SKU without using it; storage of a cache is billed in token-hours, which are no tokens. */
function quantityOf(texts: Texts, sku: string, kind: ChargeKind): { measures: Measures; isTokens: boolean } {
  const unit = texts.text('usage.unit')
  const none = { measures: {}, isTokens: false }
  if (kind !== 'usage' || /storage/i.test(sku)) return none
  if (/\bgpu\b/i.test(sku) && unit === 'seconds') return { measures: { gpuHours: over(amount('usage.amount'), '3600') }, isTokens: false }
  if (unit !== 'tokens' && !(unit === 'count' && /tokens?\b/i.test(sku))) return none
  const bucket = bucketNamed(sku)
  return bucket === null ? none : { measures: { [bucket]: metered('usage.amount', '1') }, isTokens: true }
}

/** The sum of a list of credits; null when the cell is no such list. */
function creditsIn(cell: string): string | null {
  const credits = jsonObjects(cell)
  if (!credits) return null
  let sum = '0'
  for (const credit of credits) {
    const value = credit.get('amount')
    const number = typeof value === 'string' ? decimalText(value.trim()) : null
    if (number === null) return null
    sum = addDecimals(sum, number)
  }
  return sum
}
