// Finds the character encoding of a stream of bytes and decodes it.
// Order: byte-order marks, valid UTF-8, GB18030 (Chinese exports saved again by a spreadsheet), Windows-1252.
// Called by the inspection, once over all bytes, so a late byte cannot overturn the answer.
import { isAscii, isUtf8 } from 'node:buffer'
import { fail } from '../../../shared/language/failures.ts'
import { foreignKind } from './file-kind.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252'

const headBytes = 1 << 16
const suspectBytes = 1 << 22

export class EncodingProbe {
  readonly #name: string
  #head: Buffer = Buffer.alloc(0)
  #carry: Buffer = Buffer.alloc(0)
  #multibyte = false
  #suspects: Buffer[] = []
  #suspectSize = 0
  #hasNul = false
  /** Bytes of content seen so far, after unpacking. */
  size = 0

  constructor(name: string) {
    this.#name = name
  }

  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    if (this.#head.length < headBytes) this.#head = Buffer.concat([this.#head, bytes.subarray(0, headBytes - this.#head.length)])
    this.size += bytes.length
    this.#hasNul ||= bytes.includes(0)
    if (this.#carry.length === 0 && isAscii(bytes)) return
    const joined = Buffer.concat([this.#carry, bytes])
    const whole = joined.subarray(0, joined.length - openSequence(joined))
    this.#carry = Buffer.from(joined.subarray(whole.length))
    if (isUtf8(whole)) this.#multibyte = true
    else if (this.#suspectSize < suspectBytes) {
      this.#suspects.push(Buffer.from(whole))
      this.#suspectSize += whole.length
    }
  }

  /** True when no byte so far breaks UTF-8. */
  get isValidUtf8(): boolean {
    return this.#suspects.length === 0 && this.#carry.length === 0 && !this.#hasNul
  }

  /** The encoding, or the failure that names what the file really is. */
  finish(): Encoding {
    const [a, b, c] = this.#head
    if (a === 0xff && b === 0xfe) return 'utf-16le'
    if (a === 0xfe && b === 0xff) return 'utf-16be'
    const kind = foreignKind(this.#head)
    if (kind) throw fail('foreign-file', { file: this.#name, kind })
    if (this.#hasNul) {
      const wide = wideWithoutMark(this.#head)
      if (wide) return wide
      throw fail('foreign-file', { file: this.#name, kind: 'binary' })
    }
    if (this.#suspects.length === 0 || (a === 0xef && b === 0xbb && c === 0xbf)) return 'utf-8'
    return legacyEncoding(Buffer.concat(this.#suspects), this.#multibyte)
  }
}

/** Decodes chunks; what the encoding cannot say becomes U+FFFD, and the row that holds it is rejected later. */
export async function* decoded(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

/** How many bytes at the end begin a UTF-8 sequence that the next chunk may finish. */
function openSequence(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

/** UTF-16 without a mark: of the two bytes of its ASCII characters the same one is always zero. */
function wideWithoutMark(head: Buffer): Encoding | null {
  const zeros: [number, number] = [0, 0]
  for (let at = 0; at < head.length; at += 1) if (head[at] === 0) zeros[(at & 1) as 0 | 1] += 1
  const [even, odd] = zeros
  const enough = head.length / 10
  if (odd > enough && even * 20 <= odd && isText(head, 'utf-16le')) return 'utf-16le'
  return even > enough && odd * 20 <= even && isText(head, 'utf-16be') ? 'utf-16be' : null
}

function isText(head: Buffer, encoding: Encoding): boolean {
  try {
    // The last pairs may be half of a character that goes on.
    const text = new TextDecoder(encoding, { fatal: true }).decode(head.subarray(0, head.length & ~1), { stream: true })
    // What no text has.
    return !/[\u0000-\u0008\u000e-\u001f\ufffe\uffff]/.test(text)
  } catch {
    return false
  }
}

/**
 * Text that is not clean UTF-8. In GB18030 nearly all Chinese characters are two bytes of 0xA1 or more; in
 * Windows-1252 a high byte mostly stands alone. Real UTF-8 sequences with a few bad bytes stay UTF-8: in the other two
 * encodings fewer than one high byte in five happens to look like UTF-8.
 */
function legacyEncoding(bytes: Buffer, multibyteBefore: boolean): Encoding {
  const { sequences, broken } = countUtf8(bytes)
  if ((multibyteBefore && sequences >= broken) || sequences > 3 * broken) return 'utf-8'
  const { pairs, single } = countPairs(bytes)
  return pairs > 4 * single ? 'gb18030' : 'windows-1252'
}

function countUtf8(bytes: Buffer): { sequences: number; broken: number } {
  let sequences = 0
  let broken = 0
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0
    if (byte < 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    if (byte >= 0xc2 && isUtf8(bytes.subarray(i, i + length))) {
      sequences += 1
      i += length - 1
    } else broken += 1
  }
  return { sequences, broken }
}

function countPairs(bytes: Buffer): { pairs: number; single: number } {
  let pairs = 0
  let single = 0
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0
    if (byte < 0x80) continue
    if (byte >= 0xa1 && (bytes[i + 1] ?? 0) >= 0xa1) {
      pairs += 1
      i += 1
    } else single += 1
  }
  return { pairs, single }
}
