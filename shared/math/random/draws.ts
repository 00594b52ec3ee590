// Random numbers that can be computed at any place of a simulation alone: Philox4x32-10, a function of a key
// (seed, stream) and a counter (path, block, variable, run). So a draw depends on nothing but its address, and a
// result never depends on the order of the work or on the number of threads.
// Source: Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3", SC11.
import { normalQuantile } from '../numerics/normal.ts'

/** The address of a row of draws. */
export interface Draws {
  /** A whole number from 0 to 2^53 - 1. */
  readonly seed: number
  readonly stream: number
  readonly variable: number
  readonly run: number
}

const words = new Int32Array(4)

/** Fills `out` with uniforms on the open interval (0, 1), 53 bits each, for one path. */
export function fillUniforms(out: Float64Array, draws: Draws, path: number): void {
  const lowKey = draws.seed | 0
  const highKey = draws.stream ^ Math.floor(draws.seed / 4_294_967_296)
  for (let i = 0; i < out.length; i += 2) {
    philox4x32(words, path, i >>> 1, draws.variable, draws.run, lowKey, highKey)
    out[i] = openUniform(words[0] ?? 0, words[1] ?? 0)
    if (i + 1 < out.length) out[i + 1] = openUniform(words[2] ?? 0, words[3] ?? 0)
  }
}

/** Fills `out` with standard normals for one path, by inversion. */
export function fillNormals(out: Float64Array, draws: Draws, path: number): void {
  fillUniforms(out, draws, path)
  for (let i = 0; i < out.length; i++) out[i] = normalQuantile(out[i] ?? 0)
}

/** Ten rounds of Philox on four counter words and two key words; writes four words of 32 bits (as signed integers). */
export function philox4x32(out: Int32Array, c0: number, c1: number, c2: number, c3: number, k0: number, k1: number): void {
  for (let round = 0; round < 10; round++) {
    const high0 = highWord(0xd251, 0x1f53, c0)
    const high1 = highWord(0xcd9e, 0x8d57, c2)
    const low0 = Math.imul(0xd2511f53, c0)
    const low1 = Math.imul(0xcd9e8d57, c2)
    c0 = high1 ^ c1 ^ k0
    c1 = low1
    c2 = high0 ^ c3 ^ k1
    c3 = low0
    k0 = (k0 + 0x9e3779b9) | 0 // golden ratio
    k1 = (k1 + 0xbb67ae85) | 0 // sqrt(3) - 1
  }
  out[0] = c0
  out[1] = c1
  out[2] = c2
  out[3] = c3
}

/** A stream number from a name (FNV-1a, 32 bits): a series keeps its draws wherever it stands in a list. */
export function streamOf(name: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** Upper 32 bits of (high * 2^16 + low) * b by 16-bit parts: JavaScript has no 64-bit product of integers. */
function highWord(high: number, low: number, b: number): number {
  const bLow = b & 0xffff
  const bHigh = b >>> 16
  const middle = Math.imul(low, bHigh) + (Math.imul(low, bLow) >>> 16)
  const carry = Math.imul(high, bLow) + (middle & 0xffff)
  return (Math.imul(high, bHigh) + (middle >>> 16) + (carry >>> 16)) | 0
}

/** 27 and 26 bits of two words, centred in their cell: never 0, never 1. */
export function openUniform(a: number, b: number): number {
  return ((a >>> 5) * 67_108_864 + (b >>> 6) + 0.5) / 9_007_199_254_740_992
}
