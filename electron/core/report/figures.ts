// How one document writes its figures: language, money unit and signs chosen once, then the shared formatters.
// A figure is a <data> element whose value is the frozen text, so what is printed can be checked against it.

import type { FrozenResult } from '../../../shared/contract/frozen.ts'
import { reportTexts } from '../../../shared/language/report.ts'
import type { Language } from '../../../shared/language/text.ts'
import {
  columnUnit,
  formatCount,
  formatMoney,
  formatPercent,
  formatQuantity,
  formatUnitPrice,
  type NumberStyle,
  unitLabel,
} from '../../../shared/units/format.ts'
import { formatDate, formatMonth } from '../../../shared/units/format-date.ts'
import { quantityOf } from '../../../shared/units/quantity.ts'
import { type Markup, markup } from './markup.ts'

type Figure = (value: string | null | undefined) => Markup

export interface Figures {
  readonly language: Language
  readonly currency: string
  /** 'USD thousands': the unit of every money figure that does not name its own. */
  readonly unit: string
  /** Money in the document's unit, for tables; a second currency is written in full beside its code. */
  readonly money: Figure
  readonly count: Figure
  readonly price: Figure
  /** A ratio as percent; a statistic that could not be computed is "no data". */
  readonly percent: (ratio: number | null | undefined, decimals?: number) => Markup
  readonly number: (value: number | null | undefined, decimals: number) => Markup
  /** Texts for sentences and chart labels: 'USD 1.23m', '123万美元'. */
  readonly amount: (value: string) => string
  readonly bare: (value: string) => string
  readonly share: (ratio: number | null | undefined, decimals?: number) => string
  /** Large quantities, compact: '1.2M'; and counts in full: '1,204'. */
  readonly quantity: (value: string) => string
  readonly whole: (value: number) => string
  readonly unitPrice: (value: string) => string
  readonly date: (day: string) => string
  readonly month: (month: string) => string
  readonly shortMonth: (month: string) => string
}

export function figuresOf(frozen: FrozenResult, language: Language): Figures {
  const { currency } = frozen.forecast
  const sign = language === 'en' ? 'accounting' : 'minus'
  const auto: NumberStyle = { language, unit: 'auto', sign }
  const style: NumberStyle = {
    language,
    unit: columnUnit([frozen.forecast.total.spend.p95, ...frozen.forecast.history.map((month) => month.spend)], auto),
    sign,
  }
  const running: NumberStyle = { ...auto, sign: 'minus' }
  const per = frozen.contract.unit === 'Mtok' ? 'million-tokens' : 'gpu-hour'
  const noData = reportTexts[language].noData
  const figure =
    (write: (value: string) => string): Figure =>
    (value) =>
      value === null || value === undefined
        ? markup`<span class="none">${noData}</span>`
        : markup`<data value="${value}">${write(value)}</data>`
  const statistic = (value: number | null | undefined, write: (text: string) => string): Markup => {
    const quantity = quantityOf(value)
    return figure(write)(typeof quantity === 'string' ? quantity : null)
  }
  const share = (ratio: number | null | undefined, decimals = 1): string => {
    const quantity = quantityOf(ratio)
    return typeof quantity === 'string' ? formatPercent(quantity, { ...running, decimals }) : noData
  }
  return {
    language,
    currency,
    unit: unitLabel({ kind: 'money', currency }, style),
    money: figure((value) => formatMoney(value, style)),
    count: figure((value) => formatCount(value, style)),
    price: figure((value) => formatUnitPrice(value, per, style)),
    percent: (ratio, decimals = 1) => statistic(ratio, (text) => formatPercent(text, { ...style, decimals })),
    number: (value, decimals) => statistic(value, (text) => formatQuantity(text, { kind: 'number', decimals }, style)),
    amount: (value) => formatMoney(value, { ...running, currency }),
    bare: (value) => formatMoney(value, style),
    share,
    quantity: (value) => formatCount(value, { ...running, compact: true }),
    whole: (value) => formatCount(String(value), running),
    unitPrice: (value) => formatUnitPrice(value, per, running),
    date: (day) => formatDate(day, language),
    month: (month) => formatMonth(month, language),
    shortMonth: (month) => formatMonth(month, language, true),
  }
}
