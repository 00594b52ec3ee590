// The bytes of a source as a stream, whatever they lie in: a file, gzip, zstd, an entry of a ZIP archive, a sheet of a
// workbook (as CSV). Errors of the file system and of the packings become failures; a cut stream is never a short read.
// Called by the inspection (which reads everything once, for the hash) and by the reading of rows.
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { fail } from '../../../shared/language/failures.ts'
import { cancelled, FailureError } from '../../../shared/result/failure.ts'
import { fileFailure } from './file-failures.ts'
import { Workbook } from './workbook.ts'
import { bombFloor, bombRatio, ZipArchive } from './zip-archive.ts'
import { unzstd } from './zstd.ts'

// Small enough that the rows of a chunk are forgotten before the garbage collector has to move them.
const rowBytes = 1 << 16
/** A workbook inside an archive is read from memory. */
const largestBook = 512_000_000

/** Where the bytes of one table are. */
export interface Source {
  readonly path: string
  readonly packing: 'none' | 'gzip' | 'zstd'
  /** The entry's name where the file is a ZIP archive; `packing` is then how the entry itself is packed. */
  readonly entry?: string
  /** The sheet's name where the file, or the entry, is a workbook. */
  readonly sheet?: string
  /** A Parquet file: the ledger's database writes it as a CSV, which then is the `path`. */
  readonly columnar?: true
  /** The file as it was dropped, where `path` is a CSV made from it: its size and hash are the ones to tell. */
  readonly original?: string
}

export interface ByteOptions {
  readonly name: string
  readonly signal?: AbortSignal | undefined
  /**
   * Where the bytes are looked at and not kept: how many of a plain file are read at once, into memory that is read into again
   * after the next chunk.
   */
  readonly chunkBytes?: number
  /** Sees the bytes of the file, or of the archive's entry, before `packing` is undone or a sheet is read. */
  readonly onRaw?: (chunk: Uint8Array) => void
}

/** True when the raw bytes are themselves the text of the table. */
export const isPlain = ({ packing, sheet }: Source): boolean => packing === 'none' && sheet === undefined

/** Which file a path leads to and in what state: another text when it is written to, replaced or gone. */
export async function fileState(path: string): Promise<string> {
  return stat(path).then(
    ({ size, mtimeMs, ino }) => `${size} ${mtimeMs} ${ino}`,
    () => 'gone',
  )
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

/** The content in chunks; of a sheet, its rows as CSV in UTF-8. */
export async function* fileChunks(source: Source, options: ByteOptions): AsyncGenerator<Uint8Array> {
  const { name, signal } = options
  try {
    const content = source.sheet === undefined ? unpacked(source, options) : sheetChunks(source, source.sheet, options)
    for await (const chunk of content) {
      if (signal?.aborted) throw new FailureError(cancelled())
      yield chunk
    }
  } catch (error) {
    throw error instanceof FailureError ? error : fileFailure(error, name)
  }
}

/** The bytes as they lie in the folder or in the archive. */
async function* rawChunks({ path, entry }: Source, { name, onRaw, chunkBytes }: ByteOptions): AsyncGenerator<Uint8Array> {
  const archive = entry === undefined ? null : await ZipArchive.open(path, without(name, entry))
  try {
    const chunks =
      archive && entry !== undefined
        ? archive.chunks(entry)
        : chunkBytes === undefined
          ? createReadStream(path, { highWaterMark: rowBytes })
          : readAhead(path, chunkBytes)
    for await (const chunk of chunks as AsyncIterable<Uint8Array>) {
      onRaw?.(chunk)
      yield chunk
    }
  } finally {
    archive?.close()
  }
}

/** One chunk is read while the one before is looked at. */
async function* readAhead(path: string, chunkBytes: number): AsyncGenerator<Uint8Array> {
  const file = await open(path)
  try {
    let [current, other] = [Buffer.allocUnsafeSlow(chunkBytes), Buffer.allocUnsafeSlow(chunkBytes)]
    let reading = file.read(current, 0, chunkBytes)
    for (;;) {
      const { bytesRead } = await reading
      if (bytesRead === 0) return
      reading = file.read(other, 0, chunkBytes)
      reading.catch(() => undefined) // awaited in the next round, if there is one
      yield current.subarray(0, bytesRead)
      ;[current, other] = [other, current]
    }
  } finally {
    await file.close() // waits for the read under way
  }
}

async function* unpacked(source: Source, options: ByteOptions): AsyncGenerator<Uint8Array> {
  if (source.packing === 'none') {
    yield* rawChunks(source, options)
    return
  }
  let packed = 0
  let size = 0
  const onRaw = (chunk: Uint8Array) => {
    packed += chunk.length
    options.onRaw?.(chunk)
  }
  // Unpacking holds on to several chunks, which must stay what they are.
  const { chunkBytes: _, ...keeping } = options
  const raw = rawChunks(source, { ...keeping, onRaw })
  for await (const chunk of source.packing === 'gzip' ? gunzipped(raw) : unzstd(raw)) {
    size += chunk.length
    if (size > bombFloor && size > packed * bombRatio) throw fail('unpacks-too-large', { file: options.name })
    yield chunk
  }
}

async function* gunzipped(raw: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: rowBytes })
  const feeding = pipeline(Readable.from(raw), gunzip)
  // Its error also ends the loop below, which tells it.
  feeding.catch(() => undefined)
  try {
    for await (const chunk of gunzip) yield chunk as Buffer
    await feeding
  } finally {
    gunzip.destroy()
  }
}

async function* sheetChunks(source: Source, sheet: string, options: ByteOptions): AsyncGenerator<Uint8Array> {
  const file = without(options.name, sheet)
  const archive = await bookArchive(source, file, options)
  const encoder = new TextEncoder()
  try {
    const book = await Workbook.open(archive, file)
    for await (const text of book.csv(sheet)) yield encoder.encode(text)
  } finally {
    archive.close()
  }
}

/** The parts of a workbook: of a file where it lies, of an archive's entry from memory. */
export async function bookArchive(
  source: Source,
  file: string,
  { onRaw, signal }: Pick<ByteOptions, 'onRaw' | 'signal'>,
): Promise<ZipArchive> {
  const isHeld = source.entry !== undefined
  const held: Uint8Array[] = []
  let size = 0
  if (isHeld || onRaw !== undefined)
    for await (const chunk of rawChunks(source, { name: file, ...(onRaw ? { onRaw } : {}) })) {
      if (signal?.aborted) throw new FailureError(cancelled())
      size += chunk.length
      if (isHeld && size > largestBook) throw fail('unpacks-too-large', { file })
      if (isHeld) held.push(chunk)
    }
  return ZipArchive.open(isHeld ? Buffer.concat(held) : source.path, file)
}

/** `book.xlsx/Sheet1` -> `book.xlsx` */
const without = (name: string, part: string): string => (name.endsWith(`/${part}`) ? name.slice(0, -part.length - 1) : name)
