// Google Cloud billing export: query results flattened to CSV (`sku.description` or `sku_description`), or the nested rows as
// JSON lines, which leave out what is null. `cost` is before credits, so the payable amount is cost + credits (negative, a list
// in a cell). Tokens are usage.amount where the SKU counts tokens: Gemini 1.x counted characters, storage of a cache
// counts token-hours, provisioned throughput counts time. A machine's GPUs are a SKU of their own. Labels are free text of
// the customer: only those naming a part of the firm are taken. No row id; corrections are new rows.
// Source: Cloud Billing export schema, standard and detailed usage; SKU names of Vertex AI and the Gemini API (2026).

import type { ChargeKind } from '../../../../shared/domain/usage.ts'
import { addDecimals, decimalText } from '../../../../shared/units/decimal.ts'
import { tagsInEntries } from '../cloud-tags.ts'
import { tokenMeasures, type Use } from '../cloud-use.ts'
import { between, type Format, hourMs, type Meaning, type Measures } from '../format.ts'
import { gpuLabels, gpuNamed } from '../gpu-machines.ts'
import { jsonObjects } from '../json-cells.ts'
import { flatten } from '../json-rows.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json-text.ts'
import { amount, metered, over, plusWithin, required } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { bucketNamed, modelBeforeBucket } from '../token-words.ts'

const columns = {
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
    'consumption_model.description',
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
    'resource.name',
    'resource.global_name',
    'usage.amount_in_pricing_units',
    'usage.pricing_unit',
  ],
  ignoredPrefixes: ['price.', 'adjustment_info.', 'subscription.', 'consumption_model.'],
} satisfies Format['columns']

const known = [...columns.dates, ...columns.amounts, ...columns.texts, ...columns.dimensions]
const underscored = new Map([...known, ...columns.ignored].map((name) => [name.replace('.', '_'), name]))

