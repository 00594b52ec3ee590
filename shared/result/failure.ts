// Expected failures as values: a kind from a closed list, a code with its parameters, and a place.
// The words for a code live in shared/language/failures, so the page can say them in the user's language;
// `message` is the English sentence for logs and scripts. A bug is anything thrown that is not a FailureError.
import { z } from 'zod'

export const failureKinds = [
  'invalid-input',
  'unreadable-file',
  'missing-data',
  'not-applicable',
  'did-not-converge',
  'cancelled',
  'stale',
  'bug',
] as const

export const PlaceSchema = z.object({
  file: z.string().optional(),
  line: z.number().int().optional(),
  column: z.string().optional(),
  field: z.string().optional(),
})

export const FailureSchema = z.object({
  kind: z.enum(failureKinds),
  code: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.string()),
  at: PlaceSchema.optional(),
})

export type FailureKind = (typeof failureKinds)[number]
export type Place = z.infer<typeof PlaceSchema>
export type Failure = z.infer<typeof FailureSchema>

/** Carries an expected failure up the stack; caught once, at the contract's server. */
export class FailureError extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.message)
    this.name = 'FailureError'
    this.failure = failure
  }
}

/** Whatever was thrown, as a failure: expected ones as they are, everything else as a bug with its own words. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof FailureError) return thrown.failure
  if (thrown instanceof Error && thrown.name === 'AbortError') return cancelled()
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return { kind: 'bug', code: 'bug', message, params: { message } }
}

export function cancelled(): Failure {
  return { kind: 'cancelled', code: 'cancelled', message: 'Cancelled. Nothing was changed.', params: {} }
}
