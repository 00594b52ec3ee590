// Unpacks a stream of zstd frames block by block, so memory stays at one window. fzstd decodes the blocks; the frames are
// walked here, because a stream that ends early, a wrong checksum or a window beyond reason must fail, not give a short read.
// Source: RFC 8878, sections 3.1.1 (frames), 3.1.2 (skippable frames).
import { Decompress } from 'fzstd'
import { Xxh64 } from './xxh64.ts'

const frameMagic = 0xfd2fb528
const skippableMagic = 0x184d2a50
/** As the zstd tool itself allows without a switch. */
const largestWindow = 128 << 20
const longestHeader = 18

export class ZstdFault extends Error {
  /** 'cut': the stream ends inside a frame. */
  readonly reason: 'cut' | 'damaged'
  constructor(reason: 'cut' | 'damaged') {
    super(`zstd ${reason}`)
    this.reason = reason
  }
}

export async function* unzstd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = new ByteQueue(chunks)
  try {
    while (await input.has(1)) {
      const magic = (await input.peek(4)).readUInt32LE(0)
      if (magic >>> 4 === skippableMagic >>> 4) await skip(input)
      else if (magic === frameMagic) yield* frame(input)
      else throw new ZstdFault('damaged')
    }
  } finally {
    await input.close()
  }
}

async function skip(input: ByteQueue): Promise<void> {
  let left = (await input.take(8)).readUInt32LE(4)
  for (; left > 0; left -= Math.min(left, 1 << 16)) await input.take(Math.min(left, 1 << 16))
}

async function* frame(input: ByteQueue): AsyncGenerator<Uint8Array> {
  const { size, contentSize, hasChecksum } = headerOf(await input.peekUpTo(longestHeader))
  let unpackedSize = 0
  const hash = hasChecksum ? new Xxh64() : null
  let unpacked: Uint8Array[] = []
  const decoder = new Decompress((data) => unpacked.push(data))
  let header = await input.take(size)
  for (let isLast = false; !isLast; ) {
    const word = (await input.peek(3)).readUIntLE(0, 3)
    isLast = (word & 1) === 1
    const block = await input.take(3 + (((word >> 1) & 3) === 1 ? 1 : word >> 3))
    const checksum = isLast && hasChecksum ? await input.take(4) : Buffer.alloc(0)
    decode(decoder, Buffer.concat([header, block, checksum]), isLast)
    header = Buffer.alloc(0)
    for (const data of unpacked) {
      hash?.push(data)
      unpackedSize += data.length
      if (data.length > 0) yield data
    }
    unpacked = []
    if (checksum.length > 0 && checksum.readUInt32LE(0) !== hash?.low32()) throw new ZstdFault('damaged')
  }
  if (contentSize !== null && contentSize !== unpackedSize) throw new ZstdFault('damaged')
}

function decode(decoder: Decompress, bytes: Uint8Array, isLast: boolean): void {
  try {
    decoder.push(bytes, isLast)
  } catch {
    // The block is whole: whatever the decoder finds wrong with it is damage.
    throw new ZstdFault('damaged')
  }
}

interface FrameHeader {
  /** Bytes of the header itself. */
  readonly size: number
  /** Bytes the frame unpacks to; null when it does not say. */
  readonly contentSize: number | null
  readonly hasChecksum: boolean
}

function headerOf(bytes: Buffer): FrameHeader {
  const descriptor = bytes[4]
  if (descriptor === undefined) throw new ZstdFault('cut')
  const isSingleSegment = (descriptor & 32) !== 0
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0
  const sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0
  const size = 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes + sizeBytes
  if (bytes.length < size) throw new ZstdFault('cut')
  const contentSize = sizeBytes === 0 ? null : contentSizeOf(bytes.subarray(size - sizeBytes, size))
  const window = isSingleSegment ? (contentSize ?? 0) : windowOf(bytes[5] ?? 0)
  const isReserved = (descriptor & 8) !== 0
  if (isReserved || dictionaryBytes > 0 || window > largestWindow) throw new ZstdFault('damaged')
  return { size, contentSize, hasChecksum: (descriptor & 4) !== 0 }
}

function contentSizeOf(field: Buffer): number {
  if (field.length === 8) return Number(field.readBigUInt64LE(0))
  return field.readUIntLE(0, field.length) + (field.length === 2 ? 256 : 0)
}

function windowOf(byte: number): number {
  const base = 2 ** (10 + (byte >> 3))
  return base + (base / 8) * (byte & 7)
}

/** Bytes of a stream by exact counts. */
class ByteQueue {
  readonly #chunks: AsyncIterator<Uint8Array>
  #held: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  async close(): Promise<void> {
    await this.#chunks.return?.()
  }

  async has(count: number): Promise<boolean> {
    while (this.#held.length < count) {
      const next = await this.#chunks.next()
      if (next.done) return false
      this.#held = Buffer.concat([this.#held, next.value])
    }
    return true
  }

  async peek(count: number): Promise<Buffer> {
    if (!(await this.has(count))) throw new ZstdFault('cut')
    return this.#held.subarray(0, count)
  }

  async peekUpTo(count: number): Promise<Buffer> {
    await this.has(count)
    return this.#held.subarray(0, count)
  }

  async take(count: number): Promise<Buffer> {
    const bytes = await this.peek(count)
    this.#held = this.#held.subarray(count)
    return bytes
  }
}
