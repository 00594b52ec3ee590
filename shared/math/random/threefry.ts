// Threefry-20, the counter-based generator without multiplications: adds, rotations and exclusive ors.
// Source: Salmon, Moraes, Dror & Shaw (2011), SC11; rotation constants and known answers of Random123.

const parity = 0x1bd11bda
const rotations2 = [13, 15, 26, 6, 17, 29, 16, 24]
const rotations4 = [
  [10, 26],
  [11, 21],
  [13, 27],
  [23, 5],
  [6, 20],
  [17, 11],
  [25, 10],
  [18, 20],
]

const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by))

/** Two words of 32 bits from a counter and a key of two words each; all as unsigned integers. */
export function threefry2x32(counter: readonly [number, number], key: readonly [number, number]): [number, number] {
  const keys = [key[0], key[1], parity ^ key[0] ^ key[1]]
  let x0 = (counter[0] + key[0]) | 0
  let x1 = (counter[1] + key[1]) | 0
  for (let round = 0; round < 20; round++) {
    x0 = (x0 + x1) | 0
    x1 = rotated(x1, rotations2[round % 8]!) ^ x0
    if (round % 4 === 3) {
      const turn = (round + 1) / 4
      x0 = (x0 + keys[turn % 3]!) | 0
      x1 = (x1 + keys[(turn + 1) % 3]! + turn) | 0
    }
  }
  return [x0 >>> 0, x1 >>> 0]
}

type Words = readonly [number, number, number, number]

/** Four words of 32 bits from a counter and a key of four words each; all as unsigned integers. */
export function threefry4x32(counter: Words, key: Words): [number, number, number, number] {
  const keys = [...key, parity ^ key[0] ^ key[1] ^ key[2] ^ key[3]]
  const x = Int32Array.from(counter, (word, i) => word + keys[i]!)
  for (let round = 0; round < 20; round++) {
    const [first, second] = rotations4[round % 8]!
    // Pairs swap partners in every second round.
    const [p, q] = round % 2 === 0 ? [1, 3] : [3, 1]
    x[0]! += x[p]!
    x[p] = rotated(x[p]!, first!) ^ x[0]!
    x[2]! += x[q]!
    x[q] = rotated(x[q]!, second!) ^ x[2]!
    if (round % 4 === 3) {
      const turn = (round + 1) / 4
      for (let i = 0; i < 4; i++) x[i]! += keys[(turn + i) % 5]!
      x[3]! += turn
    }
  }
  return [x[0]! >>> 0, x[1]! >>> 0, x[2]! >>> 0, x[3]! >>> 0]
}
