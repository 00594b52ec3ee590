// Bills of Chinese platforms that state money by period and nothing of models, as workbooks. Billed is what is to be paid;
// what gifts and vouchers cover is in the list amount only.
// Moonshot (Kimi), sheet 账单汇总: one line for a range of dates in one cell. Zhipu (GLM): one line a month.
// Source: exports described by two independent parsers (2026-08, 2026-09).
import { DateReader } from '../dates.ts'
import { dayMs, type Format, type Period } from '../format.ts'
import { amount, plus, required } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { zoneOf } from '../zones.ts'

const zone = 'Asia/Shanghai'

/** Full-width brackets and letters as their plain forms. */
const columnName = (header: string): string => header.normalize('NFKC').toLowerCase().replace(/\s/g, '')

const shared = { shape: 'csv', columnName, zone, population: 'platform', standing: 'roundedBill', identity: 'key' } as const

export const moonshotBill: Format = {
  ...shared,
  id: 'moonshot-bill-xlsx',
  title: 'Moonshot (Kimi) bill summary',
  signature: ['时间范围', '充值账户消耗(元)'],
  columns: {
    dates: [],
    counts: [],
    amounts: ['充值账户消耗(元)', '赠送账户消耗(元)'],
    texts: ['时间范围', '用户id'],
    dimensions: ['组织id'],
    ignored: ['客户主体'],
  },
  money: { amount: '充值账户消耗(元)', currency: { code: 'CNY' } },
  rule: (texts) => ({
    role: 'cost',
    provider: 'moonshot',
    currency: 'CNY',
    personal: { 'user id': texts.text('用户id') },
    period: rangeOf(texts, '时间范围'),
    measures: { billed: required(amount('充值账户消耗(元)')), list: plus(amount('充值账户消耗(元)'), '赠送账户消耗(元)') },
  }),
}

const months = ['账期(月)', '账期', '账单月份']

export const zhipuBill: Format = {
  ...shared,
  id: 'zhipu-bill-xlsx',
  title: 'Zhipu (GLM) monthly bill',
  signature: [months, '目录总价', '总消费金额', '应付金额'],
  columns: {
    dates: months,
    counts: [],
    amounts: ['目录总价', '总消费金额', '应付金额'],
    texts: [],
    dimensions: [],
    ignored: ['信用支付金额', '赠金抵扣金额', '已付款金额', '待付款金额', '结算状态'],
  },
  money: { amount: '应付金额', currency: { code: 'CNY' } },
  rule: () => ({
    role: 'cost',
    provider: 'zhipu',
    currency: 'CNY',
    period: { start: months, end: [], widthMs: dayMs },
    measures: { billed: required(amount('应付金额')), list: amount('目录总价'), contracted: amount('总消费金额') },
  }),
}

const date = /\d{4}(?:[-/.]\d{1,2}(?:[-/.]\d{1,2})?|年\d{1,2}月(?:\d{1,2}日?)?|\d{4})(?:[ T]+\d{1,2}:\d{2}(?::\d{2})?)?/g
const reader = new DateReader('ymd', zoneOf(zone))

/** `2026-08-01 00:00:00 - 2026-08-31 23:59:59`, `20250301-20260131`, `2026-08`: the last day or second belongs to it. */
function rangeOf(texts: Texts, column: string): Period {
  const stamps = [...texts.text(column).matchAll(date)].map(([text]) => reader.read(text))
  const start = stamps[0]?.ms ?? 0
  const last = stamps.at(-1)
  const end = last?.grain === 'time' ? midnightAfter(last.ms) : (last?.endMs ?? 0)
  if (stamps.length === 0 || stamps.length > 2 || stamps.includes(null) || end <= start)
    texts.reject(texts.text(column) === '' ? 'missing-value' : 'bad-date', column)
  return { start: [], end: [], widthMs: 1000, fixed: { start, end: Math.max(end, start + 1000) } }
}

/** 23:59:59 is the last second before it. */
const midnightAfter = (ms: number): number => (ms % 60_000 === 59_000 ? ms + 1000 : ms)
