// What a line of an Alibaba Cloud bill means, whatever form the bill has: whether it is a model's use, of which model and
// which tokens, and its money. Used by formats/aliyun-bill.ts, which says where the columns come from.
import type { ChargeKind, SkipCode } from '../../../shared/domain/usage.ts'
import { tagsInPairs } from './cloud-tags.ts'
import type { Meaning, Measures, Period } from './format.ts'
import { jsonMember, jsonObjects } from './json-cells.ts'
import { amount, metered, times } from './measure.ts'
import { currencyCode, type Texts } from './texts.ts'
import { bucketNamed, tokensInUnit } from './token-words.ts'

/** Our column names and how the console spells them, in Chinese and (as far as known) in English, without their group. */
const names: Readonly<Record<string, string>> = {
  bill_id: '账单明细id billdetailid',
  month: '账单月份 账期 billingmonth',
  date: '账单日期 billingdate',
  fee_type: '费用类型 feetype lineitemtype',
  transaction: '交易类型 transactiontype',
  used_at: '消费时间 consumptiontime',
  start: '服务开始时间 servicestarttime',
  end: '服务结束时间 serviceendtime',
  product_code: '产品code productcode',
  product_name: '产品名称 productname',
  commodity_code: '商品code commoditycode',
  commodity_name: '商品名称 commodityname',
  billing_item_code: '计费项code billingitemcode',
  billing_item: '计费项名称 计费项 billingitemname billingitem',
  selection: '选型配置 selectionconfiguration',
  spec: '规格 specification',
  instance: '实例id(出账粒度) 实例id instanceid(billinggranularity) instanceid',
  region: '地域code regioncode',
  usage_before: '抵扣前用量 usagebeforededuction',
  usage: '用量 usage',
  unit: '用量单位 usageunit',
  price: '官网目录价 listprice',
  price_unit: '价格单位 priceunit',
  price_factor: '目录价因子 listpricefactor',
  currency: '定价币种 币种 pricingcurrency currency',
  pay_currency: '应付币种 payablecurrency',
  list: '目录总价 totallistprice',
  discounted: '优惠后金额 amountafterdiscount',
  payable: '应付金额(含税) 应付金额 payableamount(includingtax) payableamount(taxincluded) payableamount',
  account_id: '资源购买账号id resourcepurchaseaccountid',
  owner_id: '资源归属账号id resourceowneraccountid',
  resource_group: '资源组 资源组名称 resourcegroup',
  cost_unit: '财务单元 costunit',
  tags: '实例标签 资源标签 标签 instancetag resourcetag tag',
}

const nameOf = new Map(
  Object.entries(names).flatMap(([name, spellings]) => spellings.split(' ').map((spelling) => [spelling, name] as const)),
)

/** Groups of columns that repeat names of others: what was deducted by resource packages, for how long. */
const secondaryGroup = /^[^/]*(?:抵扣|时长|deduction|duration)[^/]*\//i

/** `用量信息/用量单位` -> `unit`; what the rule has no use for is marked, since a line's own id keeps it apart. */
export function aliyunColumn(header: string): string {
  const folded = header
    .slice(header.indexOf('/') + 1)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]/g, '')
  const name = secondaryGroup.test(header) ? undefined : nameOf.get(folded)
  return name ?? `other: ${header.toLowerCase()}`
}

export function readAliyunLine(texts: Texts, period: Period): Meaning | SkipCode {
  const use = readUse(texts)
  if (!isModelService(texts, use)) return 'other-service'
  const feeType = texts.text('fee_type')
  const kind = kindOf([feeType, texts.text('transaction'), texts.text('item_kind')].join(' '))
  const isFree = /免费|free/i.test(feeType)
  const tokens = tokensInUnit(texts.text('unit'))
  const tags = tagsInPairs(texts.text('tags'))
  return {
    provider: 'alibaba',
    model: use.model,
    team: tags.team || assigned(texts.text('cost_unit')),
    project: use.workspace,
    tier: /batch/i.test(`${use.type} ${use.channel} ${texts.text('commodity_code')}`) ? 'batch' : 'standard',
    // Prices step up with the length of a request: context_0-128k, context_128k-256k ...
    context: Number(/context_(\d+)/i.exec(use.type)?.[1] ?? '0') > 0 ? 'long' : '',
    currency: currencyOf(texts, isFree),
    charge: kind !== 'usage' ? feeType : isFree ? 'free quota' : tokens === null ? texts.first('billing_item', 'billing_item_code') : '',
    kind,
    dimensions: { ...tags.dimensions, ...stated({ 'token type': use.type, channel: use.channel, 'fee type': feeType }) },
    personal: { 'api key id': use.key },
    period,
    measures: {
      ...(kind === 'usage' ? quantityOf(texts, use, tokens) : {}),
      billed: amount('payable'),
      list: amount('list'),
      contracted: amount('discounted'),
    },
  }
}

