// FOCUS 1.0 to 1.4 cost and usage, as CSV or JSON, of clouds, GPU clouds (CoreWeave: hours without costs), SaaS and LiteLLM.
// Lenient in reading: literal NULL, times without T or Z (UTC by the specification), 4/1/25, missing mandatory columns, extra
// ones. BilledCost is the invoice, EffectiveCost the amortised figure (an annotation): exactly one is summed, and only a file
// without BilledCost sums the other. A virtual currency keeps its name. A correction may be negative.
// No row id: a delivery repeats a billing period of an account. Sources: focus.finops.org, versions 1.0-1.4; the FOCUS export
// of LiteLLM (2026-10), which tells of requests through the gateway: an estimate, below what the vendors themselves say.
import type { ChargeKind } from '../../../../shared/domain/usage.ts'
import { tagsInCell } from '../cloud-tags.ts'
import { type Counted, countedOf, countedTexts } from '../focus-quantities.ts'
import { between, type Format, type Meaning } from '../format.ts'
import type { PriceType } from '../gpu-machines.ts'
import { jsonText } from '../json-rows.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json-text.ts'
import { amount } from '../measure.ts'
import { currencyCode, type Texts } from '../texts.ts'
import { providerSlug } from '../words.ts'

/** `Charge_Period_Start`, `Charge Period Start` -> `chargeperiodstart`; custom columns as they are. */
const focusColumn = (header: string): string => (/^x_/i.test(header) ? header.toLowerCase() : header.toLowerCase().replace(/[\s_]/g, ''))

/** By the names of the specification, under which JSON states them too. */
const dimensions = [
  'AvailabilityZone',
  'BillingAccountType',
  'BillingPeriodStart',
  'ChargeCategory',
  'ChargeClass',
  'ChargeFrequency',
  'CommitmentDiscountCategory',
  'CommitmentDiscountStatus',
  'CommitmentDiscountType',
  'HostProviderName',
  'InvoiceIssuerName',
  'PricingCategory',
  'PricingCurrency',
  'PricingUnit',
  'RegionId',
  'RegionName',
  'ServiceCategory',
  'ServiceName',
  'ServiceSubcategory',
  'SkuId',
  'SkuPriceId',
  'SubAccountId',
  'SubAccountType',
]

const shared = {
  signature: ['chargeperiodstart', ['billedcost', 'effectivecost'], ['billingcurrency', 'chargecategory', 'servicename']],
  without: ['invoicedetailid'],
  columnName: focusColumn,
  columns: {
    dates: ['chargeperiodstart', 'chargeperiodend'],
    counts: [],
    amounts: [
      'billedcost',
      'effectivecost',
      'listcost',
      'contractedcost',
      'consumedquantity',
      'pricingquantity',
      'pricingcurrencyeffectivecost',
    ],
    texts: [
      'billingaccountid',
      'billingaccountname',
      'billingcurrency',
      'principalid',
      'providername',
      'publishername',
      'serviceprovidername',
      'subaccountname',
      'tags',
      'x_model',
      'x_modelid',
      'x_modelname',
      ...countedTexts,
    ],
    dimensions: dimensions.map(focusColumn),
    ignored: [
      'allocatedmethoddetails',
      'allocatedmethodid',
      'allocatedresourceid',
      'allocatedresourcename',
      'allocatedtags',
      'billingperiodend',
      'capacityreservationid',
      'capacityreservationstatus',
      'commitmentdiscountid',
      'commitmentdiscountname',
      'commitmentdiscountquantity',
      'commitmentdiscountunit',
      'contractapplied',
      'contractedunitprice',
      'credentialid',
      'id',
      'invoiceid',
      'listunitprice',
      'pricingcurrencycontractedunitprice',
      'pricingcurrencylistunitprice',
      'requesterdetails',
      'resourceid',
    ],
    ignoredPrefixes: ['x_'],
  },
  money: { amount: 'billedcost', currency: { column: 'billingcurrency' } },
  zone: 'UTC',
  dateOrder: 'mdy',
  population: 'platform',
  standing: 'focus',
  identity: 'row',
  replaces: 'scope',
  asks: { 'unit-scale': { quantity: 'consumedquantity' }, currency: {} },
  rule: meaningOf,
} satisfies Partial<Format>

export const focusCsv: Format = { ...shared, id: 'focus-csv', title: 'FOCUS cost and usage', shape: 'csv' }

export const focusJson: Format = {
  ...shared,
  id: 'focus-json',
  title: 'FOCUS cost and usage (JSON)',
  shape: 'json',
  json: {
    claims: (document) => linesOf(document).some(isLine),
    // Every line states every column, since what is null in it may not be there at all.
    rows: (document) => linesOf(document).map(rowOf),
  },
}

const isLine = (line: JsonObject): boolean => {
  const names = new Set([...line.keys()].map(focusColumn))
  return names.has('chargeperiodstart') && ['billedcost', 'effectivecost', 'consumedquantity'].some((name) => names.has(name))
}

