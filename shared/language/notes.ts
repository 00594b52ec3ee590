// Remarks that the core attaches to a result, by code; screens, documents and the command line say them here.

import { formatCount, formatMoney } from '../units/format.ts'
import { formatDate, formatMonth } from '../units/format-date.ts'
import { describeAnswer, questionNames } from './import-question.ts'
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

/** `more`: how many names were left off. */
function namesAndMore({ names = '', more = '0' }: Record<string, string>, language: Language): string {
  if (language === 'zh') return names.replaceAll(', ', '、') + (more === '0' ? '' : `等，另有 ${more} 项`)
  return more === '0' ? names : `${names} and ${more} more`
}

/** Answers by the question they answered. */
function answersText(params: Record<string, string>, language: Language): string {
  return questionNames
    .flatMap((id) => (params[id] === undefined ? [] : [describeAnswer(id, params[id], language)]))
    .join(language === 'zh' ? '；' : '; ')
}

/** What repriced a month, by the command that did. */
const repricedBy: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { 'price.set': 'The price of', 'discount.set': 'The discount on', 'discount.remove': 'The end of the discount on' },
  zh: { 'price.set': '价格', 'discount.set': '折扣', 'discount.remove': '折扣取消' },
}

const catalogue = {
  // Import
  'amounts-rounded': note(
    (p) => `${p.rows} amounts have more than 18 decimals; each was rounded at the 18th.`,
    (p) => `${p.rows} 个金额超过 18 位小数，已在第 18 位四舍五入。`,
  ),
  'mapping-remembered': note(
    () => 'The columns are mapped as they were for an earlier file with the same columns.',
    () => '各列沿用此前同样列名文件的对应关系。',
  ),
  'answers-remembered': note(
    (p) => `Read as an earlier file of this format was: ${answersText(p, 'en')}.`,
    (p) => `沿用此前该格式文件的答案：${answersText(p, 'zh')}。`,
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
  repriced: note(
    (p) =>
      `${p.month} was repriced: ${p.before} before, ${p.after} after, all vendors. ${repricedBy.en[p.by ?? ''] ?? ''} ${p.what} from ${p.from} was applied to usage already imported (change ${p.change}).`,
    (p) =>
      `${p.month} 已重新计价：改动前 ${p.before}，改动后 ${p.after}（全部供应商）。${p.what} 自 ${p.from} 起的${repricedBy.zh[p.by ?? ''] ?? ''}已应用于此前导入的用量（变更 ${p.change}）。`,
  ),
  'no-rate': note(
    (p) => `${p.amounts} has no rate to ${p.currency} on its days and is in no figure in ${p.currency}. Enter rates in Settings.`,
    (p) => `${p.amounts} 缺少相应日期兑 ${p.currency} 的汇率，未计入以 ${p.currency} 计的数字。请在“设置”中录入汇率。`,
  ),
  // Drivers
  'drivers-overlap': note(
    () => 'The two periods overlap: what lies in both is no change.',
    () => '两个期间有重叠，重叠部分不构成变动。',
  ),
  'drivers-starts': note(
    (p) => `The data begins on ${p.day}, inside or after a period of the comparison.`,
    (p) => `数据自${p.day}起，晚于对比期间的首日。`,
  ),
  'drivers-ends': note(
    (p) => `The data of ${p.providers} ends on ${p.day}. The days after it look like no use.`,
    (p) => `${p.providers} 的数据截至${p.day}，其后各日看似没有用量。`,
  ),
  'drivers-days': note(
    (p) => `The periods have ${p.before} and ${p.after} days. The difference in days is part of volume.`,
    (p) => `两个期间分别为 ${p.before} 天和 ${p.after} 天，天数之差计入用量。`,
  ),
  'drivers-other-currency': note(
    (p) => `Not in this comparison: ${p.before} before, ${p.after} after. Currencies are never added.`,
    (p) => `未计入本次对比：此前 ${p.before}，此后 ${p.after}。不同币种不相加。`,
  ),
  'drivers-no-rate': note(
    (p) => `Not in this comparison: ${p.before} before, ${p.after} after. There is no rate to ${p.currency} for all of their days.`,
    (p) => `未计入本次对比：此前 ${p.before}，此后 ${p.after}。缺少部分日期兑 ${p.currency} 的汇率。`,
  ),
  'drivers-unpriced': note(
    (p) => `Tokens without a price are in neither amount: ${p.before} before, ${p.after} after.`,
    (p) => `没有价格的 token 未计入任何一方：此前 ${p.before} 个，此后 ${p.after} 个。`,
  ),
  'drivers-pooled': note(
    (p) => `Bill and usage share no model names, so all models of a vendor count as one: ${namesAndMore(p, 'en')}.`,
    (p) => `账单与用量的模型名称无法对应，整个供应商视为一项：${namesAndMore(p, 'zh')}。`,
  ),
  'drivers-no-requests': note(
    (p) => `Not every line states requests, so volume is counted in tokens: ${namesAndMore(p, 'en')}.`,
    (p) => `并非每行都列明请求数，用量按 token 计：${namesAndMore(p, 'zh')}。`,
  ),
  'drivers-no-list': note(
    (p) => `No price list tells cached, output and other tokens apart, so their mix is part of price: ${namesAndMore(p, 'en')}.`,
    (p) => `没有价格表区分缓存、输出等 token，其构成变化计入价格：${namesAndMore(p, 'zh')}。`,
  ),
  'drivers-uncounted': note(
    (p) => `Charges for use that no line counts are under Other: ${p.before} before, ${p.after} after.`,
    (p) => `没有任何行计量的使用费归入“其他”：此前 ${p.before}，此后 ${p.after}。`,
  ),
  // Reconcile
  'month-not-complete': note(
    (p) => `${p.month} is not complete: the data ends on ${p.day}.`,
    (p) => `${p.month} 数据不完整，截至 ${p.day}。`,
  ),
  'reconcile-unpriced': note(
    (p) => `${p.tokens} tokens have no price. What they cost is missing from usage x price.`,
    (p) => `${p.tokens} 个 token 没有价格，“用量 x 价格”未包含其金额。`,
  ),
  'reconcile-stand-in': note(
    (p) => `${p.amount} of usage x price is what the files state themselves, where the price book has no price.`,
    (p) => `“用量 x 价格”中有 ${p.amount} 取自文件自身所列金额，因价格表没有相应价格。`,
  ),
  'reconcile-undivided': note(
    (p) => `${p.amount} of the cost report names neither model nor purpose, so charges for tools cannot be told from charges for tokens.`,
    (p) => `成本报告中有 ${p.amount} 未注明模型或用途，无法区分工具费用与 token 费用。`,
  ),
  'reconcile-left-out': note(
    (p) => `${p.tokens} tokens are of the priority tier, which this vendor's cost report leaves out, and have no price here.`,
    (p) => `${p.tokens} 个 token 属于优先档（该供应商的成本报告不含此档），且在此没有价格。`,
  ),
  'reconcile-left-out-invoiced': note(
    () =>
      "The vendor's cost report leaves out the priority tier; its invoice does not. What it bills for it stands in the unexplained rest.",
    () => '该供应商的成本报告不含优先档，而发票包含；其计费金额计入未解释部分。',
  ),
  'reconcile-price-differs': note(
    (p) => `${p.amount} of the rest is on lines that state tokens and money together: the vendor's price is not the price book's.`,
    (p) => `未解释部分中有 ${p.amount} 来自同时列明 token 与金额的行：供应商的单价与价格表不一致。`,
  ),
  'reconcile-converted': note(
    (p) => `${p.amount} of usage x price was converted to ${p.to} by the dated rates entered in Settings.`,
    (p) => `“用量 x 价格”中有 ${p.amount} 按“设置”中录入的当日汇率折算为 ${p.to}。`,
  ),
  'reconcile-usage-in': note(
    (p) =>
      `Usage x price is ${p.amount}; the vendor bills in ${p.to}. To compare the two, enter the rate from ${p.from} to ${p.to} of these days in Settings.`,
    (p) => `“用量 x 价格”为 ${p.amount}，而供应商以 ${p.to} 计费。如需比较，请在“设置”中录入相应日期 ${p.from} 对 ${p.to} 的汇率。`,
  ),
  'reconcile-other-currency': note(
    (p) => `The same month has figures in ${p.currencies}. Currencies are never added, so the two sides cannot be compared.`,
    (p) => `同一月份另有以 ${p.currencies} 计的数据。不同币种不相加，因此双方无法比较。`,
  ),
  'reconcile-zone-days': note(
    (p) =>
      `This vendor's billing months begin in another zone (${p.zone}). Lines of whole days do not tell which hours fall into another month; such an effect stands in the unexplained rest.`,
    (p) => `该供应商的计费月份按另一时区（${p.zone}）起算。以整日计的数据无法判断哪些小时属于另一月份，相应影响计入未解释部分。`,
  ),
  'reconcile-zone-unknown': note(
    (p) =>
      `In which zone the billing months of ${p.provider} begin is not known here. If it is not UTC, its effect stands in the unexplained rest.`,
    (p) => `${p.provider} 的计费月份按哪个时区起算尚不清楚；若非 UTC，其影响计入未解释部分。`,
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
  'paste-not-a-currency': note(
    (p) => `"${p.value}" is not a currency code such as USD.`,
    (p) => `“${p.value}”不是 USD 形式的币种代码。`,
  ),
  'paste-same-currency': note(
    (p) => `A rate from ${p.value} to itself says nothing.`,
    (p) => `${p.value} 兑自身的汇率没有意义。`,
  ),
  'paste-not-a-rate': note(
    (p) => `"${p.value}" is not a rate above zero with at most 14 decimals and a decimal point.`,
    (p) => `“${p.value}”不是大于零、以小数点表示且最多 14 位小数的汇率。`,
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
  const unit = key === 'before' || key === 'after' ? 'one' : 'auto' // a change may be smaller than what a shortened amount shows
  if (money) return formatMoney(money[2] ?? '0', { language, unit, sign: 'minus', currency: money[1] ?? '' })
  const { status, field } = marketTexts[language]
  if (key === 'status' && Object.hasOwn(status, value)) return status[value as keyof typeof status]
  if (key === 'fields')
    return value
      .split(', ')
      .map((each) => (Object.hasOwn(field, each) ? field[each as keyof typeof field] : each))
      .join(language === 'zh' ? '、' : ', ')
  return value
}
