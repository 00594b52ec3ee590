// SHA-256 of a value's canonical JSON: object keys sorted, so the same content has one hash wherever it was made.
import { createHash } from 'node:crypto'

export function fingerprint(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`
  }
  // NaN and infinities are told apart from null; they occur in model inputs, never in results.
  return typeof value === 'number' && !Number.isFinite(value) ? `"${value}"` : (JSON.stringify(value) ?? 'null')
}
