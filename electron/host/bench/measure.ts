// Timing with a reference in the same run: ours and the reference in turn, medians of several rounds, and their ratio.

export interface Benchmark {
  readonly name: string
  readonly unit: string
  readonly size: string
  readonly ours: number
  readonly reference: number
  /** What the reference is. */
  readonly against: string
  /** ours / reference. */
  readonly ratio: number
  readonly rounds: number
}

/** Milliseconds of one call. */
export async function milliseconds(work: () => Promise<unknown> | unknown): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

/** A B A B ...: both see the same machine. The first round warms up and is not counted. */
export async function inTurn(
  rounds: number,
  ours: () => Promise<unknown> | unknown,
  reference: () => Promise<unknown> | unknown,
): Promise<{ ours: number; reference: number }> {
  const times: { ours: number[]; reference: number[] } = { ours: [], reference: [] }
  for (let round = 0; round <= rounds; round++) {
    const [a, b] = [await milliseconds(ours), await milliseconds(reference)]
    if (round === 0) continue
    times.ours.push(a)
    times.reference.push(b)
  }
  return { ours: median(times.ours), reference: median(times.reference) }
}

export function median(values: readonly number[]): number {
  const ascending = [...values].sort((a, b) => a - b)
  const middle = Math.floor(ascending.length / 2)
  return ascending.length % 2 === 1 ? (ascending[middle] ?? 0) : ((ascending[middle - 1] ?? 0) + (ascending[middle] ?? 0)) / 2
}
