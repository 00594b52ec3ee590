// The name of a screen in a link or button that leads to it.
import type { Language } from '../../shared/language/text.ts'
import type { ScreenName } from '../state/store.ts'

const names: Record<Language, Record<ScreenName, string>> = {
  en: { welcome: 'Welcome', overview: 'Overview', import: 'Import', usage: 'Usage', forecast: 'Forecast', exposure: 'Exposure', market: 'Market', desk: 'Hedge desk', risk: 'Risk', reports: 'Reports', log: 'Log', settings: 'Settings' },
  zh: { welcome: '开始', overview: '总览', import: '导入', usage: '用量', forecast: '预测', exposure: '敞口', market: '市场', desk: '套保工作台', risk: '风险', reports: '报告', log: '日志', settings: '设置' },
}

export function screenTitle(screen: ScreenName, language: Language): string {
  return names[language][screen]
}
