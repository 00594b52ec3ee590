// A ZIP archive by its central directory: what is in it, and the bytes of one entry, each checked against its size and its
// checksum. Used for archives of exports and, by workbook.ts, for XLSX, which is a ZIP of XML parts.
// Refused: archives that end early, encrypted entries, rare packings, and what would unpack to absurd sizes (bombs).
import { stat } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl'
import { fail, failure } from '../../../shared/language/failures.ts'
import { type Failure, FailureError } from '../../../shared/result/failure.ts'
import { fileFailure } from './file-failures.ts'

/** Beyond the floor, content that unpacks to more than so many times its packed size is no table but a bomb. */
export const bombFloor = 256_000_000
export const bombRatio = 200
const mostEntries = 20_000

interface ArchiveEntry {
  readonly name: string
  /** Why it cannot be read; null when it can. */
  readonly obstacle: Failure | null
}

export class ZipArchive {
  readonly #zip: ZipFile
  readonly #file: string
  readonly #raw: ReadonlyMap<string, Entry>
  readonly entries: readonly ArchiveEntry[]

  private constructor(zip: ZipFile, file: string, raw: ReadonlyMap<string, Entry>) {
    this.#zip = zip
    this.#file = file
    this.#raw = raw
    this.entries = [...raw].map(([name, entry]) => ({ name, obstacle: obstacleOf(entry, `${file}/${name}`) }))
  }

  /** `at`: a path, or the whole archive in memory. `file`: its name in failures. */
  static async open(at: string | Buffer, file: string): Promise<ZipArchive> {
    const options = { autoClose: false, decodeStrings: false }
    let zip: ZipFile | undefined
    try {
      zip = typeof at === 'string' ? await openPromise(at, options) : await fromBufferPromise(at, options)
      return new ZipArchive(zip, file, typeof at === 'string' ? await listedFile(zip, file, at) : await listed(zip, file))
    } catch (error) {
      zip?.close()
      throw zipFailure(error, file)
    }
  }

  has(name: string): boolean {
    return this.#raw.has(name)
  }

  /** The unpacked bytes of an entry. */
  async *chunks(name: string): AsyncGenerator<Uint8Array> {
    const file = `${this.#file}/${name}`
    const entry = this.#raw.get(name)
    const obstacle = entry ? obstacleOf(entry, file) : failure('file-not-found', { file })
    if (!entry || obstacle) throw new FailureError(obstacle ?? failure('file-not-found', { file }))
    let sum = 0
    try {
      const stream = await this.#zip.openReadStreamPromise(entry)
      // A second error of a broken stream, after the loop has left with the first, has nobody to tell.
      stream.on('error', () => undefined)
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        sum = crc32(chunk, sum)
        yield chunk
      }
    } catch (error) {
      throw zipFailure(error, file)
    }
    if (sum !== entry.crc32) throw fail('zip-damaged', { file })
  }

  close(): void {
    this.#zip.close()
  }
}

/** The directory of the archive read last, since its entries are opened one after another, each several times. */
let lastListed: { readonly key: string; readonly entries: Map<string, Entry> } | null = null

async function listedFile(zip: ZipFile, file: string, path: string): Promise<Map<string, Entry>> {
  const { size, mtimeMs } = await stat(path)
  const key = `${path} ${size} ${mtimeMs}`
  if (lastListed?.key === key) return lastListed.entries
  const entries = await listed(zip, file)
  lastListed = { key, entries }
  return entries
}

async function listed(zip: ZipFile, file: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  let packed = 0
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry)
    if (name.endsWith('/')) continue
    packed += entry.compressedSize
    // Entries that overlap, or that share a name, are made to deceive.
    if (packed > zip.fileSize || entries.has(name)) throw fail('zip-damaged', { file })
    if (entries.size >= mostEntries) throw fail('too-many-files', { file, limit: String(mostEntries) })
    entries.set(name, entry)
  }
  return entries
}

function obstacleOf(entry: Entry, file: string): Failure | null {
  if (entry.isEncrypted()) return failure('zip-encrypted', { file })
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) return failure('zip-method', { file })
  const { uncompressedSize: size, compressedSize: packed } = entry
  return size > bombFloor && size > packed * bombRatio ? failure('unpacks-too-large', { file }) : null
}

/** Windows writes Chinese names in its own code page and does not say so. */
function nameOf({ fileNameRaw }: Entry): string {
  const fits = (encoding: string): string | null => {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(fileNameRaw)
    } catch {
      return null
    }
  }
  return (fits('utf-8') ?? fits('gb18030') ?? fileNameRaw.toString('latin1')).replaceAll('\\', '/')
}

/** What yauzl or the file system reports, as a failure. */
function zipFailure(error: unknown, file: string): FailureError {
  if (error instanceof FailureError) return error
  if (!(error instanceof Error) || 'syscall' in error) return fileFailure(error, file)
  if (/end of central directory|unexpected EOF|overflows file bounds/i.test(error.message)) return fail('zip-cut', { file })
  return /encrypt/i.test(error.message) ? fail('zip-encrypted', { file }) : fail('zip-damaged', { file })
}
