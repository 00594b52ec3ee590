// The field's terms in both languages with one line of help each. Shown on hover and focus by the Term part,
// in the glossary behind F1 and at the back of the board report. Use these words and no others.
import type { Language } from './text.ts'

export interface GlossaryEntry {
  readonly term: string
  readonly help: string
}

const entries = {
  exposure: {
    en: { term: 'Exposure', help: 'The part of future spend that changes when the index price changes.' },
    zh: { term: '敞口', help: '未来支出中随指数价格变动的部分。' },
  },
  cover: {
    en: { term: 'Hedge ratio / cover', help: 'Hedged quantity divided by expected quantity.' },
    zh: { term: '套保比例', help: '套保数量除以预计采购数量。' },
  },
  basis: {
    en: { term: 'Basis', help: 'Our unit cost minus the index price.' },
    zh: { term: '基差', help: '我方单位成本减去指数价格。' },
  },
  curve: {
    en: { term: 'Futures curve', help: "Today's prices for future months." },
    zh: { term: '期货曲线', help: '当前各远期月份的价格。' },
  },
  initialMargin: {
    en: { term: 'Initial margin', help: 'Deposit to hold a position.' },
    zh: { term: '初始保证金（交易保证金）', help: '持有仓位须缴存的资金。' },
  },
  variationMargin: {
    en: { term: 'Variation margin', help: 'Daily cash gain or loss.' },
    zh: { term: '变动保证金（盯市盈亏）', help: '每日以现金结算的盈亏。' },
  },
  marginCall: {
    en: { term: 'Margin call', help: 'Cash you must pay in at once.' },
    zh: { term: '追加保证金', help: '须立即补缴的现金。' },
  },
  cfar: {
    en: { term: 'Cash flow at risk (CFaR)', help: 'The extra cost above expected that is exceeded only 1 time in 20.' },
    zh: { term: '现金流风险值', help: '超出预计的额外成本，20 次中仅有 1 次会更高。' },
  },
  p95: {
    en: { term: 'Percentile P95', help: 'Exceeded in 1 case out of 20.' },
    zh: { term: '95 分位数', help: '20 种情形中有 1 种会超过该值。' },
  },
  effectiveness: {
    en: { term: 'Hedge effectiveness', help: 'How well futures gains offset cost increases.' },
    zh: { term: '套期有效性', help: '期货盈利抵消成本上升的程度。' },
  },
  designation: {
    en: { term: 'Designation', help: 'The formal statement that links hedge and purchase.' },
    zh: { term: '套期关系指定', help: '将套期工具与采购正式关联的书面文件。' },
  },
  cashFlowHedge: {
    en: { term: 'Cash flow hedge', help: 'Gains wait in OCI until the purchase hits P&L.' },
    zh: { term: '现金流量套期', help: '盈利先计入其他综合收益，待采购影响损益时转出。' },
  },
  oci: {
    en: { term: 'OCI', help: 'Equity, not yet profit or loss.' },
    zh: { term: '其他综合收益', help: '计入权益、尚未计入损益的金额。' },
  },
  roll: {
    en: { term: 'Roll', help: 'Close the near month, open a later one.' },
    zh: { term: '移仓换月', help: '平掉近月合约，开立远月合约。' },
  },
  stressTest: {
    en: { term: 'Stress test', help: 'A given bad case, not a probability.' },
    zh: { term: '压力测试', help: '给定的不利情形，不代表发生概率。' },
  },
  frontier: {
    en: { term: 'Frontier', help: 'Best achievable risk for each cost.' },
    zh: { term: '成本-风险前沿', help: '每一成本水平下可达到的最低风险。' },
  },
  overHedged: {
    en: { term: 'Over-hedged', help: 'Hedged more than will be bought.' },
    zh: { term: '过度套保', help: '套保数量超过实际采购数量。' },
  },
  budgetRate: {
    en: { term: 'Budget rate', help: 'The price used in the approved budget.' },
    zh: { term: '预算价', help: '已批准预算所采用的价格。' },
  },
  token: {
    en: { term: 'Token', help: 'Unit of text a model reads or writes; not a crypto token.' },
    zh: { term: 'token（文本计量单位）', help: '模型读写文本的计量单位，与加密代币无关。' },
  },
  cachedTokens: {
    en: { term: 'Cached tokens', help: 'Input that is billed at a lower rate because it was sent before.' },
    zh: { term: '缓存命中 token', help: '因此前已发送而按较低单价计费的输入。' },
  },
} as const satisfies Record<string, Record<Language, GlossaryEntry>>

export type TermId = keyof typeof entries

export const termIds = Object.keys(entries) as readonly TermId[]

export function glossaryEntry(id: TermId, language: Language): GlossaryEntry {
  return entries[id][language]
}
