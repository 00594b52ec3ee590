// DuckDB and the file system speak in sentences; this turns those a user can meet into failures with a way out.
// Anything else is passed on unchanged and reported as a bug. Checked against real messages in workspace.test.ts.

import { type FailureCode, fail } from '../../../shared/language/failures.ts'
import { FailureError } from '../../../shared/result/failure.ts'

const known: readonly (readonly [RegExp, FailureCode])[] = [
  [/conflicting lock|could not set lock|being used by another process/i, 'workspace-in-use'],
  [/no space left|file too large|disk quota|disk full|database has been invalidated.*(?:space|too large)/is, 'disk-full'],
  [/permission denied|read-only file ?system|operation not permitted|access is denied/i, 'not-writable'],
  [/not a directory|is a directory|cannot open file .*no such file/i, 'not-writable'],
  [
    /not a valid duckdb database|corrupt|checksum|could not read enough bytes|serialization error|failed to load metadata|attempted to read/i,
    'damaged-workspace',
  ],
]

export function toWorkspaceFailure(thrown: unknown, path: string): unknown {
  if (thrown instanceof FailureError || !(thrown instanceof Error)) return thrown
  const storageVersion = /database file with version number (\d+), but we can only read versions? (?:between )?(\d+(?: and \d+)?)/i.exec(
    thrown.message,
  )
  if (storageVersion)
    return fail('newer-workspace', { file: path, made: `storage ${storageVersion[1]}`, have: storageVersion[2] ?? '' }, { file: path })
  for (const [pattern, code] of known) {
    if (pattern.test(thrown.message)) return fail(code, { file: path, reason: firstSentence(thrown.message) }, { file: path })
  }
  return thrown
}

/** Without its full stop: the words around it end the sentence. */
const firstSentence = (message: string): string => (message.split('\n')[0] ?? '').slice(0, 200).replace(/\.$/, '')
