// XXH64, the checksum of zstd frames, in halves of 32 bits: BigInt would be ten times slower.
// Source: xxHash specification (XXH64), github.com/Cyan4973/xxHash, doc/xxhash_spec.md; seed 0.

type Long = [high: number, low: number]

const p1: Long = [0x9e3779b1, 0x85ebca87]
const p2: Long = [0xc2b2ae3d, 0x27d4eb4f]
const p3: Long = [0x165667b1, 0x9e3779f9]
const p4: Long = [0x85ebca77, 0xc2b2ae63]
const p5: Long = [0x27d4eb2f, 0x165667c5]

const stripe = 32

/** value += other */
function add(value: Long, [high, low]: Long): Long {
  const sum = value[1] + low
  value[0] = (value[0] + high + (sum > 0xffffffff ? 1 : 0)) >>> 0
  value[1] = sum >>> 0
  return value
}

/** value *= factor */
function multiply(value: Long, [high, low]: Long): Long {
  const [a, b] = [value[1] >>> 16, value[1] & 0xffff]
  const [c, d] = [low >>> 16, low & 0xffff]
  const middle = a * d + ((b * d) >>> 16)
  const cross = b * c + (middle & 0xffff)
  const carried = a * c + Math.floor(middle / 0x10000) + Math.floor(cross / 0x10000)
  value[0] = (carried + Math.imul(value[0], low) + Math.imul(value[1], high)) >>> 0
  value[1] = Math.imul(value[1], low) >>> 0
  return value
}

/** value <<<= bits, for 0 < bits < 32 */
function rotate(value: Long, bits: number): Long {
  const [high, low] = value
  value[0] = ((high << bits) | (low >>> (32 - bits))) >>> 0
  value[1] = ((low << bits) | (high >>> (32 - bits))) >>> 0
  return value
}

function xor(value: Long, [high, low]: Long): Long {
  value[0] = (value[0] ^ high) >>> 0
  value[1] = (value[1] ^ low) >>> 0
  return value
}

const copy = ([high, low]: Long): Long => [high, low]
const round = (sum: Long, lane: Long): Long => multiply(rotate(add(sum, multiply(lane, p2)), 31), p1)
const merge = (sum: Long, lane: Long): Long => add(multiply(xor(sum, round([0, 0], copy(lane))), p1), p4)

export class Xxh64 {
  readonly #lanes: [Long, Long, Long, Long] = [add(copy(p1), p2), copy(p2), [0, 0], [0x61c8864e, 0x7a143579]]
  #rest: Buffer = Buffer.alloc(0)
  #size = 0

  push(chunk: Uint8Array): void {
    this.#size += chunk.length
    const given = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    const bytes = this.#rest.length === 0 ? given : Buffer.concat([this.#rest, given])
    const whole = bytes.length - (bytes.length % stripe)
    const lane: Long = [0, 0]
    for (let at = 0; at < whole; at += 8) {
      lane[0] = bytes.readUInt32LE(at + 4)
      lane[1] = bytes.readUInt32LE(at)
      round(this.#lanes[(at >> 3) & 3] ?? lane, lane)
    }
    this.#rest = Buffer.from(bytes.subarray(whole))
  }

  /** The lower 32 bits of the hash, which is what a frame stores. */
  low32(): number {
    const [one, two, three, four] = this.#lanes
    let hash: Long
    if (this.#size >= stripe) {
      hash = add(add(add(rotate(copy(one), 1), rotate(copy(two), 7)), rotate(copy(three), 12)), rotate(copy(four), 18))
      for (const lane of this.#lanes) hash = merge(hash, lane)
    } else hash = copy(p5)
    add(hash, [Math.floor(this.#size / 2 ** 32), this.#size >>> 0])
    return avalanche(this.#tail(hash))[1]
  }

  #tail(hash: Long): Long {
    const bytes = this.#rest
    let at = 0
    for (; at + 8 <= bytes.length; at += 8) {
      const lane = round([0, 0], [bytes.readUInt32LE(at + 4), bytes.readUInt32LE(at)])
      add(multiply(rotate(xor(hash, lane), 27), p1), p4)
    }
    if (at + 4 <= bytes.length) {
      add(multiply(rotate(xor(hash, multiply([0, bytes.readUInt32LE(at)], p1)), 23), p2), p3)
      at += 4
    }
    for (; at < bytes.length; at += 1) multiply(rotate(xor(hash, multiply([0, bytes[at] ?? 0], p5)), 11), p1)
    return hash
  }
}

function avalanche(hash: Long): Long {
  xor(hash, [0, hash[0] >>> 1])
  multiply(hash, p2)
  xor(hash, [hash[0] >>> 29, ((hash[1] >>> 29) | (hash[0] << 3)) >>> 0])
  multiply(hash, p3)
  return xor(hash, [0, hash[0]])
}
