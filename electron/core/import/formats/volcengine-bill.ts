// Volcengine (Ark, Doubao models): bill details of the console as CSV (Chinese or English column names) and the answers of
// ListBillDetail. Amounts are strings, times Beijing times, quantities in the unit of the line (千tokens, 百万tokens). Which
// model and which tokens a line counts stands in words: configuration, element, factor. Other products of the same bill are
// left out, counted with their money. A detail id is unique only with its period, day, instance and element.
// A download by day or by month repeats the details under other ids: take one of them.
// Source: volcengine.com/docs/6269 (ListBillDetail, 2022-01-01), SDK models of 2024-2026.
import type { ChargeKind } from '../../../../shared/domain/usage.ts'
import { type Format, hourMs, type Measures } from '../format.ts'
import { jsonMember } from '../json-cells.ts'
import { flatten } from '../json-rows.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json-text.ts'
import { valueAt } from '../json-values.ts'
import { amount, metered, times } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { bucketNamed, tokensInUnit } from '../token-words.ts'

const chineseNames: Readonly<Record<string, string>> = {
  账期: 'billperiod',
  账单日期: 'expensedate',
  消费日期: 'expensedate',
  消费开始时间: 'expensebegintime',
  消费结束时间: 'expenseendtime',
  账单明细id: 'billdetailid',
  明细id: 'billdetailid',
  实例id: 'instanceno',
  实例编号: 'instanceno',
  实例名称: 'instancename',
  产品: 'productzh',
  产品名称: 'productzh',
  产品编码: 'product',
  账单类型: 'billcategory',
  配置名称: 'configname',
  计费项: 'element',
  计费项编码: 'elementcode',
  影响因子: 'factor',
  计费因子: 'factor',
  用量: 'count',
  单位: 'unit',
  用量单位: 'unit',
  原价: 'originalbillamount',
  优惠后价: 'discountbillamount',
  折后价: 'discountbillamount',
  应付金额: 'payableamount',
  币种: 'currency',
  项目: 'project',
  地域: 'region',
}

const words = ['configname', 'element', 'elementcode', 'factor', 'factorcode', 'configurationcode', 'instancename']

const shared = {
  signature: [
    'payableamount',
    'count',
    'unit',
    ['element', 'elementcode', 'configname'],
    ['expensebegintime', 'expensedate', 'billperiod'],
  ],
  columns: {
    dates: ['expensebegintime', 'expenseendtime', 'expensedate', 'billperiod'],
    counts: [],
    amounts: ['count', 'payableamount', 'originalbillamount', 'discountbillamount'],
    texts: ['product', 'productzh', 'billcategory', 'billcategoryzh', 'unit', 'currency', 'project', 'projectdisplayname', ...words],
    dimensions: ['ownerid', 'region', 'regioncode', 'billingmode'],
    ids: ['billdetailid', 'billperiod', 'expensedate', 'instanceno', 'elementcode'],
    ignored: [
      'billid',
      'busiperiod',
      'businessmode',
      'couponamount',
      'creditcarriedamount',
      'deductioncount',
      'expandfield',
      'ownercustomername',
      'ownerusername',
      'paidamount',
      'payercustomername',
      'payerid',
      'payerusername',
      'preferentialbillamount',
      'priceunit',
      'roundamount',
      'sellercustomername',
      'sellerid',
      'sellerusername',
      'solutionzh',
      'subjectname',
      'tag',
      'tradetime',
      'unpaidamount',
      'useduration',
      'usedurationunit',
      'zone',
      'zonecode',
    ],
    ignoredPrefixes: [
      'price',
      'marketprice',
      'discountbiz',
      'measureinterval',
      'effectivefactor',
      'billingfunction',
      'billingmethod',
      'settle',
      'pretax',
      'tax',
    ],
  },
  money: { amount: 'payableamount', currency: { column: 'currency' } },
  zone: 'Asia/Shanghai',
  population: 'platform',
  standing: 'bill',
  identity: 'id',
  rule: (texts: Texts) => {
    const tokens = tokensInUnit(texts.text('unit'))
    if (!isModelService(texts, tokens)) return 'other-service'
    const kind = kindOf(`${texts.text('billcategory')} ${texts.text('billcategoryzh')}`)
    const element = texts.first('element', 'elementcode')
    return {
      provider: 'volcengine',
      model: modelOf(texts),
      project: texts.first('projectdisplayname', 'project'),
      currency: texts.currency('currency'),
      charge: kind !== 'usage' ? texts.first('billcategory', 'billcategoryzh') : tokens === null ? element : '',
      kind,
      dimensions: element === '' ? {} : { element },
      period: { start: ['expensebegintime', 'expensedate', 'billperiod'], end: ['expenseendtime'], widthMs: hourMs },
      measures: {
        ...(kind === 'usage' ? quantityOf(texts, tokens) : {}),
        billed: amount('payableamount'),
        list: amount('originalbillamount'),
        contracted: amount('discountbillamount'),
      },
    }
  },
} satisfies Omit<Format, 'id' | 'title' | 'shape'>

