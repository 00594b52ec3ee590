// MT19937, kept to re-perform figures of other programs; our own draws use Philox, which needs no state.
// Source: Matsumoto & Nishimura (1998), ACM TOMACS 8, 3-30, with the initialisation of 2002.
import { requireWhole } from '../numerics/domain.ts'

const size = 624

/** A generator of unsigned words of 32 bits; seed 0 to 2^32 - 1. */
export function mersenneTwister(seed: number): () => number {
  requireWhole('seed', seed, 0, 2 ** 32 - 1)
  const state = new Uint32Array(size)
  state[0] = seed
  for (let i = 1; i < size; i++) state[i] = Math.imul(1812433253, state[i - 1]! ^ (state[i - 1]! >>> 30)) + i
  let next = size
  return () => {
    if (next === size) {
      for (let i = 0; i < size; i++) {
        const y = (state[i]! & 0x80000000) | (state[(i + 1) % size]! & 0x7fffffff)
        state[i] = state[(i + 397) % size]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0)
      }
      next = 0
    }
    let y = state[next++]!
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    return (y ^ (y >>> 18)) >>> 0
  }
}
