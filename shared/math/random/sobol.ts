// Sobol's low-discrepancy sequence in Gray-code order, and its random shift. Sources: Joe & Kuo (2008), direction
// numbers new-joe-kuo-6; Antonov & Saleev (1979) for the order; Cranley & Patterson (1976) for the shift.
// Point 0 is the origin, which inversion would send to -infinity: shift the points or begin at 1.
import { requireLength, requireWhole } from '../numerics/domain.ts'
import { directionText } from './sobol-directions.ts'

const bits = 32
const mostDimensions = 1024
/** Of a whole set of points: 400 MB. */
const mostNumbers = 50_000_000

let known: Uint32Array | undefined

/** Dimension-major: 32 direction numbers for each of 1,024 dimensions. */
function directions(): Uint32Array {
  if (known) return known
  const table = new Uint32Array(mostDimensions * bits)
  for (let bit = 0; bit < bits; bit++) table[bit] = 1 << (31 - bit)
  for (const [i, row] of directionText.split(',').entries()) {
    const [polynomial = 0, ...starts] = row.split(' ').map((digits) => Number.parseInt(digits, 36))
    const degree = starts.length
    const v = table.subarray((i + 1) * bits, (i + 2) * bits)
    for (let bit = 0; bit < bits; bit++) {
      if (bit < degree) {
        v[bit] = starts[bit]! << (31 - bit)
        continue
      }
      let value = v[bit - degree]! ^ (v[bit - degree]! >>> degree)
      for (let k = 1; k < degree; k++) if ((polynomial >>> (degree - k)) & 1) value ^= v[bit - k]!
      v[bit] = value
    }
  }
  known = table
  return table
}

/** The coordinates of point `index` (0 to 2^32 - 1) in the given dimensions (0 to 1,023), each in [0, 1). */
export function sobolPoint(index: number, dimensions: ArrayLike<number>): Float64Array {
  requireWhole('index', index, 0, 4_294_967_295)
  const table = directions()
  const gray = (index ^ (index >>> 1)) >>> 0
  return Float64Array.from(dimensions, (dimension) => {
    requireWhole('dimension', dimension, 0, mostDimensions - 1)
    let word = 0
    for (let bit = 0; bit < bits; bit++) if ((gray >>> bit) & 1) word ^= table[dimension * bits + bit]!
    return (word >>> 0) / 4_294_967_296
  })
}

/** Points 0 ... count - 1 in the first dimensions, one row after the other: count x dimensions. */
export function sobolPoints(count: number, dimensions: number): Float64Array {
  requireWhole('dimensions', dimensions, 1, mostDimensions)
  requireWhole('count', count, 1, Math.floor(mostNumbers / dimensions))
  const table = directions()
  const points = new Float64Array(count * dimensions)
  const words = new Uint32Array(dimensions)
  for (let index = 1; index < count; index++) {
    const bit = 31 - Math.clz32(index & -index)
    for (let d = 0; d < dimensions; d++) {
      words[d]! ^= table[d * bits + bit]!
      points[index * dimensions + d] = words[d]! / 4_294_967_296
    }
  }
  return points
}

/** Rows of points moved by `shift` (one number in [0, 1) per dimension), modulo 1. A shift by uniforms makes each point uniform and the estimate unbiased. */
export function shifted(points: Float64Array, shift: ArrayLike<number>): Float64Array {
  requireWhole('dimensions', shift.length, 1)
  requireLength('points', points, Math.floor(points.length / shift.length) * shift.length)
  return points.map((value, i) => {
    const moved = value + shift[i % shift.length]!
    return moved - Math.floor(moved)
  })
}
