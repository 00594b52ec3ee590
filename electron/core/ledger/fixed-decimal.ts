// Decimal text at the fixed number of decimals of a ledger column, as DuckDB prints such a column: `9.97` at 18 is
// `9.970000000000000000`. Rounds half-even where the text has more. Used by staged-lines.ts.

/** The digits that a DECIMAL(38) is filled with at most; one is left for a carry. */
const widest = 37

/** `value` is null when the whole part has more digits than the column holds. `text` is canonical decimal text. */
export function fixedDecimal(text: string, scale: number): { value: string | null; rounded: boolean } {
  const point = text.indexOf('.')
  const whole = point < 0 ? text : text.slice(0, point)
  if (whole.length - (whole.startsWith('-') ? 1 : 0) > widest - scale) return { value: null, rounded: false }
  if (point < 0) return { value: `${whole}.${'0'.repeat(scale)}`, rounded: false }
  const decimals = text.length - point - 1
  if (decimals <= scale) return { value: text + '0'.repeat(scale - decimals), rounded: false }
  return { value: rounded(text, point, scale), rounded: true }
}

/** The digits of a fixed decimal as one integer. */
export function unscaled(fixed: string): bigint {
  return BigInt(fixed.replace('.', ''))
}

function rounded(text: string, point: number, scale: number): string {
  const kept = unscaled(text.slice(0, point + 1 + scale))
  const rest = text.slice(point + 1 + scale).replace(/0+$/, '')
  const up = rest > '5' || (rest === '5' && kept % 2n !== 0n)
  const value = kept + (up ? (text.startsWith('-') ? -1n : 1n) : 0n)
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}
