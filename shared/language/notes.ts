// Remarks that the core attaches to a result, by code; screens, documents and the command line say them here.

import { formatCount, formatMoney } from '../units/format.ts'
import { formatDate, formatMonth } from '../units/format-date.ts'
import { marketTexts } from './market.ts'
import type { Language } from './text.ts'

/** The same shape as the contract's Note. */
interface Remark {
  code: string
  params: Record<string, string>
  severity: 'info' | 'warning' | 'breach'
}

type Say = (p: Record<string, string>) => string
const note = (en: Say, zh: Say): Readonly<Record<Language, Say>> => ({ en, zh })

/** `change`: contracts to add or take off, 0 when no whole number is inside policy; `cure`: the cover in percent that gives. */
const cure = note(
  ({ change = '0', cure: percent }) => {
    if (change === '0') return 'No whole number of contracts fits; record an exception.'
    const count = change.replace('-', '')
    return `${change === count ? 'Add' : 'Take off'} ${count} ${count === '1' ? 'contract' : 'contracts'} (${percent} %) or record an exception.`
  },
  ({ change = '0', cure: percent }) => {
    if (change === '0') return '没有整数手数符合要求，请登记例外。'
    const count = change.replace('-', '')
    return `请${change === count ? '增加' : '减少'} ${count} 手（${percent}%）或登记例外。`
  },
)