const shared = {
  signature: ['usage_start_time', 'sku.description', 'cost', 'currency'],
  columns,
  columnName: (header: string) => underscored.get(header.toLowerCase()) ?? header.toLowerCase(),
  money: { amount: 'cost', currency: { column: 'currency' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'bill',
  identity: 'row',
  replaces: 'scope',
  rule: (texts: Texts): Meaning => {
    const sku = texts.text('sku.description')
    const kind = kindOf(texts.text('cost_type'), sku)
    const use: Use = kind === 'usage' ? readUse(texts, sku) : { model: bucketNamed(sku) === null ? '' : modelOf(sku), measures: {} }
    const tags = tagsInEntries(texts.text('labels'))
    const month = texts.text('invoice.month')
    return {
      provider: 'google',
      charge:
        kind === 'usage'
          ? texts.text('service.description')
          : texts.text('cost_type') === 'regular'
            ? 'commitment'
            : texts.text('cost_type'),
      ...use,
      team: tags.team,
      project: texts.text('project.id'),
      currency: texts.currency('currency'),
      kind,
      scope: month === '' ? '' : [texts.text('billing_account_id'), month, texts.text('project.id')].join(' '),
      dimensions: { ...tags.dimensions, ...use.dimensions },
      period: between('usage_start_time', 'usage_end_time', hourMs),
      measures: {
        ...use.measures,
        billed: plusWithin(required(amount('cost')), 'credits', creditsIn),
        list: amount('cost_at_list'),
        contracted: amount('cost'),
      },
    }
  },
} satisfies Omit<Format, 'id' | 'title' | 'shape'>

export const gcpBillingCsv: Format = { ...shared, id: 'gcp-billing-csv', title: 'Google Cloud billing export', shape: 'csv' }

export const gcpBillingJson: Format = {
  ...shared,
  id: 'gcp-billing-json',
  title: 'Google Cloud billing export (JSON)',
  shape: 'json',
  json: {
    claims: (document) => linesOf(document).some((line) => line.has('usage_start_time') && line.has('cost') && line.has('sku')),
    // Every line states every column, since what is null in it is not there at all.
    rows: (document) =>
      linesOf(document).map((line) => {
        const cells = flatten(line)
        return new Map(known.map((name) => [name, cells.get(name) ?? '']))
      }),
  },
}

const linesOf = (document: JsonValue): readonly JsonObject[] =>
  (isJsonArray(document) ? document : [document]).filter((entry) => isJsonObject(entry))

function kindOf(costType: string, sku: string): ChargeKind {
  if (costType === 'tax') return 'tax'
  if (costType === 'adjustment' || costType === 'rounding_error') return 'adjustment'
  return /^commitment\b/i.test(sku) ? 'purchase' : 'usage'
}

function readUse(texts: Texts, sku: string): Use {
  const unit = texts.text('usage.unit')
  const hours = hoursOf(unit)
  if (hours && /\bgpu\b/i.test(sku) && !/licen[cs]e|workstation|management fee/i.test(sku)) {
    const priceType = /spot|preemptible/i.test(sku) ? 'spot' : /reserved|reservation/i.test(sku) ? 'reserved' : 'on-demand'
    return { dimensions: gpuLabels(gpuNamed(sku), priceType), measures: { gpuHours: hours } }
  }
  if (/provisioned throughput|\bgsu\b/i.test(sku))
    return { charge: sku, measures: hours ? { annotations: { provisionedHours: hours } } : {} }
  return tokenUse(sku, unit) ?? { measures: {} }
}

function hoursOf(unit: string): NonNullable<Measures['gpuHours']> | null {
  if (/^s(?:econds?)?$/i.test(unit)) return over(amount('usage.amount'), '3600')
  return /^h(?:ours?)?$/i.test(unit) ? amount('usage.amount') : null
}

/** Counted by SKUs that speak of tokens, and by Gemini since version 2 without a word of it. */
function tokenUse(sku: string, unit: string): Use | null {
  const bucket = /storage|training|tuning/i.test(sku) ? null : bucketNamed(sku)
  if (bucket === null) return null
  const isCount = /^count$/i.test(unit)
  if (/^characters?$/i.test(unit) || (isCount && /\bgemini[\s-]1\b/i.test(sku)))
    return { model: modelOf(sku), charge: sku, measures: { annotations: { characters: metered('usage.amount', '1') } } }
  if (!/^tokens?$/i.test(unit) && !(isCount && /\btokens?\b|\bgemini[\s-][2-9]/i.test(sku))) return null
  const tokens = metered('usage.amount', '1')
  const modality = /\baudio\b/i.test(sku) ? 'audio' : /\b(?:image|video)\b/i.test(sku) ? 'image' : ''
  return {
    model: modelOf(sku),
    tier: /\bbatch\b/i.test(sku) ? 'batch' : /\bpriority\b/i.test(sku) ? 'priority' : /\bflex\b/i.test(sku) ? 'flex' : 'standard',
    context: /\blong\b|>\s*\d/i.test(sku) ? 'long' : '',
    charge: '',
    measures: tokenMeasures(bucket, tokens, modality),
  }
}

/** `Gemini 2.5 Flash GA Long Context Text Input - Batch Predictions`; the Gemini API names the model behind the bucket. */
function modelOf(sku: string): string {
  const named = modelBeforeBucket(sku)
  const model =
    /^generate/i.test(sku) || named === ''
      ? (/\b(?:gemini|claude|gemma)(?:[\s-](?:[\d.]+|pro|flash|lite|opus|sonnet|haiku))+/i.exec(sku)?.[0] ?? named)
      : named
  return model.replace(/\s+(?:GA|batch|priority|flex|long(?:\s+context)?)\b/gi, '').trim()
}

/** The sum of a list of credits, or of a query that added them up itself; null when the cell is neither. */
function creditsIn(cell: string): string | null {
  const credits = jsonObjects(cell)
  if (!credits) return decimalText(cell.trim())
  let sum = '0'
  for (const credit of credits) {
    const value = credit.get('amount')
    const number = typeof value === 'string' ? decimalText(value.trim()) : null
    if (number === null) return null
    sum = addDecimals(sum, number)
  }
  return sum
}
