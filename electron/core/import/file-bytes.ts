// The bytes of a source as a stream: a plain or gzip file, with file-system and gzip errors turned into failures.
// Called by the inspection (which reads everything once, for the hash) and by the reading of rows.
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { fail } from '../../../shared/language/failures.ts'
import { cancelled, FailureError } from '../../../shared/result/failure.ts'

// Small enough that the rows of a chunk are forgotten before the garbage collector has to move them.
const chunkBytes = 1 << 16

/** Where the bytes of one table are. */
export interface Source {
  readonly path: string
  readonly packing: 'none' | 'gzip'
}

export interface ByteOptions {
  readonly name: string
  readonly signal?: AbortSignal | undefined
  /** Sees the bytes as they lie on disk, before unpacking. */
  readonly onRaw?: (chunk: Uint8Array) => void
}

/** Size in bytes of a readable, non-empty, ordinary file. */
export async function fileSize(path: string, name: string): Promise<number> {
  const facts = await stat(path).catch((error: unknown) => {
    throw fileFailure(error, name)
  })
  if (facts.isDirectory()) throw fail('is-a-folder', { file: name })
  if (!facts.isFile()) throw fail('not-a-plain-file', { file: name })
  if (facts.size === 0) throw fail('empty-file', { file: name })
  return facts.size
}

export async function sourceOf(path: string, name: string): Promise<Source> {
  try {
    const handle = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
      return { path, packing: bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b ? 'gzip' : 'none' }
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw fileFailure(error, name)
  }
}

/** The content in chunks of 64 KB or less; a cut or damaged gzip stream is a failure, never a short read. */
export async function* fileChunks({ path, packing }: Source, options: ByteOptions): AsyncGenerator<Uint8Array> {
  const source = createReadStream(path, { highWaterMark: chunkBytes })
  if (options.onRaw) source.on('data', (chunk) => options.onRaw?.(chunk as Buffer))
  const content = packing === 'gzip' ? source.pipe(createGunzip({ chunkSize: chunkBytes })) : source
  if (content !== source) source.on('error', (error) => content.destroy(error))
  try {
    for await (const chunk of content) {
      if (options.signal?.aborted) throw new FailureError(cancelled())
      yield chunk as Buffer
    }
  } catch (error) {
    throw error instanceof FailureError ? error : fileFailure(error, options.name)
  } finally {
    source.destroy()
    content.destroy()
  }
}

function fileFailure(error: unknown, name: string): FailureError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') return fail('file-not-found', { file: name })
  if (code === 'EACCES' || code === 'EPERM') return fail('file-not-permitted', { file: name })
  if (code === 'Z_BUF_ERROR') return fail('gzip-cut', { file: name })
  if (code.startsWith('Z_')) return fail('gzip-damaged', { file: name })
  return fail('file-unreadable', { file: name, reason: error instanceof Error ? error.message : String(error) })
}