const catalogue = {
  // Import
  'amounts-rounded': note(
    (p) => `${p.rows} amounts have more than 18 decimals; each was rounded at the 18th.`,
    (p) => `${p.rows} 个金额超过 18 位小数，已在第 18 位四舍五入。`,
  ),
  'counted-once': note(
    () => 'Usage and the cost report of the same days count once: the report is the money, the usage the tokens.',
    () => '同一日期的用量与成本报告只计一次：金额以成本报告为准，token 以用量为准。',
  ),
  'nothing-new': note(
    () => 'Every row is already in the workspace. Importing changes nothing.',
    () => '所有行均已在工作区中，导入不会产生变化。',
  ),
  'header-only': note(
    () => 'The file has a header and no rows.',
    () => '文件只有表头，没有数据行。',
  ),
  'totals-row-skipped': note(
    (p) => `${p.rows} totals ${p.rows === '1' ? 'row was' : 'rows were'} recognised and left out.`,
    (p) => `识别出 ${p.rows} 行合计，未计入。`,
  ),
  'repeated-header-skipped': note(
    (p) => `${p.rows} repeated header rows were left out.`,
    (p) => `已略过 ${p.rows} 行重复表头。`,
  ),
  'utc-assumed': note(
    () => 'The file states no time zone; UTC is assumed.',
    () => '文件未注明时区，按 UTC 处理。',
  ),
  'columns-dropped': note(
    (p) => `Not stored, because personal or secret: ${p.columns}.`,
    (p) => `因涉及个人或保密信息未保存：${p.columns}。`,
  ),
  'columns-hashed': note(
    (p) => `Stored as hashes, because personal: ${p.columns}.`,
    (p) => `因涉及个人信息，以哈希值保存：${p.columns}。`,
  ),
  'columns-left-out': note(
    (p) => `Not stored (prompts, secrets, or measures without a place here): ${p.columns}.`,
    (p) => `未保存（提示词、密钥或本程序不使用的度量）：${p.columns}。`,
  ),
  'more-pages': note(
    () => 'The file says that more pages exist. Import them too, or the period stays incomplete.',
    () => '文件注明还有后续分页。请一并导入，否则该期间数据不完整。',
  ),
  'traces-may-be-sampled': note(
    () => 'Traces are often sampled. If these are, the file holds only a part of the use.',
    () => '追踪数据常为抽样采集；如已抽样，文件仅包含部分用量。',
  ),
  'totals-do-not-tie': note(
    (p) => `${p.rows} rows state a total that their token buckets do not add to. They were kept.`,
    (p) => `${p.rows} 行的合计与各类 token 之和不符，已保留。`,
  ),
  'no-model': note(
    (p) => `${p.rows} rows name no model. Their tokens count; they cannot be priced.`,
    (p) => `${p.rows} 行未注明模型：计入用量，但无法计价。`,
  ),
  'import-note': note(
    (p) => p.text ?? '',
    (p) => p.text ?? '',
  ),
  // Usage
  'unpriced-models': note(
    (p) => `${p.tokens} tokens of ${p.models} have no price. Their money is missing from every total.`,
    (p) => `${p.models} 的 ${p.tokens} 个 token 没有价格，所有合计均未包含其金额。`,
  ),
  'missing-months': note(
    (p) => `No data from ${p.provider} for ${p.months}. Totals exclude it.`,
    (p) => `${p.provider} 缺少 ${p.months} 的数据，合计未包含。`,
  ),
  // Forecast
  'volumes-only': note(
    () =>
      'This range holds volumes and announced prices only. Desk and Risk add the risk of the index and of your own price to it, so their 1-in-20 cost is higher.',
    () => '本区间仅包含用量与已公布价格的不确定性；套保工作台与风险页另计指数与自身单价的风险，因此其 1/20 情形成本更高。',
  ),
  'short-history': note(
    (p) =>
      `${p.months === '0' ? 'No complete month' : p.months === '1' ? 'Only 1 complete month' : `Only ${p.months} complete months`} of history. The forecast carries the present run-rate with a stated, wide range.`,
    (p) => `仅有 ${p.months} 个完整月份的历史。预测沿用当前日均用量，并给出明示的较宽区间。`,
  ),
  'no-backtest': note(
    () => 'The history is too short for a back-test.',
    () => '历史过短，无法回测。',
  ),
  'partial-month': note(
    (p) => `${p.month} is incomplete: data ends on ${p.day}. The forecast starts with the month after.`,
    (p) => `${p.month} 数据不完整，截至 ${p.day}。预测自次月开始。`,
  ),
  'other-currency': note(
    (p) => `${p.amount} ${p.currency} a month is not in this forecast. Currencies are never added.`,
    (p) => `每月 ${p.amount} ${p.currency} 未计入本预测；不同币种不相加。`,
  ),
  'unpriced-in-forecast': note(
    (p) => `${p.share} of the tokens have no price; the spend forecast does not hold them.`,
    (p) => `${p.share} 的 token 没有价格，支出预测未包含。`,
  ),
  'announced-price': note(
    (p) => `${p.model}: list price changes by ${p.percent} from ${p.month} (${p.source}).`,
    (p) => `${p.model}：自 ${p.month} 起标价变动 ${p.percent}（${p.source}）。`,
  ),
  // Exposure
  'beta-assumed': note(
    (p) => `Beta ${p.beta} is an assumption, not estimated from your data. It cannot be used for hedge accounting.`,
    (p) => `贝塔 ${p.beta} 为假设值，并非由贵公司数据估计，不能用于套期会计指定。`,
  ),
  'beta-few': note(
    (p) => `Beta from ${p.n} paired months is a guess; 12 are needed.`,
    (p) => `贝塔仅由 ${p.n} 个月的配对数据估计，至少需要 12 个月。`,
  ),
  'beta-zero': note(
    (p) => `The fitted ratio ${p.ratio} is within two standard errors of zero: this contract has not moved with your price.`,
    (p) => `拟合系数 ${p.ratio} 与零相差不足两个标准误：该合约价格未随贵公司单价变动。`,
  ),
  'other-currency-index': note(
    (p) => `${p.contract} is priced in ${p.theirs}, the spend is in ${p.ours}: a quantity cannot be computed from them.`,
    (p) => `${p.contract} 以 ${p.theirs} 计价，支出以 ${p.ours} 计，无法据此计算数量。`,
  ),
  'remainder-committed': note(
    (p) => `${p.amount} is fixed by commitment. A price change does not move it.`,
    (p) => `${p.amount} 由承诺合同固定，不随价格变动。`,
  ),
  'remainder-volume': note(
    (p) => `${p.amount} has a fixed unit price: it moves with volume only, and no futures contract covers volume.`,
    (p) => `${p.amount} 单价固定，只随用量变动；期货无法对冲用量。`,
  ),
  'remainder-basis': note(
    (p) => `${p.amount} moves with your vendor's own pricing, not with the index. It stays open.`,
    (p) => `${p.amount} 随供应商自身定价变动，与指数无关，保持敞口。`,
  ),
  'remainder-size-volume': note(
    (p) => `The quantity itself is uncertain: in 1 month of 10 it is below ${p.percent} of the expectation.`,
    (p) => `用量本身不确定：约十分之一的情形低于预期的 ${p.percent}。`,
  ),
  // Market
  'no-quote': note(
    (p) => `${p.contract} has no price yet. Enter or paste one to size a hedge.`,
    (p) => `${p.contract} 尚无价格。请录入或粘贴价格后再测算套保。`,
  ),
  'reference-curve': note(
    (p) => `The curve is one public reading, ${p.price} on ${p.date} (${p.source}), carried flat. It is not a quote; replace it.`,
    (p) => `曲线仅为一个公开读数：${p.date} 的 ${p.price}（${p.source}），各月持平。它不是报价，请替换。`,
  ),
  'stale-quote': note(
    (p) => `The newest price of ${p.contract} is ${p.days} days old (${p.date}). Results use it.`,
    (p) => `${p.contract} 的最新价格为 ${p.days} 天前（${p.date}）录入，结果仍使用该价格。`,
  ),
  'not-tradable': note(
    (p) => `${p.contract}: ${p.status}. Not tradable as of ${p.date}.`,
    (p) => `${p.contract}：${p.status}，截至 ${p.date} 尚不可交易。`,
  ),
  'unknown-fields': note(
    (p) => `Not published: ${p.fields}. The app uses your own figures from Settings.`,
    (p) => `未公布：${p.fields}。应用使用“设置”中的自定数值。`,
  ),
  'paste-not-a-month': note(
    (p) => `"${p.value}" is not a month such as 2027-03.`,
    (p) => `“${p.value}”不是 2027-03 形式的月份。`,
  ),
  'paste-not-a-date': note(
    (p) => `"${p.value}" is not a date such as 2026-10-05.`,
    (p) => `“${p.value}”不是 2026-10-05 形式的日期。`,
  ),
  'paste-not-a-price': note(
    (p) => `"${p.value}" is not a price above zero.`,
    (p) => `“${p.value}”不是大于零的价格。`,
  ),
  'paste-duplicate': note(
    (p) => `${p.value} stands twice; the last one counts.`,
    (p) => `${p.value} 重复出现，以最后一个为准。`,
  ),
  'paste-far-off': note(
    (p) => `${p.value} is more than 5 times away from the last price ${p.last}. Keep it only if it is meant.`,
    (p) => `${p.value} 与上次价格 ${p.last} 相差 5 倍以上，请确认后保留。`,
  ),
  'paste-off-tick': note(
    (p) => `${p.value} is not a multiple of the tick ${p.tick}.`,
    (p) => `${p.value} 不是最小变动价位 ${p.tick} 的整数倍。`,
  ),
  // Hedge
  'below-policy': note(
    (p) => `${p.month} cover is ${p.actual} %. Policy asks for ${p.min}-${p.max} %. ${cure.en(p)}`,
    (p) => `${p.month} 套保比例为 ${p.actual}%，制度要求 ${p.min}%–${p.max}%。${cure.zh(p)}`,
  ),
  'above-policy': note(
    (p) => `${p.month} cover is ${p.actual} %. Policy allows at most ${p.max} %. ${cure.en(p)}`,
    (p) => `${p.month} 套保比例为 ${p.actual}%，制度上限为 ${p.max}%。${cure.zh(p)}`,
  ),
  'over-hedge': note(
    (p) => `${p.month}: the contracts exceed the volume of 1 month in 10 (${p.p10} ${p.unit}) by ${p.excess} ${p.unit}.`,
    (p) => `${p.month}：合约数量比十分之一低位用量（${p.p10} ${p.unit}）多 ${p.excess} ${p.unit}。`,
  ),
  'below-one-contract': note(
    (p) =>
      `${p.month}: the exposure of ${p.units} ${p.unit} is too small for whole contracts of ${p.size} ${p.unit} inside the policy band. It stays open.`,
    (p) => `${p.month}：敞口 ${p.units} ${p.unit}，不足以按每手 ${p.size} ${p.unit} 的整数手满足制度区间，保持敞口。`,
  ),
  'too-small': note(
    (p) => `${p.month} needs at least half a contract (${p.half} ${p.unit}); it has ${p.units}. The month stays open.`,
    (p) => `${p.month} 至少需要半手（${p.half} ${p.unit}），实际为 ${p.units}，该月保持敞口。`,
  ),
  'margin-over-liquidity': note(
    (p) => `Peak margin ${p.peak} exceeds the liquidity of ${p.liquidity}.`,
    (p) => `保证金峰值 ${p.peak} 超过可用流动性 ${p.liquidity}。`,
  ),
  'liquidity-not-set': note(
    () => 'No liquidity is set, so headroom cannot be judged. Enter cash and committed lines in Settings.',
    () => '尚未设置流动性，无法判断余量。请在“设置”中填写现金与授信额度。',
  ),
  'no-budget': note(
    () => 'No budget is entered; the chance of exceeding it cannot be shown.',
    () => '未录入预算，无法给出超预算概率。',
  ),
  'no-hedge-is-best': note(
    () => 'No proposed strategy lowers the 1-in-20 cost. Not hedging is a valid answer here.',
    () => '各方案均未降低 1/20 情形成本；此处不套保是合理的选择。',
  ),
  'no-trade-today': note(
    (p) => `${p.contract} cannot be traded today. This proposal prepares a decision; it is not an order.`,
    (p) => `${p.contract} 目前无法交易。本方案供决策准备，并非下单。`,
  ),
  'margin-assumed': note(
    (p) => `${p.contract} has no published margin. ${p.rate} of contract value is assumed (Settings).`,
    (p) => `${p.contract} 未公布保证金，按合约价值的 ${p.rate} 假设（见“设置”）。`,
  ),
  'volatility-assumed': note(
    (p) => `Index volatility ${p.volatility} a year is an assumption; published indices of one chip range from 26 % to 84 %.`,
    (p) => `指数年化波动率 ${p.volatility} 为假设值；同一芯片各公开指数在 26% 至 84% 之间。`,
  ),
  // Report
  'no-browser': note(
    () => 'The PDF was not written: it needs a Chromium and none was found. Set CHROMIUM_PATH to a Chromium or Chrome.',
    () => '未生成 PDF：需要 Chromium，但未找到。请将 CHROMIUM_PATH 指向 Chromium 或 Chrome。',
  ),
  'pdf-failed': note(
    (p) => `The PDF was not written: ${p.browser} did not print it (${p.reason}). The other documents are complete.`,
    (p) => `未生成 PDF：${p.browser} 未能打印（${p.reason}）。其他文件完整。`,
  ),
  // Overview
  'attention-rejected': note(
    (p) => `${p.rows} rows of ${p.file} were rejected.`,
    (p) => `${p.file} 有 ${p.rows} 行被拒绝。`,
  ),
} as const

