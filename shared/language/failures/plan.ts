// Failures of forecast, exposure, market, hedge and risk.
import { entry } from './entry.ts'

export const planFailures = {
  'no-usage': entry(
    'missing-data',
    () => ({ what: 'There is no usage yet.', meaning: 'A forecast needs at least one day of usage.', action: 'Import a file or open the sample.' }),
    () => ({ what: '尚无用量数据。', meaning: '预测至少需要一天的用量。', action: '请导入文件或打开示例。' }),
  ),
  'job-argument': entry(
    'invalid-input',
    (p) => ({ what: `The calculation was given ${p.name} = ${p.value}.`, meaning: `Allowed is ${p.allowed}. Nothing was calculated.`, action: 'Check the setting or the data behind it.' }),
    (p) => ({ what: `计算收到的参数 ${p.name} 为 ${p.value}。`, meaning: `允许的取值：${p.allowed}。未进行计算。`, action: '请检查该设置或其来源数据。' }),
  ),
  'job-too-large': entry(
    'invalid-input',
    (p) => ({ what: `The simulation would need ${p.cells} numbers; the limit is ${p.most}.`, meaning: 'Nothing was calculated.', action: 'Use fewer trials or months, or group small series.' }),
    (p) => ({ what: `本次模拟需要 ${p.cells} 个数值，上限为 ${p.most}。`, meaning: '未进行计算。', action: '请减少模拟次数或月数，或合并较小的序列。' }),
  ),
  'too-few-pairs': entry(
    'missing-data',
    (p) => ({ what: `There are ${p.pairs} pairs of price changes.`, meaning: `A hedge ratio needs at least ${p.least}; below 12 it is a guess.`, action: 'Add index prices or import more months.' }),
    (p) => ({ what: `价格变动配对仅有 ${p.pairs} 组。`, meaning: `估计套保比率至少需要 ${p.least} 组；少于 12 组时只能视为猜测。`, action: '请补充指数价格或导入更多月份。' }),
  ),
  'index-stood-still': entry(
    'not-applicable',
    (p) => ({ what: `Over ${p.pairs} periods the index moved at most once.`, meaning: 'A hedge ratio cannot be measured against it.', action: 'Use a longer history or another index, or enter a ratio as an assumption.' }),
    (p) => ({ what: `在 ${p.pairs} 个期间内，指数最多只变动过一次。`, meaning: '无法据此测算套保比率。', action: '请使用更长的历史或其他指数，或以假设方式输入比率。' }),
  ),
}
