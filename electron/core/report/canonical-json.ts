// The frozen result as JSON that is the same to the byte wherever it is written: keys in code-unit order at every
// level, amounts as the decimal text they are, two spaces, one newline at the end.
import type { FrozenResult } from '../../../shared/contract/frozen.ts'

export function canonicalJson(frozen: FrozenResult): string {
  return `${JSON.stringify(sorted(frozen), null, 2)}\n`
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]))
}