export type NoteCode = keyof typeof catalogue

/** A note for a result. */
export function makeNote(code: NoteCode, params: Record<string, string> = {}, severity: Remark['severity'] = 'info'): Remark {
  return { code, params, severity }
}

/** The note's sentence in the user's language. An unknown code shows itself, so that nothing is swallowed. */
export function describeNote(noted: Pick<Remark, 'code' | 'params'>, language: Language): string {
  if (!Object.hasOwn(catalogue, noted.code)) return `${noted.code} ${JSON.stringify(noted.params)}`
  const params = Object.fromEntries(Object.entries(noted.params).map(([key, value]) => [key, readable(key, value, language)]))
  return catalogue[noted.code as NoteCode][language](params)
}

/** The core states days, months, money and codes plainly ('2027-03', 'USD 1565315.64', 'approval-pending'); a reader gets them written out. */
function readable(key: string, value: string, language: Language): string {
  if (key === 'value') return value // as it was typed
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(value, language)
  if (/^\d{4}-\d{2}$/.test(value)) return formatMonth(value, language)
  if (/^\d{4}-\d{2}(, \d{4}-\d{2})+$/.test(value))
    return value
      .split(', ')
      .map((month) => formatMonth(month, language))
      .join(language === 'zh' ? '、' : ', ')
  if (language === 'zh' && /^-?[\d.]+ %$/.test(value)) return value.replace(' ', '')
  if (/^-?\d{5,}$/.test(value)) return formatCount(value, { language, unit: 'one', sign: 'minus' })
  const money = /^([A-Z]{3}) (-?\d+(?:\.\d+)?)$/.exec(value)
  if (money) return formatMoney(money[2] ?? '0', { language, unit: 'auto', sign: 'minus', currency: money[1] ?? '' })
  const { status, field } = marketTexts[language]
  if (key === 'status' && Object.hasOwn(status, value)) return status[value as keyof typeof status]
  if (key === 'fields')
    return value
      .split(', ')
      .map((each) => (Object.hasOwn(field, each) ? field[each as keyof typeof field] : each))
      .join(language === 'zh' ? '、' : ', ')
  return value
}
