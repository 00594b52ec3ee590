// What travels between page and core: eight kinds of frame, and their form as bytes for a socket.
// A port clones frames as they are; a socket gets one binary message per frame:
//   u32 header length | header: JSON, UTF-8 | zero padding | blocks, each starting at a multiple of 8
// Typed arrays become blocks (little-endian, as every machine we run on). Used by transports.ts only.
import { z } from 'zod'
import { FailureSchema } from '../result/failure.ts'
import { Progress } from './commands.ts'

/** Raised when a frame or a command changes so that an older page or script would misread it. */
export const protocolVersion = 1

/** A larger message is refused by either side: 16 million doubles with room for the header. */
export const maxMessageBytes = 128 * 1024 * 1024 + 1024 * 1024

const id = z.number().int().nonnegative()
const name = z.string().min(1).max(100)

const FrameSchema = z.union([
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('hello'), version: z.number().int(), token: z.string().max(200).optional() }),
    z.object({ kind: z.literal('call'), id, name, args: z.unknown() }),
    z.object({ kind: z.literal('cancel'), id }),
    z.object({ kind: z.literal('progress'), id, data: Progress }),
    z.object({ kind: z.literal('event'), name, data: z.unknown() }),
    // The server's last word before it closes: why it will not talk (other version, wrong token).
    z.object({ kind: z.literal('bye'), failure: FailureSchema }),
  ]),
  z.discriminatedUnion('ok', [
    z.object({ kind: z.literal('reply'), id, ok: z.literal(true), data: z.unknown() }),
    z.object({ kind: z.literal('reply'), id, ok: z.literal(false), failure: FailureSchema }),
  ]),
])

export type Frame = z.infer<typeof FrameSchema>
export type Hello = Extract<Frame, { kind: 'hello' }>

/** A message that is not a frame. The connection it came over is closed: nothing after it can be trusted. */
export class BadFrame extends Error {
  constructor(reason: string) {
    super(`not a frame: ${reason}`)
    this.name = 'BadFrame'
  }
}

/** The value as a frame. Arguments and data stay unread: client and server check them against the table. */
export function parseFrame(value: unknown): Frame {
  const parsed = FrameSchema.safeParse(value)
  if (!parsed.success) throw new BadFrame(parsed.error.issues[0]?.message ?? 'unknown form')
  return parsed.data
}

const blockTypes = { f64: Float64Array, i32: Int32Array, u8: Uint8Array } as const
type Block = Float64Array | Int32Array | Uint8Array
const blockType = (block: Block): keyof typeof blockTypes =>
  block instanceof Float64Array ? 'f64' : block instanceof Int32Array ? 'i32' : 'u8'

const lengthBytes = 4
const align = (offset: number): number => (offset + 7) & ~7

// In the header a string that starts with NUL stands for something JSON cannot say; a real one is doubled.
const mark = '\u0000'
const numbers: Readonly<Record<string, number>> = { nan: Number.NaN, inf: Infinity, '-inf': -Infinity, '-0': -0 }

function markNumber(value: number): number | string {
  for (const [word, special] of Object.entries(numbers)) if (Object.is(value, special)) return mark + word
  return value
}

export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  const blocks: Block[] = []
  const header = JSON.stringify(frame, (_key, value: unknown) => {
    if (typeof value === 'number') return markNumber(value)
    if (typeof value === 'string') return value.startsWith(mark) ? mark + value : value
    if (value instanceof Float64Array || value instanceof Int32Array || value instanceof Uint8Array) {
      blocks.push(value)
      return `${mark}${blockType(value)}:${value.length}`
    }
    return value
  })
  const text = new TextEncoder().encode(header)
  const headerEnd = lengthBytes + text.length
  const bytes = new Uint8Array(blocks.reduce((end, block) => align(end) + block.byteLength, headerEnd))
  new DataView(bytes.buffer).setUint32(0, text.length, true)
  bytes.set(text, lengthBytes)
  let offset = headerEnd
  for (const block of blocks) {
    offset = align(offset)
    bytes.set(new Uint8Array(block.buffer, block.byteOffset, block.byteLength), offset)
    offset += block.byteLength
  }
  return bytes
}

/** The frame of a message; throws BadFrame for anything `encodeFrame` could not have written. */
export function decodeFrame(message: ArrayBuffer): Frame {
  if (message.byteLength > maxMessageBytes) throw new BadFrame(`${message.byteLength} bytes`)
  if (message.byteLength < lengthBytes) throw new BadFrame('shorter than its length field')
  const headerEnd = lengthBytes + new DataView(message).getUint32(0, true)
  if (headerEnd > message.byteLength) throw new BadFrame('header cut short')
  const reader = new BlockReader(message, headerEnd)
  let value: unknown
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      new Uint8Array(message, lengthBytes, headerEnd - lengthBytes),
    )
    value = JSON.parse(text, (key, part: unknown) => {
      if (key === '__proto__') throw new BadFrame('a field named __proto__')
      return typeof part === 'string' && part.startsWith(mark) ? unmark(part.slice(1), reader) : part
    })
  } catch (problem) {
    if (problem instanceof BadFrame) throw problem
    throw new BadFrame('header is not JSON in UTF-8')
  }
  reader.finish()
  return parseFrame(value)
}

function unmark(word: string, reader: BlockReader): unknown {
  if (word.startsWith(mark)) return word
  if (Object.hasOwn(numbers, word)) return numbers[word]
  const [, type, length] = /^(f64|i32|u8):(\d{1,9})$/.exec(word) ?? []
  if (type === undefined) throw new BadFrame('unknown mark')
  return reader.next(type as keyof typeof blockTypes, Number(length))
}

// JSON.parse visits values in the order JSON.stringify wrote them, so blocks are taken one after the other.
class BlockReader {
  readonly #message: ArrayBuffer
  #offset: number

  constructor(message: ArrayBuffer, offset: number) {
    this.#message = message
    this.#offset = offset
  }

  next(type: keyof typeof blockTypes, length: number): Block {
    const Type = blockTypes[type]
    const start = align(this.#offset)
    const end = start + length * Type.BYTES_PER_ELEMENT
    if (end > this.#message.byteLength) throw new BadFrame('block cut short')
    this.#offset = end
    // A copy, not a view: a view would keep the whole message alive, and cloning it to a worker would send all of it.
    return new Type(this.#message.slice(start, end))
  }

  finish(): void {
    if (this.#offset !== this.#message.byteLength) throw new BadFrame('bytes after the last block')
  }
}
