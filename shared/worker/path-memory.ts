// Draws kept between jobs: the strategies of one desk meet the same price paths, so a changed cover percent needs no
// new random numbers. Only the last set is kept, and only while it is small enough for a worker's memory.
import { type DrawnPath, drawnPaths, indexLength, type PathSource, type PathTask } from '../math/simulation/paths.ts'

/** 10,000 paths x 24 months take 40 MB; beyond this every path is drawn anew. */
const mostBytes = 128e6

interface Memory {
  readonly key: string
  /** Each path as a view of two large blocks, made when it is first drawn; holes are not drawn yet. */
  readonly paths: (DrawnPath | undefined)[]
  readonly index: Float64Array
  readonly basis: Float64Array
}

export function createPathMemory(): (task: PathTask) => PathSource {
  let memory: Memory | undefined
  return (task) => {
    const { trials, months } = task
    const length = indexLength(task)
    const draw = drawnPaths(task)
    if (trials * (length + months) * Float64Array.BYTES_PER_ELEMENT > mostBytes) return draw
    const key = JSON.stringify(task)
    if (memory?.key !== key) {
      memory = {
        key,
        paths: new Array<DrawnPath | undefined>(trials),
        index: new Float64Array(trials * length),
        basis: new Float64Array(trials * months),
      }
    }
    return recalled(memory, draw, length, months)
  }
}

function recalled({ paths, index, basis }: Memory, draw: PathSource, length: number, months: number): PathSource {
  return (path) => {
    const known = paths[path]
    if (known) return known
    const drawn = draw(path)
    index.set(drawn.index, path * length)
    basis.set(drawn.basis, path * months)
    const kept: DrawnPath = {
      index: index.subarray(path * length, (path + 1) * length),
      basis: basis.subarray(path * months, (path + 1) * months),
    }
    paths[path] = kept
    return kept
  }
}
