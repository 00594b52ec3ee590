// What a person types into a number cell, as decimal text: '1.2m', '35%', '120万', '(1,234)', 'USD 3.1bn'.
// Refuses what has two readings ('1,23') instead of guessing. Called by every cell and field that takes a number.
import { Decimal, decimalText } from './decimal.ts'
import type { NumberFormat } from './format.ts'

type NumberKind = NumberFormat['kind']

const factors: Record<string, string> = {
  '': '1',
  '%': '0.01',
  k: '1e3',
  m: '1e6',
  mn: '1e6',
  bn: '1e9',
  b: '1e9',
  trn: '1e12',
  千: '1e3',
  万: '1e4',
  百万: '1e6',
  千万: '1e7',
  亿: '1e8',
  万亿: '1e12',
}
const currency = '(?:[A-Za-z]{3}(?=[\\s\\d.(+-])|[$¥€£])?'
const typed = new RegExp(
  `^${currency}\\s*([+-]?)\\s*(\\d{1,3}(?:,\\d{3})+|\\d*)((?:\\.\\d*)?(?:e[+-]?\\d{1,2})?)\\s*(%|[a-z]+|[\\u4e00-\\u9fff]+)?$`,
  'i',
)

/** Decimal text, or null when the text is no number. A percentage becomes its ratio: '35%' is '0.35'. */
export function parseTyped(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/−/g, '-').trim()
  const bracketed = /^\((.*)\)$/.exec(plain)
  const parts = typed.exec(bracketed?.[1]?.trim() ?? plain)
  if (!parts) return null
  const [, sign = '', whole = '', rest = '', suffix = ''] = parts
  if (bracketed && sign !== '') return null
  const unit = suffix.toLowerCase().replace(/(美元|欧元|港元|英镑|日元|元)$/, '')
  const factor = Object.hasOwn(factors, unit) ? factors[unit] : undefined
  const size = decimalText(whole.replaceAll(',', '') + rest)
  if (factor === undefined || size === null) return null
  const value = new Decimal(size).times(factor)
  return (bracketed || sign === '-' ? value.negated() : value).plus(0).toFixed()
}

/** What an editor shows for a figure and reads back unchanged: a ratio in a percent cell as '35%'. */
export function typedText(value: string, kind: NumberKind): string {
  return kind === 'percent' ? `${new Decimal(value).times(100).toFixed()}%` : value
}

/** As `parseTyped`, but a bare number in a percent cell means percent: '60' is '0.6'. */
export function parseTypedAs(text: string, kind: NumberKind): string | null {
  const value = parseTyped(text)
  if (value === null || kind !== 'percent' || text.includes('%') || text.includes('％')) return value
  return new Decimal(value).div(100).toFixed()
}
