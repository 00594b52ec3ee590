import { describe, expect, it } from 'vitest'
import { drawnPaths, type PathTask } from '../math/simulation/paths.ts'
import { createPathMemory } from './path-memory.ts'

const task: PathTask = { trials: 40, months: 3, leadDays: 5, seed: 7, volatility: 0.5 }
const copy = ({ index, basis }: { index: Float64Array; basis: Float64Array }) => ({ index: index.slice(), basis: basis.slice() })

describe('memory of drawn paths', () => {
  it('recalls exactly what would be drawn, in any order, and again', () => {
    const drawn = drawnPaths(task)
    const expected = Array.from({ length: task.trials }, (_, path) => copy(drawn(path)))
    const remember = createPathMemory()
    const first = remember(task)
    for (let path = task.trials - 1; path >= 0; path--) expect(copy(first(path))).toEqual(expected[path])
    const second = remember({ ...task })
    for (const [path, each] of expected.entries()) expect(copy(second(path))).toEqual(each)
  })

  it('forgets the old draws when the seed or the volatility changes', () => {
    const remember = createPathMemory()
    const before = copy(remember(task)(0))
    const other = copy(remember({ ...task, seed: 8 })(0))
    expect(other).not.toEqual(before)
    expect(copy(remember(task)(0))).toEqual(before)
  })
})
