// How figures are written, for the screen, the documents and the command line alike. For display only: nothing
// ever parses these texts back. Works on decimal text, so no digit is lost before it is rounded for the eye.
// Rounding is half away from zero, as a spreadsheet shows it. Chinese counts in 万 and 亿, English in thousands.
import { Decimal } from './decimal.ts'
import { isAbsent, type Quantity } from './quantity.ts'

export type MoneyUnit = 'one' | 'thousand' | 'million' | 'auto'

/** The reader's choices: they hold for every number on the page and in the document. */
export interface NumberStyle {
  readonly language: 'en' | 'zh'
  readonly unit: MoneyUnit
  readonly sign: 'accounting' | 'minus'
}

/** What a number is. One description serves the cell, the axis, the clipboard header and the workbook. */
export type NumberFormat =
  | { readonly kind: 'money'; readonly currency?: string; readonly unit?: MoneyUnit }
  | { readonly kind: 'count'; readonly compact?: boolean }
  | { readonly kind: 'percent'; readonly decimals?: number }
  | { readonly kind: 'price'; readonly per: PricedUnit; readonly currency?: string }
  | { readonly kind: 'number'; readonly decimals?: number }

export type PricedUnit = 'million-tokens' | 'gpu-hour'

export interface MoneyOptions extends NumberStyle {
  /** ISO code; given in running text ("USD 3.1m"), left out in a cell whose header states it. */
  readonly currency?: string
}

interface Step {
  readonly factor: string
  readonly suffix: string
  readonly decimals: number
}

/** `thousand` and `million` are the reader's second and third unit: k and m in English, 万 and 亿 in Chinese. */
const steps: Record<'en' | 'zh', Record<Exclude<MoneyUnit, 'auto'>, Step>> = {
  en: {
    one: { factor: '1', suffix: '', decimals: 2 },
    thousand: { factor: '1e3', suffix: 'k', decimals: 1 },
    million: { factor: '1e6', suffix: 'm', decimals: 2 },
  },
  zh: {
    one: { factor: '1', suffix: '', decimals: 2 },
    thousand: { factor: '1e4', suffix: '万', decimals: 2 },
    million: { factor: '1e8', suffix: '亿', decimals: 4 },
  },
}

/** Largest first. Chinese has no step at a thousand (CLDR zh). */
const compactSteps = {
  money: {
    en: [
      ['1e12', 'trn'],
      ['1e9', 'bn'],
      ['1e6', 'm'],
      ['1e3', 'k'],
    ],
    zh: [
      ['1e12', '万亿'],
      ['1e8', '亿'],
      ['1e4', '万'],
    ],
  },
  count: {
    en: [
      ['1e12', 'T'],
      ['1e9', 'B'],
      ['1e6', 'M'],
      ['1e3', 'k'],
    ],
    zh: [
      ['1e12', '万亿'],
      ['1e8', '亿'],
      ['1e4', '万'],
    ],
  },
} as const

const zhCurrencies: Record<string, string> = { CNY: '元', USD: '美元', EUR: '欧元', HKD: '港元', GBP: '英镑', JPY: '日元' }
const enCurrencies: Record<string, string> = {
  CNY: 'Chinese yuan',
  USD: 'US dollars',
  EUR: 'euros',
  HKD: 'Hong Kong dollars',
  GBP: 'pounds sterling',
  JPY: 'Japanese yen',
}
const absentWords = {
  en: { 'not-applicable': 'n/a', 'no-data': 'no data' },
  zh: { 'not-applicable': '不适用', 'no-data': '无数据' },
} as const

/** '1234567.891' as '1,234,567.89', '1,234.6', '1.23m', 'USD 1.23m', '123万美元' or '(1,234.6)'. */
export function formatMoney(value: string, options: MoneyOptions): string {
  const { language, unit, sign, currency } = options
  const amount = new Decimal(value)
  const size =
    unit === 'auto'
      ? compact(amount.abs(), compactSteps.money[language], language)
      : scaled(amount.abs(), steps[language][unit], currency !== undefined)
  const body = currency === undefined ? size : language === 'en' ? `${currency} ${size}` : size + zhCurrency(currency)
  return signed(body, amount.isNegative(), sign)
}

/** Whole numbers in full: '12,345,678'; compact: '12.3M', '1230万'. */
export function formatCount(value: string, options: NumberStyle & { readonly compact?: boolean }): string {
  const amount = new Decimal(value)
  const size =
    options.compact === true
      ? compact(amount.abs(), compactSteps.count[options.language], options.language)
      : group(display(amount.abs(), 0))
  return signed(size, amount.isNegative(), options.sign)
}

/** A ratio as percent: '0.1234' as '12.3 %' (English) or '12.3%' (Chinese). */
export function formatPercent(value: string, options: NumberStyle & { readonly decimals?: number }): string {
  const amount = new Decimal(value).times(100)
  return signed(
    `${group(display(amount.abs(), options.decimals ?? 1))}${options.language === 'en' ? ' %' : '%'}`,
    amount.isNegative(),
    'minus',
  )
}

/** Per million tokens with 4 significant digits ('0.07500'), per GPU-hour with 4 decimals ('2.5000'). No unit. */
export function formatUnitPrice(value: string, per: PricedUnit, options: NumberStyle): string {
  const amount = new Decimal(value)
  if (amount.isZero()) return '0'
  const size = per === 'gpu-hour' ? amount.abs().toFixed(4, Decimal.ROUND_HALF_UP) : significant(amount.abs(), 4)
  return signed(group(size), amount.isNegative(), options.sign)
}

/** Every digit, grouped: for tooltips and for checking by hand. */
export function formatExact(value: string): string {
  return signed(group(new Decimal(value).abs().toFixed()), value.startsWith('-'), 'minus')
}

