import { expect, it } from 'vitest'
import { bestScore, matchScore, pinyinInitials } from './match.ts'

it('reads the first letters of the pinyin', () => {
  expect(['套保工作台', '敞口', '预测', '导入用量', '风险', 'AI 成本'].map(pinyinInitials)).toEqual([
    'tbgzt',
    'ck',
    'yc',
    'dryl',
    'fx',
    'aicb',
  ])
})

it('finds letters in order and prefers the start of words', () => {
  expect(matchScore('xyz', 'Go to Forecast')).toBeNull()
  expect(matchScore('fore', 'Go to Forecast') ?? 0).toBeGreaterThan(matchScore('fore', 'Colours: from one recent') ?? 0)
})

it('takes any name of an action', () => {
  expect(bestScore('tb', ['Go to Hedge desk', '前往套保工作台'])).not.toBeNull()
  expect(bestScore('hedge', ['Go to Hedge desk', '前往套保工作台'])).not.toBeNull()
  expect(bestScore('qq', ['Go to Hedge desk', '前往套保工作台'])).toBeNull()
})