/** The lines of a page: a list, a list under any name, or one line. */
function linesOf(document: JsonValue): readonly JsonObject[] {
  if (isJsonArray(document)) return document.filter((entry) => isJsonObject(entry))
  if (!isJsonObject(document)) return []
  if (isLine(document)) return [document]
  for (const value of document.values()) if (isJsonArray(value) && value.some((entry) => isJsonObject(entry))) return linesOf(value)
  return []
}

function rowOf(line: JsonObject): ReadonlyMap<string, string> {
  const cells = new Map([...line].map(([name, value]) => [focusColumn(name), cellOf(value)]))
  const { dates, amounts, texts } = shared.columns
  if (!cells.has('billedcost')) cells.set('billedcost', cells.get('effectivecost') ?? '')
  return new Map([...dates, ...amounts, ...texts, ...dimensions].map((name) => [name, cells.get(focusColumn(name)) ?? '']))
}

/** Tags and price details stay one cell, as in a CSV. */
const cellOf = (value: JsonValue): string => (value === null ? '' : typeof value === 'object' ? jsonText(value) : String(value))

function meaningOf(texts: Texts): Meaning {
  const category = texts.text('chargecategory').toLowerCase()
  const kind = kindOf(category)
  const isGateway = /^api key$|litellm/i.test(texts.text('billingaccounttype'))
  const counted: Counted = kind === 'usage' ? countedOf(texts, priceTypeOf(texts)) : { measures: {} }
  const tags = tagsInCell(texts.text('tags'))
  const provider = providerSlug(texts.first('serviceprovidername', 'providername', 'publishername', 'invoiceissuername'))
  const account = texts.text('billingaccountid')
  const { period, dimensions, personal } = placeOf(texts, isGateway)
  return {
    provider,
    model: counted.model ?? (isGateway ? texts.text('resourcename') : ''),
    tier: counted.tier ?? 'standard',
    context: counted.context ?? '',
    team: tags.team || (isGateway ? texts.text('subaccountname') : ''),
    project: isGateway ? '' : texts.text('subaccountname'),
    ...currencyOf(texts),
    charge: category === '' || category === 'usage' ? texts.text('skumeter') : category,
    kind,
    ...(isGateway ? { standing: 'gateway', isEstimate: true } : {}),
    scope: period === '' ? '' : [isGateway ? 'gateway' : account, period, texts.text('subaccountid'), provider].join(' '),
    dimensions: { ...dimensions, ...tags.dimensions, ...counted.dimensions },
    personal,
    period: between('chargeperiodstart', 'chargeperiodend'),
    measures: {
      ...counted.measures,
      billed: amount(texts.has('billedcost') ? 'billedcost' : 'effectivecost'),
      list: amount('listcost'),
      contracted: amount('contractedcost'),
      annotations: {
        effectiveCost: amount('effectivecost'),
        consumedQuantity: amount('consumedquantity'),
        pricingQuantity: amount('pricingquantity'),
        pricingCurrencyCost: amount('pricingcurrencyeffectivecost'),
      },
    },
  }
}

const kindOf = (category: string): ChargeKind =>
  category === 'tax' || category === 'credit' || category === 'refund' || category === 'adjustment' || category === 'purchase'
    ? category
    : 'usage'

const priceTypeOf = (texts: Texts): PriceType =>
  /^unused$/i.test(texts.text('commitmentdiscountstatus'))
    ? 'unused reservation'
    : /^committed$/i.test(texts.text('pricingcategory'))
      ? 'reserved'
      : /^dynamic$/i.test(texts.text('pricingcategory')) || /\bspot\b/i.test(texts.first('x_skumetername', 'skumeter'))
        ? 'spot'
        : 'on-demand'

/** The account of a line, whose id is a key in a gateway's export, and the billing period in one spelling. */
function placeOf(
  texts: Texts,
  isGateway: boolean,
): { period: string; dimensions: Record<string, string>; personal: Record<string, string> } {
  const account = { account: texts.text('billingaccountid'), 'account name': texts.text('billingaccountname') }
  const stated = (labels: Record<string, string>) => Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''))
  const principal = { principal: texts.text('principalid') }
  const start = texts.text('billingperiodstart')
  return {
    period: /^\d{4}-\d\d-\d\d/.test(start) ? start.slice(0, 10) : start,
    dimensions: isGateway ? {} : stated(account),
    personal: stated(isGateway ? { ...account, ...principal } : principal),
  }
}

/** FOCUS allows a virtual currency: its name is kept when it is words of letters. A line without money needs none. */
function currencyOf(texts: Texts): Pick<Meaning, 'currency' | 'currencyColumn'> {
  if (!texts.has('billingcurrency')) return { currency: texts.answer('currency') }
  const name = texts.text('billingcurrency')
  const isVirtual = /^[A-Za-z][A-Za-z ]{3,29}$/.test(name)
  return { currency: isVirtual ? name : (currencyCode(name) ?? ''), currencyColumn: 'billingcurrency' }
}
