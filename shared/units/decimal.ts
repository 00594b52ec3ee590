// Decimal text: money, prices and counts as the files state them, without a float in between.
// Canonical form: optional minus, no leading zeros, no trailing zeros after the point, no exponent, never "-0".
// The helpers on text are exact for any length; `Decimal` is for products, quotients and rounding (60 digits).
import { Decimal } from 'decimal.js'

Decimal.set({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -9e15, toExpPos: 9e15 })

export { Decimal }

/** Digits accepted on either side of the point: vendors print up to 36 decimals; more than 60 is not an amount. */
const maxDigits = 60

const plainInteger = /^(?:0|-?[1-9]\d{0,59})$/
const number = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/

/** Plain, E-notation or `31422.0` text as canonical decimal text; null when it is no number or beyond 60 digits. */
export function decimalText(text: string): string | null {
  if (plainInteger.test(text)) return text
  const parts = number.exec(text)
  if (!parts) return null
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts
  if (whole === '' && fraction === '') return null
  const digits = (whole + fraction).replace(/^0+/, '').replace(/0+$/, '')
  if (digits === '') return '0'
  const trailing = /0*$/.exec(whole + fraction)?.[0].length ?? 0
  return place(sign === '-' ? '-' : '', digits, fraction.length - Number(exponent) - trailing)
}

/** The sum, exact. Both arguments are decimal text. */
export function addDecimals(a: string, b: string): string {
  if (isSmallInteger(a) && isSmallInteger(b)) return String(Number(a) + Number(b))
  const [left, right, scale] = aligned(a, b)
  return fromInteger(left + right, scale)
}

/** a - b, exact. */
export const subtractDecimals = (a: string, b: string): string => addDecimals(a, multiplyDecimals('-1', b))

/** The sum of all; '0' of none. */
export const sumDecimals = (all: readonly string[]): string => all.reduce(addDecimals, '0')

/** The product, exact. Both arguments are decimal text. */
export function multiplyDecimals(a: string, b: string): string {
  if (b === '1') return a
  const [left, leftScale] = toInteger(a)
  const [right, rightScale] = toInteger(b)
  return fromInteger(left * right, leftScale + rightScale)
}

/** -1, 0 or 1 as a is below, equal to or above b. */
export function compareDecimals(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0
  const [left, right] = aligned(a, b)
  return left < right ? -1 : left > right ? 1 : 0
}

/** A whole number of at most 15 digits: a double holds it, and the sum of two, exactly. */
const isSmallInteger = (text: string): boolean => text.length <= 15 && !text.includes('.')

/** Digits without outer zeros and the count of them behind the point, as canonical text. */
function place(sign: string, digits: string, scale: number): string | null {
  if (scale > maxDigits || digits.length - scale > maxDigits) return null
  if (scale <= 0) return sign + digits + '0'.repeat(-scale)
  const padded = digits.padStart(scale + 1, '0')
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`
}

function toInteger(text: string): [bigint, number] {
  const point = text.indexOf('.')
  if (point < 0) return [BigInt(text), 0]
  return [BigInt(text.slice(0, point) + text.slice(point + 1)), text.length - point - 1]
}

function aligned(a: string, b: string): [bigint, bigint, number] {
  const [left, leftScale] = toInteger(a)
  const [right, rightScale] = toInteger(b)
  if (leftScale === rightScale) return [left, right, leftScale]
  const scale = Math.max(leftScale, rightScale)
  return [left * 10n ** BigInt(scale - leftScale), right * 10n ** BigInt(scale - rightScale), scale]
}

function fromInteger(value: bigint, scale: number): string {
  if (scale === 0) return value.toString()
  const sign = value < 0n ? '-' : ''
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0')
  const fraction = digits.slice(-scale).replace(/0+$/, '')
  const whole = digits.slice(0, -scale)
  if (fraction === '') return whole === '0' ? '0' : sign + whole
  return `${sign}${whole}.${fraction}`
}