/** Any quantity by its description; "n/a" and "no data" in words. Money takes its unit from the format, then the style. */
export function formatQuantity(quantity: Quantity, format: NumberFormat, style: NumberStyle): string {
  if (isAbsent(quantity)) return absentWords[style.language][quantity.absent]
  switch (format.kind) {
    case 'money':
      return formatMoney(quantity, { ...style, unit: format.unit ?? style.unit })
    case 'count':
      return formatCount(quantity, { ...style, compact: format.compact ?? false })
    case 'percent':
      return formatPercent(quantity, { ...style, decimals: format.decimals ?? 1 })
    case 'price':
      return formatUnitPrice(quantity, format.per, style)
    case 'number': {
      const amount = new Decimal(quantity)
      return signed(group(display(amount.abs(), format.decimals ?? 2)), amount.isNegative(), 'minus')
    }
  }
}

/** The unit a header states: 'USD thousands', '万美元', 'USD per 1M tokens'; '' for counts, and for percent, whose sign stands with each figure. */
export function unitLabel(format: NumberFormat, style: NumberStyle): string {
  const { language } = style
  if (format.kind === 'price') {
    const currency = format.currency ?? ''
    const per = format.per === 'gpu-hour' ? { en: 'per GPU-hour', zh: '/GPU·小时' } : { en: 'per 1M tokens', zh: '/百万 tokens' }
    return language === 'en' ? `${currency} ${per.en}`.trim() : `${zhCurrency(currency).trim()}${per.zh}`
  }
  if (format.kind !== 'money') return ''
  const unit = format.unit ?? style.unit
  const currency = format.currency ?? ''
  if (language === 'en')
    return unit === 'thousand' ? `${currency} thousands`.trim() : unit === 'million' ? `${currency} millions`.trim() : currency
  const suffix = unit === 'auto' ? '' : steps.zh[unit].suffix
  return currency === 'CNY' ? `人民币${suffix}元` : suffix + zhCurrency(currency).trimEnd()
}

/** One unit for a whole column or axis: 'auto' becomes the step that suits the largest figure. */
export function columnUnit(quantities: readonly Quantity[], style: NumberStyle): Exclude<MoneyUnit, 'auto'> {
  if (style.unit !== 'auto') return style.unit
  const largest = quantities.reduce((most, each) => (isAbsent(each) ? most : Decimal.max(most, new Decimal(each).abs())), new Decimal(0))
  const [thousandFrom, millionFrom] = style.language === 'en' ? ['1e4', '1e7'] : ['1e5', '1e9']
  return largest.gte(millionFrom) ? 'million' : largest.gte(thousandFrom) ? 'thousand' : 'one'
}

/** For a screen reader: '1200000' USD as '1.2 million US dollars'. Chinese speech reads 万 and 亿 as written. */
export function spokenMoney(value: string, currency: string, language: 'en' | 'zh'): string {
  const amount = new Decimal(value)
  if (language === 'zh') return formatMoney(value, { language, unit: 'auto', sign: 'minus', currency })
  const words = [
    ['1e12', ' trillion'],
    ['1e9', ' billion'],
    ['1e6', ' million'],
    ['1e3', ' thousand'],
  ] as const
  return `${amount.isNegative() ? 'minus ' : ''}${compact(amount.abs(), words, 'en')} ${enCurrencies[currency] ?? currency}`
}

function zhCurrency(code: string): string {
  return zhCurrencies[code] ?? (code === '' ? '' : ` ${code}`)
}

function scaled(size: Decimal, step: Step, withSuffix: boolean): string {
  return group(display(size.div(step.factor), step.decimals)) + (withSuffix && !size.isZero() ? step.suffix : '')
}

/** Three significant digits, without trailing zeros, at the step that the rounded figure belongs to. */
function compact(size: Decimal, ladder: readonly (readonly [string, string])[], language: 'en' | 'zh'): string {
  const rounded = size.toSignificantDigits(3, Decimal.ROUND_HALF_UP)
  for (const [factor, suffix] of ladder) {
    if (rounded.gte(factor)) return rounded.div(factor).toFixed() + suffix
  }
  const plain = size.lt(1000) ? small(size) : size.toFixed(0, Decimal.ROUND_HALF_UP)
  return language === 'zh' ? plain : group(plain)
}

/** Below a thousand nothing is compacted: whole numbers plain, others to the cent, smaller ones by their first digits. */
function small(size: Decimal): string {
  if (size.isInteger()) return size.toFixed()
  return size.gte('0.01') ? size.toFixed(2, Decimal.ROUND_HALF_UP) : size.toSignificantDigits(3, Decimal.ROUND_HALF_UP).toFixed()
}

/** Exact zero is '0'; a small figure that rounds to nothing keeps its decimals, '0.0', and so is told apart. */
function display(size: Decimal, decimals: number): string {
  return size.isZero() ? '0' : size.toFixed(decimals, Decimal.ROUND_HALF_UP)
}

function significant(size: Decimal, digits: number): string {
  const rounded = size.toSignificantDigits(digits, Decimal.ROUND_HALF_UP)
  return rounded.toFixed(Math.max(0, digits - 1 - rounded.e))
}

/** No sign on a figure whose visible digits are all zero. */
function signed(size: string, negative: boolean, sign: NumberStyle['sign']): string {
  if (!negative || !/[1-9]/.test(size)) return size
  return sign === 'accounting' ? `(${size})` : `-${size}`
}

function group(plain: string): string {
  const point = plain.indexOf('.')
  const whole = point < 0 ? plain : plain.slice(0, point)
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (point < 0 ? '' : plain.slice(point))
}
