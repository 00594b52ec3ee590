// Figures inside sentences: 'USD 1.2m', '-60 %', '30 Sep 2026', and the line that names what a result was made from.
// Cells and axes write their own figures; this is for titles, answers and explanations. Called by the hedge screens.
import type { BasisData } from '../../shared/contract/scalars.ts'
import { basisTexts } from '../../shared/language/basis.ts'
import type { Language } from '../../shared/language/text.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import { formatCount, formatMoney, formatPercent, formatUnitPrice, type PricedUnit } from '../../shared/units/format.ts'
import { formatDate, formatInstant, formatMonth } from '../../shared/units/format-date.ts'
import { useDisplay } from '../parts/display.tsx'

export interface Wording {
  readonly language: Language
  /** 'USD 1.23m', '123万美元'; the size alone is `amount`. */
  readonly money: (value: string, currency: string) => string
  /** Money without its sign, where the sentence says gain or loss. */
  readonly amount: (value: string, currency: string) => string
  /** A ratio: '12.3 %'. */
  readonly percent: (ratio: string | number, decimals?: number) => string
  /** A ratio that is a change: '+60 %', '-60 %'. */
  readonly change: (ratio: string | number, decimals?: number) => string
  readonly count: (value: string | number) => string
  readonly price: (value: string, per: PricedUnit) => string
  readonly date: (day: string) => string
  readonly month: (month: string) => string
  /** An instant in the zone of the reader's computer: '30 Sep 2026, 14:02'. */
  readonly instant: (at: string) => string
  /** 'Mar 27', for a narrow column. */
  readonly shortMonth: (month: string) => string
  /** 'Q4 2026' as the core names it; '2026年第四季度'. */
  readonly quarter: (label: string) => string
  readonly basis: (basis: BasisData, run?: string) => string
}

export function wordingOf(language: Language): Wording {
  const plain = { language, unit: 'auto', sign: 'minus' } as const
  const money = (value: string, currency: string): string => formatMoney(value, { ...plain, currency })
  // The sign stays with its number at the end of a line.
  const percent = (ratio: string | number, decimals = 1): string =>
    formatPercent(String(ratio), { ...plain, decimals }).replace(' %', '\u00a0%')
  const count = (value: string | number): string => formatCount(String(value), plain)
  return {
    language,
    money,
    amount: (value, currency) => money(new Decimal(value).abs().toFixed(), currency),
    percent,
    change: (ratio, decimals = 0) => (new Decimal(ratio).gt(0) ? '+' : '') + percent(ratio, decimals),
    count,
    price: (value, per) => formatUnitPrice(value, per, plain),
    date: (day) => formatDate(day, language),
    month: (month) => formatMonth(month, language),
    instant: (at) => formatInstant(at, language, Intl.DateTimeFormat().resolvedOptions().timeZone),
    shortMonth: (month) => formatMonth(month, language, true),
    quarter: (label) =>
      language === 'zh'
        ? label.replace(/^Q([1-4]) (\d{4})$/, (_all, quarter: string, year: string) => `${year}年第${'一二三四'[Number(quarter) - 1]}季度`)
        : label,
    basis(basis, run) {
      const words = basisTexts[language]
      const parts = [
        words.asOf(formatDate(basis.asOf, language)),
        words.trials(count(basis.trials), String(basis.seed)),
        words.scenario(basis.scenario),
        words.curve(basis.curve),
        words.prices(basis.prices),
      ]
      return (run === undefined ? parts : [words.run(run), ...parts]).join(words.separator)
    },
  }
}

export function useWording(): Wording {
  return wordingOf(useDisplay().language)
}