interface Use {
  readonly key: string
  readonly workspace: string
  readonly model: string
  /** `context_0-256k_input_token`, `images`, `1080P`. */
  readonly type: string
  readonly channel: string
}

/** From the instance id `key;workspace;model;type;channel;0`, or from the JSON beside it. */
function readUse(texts: Texts): Use {
  const [key = '', workspace = '', model = '', type = '', channel = ''] = texts
    .text('instance')
    .split(';')
    .map((part) => part.trim())
  // Before 2025-12 the first part was the kind of billing, such as text_token.
  if (model !== '') return { key: /[a-z]{3}/i.test(key) ? '' : key, workspace, model, type, channel: channel === '0' ? '' : channel }
  const selection = unescaped(texts.text('selection'))
  const factor = unescaped(texts.text('price_factor'))
  const said = (name: RegExp): string => namedValue(selection, name) || namedValue(factor, name) || jsonMember(factor, name)
  const named = said(/模型(?:规格|名称|code)|model\s*(?:name|code)/i) || said(/模型|model/i) || texts.text('spec')
  return { key: '', workspace: '', model: named, type: said(/token/i) || said(/类型|type/i), channel: '' }
}

/** JSON that was escaped once more on its way into the cell: {\"name\":\"...\"}. */
const unescaped = (cell: string): string => (cell.includes('\\"') ? cell.replaceAll('\\"', '"') : cell)

/** The value of an entry in a list such as [{"name":"Token类型","value":"output_token"}]. */
function namedValue(cell: string, wanted: RegExp): string {
  for (const entry of jsonObjects(cell) ?? []) {
    const [name, value] = [entry.get('name'), entry.get('value')]
    if (typeof name === 'string' && typeof value === 'string' && wanted.test(name)) return value
  }
  return ''
}

const modelService = /\bsfm|百炼|大模型|通义|model\s*studio|dashscope/i

/** By product where the line names one, otherwise by what it counts. */
function isModelService(texts: Texts, use: Use): boolean {
  const product = ['product_code', 'product_name', 'commodity_code', 'commodity_name'].map((column) => texts.text(column)).join(' ')
  return product.trim() === '' ? use.model !== '' || tokensInUnit(texts.text('unit')) !== null : modelService.test(product)
}

function kindOf(words: string): ChargeKind {
  if (/退款|退订|refund/i.test(words)) return 'refund'
  if (/抹零|调整|调账|尾差|adjust|rounding/i.test(words)) return 'adjustment'
  if (/税费|\btax\b/i.test(words)) return 'tax'
  return /预付|包年包月|新购|续费|upfront|subscription\s*order|^subscription\b/i.test(words) ? 'purchase' : 'usage'
}

/** What the line counts, before deductions where the bill says it. */
function quantityOf(texts: Texts, use: Use, tokens: string | null): Measures {
  const column = texts.has('usage_before') ? 'usage_before' : 'usage'
  const unit = texts.text('unit')
  if (tokens !== null) {
    const bucket = bucketNamed(use.type) ?? (/embed|rerank/i.test(use.model) ? 'inputUncached' : null)
    return bucket === null ? { annotations: { tokens: times(amount(column), tokens) } } : { [bucket]: metered(column, tokens) }
  }
  if (/^次$|^times?$/i.test(unit)) return { requests: metered(column, '1') }
  const counted = countedBy.find(([pattern]) => pattern.test(unit))
  return counted ? { annotations: { [counted[1]]: times(amount(column), counted[2]) } } : {}
}

const countedBy: readonly (readonly [unit: RegExp, name: string, scale: string])[] = [
  [/^张$|^images?$/i, 'images', '1'],
  [/^秒$|^seconds?$/i, 'seconds', '1'],
  [/^万字符?$/, 'characters', '10000'],
  [/^千字符?$/, 'characters', '1000'],
  [/^字符?$|^characters?$/i, 'characters', '1'],
]

/** Stated, or told by the unit of the price (元/千tokens) or the site a product belongs to; free lines state none on some days. */
function currencyOf(texts: Texts, isFree: boolean): string {
  const column = texts.text('pay_currency') === '' ? 'currency' : 'pay_currency'
  if (texts.text(column) !== '') return texts.currency(column)
  const told = currencyCode(texts.text('price_unit').split('/')[0] ?? '')
  if (told !== null) return told
  const site = /_(cn|intl)$/.exec(texts.text('commodity_code'))?.[1]
  if (site !== undefined) return site === 'cn' ? 'CNY' : 'USD'
  return isFree ? '' : texts.answer('currency')
}

const assigned = (costUnit: string): string => (/^(?:未分配|unallocated|-)$/i.test(costUnit) ? '' : costUnit)

const stated = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
