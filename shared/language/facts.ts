// Chinese for the fixed English phrases that data carries: terms and sources of the shipped contracts, and the words a
// step gives for where its figure comes from. Names stay as their owner writes them, and what a user typed is in no
// table and stays as typed. Used where a source or a term is shown: Market, Exposure and the documents.
import type { Language } from './text.ts'

const chinese: Readonly<Record<string, string>> = {
  'not published as far as found': '未见公布',
  'last business day of the contract month': '合约月份最后一个工作日',
  'CFTC product record': 'CFTC 产品备案',
  'CFTC review extended to 2026-11-09; outcome not known here': 'CFTC 审查延期至 2026-11-09，结果不详',
  'Globex 5.50 + cash settlement 1.35, non-member': 'Globex 5.50 + 现金结算 1.35，非会员',
  'Sun 17:00 - Fri 16:00 CT, break 16:00 - 17:00': '周日 17:00 至周五 16:00（美国中部时间），每日 16:00–17:00 休市',
  'press on the first OTC forwards': '关于首批场外远期的新闻报道',
  'press, secondary': '新闻报道（二手来源）',
  'terms are negotiated with a counterparty': '条款由双方协商',
  'quantity is negotiated; 1 GPU-hour lots': '数量由双方协商，以 1 GPU·小时为单位',
  'cash; average of the daily index over the period': '现金结算，按期间每日指数均值',
  'Ornn OCPI H100, daily settlement value': 'Ornn OCPI H100 每日结算值',
  'Reuters, citing people familiar': '路透社，援引知情人士',
  'Reuters via press': '路透社报道（转引）',
  'no filing date; the exchange has published no text': '无备案日期，交易所未公布文本',
  'AI tokens; reference basket not known': 'AI token，参考篮子不详',
  'fill in the terms you were offered': '请填写对方提供的条款',
  'your own': '由您自定',
  'last published value': '最近一次公布值',
  template: '模板',
  unknown: '不详',
  'all spend at list price; no commitment entered': '全部支出按目录价，未录入承诺用量',
  'pass-through of index prices is unproven': '指数价格的传导未经证实',
  'entered by hand': '手工录入',
}

const patterns: readonly (readonly [RegExp, string])[] = [
  [/^forecast, seed (\d+), (\d+) trials$/, '预测，种子 $1，模拟 $2 次'],
  [/^least squares, (\d+) months, R2 ([\d.]+)$/, '最小二乘，$1 个月，R² $2'],
  [/^NYMEX chapter (\d+), submission ([\d-]+)$/, 'NYMEX 第 $1 章，备案 $2'],
  [/^(Silicon Data .+), US geography, on-demand settlement price$/, '$1，美国，按需结算价'],
  [/^(Silicon Data .+) US on-demand$/, '$1 美国按需价格'],
]

/** The phrase in the reader's language, or as it stands. */
export function factText(phrase: string, language: Language): string {
  if (language === 'en') return phrase
  if (Object.hasOwn(chinese, phrase)) return chinese[phrase] ?? phrase
  for (const [pattern, words] of patterns) if (pattern.test(phrase)) return phrase.replace(pattern, words)
  return phrase
}
