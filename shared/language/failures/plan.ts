// Failures of forecast, exposure, market, hedge and risk.
import { entry } from './entry.ts'

export const planFailures = {
  'no-usage': entry(
    'missing-data',
    () => ({ what: 'There is no usage yet.', meaning: 'A forecast needs at least one day of usage.', action: 'Import a file or open the sample.' }),
    () => ({ what: '尚无用量数据。', meaning: '预测至少需要一天的用量。', action: '请导入文件或打开示例。' }),
  ),
}
