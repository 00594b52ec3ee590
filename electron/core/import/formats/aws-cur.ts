// AWS Cost and Usage Report: CUR 2.0 (`line_item_usage_type`, tags and product as maps) and legacy CUR (`lineItem/UsageType`),
// as CSV. Taken are Bedrock (three product codes), SageMaker, AI products of the Marketplace, and machines with GPUs; all
// other services are left out, counted with their money. Bedrock names model and bucket in the usage type, or the model in the
// description. Money is the spend view: unblended cost of every line, so SavingsPlanNegation takes back what covered use
// states at list price, and commitments are purchases; the amortised figures are annotations. `Units` states no scale: asked.
// A refresh repeats the whole billing period; line item ids are unique within one period of one report together with the hour.
// Source: AWS data dictionaries of CUR and CUR 2.0, Bedrock cost pages (2026-10).
import type { ChargeKind } from '../../../../shared/domain/usage.ts'
import { type BedrockUsage, bedrockEdition, readBedrockUsage, tokensInBedrockUnit } from '../bedrock-usage-types.ts'
import { tagColumn, tagColumns, tagsInCell, tagsInColumns } from '../cloud-tags.ts'
import { tokenMeasures, type Use } from '../cloud-use.ts'
import { between, type Format, hourMs, type Measures } from '../format.ts'
import { awsMachine, gpuLabels } from '../gpu-machines.ts'
import { jsonMember } from '../json-cells.ts'
import { amount, metered, times } from '../measure.ts'
import type { Texts } from '../texts.ts'

const cost = 'line_item_unblended_cost'
const usage = 'line_item_usage_amount'

