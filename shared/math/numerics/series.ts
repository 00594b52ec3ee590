// Means, spreads and quantiles of samples. Sums run in index order with Neumaier's correction, so equal data give
// equal bytes and long sums keep their last digits. Used by every model in this folder.

/** Infinite where the sum is too large for a double. */
export function sum(values: ArrayLike<number>): number {
  let total = 0
  let lost = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    const next = total + value
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total
    total = next
  }
  return Math.abs(total) < Infinity ? total + lost : total
}

/** NaN for an empty sample. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length
}

/** Sample covariance, divisor n - 1; 0 for fewer than two pairs. */
export function covariance(x: Float64Array, y: Float64Array): number {
  if (x.length < 2) return 0
  const xMean = mean(x)
  const yMean = mean(y)
  return sum(x.map((value, i) => (value - xMean) * (y[i]! - yMean))) / (x.length - 1)
}

/** Sample standard deviation, divisor n - 1. */
export function standardDeviation(values: Float64Array): number {
  return Math.sqrt(covariance(values, values))
}

/** Pearson's correlation; NaN when one side does not vary. */
export function correlation(x: Float64Array, y: Float64Array): number {
  const xMean = mean(x)
  const yMean = mean(y)
  const cross = sum(x.map((value, i) => (value - xMean) * ((y[i] ?? 0) - yMean)))
  const scale = Math.sqrt(covariance(x, x) * covariance(y, y)) * (x.length - 1)
  return scale > 0 ? Math.max(-1, Math.min(1, cross / scale)) : NaN
}

export function sorted(values: Float64Array): Float64Array {
  return values.slice().sort()
}

/** Type 7 (Hyndman & Fan 1996): linear between order statistics, as PERCENTILE.INC. Ascending input; p in [0, 1]. */
export function quantile(ascending: Float64Array, p: number): number {
  const position = (ascending.length - 1) * Math.min(1, Math.max(0, p))
  const below = Math.floor(position)
  const low = ascending[below] ?? NaN
  const high = ascending[below + 1] ?? low
  return low + (position - below) * (high - low)
}

/** Type 7 quantiles of an unsorted sample, as `quantile` gives them, in time proportional to n. `levels` ascending; reorders `values`. */
export function selectQuantiles(values: Float64Array, levels: readonly number[]): number[] {
  let settled = 0 // values below this index are at their sorted place
  const orderStatistic = (rank: number): number => {
    if (rank >= settled) {
      select(values, rank, settled)
      settled = rank + 1
    }
    return values[rank] ?? NaN
  }
  return levels.map((p) => {
    const position = (values.length - 1) * p
    const below = Math.floor(position)
    const low = orderStatistic(below)
    if (below === position) return low + 0 // -0 becomes 0, as in quantile
    return low + (position - below) * (orderStatistic(below + 1) - low)
  })
}

/** Hoare's quickselect from index `from` on, with the median of three as pivot: afterwards values[rank] is in its sorted place. */
function select(values: Float64Array, rank: number, from: number): void {
  let left = from
  let right = values.length - 1
  while (left < right) {
    const pivot = middleOf(values[left] ?? 0, values[(left + right) >> 1] ?? 0, values[right] ?? 0)
    let i = left
    let j = right
    while (i <= j) {
      while ((values[i] ?? 0) < pivot) i++
      while ((values[j] ?? 0) > pivot) j--
      if (i > j) break
      const held = values[i] ?? 0
      values[i++] = values[j] ?? 0
      values[j--] = held
    }
    if (rank <= j) right = j
    else if (rank >= i) left = i
    else return
  }
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}

export function median(values: Float64Array): number {
  return quantile(sorted(values), 0.5)
}
