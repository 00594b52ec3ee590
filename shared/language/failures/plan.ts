// Failures of forecast, exposure, market, hedge and risk.
import { marketTexts } from '../market.ts'
import type { Language } from '../text.ts'
import { entry } from './entry.ts'

function fieldName(language: Language, field = ''): string {
  const names: Readonly<Record<string, string>> = marketTexts[language].field
  return names[field] ?? field
}

export const planFailures = {
  'no-usage': entry(
    'missing-data',
    () => ({
      what: 'There is no usage yet.',
      meaning: 'Forecasts and comparisons need at least one day of usage.',
      action: 'Import a file or open the sample.',
    }),
    () => ({ what: '尚无用量数据。', meaning: '预测与对比至少需要一天的用量。', action: '请导入文件或打开示例。' }),
  ),
  'bad-comparison': entry(
    'invalid-input',
    (p) => ({
      what: `"${p.from}" to "${p.to}" is not a period.`,
      meaning: 'Nothing was compared.',
      action: 'Give the first and the last day of the period, the last not before the first.',
    }),
    (p) => ({
      what: `“${p.from}”至“${p.to}”不是有效期间。`,
      meaning: '未进行对比。',
      action: '请同时给出期间的首日与末日，且末日不得早于首日。',
    }),
  ),
  'job-argument': entry(
    'invalid-input',
    (p) => ({
      what: `The calculation was given ${p.name} = ${p.value}.`,
      meaning: `Allowed is ${p.allowed}. Nothing was calculated.`,
      action: 'Check the setting or the data behind it.',
    }),
    (p) => ({
      what: `计算收到的参数 ${p.name} 为 ${p.value}。`,
      meaning: `允许的取值：${p.allowed}。未进行计算。`,
      action: '请检查该设置或其来源数据。',
    }),
  ),
  'job-too-large': entry(
    'invalid-input',
    (p) => ({
      what: `The simulation would need ${p.cells} numbers; the limit is ${p.most}.`,
      meaning: 'Nothing was calculated.',
      action: 'Use fewer trials or months, or group small series.',
    }),
    (p) => ({
      what: `本次模拟需要 ${p.cells} 个数值，上限为 ${p.most}。`,
      meaning: '未进行计算。',
      action: '请减少模拟次数或月数，或合并较小的序列。',
    }),
  ),
  'too-few-pairs': entry(
    'missing-data',
    (p) => ({
      what: `There are ${p.pairs} pairs of price changes.`,
      meaning: `A hedge ratio needs at least ${p.least}; below 12 it is a guess.`,
      action: 'Add index prices or import more months.',
    }),
    (p) => ({
      what: `价格变动配对仅有 ${p.pairs} 组。`,
      meaning: `估计套保比率至少需要 ${p.least} 组；少于 12 组时只能视为猜测。`,
      action: '请补充指数价格或导入更多月份。',
    }),
  ),
  'index-stood-still': entry(
    'not-applicable',
    (p) => ({
      what: `Over ${p.pairs} periods the index moved at most once.`,
      meaning: 'A hedge ratio cannot be measured against it.',
      action: 'Use a longer history or another index, or enter a ratio as an assumption.',
    }),
    (p) => ({
      what: `在 ${p.pairs} 个期间内，指数最多只变动过一次。`,
      meaning: '无法据此测算套保比率。',
      action: '请使用更长的历史或其他指数，或以假设方式输入比率。',
    }),
  ),
  'no-spend': entry(
    'missing-data',
    (p) => ({
      what: `There is no spend in ${p.currency}.`,
      meaning: 'Forecast, exposure and hedge need spend in the workspace currency.',
      action: 'Change the currency in Settings, or add prices for the models that have none.',
    }),
    (p) => ({
      what: `没有 ${p.currency} 的支出。`,
      meaning: '预测、敞口与套保需要以工作区币种计的支出。',
      action: '请在“设置”中更换币种，或为无价格的模型补充价格。',
    }),
  ),
  'as-of-before-data': entry(
    'invalid-input',
    (p) => ({
      what: `The as-of date ${p.asOf} lies before the first day of data, ${p.first}.`,
      meaning: 'Nothing can be computed at that date.',
      action: 'Choose a later as-of date in Settings.',
    }),
    (p) => ({
      what: `基准日 ${p.asOf} 早于首个数据日 ${p.first}。`,
      meaning: '该日期无法进行任何计算。',
      action: '请在“设置”中选择更晚的基准日。',
    }),
  ),
  'bad-policy': entry(
    'invalid-input',
    (p) => ({
      what: `The policy band for months ${p.from} to ${p.to} has its minimum above its maximum, or ends before it starts.`,
      meaning: 'The policy was not changed.',
      action: 'Correct the band.',
    }),
    (p) => ({
      what: `第 ${p.from} 至 ${p.to} 个月的政策区间下限高于上限，或结束早于开始。`,
      meaning: '政策未修改。',
      action: '请更正该区间。',
    }),
  ),
  'bad-split': entry(
    'invalid-input',
    (p) => ({
      what: `Committed and volume-only shares of ${p.provider} add to more than 100 %.`,
      meaning: 'The assumption was not changed.',
      action: 'Lower one of them.',
    }),
    (p) => ({ what: `${p.provider} 的承诺与仅随用量的占比之和超过 100%。`, meaning: '假设未修改。', action: '请降低其中一项。' }),
  ),
  'bad-contract': entry(
    'invalid-input',
    (p) => ({
      what: `${fieldName('en', p.field)} of the contract is ${p.value}, which no contract can have.`,
      meaning: 'The contract was not saved.',
      action: 'Enter the figure from the contract, or leave it empty if it is not known.',
    }),
    (p) => ({
      what: `合约的“${fieldName('zh', p.field)}”为 ${p.value}，不可能成立。`,
      meaning: '合约未保存。',
      action: '请录入合约中的数值；若未知请留空。',
    }),
  ),
  'unknown-contract': entry(
    'invalid-input',
    (p) => ({
      what: `There is no contract "${p.id}".`,
      meaning: 'Nothing was changed.',
      action: 'Choose one of the contracts in Market, or add your own.',
    }),
    (p) => ({ what: `没有名为“${p.id}”的合约。`, meaning: '未作任何修改。', action: '请在“市场”中选择合约，或自行新增。' }),
  ),
  'contract-in-use': entry(
    'not-applicable',
    (p) => ({
      what: `Exposure, desk and risk are computed with ${p.id}.`,
      meaning: 'The contract was not removed.',
      action: 'Choose another contract in Exposure first.',
    }),
    (p) => ({ what: `敞口、套保工作台与风险正以 ${p.id} 计算。`, meaning: '合约未删除。', action: '请先在“敞口”中更换合约。' }),
  ),
  'settlement-unknown': entry(
    'not-applicable',
    (p) => ({
      what: `How ${p.contract} settles is not published.`,
      meaning: 'A settlement price cannot be computed.',
      action: 'Enter the settlement method in Market when it is known.',
    }),
    (p) => ({ what: `${p.contract} 的结算方式尚未公布。`, meaning: '无法计算结算价。', action: '结算方式明确后请在“市场”中录入。' }),
  ),
  'contract-size-unknown': entry(
    'missing-data',
    (p) => ({
      what: `The size of ${p.contract} is not known.`,
      meaning: 'A number of contracts cannot be computed.',
      action: 'Enter the contract size in Market, or choose another contract in Exposure.',
    }),
    (p) => ({
      what: `${p.contract} 的合约规模未知。`,
      meaning: '无法计算手数。',
      action: '请在“市场”中录入合约规模，或在“敞口”中更换合约。',
    }),
  ),
  'contract-currency': entry(
    'not-applicable',
    (p) => ({
      what: `${p.contract} is in ${p.theirs}; the workspace hedges ${p.ours}.`,
      meaning: 'Currencies are never added, so no hedge was computed.',
      action: 'Choose a contract in the same currency, or change the currency in Settings.',
    }),
    (p) => ({
      what: `${p.contract} 以 ${p.theirs} 计价，工作区以 ${p.ours} 套保。`,
      meaning: '不同币种不相加，因此未计算套保。',
      action: '请选择同币种合约，或在“设置”中更换币种。',
    }),
  ),
  'unknown-scenario': entry(
    'invalid-input',
    (p) => ({ what: `There is no scenario "${p.name}".`, meaning: 'Nothing was computed.', action: 'Choose one of the saved scenarios.' }),
    (p) => ({ what: `没有名为“${p.name}”的情景。`, meaning: '未进行计算。', action: '请选择已保存的情景。' }),
  ),
  'unknown-strategy': entry(
    'invalid-input',
    (p) => ({
      what: `There is no strategy "${p.id}".`,
      meaning: 'Nothing was computed.',
      action: 'Choose one of the strategies on the Hedge desk.',
    }),
    (p) => ({ what: `没有名为“${p.id}”的方案。`, meaning: '未进行计算。', action: '请在套保台选择已有方案。' }),
  ),
  'fixed-strategy': entry(
    'invalid-input',
    (p) => ({
      what: `${p.name} cannot be changed or removed.`,
      meaning: 'It stands beside every strategy.',
      action: 'Change a strategy of your own.',
    }),
    (p) => ({ what: `“${p.name}”不可修改或删除。`, meaning: '它始终作为对照。', action: '请修改自建方案。' }),
  ),
  'bad-price': entry(
    'invalid-input',
    (p) => ({
      what: `The price of ${p.bucket} is ${p.price}; a price cannot be negative.`,
      meaning: 'No price was changed.',
      action: 'Enter zero or more per 1M tokens.',
    }),
    (p) => ({
      what: `${p.bucket} 的价格为 ${p.price}，价格不能为负。`,
      meaning: '价格未修改。',
      action: '请输入大于或等于零的每百万 token 价格。',
    }),
  ),
  'bad-rules-file': entry(
    'invalid-input',
    (p) => ({
      what: `${p.file} is no list of rules: ${p.place || 'the file'}: ${p.problem}.`,
      meaning: 'Nothing was changed.',
      action: 'Write [{"when":[{"field":"project","test":"starts-with","values":["mkt-"]}],"team":"Marketing","costCenter":"CC-410"}].',
    }),
    (p) => ({
      what: `${p.file} 不是有效的规则列表：${p.place || '文件'}：${p.problem}。`,
      meaning: '未作任何修改。',
      action: '格式为 [{"when":[{"field":"project","test":"starts-with","values":["mkt-"]}],"team":"市场部","costCenter":"CC-410"}]。',
    }),
  ),
  'bad-strategy-file': entry(
    'invalid-input',
    (p) => ({
      what: `${p.file} is no strategy: ${p.field || 'the file'} ${p.problem}.`,
      meaning: 'Nothing was computed.',
      action: 'Write {"id":"x","name":"X","kind":"manual","cover":{"2027-03":60}} with a percent for each month.',
    }),
    (p) => ({
      what: `${p.file} 不是有效的方案：${p.field || '文件'} ${p.problem}。`,
      meaning: '未进行计算。',
      action: '格式为 {"id":"x","name":"X","kind":"manual","cover":{"2027-03":60}}，每月一个百分数。',
    }),
  ),
}
