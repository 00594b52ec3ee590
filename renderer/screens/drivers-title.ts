// The sentence with the answer: how much more or less, and the parts that made most of it. Pure.
import type { DriversData } from '../../shared/contract/driver-commands.ts'
import { driversTexts } from '../../shared/language/drivers.ts'
import { compareDecimals, Decimal } from '../../shared/units/decimal.ts'
import { formatMoney } from '../../shared/units/format.ts'
import { periodName } from './drivers-periods.ts'
import type { Wording } from './wording.ts'

/** Parts named, and the least share of the largest that is worth a word. */
const named = { most: 3, share: 0.01 }

export function driversTitle(data: DriversData, wording: Wording): string {
  const text = driversTexts[wording.language]
  const [after, before] = [periodName(data, wording), periodName({ from: data.againstFrom, to: data.againstTo }, wording)]
  if (data.before === '0' && data.after === '0') return text.title.nothing(after, before)
  if (data.before === '0') return text.title.nothingBefore(after, wording.money(data.after, data.currency), before)
  const amount = wording.amount(data.difference, data.currency)
  const way = compareDecimals(data.difference, '0')
  const sentence =
    way === 0
      ? text.title.same(after, before, wording.money(data.after, data.currency))
      : text.title[way > 0 ? 'more' : 'less'](after, amount, before)
  const sized = data.parts.map((part) => ({ ...part, size: new Decimal(part.amount).abs() })).toSorted((a, b) => b.size.comparedTo(a.size))
  const least = (sized[0]?.size ?? new Decimal(0)).times(named.share)
  const largest = sized.filter(({ size }) => !size.isZero() && size.gte(least)).slice(0, named.most)
  const signed = (part: string): string =>
    (part.startsWith('-') ? '' : '+') + formatMoney(part, { language: wording.language, unit: 'auto', sign: 'minus' })
  const parts = largest.map(({ driver, amount: part }) => `${text.driver.inTitle[driver]} ${signed(part)}`)
  return parts.length === 0 ? sentence : text.title.parts(sentence, parts.join(wording.language === 'zh' ? '，' : ', '))
}
