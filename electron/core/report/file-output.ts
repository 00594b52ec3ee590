// Files that are there whole or not at all: written beside their place, then renamed into it. What a disk, a right or
// another program refuses becomes a failure in words, with the path. Called by write-documents.ts.
import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fail } from '../../../shared/language/failures.ts'

export interface Document {
  readonly name: string
  readonly format: string
  readonly bytes: Uint8Array
}

export interface WrittenFile {
  readonly path: string
  readonly name: string
  readonly format: string
  readonly sha256: string
  readonly bytes: number
}

/** All documents are written in full before the first takes its name: a full disk leaves the earlier version as it was. */
export async function writeFiles(outDir: string, documents: readonly Document[], signal?: AbortSignal): Promise<WrittenFile[]> {
  const drafts: string[] = []
  try {
    await refused(outDir, () => mkdir(outDir, { recursive: true }))
    for (const document of documents) {
      signal?.throwIfAborted()
      const draft = join(outDir, `.${document.name}.${process.pid}.tmp`)
      drafts.push(draft)
      await refused(join(outDir, document.name), () => writeWhole(draft, document.bytes))
    }
    const written: WrittenFile[] = []
    for (const [i, { name, format, bytes }] of documents.entries()) {
      const path = join(outDir, name)
      await refused(path, () => rename(drafts[i] ?? '', path))
      written.push({ path, name, format, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.byteLength })
    }
    return written
  } catch (problem) {
    await Promise.all(drafts.map((draft) => rm(draft, { force: true }).catch(() => undefined)))
    throw problem
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function refused<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (problem) {
    const code = errorCode(problem)
    switch (code) {
      case 'ENOSPC':
      case 'EDQUOT':
        throw fail('report-disk-full', { path })
      case 'EACCES':
      case 'EROFS':
        throw fail('report-no-permission', { path })
      case 'EPERM':
      case 'EBUSY':
      case 'ETXTBSY':
      case 'EISDIR':
        throw fail('report-file-in-use', { path })
      case 'ENOTDIR':
      case 'EEXIST':
        throw fail('report-folder-is-file', { path })
      case 'ENAMETOOLONG':
        throw fail('report-name-too-long', { path })
      default:
        throw problem
    }
  }
}

function errorCode(problem: unknown): string {
  return problem instanceof Error && 'code' in problem && typeof problem.code === 'string' ? problem.code : ''
}
