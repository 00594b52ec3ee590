// A strategy on stored paths: gains of months x instruments x paths, weighted and added, with the largest need of cash
// on the way. Paths go by in pieces that stay in the processor's first cache. No memory is taken.

const piece: usize = 512

/**
 * gains[month][instrument][path]; positions[month][instrument], 0 skips the column; margin[month] is held in that month.
 * Writes total gain and peak need per path. `paths` is a multiple of 2.
 */
export function evaluate(
  gains: usize,
  positions: usize,
  margin: usize,
  months: i32,
  instruments: i32,
  paths: usize,
  total: usize,
  peak: usize,
): void {
  const column = paths << 3
  for (let from: usize = 0; from < paths; from += piece) {
    const size = min(piece, paths - from) << 3
    const sums = total + (from << 3)
    const needs = peak + (from << 3)
    const first = v128.load64_splat(margin)
    for (let p: usize = 0; p < size; p += 16) {
      v128.store(sums + p, f64x2.splat(0.0))
      v128.store(needs + p, first)
    }
    for (let month = 0; month < months; month++) {
      const row = <usize>(month * instruments)
      for (let i = 0; i < instruments; i++) {
        const position = load<f64>(positions + ((row + i) << 3))
        if (position === 0) continue
        const weight = f64x2.splat(position)
        const values = gains + (row + i) * column + (from << 3)
        for (let p: usize = 0; p < size; p += 16)
          v128.store(sums + p, f64x2.add(v128.load(sums + p), f64x2.mul(weight, v128.load(values + p))))
      }
      const held = v128.load64_splat(margin + (<usize>month << 3))
      for (let p: usize = 0; p < size; p += 16)
        v128.store(needs + p, f64x2.pmax(v128.load(needs + p), f64x2.sub(held, v128.load(sums + p))))
    }
  }
}
