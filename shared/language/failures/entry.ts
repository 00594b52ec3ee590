// The form of one row of the failure catalogue.
import type { FailureKind } from '../../result/failure.ts'

export interface FailureText {
  readonly what: string
  readonly meaning: string
  readonly action: string
}

type Say = (params: Record<string, string>) => FailureText

export interface FailureEntry {
  readonly kind: FailureKind
  readonly en: Say
  readonly zh: Say
}

/** One row: the kind, then the three sentences in English and in Chinese. `p` holds the values seen. */
export function entry(kind: FailureKind, en: Say, zh: Say): FailureEntry {
  return { kind, en, zh }
}
