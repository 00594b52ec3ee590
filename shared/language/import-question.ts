// The words of what an importer asks and never guesses. Answers that are data (a date, a currency, a format) speak for
// themselves; the others are said here.
import { type Language, texts } from './text.ts'

export const questionNames = [
  'format',
  'mapping',
  'cached-in-input',
  'date-order',
  'decimal-mark',
  'day-index',
  'currency',
  'zone',
  'unit-scale',
  'period',
  'cost-view',
] as const
export type QuestionName = (typeof questionNames)[number]
type QuestionWords = {
  /** Names the answer where it stands as settled: "Currency". */
  readonly name: string
  readonly ask: string
  readonly options: Readonly<Record<string, string>>
  /** An answer in a word or two, where it does not speak for itself. */
  readonly settled: Readonly<Record<string, string>>
}

const en: Readonly<Record<QuestionName, QuestionWords>> = {
  format: { name: 'Format', ask: 'Which export is this? Its columns fit more than one.', options: {}, settled: {} },
  mapping: {
    name: 'Columns',
    ask: 'Which columns hold the date and the quantities? The column names do not tell.',
    options: {},
    settled: { '': 'as mapped' },
  },
  'cached-in-input': {
    name: 'Cached tokens',
    ask: 'In this file, do the input tokens already include the cached tokens?',
    options: {
      yes: 'Yes, input includes cached tokens. Uncached input:',
      no: 'No, cached tokens stand beside input. Uncached input:',
    },
    settled: { yes: 'inside input', no: 'beside input' },
  },
  'date-order': {
    name: 'Order of dates',
    ask: 'In which order do the dates stand? Nothing in the file settles it.',
    options: { dmy: 'Day, month, year', mdy: 'Month, day, year', ymd: 'Year, month, day' },
    settled: {},
  },
  'decimal-mark': {
    name: 'Decimal mark',
    ask: 'Which mark divides the decimals? The amounts read both ways.',
    options: { '.': 'A point: 1,234 is one thousand two hundred and thirty-four', ',': 'A comma: 1,234 is a little more than one' },
    settled: { '.': 'point', ',': 'comma' },
  },
  'day-index': { name: 'Day 0', ask: 'Which date is day 0? The file numbers its days.', options: {}, settled: {} },
  currency: { name: 'Currency', ask: 'In which currency are the amounts? The file does not say.', options: {}, settled: {} },
  zone: {
    name: 'Time zone',
    ask: 'In which time zone are the times? The file does not say, and rows near a month’s end depend on it.',
    options: {},
    settled: {},
  },
  'unit-scale': {
    name: 'Tokens in a unit',
    ask: 'How many tokens is one unit? The meter does not say.',
    options: { '1': 'One token', '1000': 'A thousand tokens', '1000000': 'A million tokens' },
    settled: { '1': '1', '1000': '1,000', '1000000': '1,000,000' },
  },
  period: { name: 'Period', ask: 'Which days does the file cover? It states no dates.', options: {}, settled: {} },
  'cost-view': {
    name: 'View of costs',
    ask: 'Which costs does the file state? Some of its lines belong to one kind of export, some to the other.',
    options: { actual: 'Actual costs, as billed', amortized: 'Amortised costs, commitments spread over their time' },
    settled: { actual: 'actual', amortized: 'amortised' },
  },
}

const zh: Readonly<Record<QuestionName, QuestionWords>> = {
  format: { name: '格式', ask: '这是哪种导出文件？其列名符合多种格式。', options: {}, settled: {} },
  mapping: { name: '列对应', ask: '哪些列是日期和数量？仅凭列名无法判断。', options: {}, settled: { '': '已对应' } },
  'cached-in-input': {
    name: '缓存命中 token',
    ask: '该文件的输入 token 是否已包含缓存命中 token？',
    options: {
      yes: '是，输入已包含缓存命中 token。未命中缓存的输入：',
      no: '否，缓存命中 token 另计。未命中缓存的输入：',
    },
    settled: { yes: '包含在输入中', no: '在输入之外' },
  },
  'date-order': {
    name: '日期顺序',
    ask: '日期中日、月、年的顺序是什么？文件内容无法判断。',
    options: { dmy: '日、月、年', mdy: '月、日、年', ymd: '年、月、日' },
    settled: {},
  },
  'decimal-mark': {
    name: '小数点',
    ask: '小数点用哪个符号？这些金额两种读法都成立。',
    options: { '.': '用点：1,234 即一千二百三十四', ',': '用逗号：1,234 即一点二三四' },
    settled: { '.': '句点', ',': '逗号' },
  },
  'day-index': { name: '第 0 天', ask: '第 0 天是哪一天？文件只给出天数序号。', options: {}, settled: {} },
  currency: { name: '币种', ask: '金额是什么币种？文件未注明。', options: {}, settled: {} },
  zone: { name: '时区', ask: '时间属于哪个时区？文件未注明，月末附近的行取决于此。', options: {}, settled: {} },
  'unit-scale': {
    name: '单位 token 数',
    ask: '一个单位是多少 token？计量项未注明。',
    options: { '1': '1 个 token', '1000': '1 千个 token', '1000000': '1 百万个 token' },
    settled: { '1': '1', '1000': '1,000', '1000000': '1,000,000' },
  },
  period: { name: '期间', ask: '文件涵盖哪些日期？其中没有日期。', options: {}, settled: {} },
  'cost-view': {
    name: '成本口径',
    ask: '该文件列出的是哪种成本？其中的行分属两种导出。',
    options: { actual: '实际成本（按账单）', amortized: '摊销成本（承诺用量按期分摊）' },
    settled: { actual: '实际', amortized: '摊销' },
  },
}

export const questionTexts = texts({ en, zh })

/** "Currency: CNY": what was answered, in a word or two. */
export function describeAnswer(id: QuestionName, value: string, language: Language): string {
  const { name, options, settled } = questionTexts[language][id]
  const colon = language === 'zh' ? '：' : ': '
  return `${name}${colon}${settled[value] ?? options[value] ?? value.replace('/', ' – ')}`
}
