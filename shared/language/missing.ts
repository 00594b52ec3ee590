// What a planning screen says while an input it needs is missing.
import { texts } from './text.ts'

export const missingTexts = texts({
  en: {
    usage: {
      title: 'Costs, consequences and cash will stand here',
      reason: 'They need usage in the hedge currency, and there is none yet.',
      action: 'Import usage',
    },
    price: 'Add a price',
    market: 'Open Market',
    sample: 'Open the sample workspace',
  },
  zh: {
    usage: { title: '这里将显示成本、后果与资金占用', reason: '需要以套保币种计价的用量数据，目前尚无。', action: '导入用量' },
    price: '录入价格',
    market: '打开市场',
    sample: '打开示例工作区',
  },
})