export const volcengineBillCsv: Format = {
  ...shared,
  id: 'volcengine-bill-csv',
  title: 'Volcengine bill details',
  shape: 'csv',
  columnName: (header) => {
    const folded = header.normalize('NFKC').toLowerCase().replace(/[\s_]/g, '')
    return chineseNames[folded] ?? folded
  },
}

export const volcengineBillJson: Format = {
  ...shared,
  id: 'volcengine-bill-json',
  title: 'Volcengine ListBillDetail',
  shape: 'json',
  json: {
    claims: (document) => itemsOf(document).some((item) => item.has('PayableAmount') && item.has('BillPeriod') && item.has('Count')),
    rows: (document) => itemsOf(document).map((item) => flatten(item)),
  },
}

/** The answer as it came, several pages in a list, or the items alone. */
function itemsOf(document: JsonValue): readonly JsonObject[] {
  if (Array.isArray(document)) return document.flatMap((part: JsonValue) => itemsOf(part))
  if (!isJsonObject(document)) return []
  const list = valueAt(document, 'Result', 'List') ?? valueAt(document, 'List')
  return Array.isArray(list) ? list.filter((item: JsonValue) => isJsonObject(item)) : [document]
}

const modelService = /\bark\b|方舟|豆包|doubao|\bmaas\b|ml_maas|大模型/i

function isModelService(texts: Texts, tokens: string | null): boolean {
  const product = `${texts.text('product')} ${texts.text('productzh')}`
  return product.trim() === '' ? tokens !== null : modelService.test(product)
}

function kindOf(words: string): ChargeKind {
  if (/refund|退款|退订/i.test(words)) return 'refund'
  if (/transfer|调账/i.test(words)) return 'adjustment'
  return /consume-(?:new|renew|modify|formalize)|新购|续费|更配|转正/i.test(words) ? 'purchase' : 'usage'
}

const modelName = /\b(?:doubao|deepseek|kimi|moonshot|glm|qwen|seed(?:ance|ream)?|skylark|mistral|llama|wan)(?:[-_.:][\w.:-]+|\d[\w.:-]*)*/i

/** Named in the factor, or as the first word of the line that looks like a model's name. */
function modelOf(texts: Texts): string {
  const named = jsonMember(texts.text('factor'), /model|模型/i)
  if (named !== '') return named
  for (const column of words) {
    const found = modelName.exec(texts.text(column))?.[0]
    if (found !== undefined) return found
  }
  return texts.text('configname')
}

function quantityOf(texts: Texts, tokens: string | null): Measures {
  if (tokens === null) return /^次$|^times?$/i.test(texts.text('unit')) ? { requests: metered('count', '1') } : {}
  const bucket = words.map((column) => bucketNamed(texts.text(column))).find((found) => found !== null)
  return bucket ? { [bucket]: metered('count', tokens) } : { annotations: { tokens: times(amount('count'), tokens) } }
}
