// What the file system and the unpackers report, as failures that say what to do.
import { fail } from '../../../shared/language/failures.ts'
import type { FailureError } from '../../../shared/result/failure.ts'
import { ZstdFault } from './zstd.ts'

export function fileFailure(error: unknown, name: string): FailureError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') return fail('file-not-found', { file: name })
  if (code === 'EACCES' || code === 'EPERM') return fail('file-not-permitted', { file: name })
  if (code === 'Z_BUF_ERROR') return fail('gzip-cut', { file: name })
  if (code.startsWith('Z_')) return fail('gzip-damaged', { file: name })
  if (error instanceof ZstdFault) return fail(error.reason === 'cut' ? 'zstd-cut' : 'zstd-damaged', { file: name })
  return fail('file-unreadable', { file: name, reason: error instanceof Error ? error.message : String(error) })
}
