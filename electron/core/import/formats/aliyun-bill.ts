// Alibaba Cloud (Bailian / Model Studio), the bill in four forms: the console's bill details V2 CSV (61 columns named
// `group/column`, UTF-8 BOM, minute slots), its summary by day (`..._consumedetailbillv2daysummary.csv`, also of the
// international site in USD), and the answers of DescribeInstanceBill by day and by month. All times are Beijing times.
// What is used stands in the instance id `key;workspace;model;token type;channel;0`, or in 选型配置 and 目录价因子 as JSON.
// Quantities are in the unit of 用量单位 (千tokens) and taken before deductions: free-quota lines use 0 and cost 0 after them,
// and their gross quantity is the volume. Other products of the same bill are left out, counted with their money.
// Detail, day and month tell of the same money: different formats, so that only one counts on a day that more than one covers.
// Sources: exports published 2026-03 to 2026-09, help.aliyun.com (model-studio billing, V2 bill fields, BssOpenApi 2017-12-14).
import { aliyunColumn, readAliyunLine } from '../aliyun-lines.ts'
import { dayOf, type Format, type Period } from '../format.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json-text.ts'
import { firstTextAt, rowOfTexts, textAt, valueAt } from '../json-values.ts'

const columns = {
  dates: ['start', 'end', 'used_at', 'date', 'month'],
  counts: [],
  amounts: ['usage_before', 'usage', 'list', 'discounted', 'payable'],
  texts: [
    'instance',
    'selection',
    'spec',
    'price_factor',
    'price_unit',
    'unit',
    'currency',
    'pay_currency',
    'fee_type',
    'transaction',
    'item_kind',
    'product_code',
    'product_name',
    'commodity_name',
    'billing_item',
    'tags',
    'cost_unit',
  ],
  dimensions: ['account_id', 'owner_id', 'commodity_code', 'billing_item_code', 'region', 'resource_group'],
  ignored: ['price'],
  ignoredPrefixes: ['other: '],
}

const shared = {
  money: { amount: 'payable', currency: { column: 'currency' } },
  zone: 'Asia/Shanghai',
  population: 'platform',
  asks: { currency: {} },
} satisfies Partial<Format>

const minutely: Period = { start: ['start', 'used_at', 'date', 'month'], end: ['end'], widthMs: 60_000 }

export const aliyunBillCsv: Format = {
  ...shared,
  id: 'aliyun-bill-csv',
  title: 'Alibaba Cloud bill details',
  shape: 'csv',
  columnName: aliyunColumn,
  signature: ['bill_id', 'unit', ['usage_before', 'usage'], ['start', 'used_at', 'date', 'month']],
  columns: { ...columns, ids: ['bill_id'] },
  standing: 'bill',
  identity: 'id',
  rule: (texts) => readAliyunLine(texts, minutely),
}

/** What keeps two lines of one day or month apart, where they have no id. */
const lineParts = [
  'instance',
  'billing_item',
  'billing_item_code',
  'product_code',
  'fee_type',
  'transaction',
  'item_kind',
  'spec',
  'selection',
  'price',
]

export const aliyunDayBillCsv: Format = {
  ...shared,
  id: 'aliyun-day-bill-csv',
  title: 'Alibaba Cloud bill by day',
  shape: 'csv',
  columnName: aliyunColumn,
  signature: ['date', 'unit', 'payable', ['usage_before', 'usage'], ['instance', 'selection']],
  without: ['bill_id', 'used_at', 'start'],
  columns: { ...columns, ids: lineParts },
  standing: 'bill',
  identity: 'key',
  rule: (texts) => readAliyunLine(texts, dayOf('date')),
}

const answer = {
  ...shared,
  shape: 'json',
  signature: ['instance', 'payable', 'list'],
  columns: { ...columns, ids: lineParts },
  identity: 'key',
} as const

export const aliyunDailyJson: Format = {
  ...answer,
  id: 'aliyun-instance-bill-daily-json',
  title: 'Alibaba Cloud DescribeInstanceBill by day',
  standing: 'bill',
  json: { claims: (document) => isDaily(document) === true, rows: rowsOf },
  rule: (texts) => readAliyunLine(texts, dayOf('date')),
}

export const aliyunMonthlyJson: Format = {
  ...answer,
  id: 'aliyun-instance-bill-monthly-json',
  title: 'Alibaba Cloud DescribeInstanceBill by month',
  // The same bill without its days: any form that knows them goes before it.
  standing: 'roundedBill',
  json: { claims: (document) => isDaily(document) === false, rows: rowsOf },
  rule: (texts) => readAliyunLine(texts, dayOf('month')),
}

/** null for a document that is no answer of this interface. */
function isDaily(document: JsonValue): boolean | null {
  const [first] = itemsOf(document)
  if (!first?.has('InstanceID') || !first.has('PretaxGrossAmount')) return null
  return itemsOf(document).some((item) => textAt(item, 'BillingDate') !== '')
}

/** The answer as it came, its body alone, several pages in a list, or the items alone. */
function itemsOf(document: JsonValue): readonly JsonObject[] {
  if (Array.isArray(document)) return document.flatMap((part: JsonValue) => itemsOf(part))
  if (!isJsonObject(document)) return []
  if (document.has('PretaxGrossAmount')) return [document]
  const data = dataOf(document)
  const items = valueAt(data, 'Items', 'Item') ?? valueAt(data, 'Items')
  return Array.isArray(items) ? items.filter((item: JsonValue) => isJsonObject(item)) : []
}

const dataOf = (document: JsonObject): JsonValue | undefined => {
  const body = valueAt(document, 'body') ?? document
  return valueAt(body, 'Data') ?? body
}

function rowsOf(document: JsonValue): readonly ReadonlyMap<string, string>[] {
  if (Array.isArray(document)) return document.flatMap((part: JsonValue) => rowsOf(part))
  const data = isJsonObject(document) ? dataOf(document) : undefined
  return itemsOf(document).map((item) =>
    rowOfTexts({
      instance: textAt(item, 'InstanceID'),
      date: textAt(item, 'BillingDate'),
      month: firstTextAt(item, 'BillingCycle') || textAt(data, 'BillingCycle'),
      fee_type: textAt(item, 'SubscriptionType'),
      item_kind: textAt(item, 'Item'),
      product_code: textAt(item, 'ProductCode'),
      product_name: textAt(item, 'ProductName'),
      commodity_code: firstTextAt(item, 'CommodityCode', 'ProductType'),
      commodity_name: textAt(item, 'ProductDetail'),
      billing_item: textAt(item, 'BillingItem'),
      billing_item_code: textAt(item, 'BillingItemCode'),
      spec: textAt(item, 'InstanceSpec'),
      region: textAt(item, 'Region'),
      usage: textAt(item, 'Usage'),
      unit: textAt(item, 'UsageUnit'),
      price: textAt(item, 'ListPrice'),
      price_unit: textAt(item, 'ListPriceUnit'),
      currency: textAt(item, 'Currency'),
      list: textAt(item, 'PretaxGrossAmount'),
      discounted: textAt(item, 'AfterDiscountAmount'),
      payable: textAt(item, 'PretaxAmount'),
      account_id: firstTextAt(item, 'BillAccountID') || textAt(data, 'AccountID'),
      owner_id: textAt(item, 'OwnerID'),
      resource_group: textAt(item, 'ResourceGroup'),
      cost_unit: textAt(item, 'CostUnit'),
      tags: textAt(item, 'Tag'),
    }),
  )
}