export const awsCurCsv: Format = {
  id: 'aws-cur-csv',
  title: 'AWS Cost and Usage Report',
  shape: 'csv',
  signature: ['line_item_usage_type', 'line_item_product_code', 'line_item_usage_start_date', cost],
  columnName: curColumn,
  columns: {
    dates: ['line_item_usage_start_date', 'line_item_usage_end_date'],
    counts: [],
    amounts: [
      cost,
      usage,
      'line_item_net_unblended_cost',
      'pricing_public_on_demand_cost',
      'reservation_effective_cost',
      'savings_plan_savings_plan_effective_cost',
    ],
    texts: [
      'bill_billing_period_start_date',
      'line_item_currency_code',
      'line_item_iam_principal',
      'line_item_line_item_description',
      'line_item_usage_account_name',
      'product',
      'product_instance_type',
      'product_product_name',
      'product_region',
      'product_region_code',
      'product_servicename',
      'resource_tags',
      'tags',
      ...tagColumns,
    ],
    dimensions: [
      'bill_bill_type',
      'bill_billing_entity',
      'bill_payer_account_id',
      'line_item_availability_zone',
      'line_item_legal_entity',
      'line_item_line_item_type',
      'line_item_operation',
      'line_item_product_code',
      'line_item_tax_type',
      'line_item_usage_account_id',
      'line_item_usage_type',
      'pricing_purchase_option',
      'pricing_term',
      'pricing_unit',
    ],
    ids: ['identity_line_item_id', 'identity_time_interval', 'line_item_usage_start_date'],
    ignored: [
      'bill_billing_period_end_date',
      'bill_invoice_id',
      'bill_invoicing_entity',
      'bill_payer_account_name',
      'line_item_blended_cost',
      'line_item_blended_rate',
      'line_item_net_unblended_rate',
      'line_item_normalization_factor',
      'line_item_normalized_usage_amount',
      'line_item_resource_id',
      'line_item_unblended_rate',
      'pricing_currency',
      'pricing_lease_contract_length',
      'pricing_offering_class',
      'pricing_public_on_demand_rate',
      'pricing_rate_code',
      'pricing_rate_id',
      'tag',
    ],
    ignoredPrefixes: [
      'capacity_reservation_',
      'cost_category',
      'discount',
      'product_',
      'reservation_',
      'savings_plan_',
      'split_line_item_',
    ],
  },
  money: { amount: cost, currency: { column: 'line_item_currency_code' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'bill',
  identity: 'id',
  replaces: 'scope',
  asks: { 'unit-scale': { quantity: usage } },
  rule: (texts) => {
    const line = lineOf(texts)
    const use = readUse(texts, line)
    if (!use) return 'other-service'
    const columnTags = tagsInColumns(texts)
    const cellTags = tagsInCell(texts.first('tags', 'resource_tags'))
    const principal = principalOf(texts.text('line_item_iam_principal'))
    const month = texts.text('bill_billing_period_start_date').slice(0, 7)
    const region = texts.first('product_region_code', 'product_region')
    return {
      provider: 'aws',
      ...use,
      team: columnTags.team || cellTags.team,
      project: texts.first('line_item_usage_account_name', 'line_item_usage_account_id'),
      currency: texts.currency('line_item_currency_code'),
      kind: line.kind,
      ...(texts.has('identity_line_item_id') ? {} : { identity: 'row' }),
      scope: month === '' ? '' : [texts.text('bill_payer_account_id'), texts.text('line_item_usage_account_id'), month].join(' '),
      dimensions: {
        ...columnTags.dimensions,
        ...cellTags.dimensions,
        ...(region === '' ? {} : { region }),
        ...principal.dimensions,
        ...use.dimensions,
      },
      personal: principal.personal,
      period: between('line_item_usage_start_date', 'line_item_usage_end_date', hourMs),
      measures: {
        ...use.measures,
        billed: amount(cost),
        list: amount('pricing_public_on_demand_cost'),
        contracted: amount('line_item_net_unblended_cost'),
        annotations: { ...use.measures.annotations, ...line.amortised },
      },
    }
  },
}

/** `lineItem/UsageType` -> `line_item_usage_type`; tag columns by the part of the firm they name, the others as `tag`. */
export function curColumn(header: string): string {
  const [group = '', name] = header.split('/', 2)
  if (name === undefined) return /^resource_tags_./i.test(header) ? tagColumn(header.slice('resource_tags_'.length)) : header.toLowerCase()
  return group.toLowerCase() === 'resourcetags' ? tagColumn(header.slice(group.length + 1)) : `${snake(group)}_${snake(name)}`
}

const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()

interface LineType {
  readonly type: string
  readonly kind: ChargeKind
  /** The line counts something used; fees, taxes and discounts repeat quantities or invent them. */
  readonly isUsage: boolean
  readonly amortised: Measures['annotations']
}

const kinds: Readonly<Record<string, ChargeKind>> = {
  usage: 'usage',
  discountedusage: 'usage',
  savingsplancoveredusage: 'usage',
  savingsplannegation: 'usage',
  savingsplanupfrontfee: 'purchase',
  savingsplanrecurringfee: 'purchase',
  rifee: 'purchase',
  fee: 'purchase',
  credit: 'credit',
  refund: 'refund',
  tax: 'tax',
}

function lineOf(texts: Texts): LineType {
  const type = texts.text('line_item_line_item_type')
  const name = type.toLowerCase()
  const covered =
    name === 'discountedusage'
      ? 'reservation_effective_cost'
      : name === 'savingsplancoveredusage'
        ? 'savings_plan_savings_plan_effective_cost'
        : null
  return {
    type,
    kind: kinds[name] ?? (/discount/.test(name) ? 'adjustment' : 'usage'),
    isUsage: name === 'usage' || covered !== null,
    amortised: covered === null ? {} : { effectiveCost: amount(covered) },
  }
}

/** What a line is about; null when it is another service. */
function readUse(texts: Texts, line: LineType): Use | null {
  const usageType = texts.text('line_item_usage_type')
  const bedrock = readBedrockUsage(usageType)
  if (bedrock && isBedrock(texts, bedrock)) return tokenUse(texts, line, bedrock)
  const charge = line.isUsage ? usageType : line.type
  const machine = machineUse(texts, line, charge, usageType)
  if (machine) return machine
  if (!isAiProduct(texts)) return null
  const isThroughput = line.isUsage && /model-?units/i.test(usageType) && isHours(texts)
  return { charge, measures: isThroughput ? { annotations: { provisionedHours: amount(usage) } } : {} }
}

const productWords = (texts: Texts): string =>
  [
    texts.first('product_product_name', 'product_servicename'),
    jsonMember(texts.text('product'), /^(?:product_?name|servicename)$/i),
    texts.text('line_item_line_item_description'),
  ].join(' | ')

const isAiProduct = (texts: Texts): boolean =>
  /bedrock|sagemaker|machinelearningsavingsplans|^amazonq/i.test(texts.text('line_item_product_code')) ||
  /bedrock|\b(?:anthropic|claude|openai|mistral ai|cohere)\b/i.test(productWords(texts))

/** A token meter of Bedrock itself, or of the Marketplace, which sells models under opaque product codes. */
const isBedrock = (texts: Texts, bedrock: BedrockUsage): boolean =>
  isAiProduct(texts) ||
  bedrock.model !== '' ||
  /marketplace/i.test(`${texts.text('bill_billing_entity')} ${texts.text('line_item_product_code')}`)

function tokenUse(texts: Texts, line: LineType, { model, bucket, tier, context, isGlobal, modality }: BedrockUsage): Use {
  const words = productWords(texts)
  const named = {
    model:
      model ||
      words
        .split(' | ')
        .map(bedrockEdition)
        .find((edition) => edition !== '') ||
      '',
    tier,
    context,
    dimensions: isGlobal ? { routing: 'global' } : {},
  }
  if (!line.isUsage) return { ...named, charge: line.type, measures: {} }
  const scale =
    tokensInBedrockUnit(texts.text('pricing_unit'), texts.text('line_item_line_item_description')) || texts.answer('unit-scale') || '1'
  return { ...named, charge: '', measures: tokenMeasures(bucket, metered(usage, scale), modality) }
}

/** Usage types that are hours of a machine itself; `EBSOptimized:` and reserved capacity beside its use repeat them. */
const machineHours =
  /^(?:[A-Z0-9]+-)?(?:BoxUsage|SpotUsage|UnusedBox|DedicatedUsage|UnusedDed|Host|AsyncInf|Train|Processing|Notebk|Tsform|Cluster|Studio\w*)(?::|$)/

/** Rented GPUs: a machine of a known type counts hours x GPUs; other lines about one are money only. Services on top repeat its hours. */
function machineUse(texts: Texts, line: LineType, charge: string, usageType: string): Use | null {
  if (!/^(?:AmazonEC2|AmazonSageMaker|\w*SavingsPlans?)$/i.test(texts.text('line_item_product_code'))) return null
  const type = /:(?:[A-Za-z]+-)?((?:ml\.)?[a-z][\w-]*\.[\w-]+)/.exec(usageType)?.[1] ?? texts.text('product_instance_type')
  const machine = awsMachine(type)
  if (!machine) return /^(?:ml\.)?(?:p|g|gr|trn|inf)\d/i.test(type) ? { charge, measures: {} } : null
  const priceType = /SpotUsage/.test(usageType)
    ? 'spot'
    : /Unused/.test(usageType)
      ? 'unused reservation'
      : /^(?:DiscountedUsage|SavingsPlanCoveredUsage)$/i.test(line.type)
        ? 'reserved'
        : 'on-demand'
  const isCounted = line.isUsage && machineHours.test(usageType) && isHours(texts)
  return {
    charge,
    dimensions: isCounted ? gpuLabels(machine.gpu, priceType) : { gpu: machine.gpu },
    measures: isCounted ? { gpuHours: times(amount(usage), machine.count) } : {},
  }
}

const isHours = (texts: Texts): boolean => /^h(?:(?:ou)?rs?)?$/i.test(texts.text('pricing_unit'))

/** The role of a caller without its session; a user is a person or a key. */
function principalOf(arn: string): { readonly dimensions: Record<string, string>; readonly personal: Record<string, string> } {
  const role = /:assumed-role\/([^/]+)/.exec(arn)?.[1] ?? /:role\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1]
  const user = /:user\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1]
  return { dimensions: role === undefined ? {} : { 'iam role': role }, personal: user === undefined ? {} : { 'iam user': user } }
}
