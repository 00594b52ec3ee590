// The closed catalogue of expected failures. Each code has a kind and, in both languages, the four parts a
// message panel shows: what happened, what it means for the numbers, what to do now (where: the failure's place).
import { type Failure, FailureError, type Place } from '../result/failure.ts'
import { calcFailures } from './failures/calc.ts'
import type { FailureEntry, FailureText } from './failures/entry.ts'
import { hostFailures } from './failures/host.ts'
import { importFailures } from './failures/import.ts'
import { ledgerFailures } from './failures/ledger.ts'
import { planFailures } from './failures/plan.ts'
import { reconcileFailures } from './failures/reconcile.ts'
import { reportFailures } from './failures/report.ts'
import type { Language } from './text.ts'

const catalogue = {
  ...calcFailures,
  ...hostFailures,
  ...importFailures,
  ...ledgerFailures,
  ...planFailures,
  ...reconcileFailures,
  ...reportFailures,
}

export type FailureCode = keyof typeof catalogue

/** The failure for a code, as a value. `params` fill the sentence; `at` is the place. */
export function failure(code: FailureCode, params: Record<string, string> = {}, at?: Place): Failure {
  const entry: FailureEntry = catalogue[code]
  return { kind: entry.kind, code, message: sentence(entry.en(params)), params, ...(at ? { at } : {}) }
}

/** The failure for a code, ready to throw. */
export function fail(code: FailureCode, params: Record<string, string> = {}, at?: Place): FailureError {
  return new FailureError(failure(code, params, at))
}

/** The words of a failure in the user's language; an unknown code (a bug) keeps its own English message. */
export function describeFailure(failed: Failure, language: Language): FailureText {
  const entry: FailureEntry | undefined = Object.hasOwn(catalogue, failed.code) ? catalogue[failed.code as FailureCode] : undefined
  if (entry) return entry[language](failed.params)
  return language === 'zh'
    ? { what: `程序内部错误：${failed.message}`, meaning: '已有数据未受影响。', action: '请重试；若再次出现，请将此信息告知维护者。' }
    : {
        what: `Internal error: ${failed.message}`,
        meaning: 'Saved data is unaffected.',
        action: 'Try again; if it happens again, send this text to the maintainers.',
      }
}

const sentence = (text: FailureText): string => [text.what, text.meaning, text.action].filter((part) => part !== '').join(' ')
