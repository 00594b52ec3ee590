import { describe, expect, it } from 'vitest'
import { NoConvergence } from '../math/numerics/domain.ts'
import { denseRow } from '../math/programme/linear-program.ts'
import { linearSolver } from './highs.ts'

const solver = await linearSolver()
// A workshop earns 30 a chair and 50 a table, with 40 hours of carpentry and 50 of finishing.
const workshop = {
  cost: Float64Array.of(-30, -50),
  lower: new Float64Array(2),
  upper: new Float64Array(2).fill(Infinity),
  rows: [denseRow([1, 2], -Infinity, 40), denseRow([2, 1], -Infinity, 50)],
}

describe('the linear solver', () => {
  it('finds the best plan, in whole pieces too, and goes on from it when the program changes', () => {
    solver.open(workshop, (program) => {
      expect(program.run()).toEqual({ status: 'optimal', values: Float64Array.of(20, 10), objective: -1100, bound: -1100 })
      program.addRow(denseRow([1, 1], -Infinity, 25.5))
      expect(program.run().objective).toBeCloseTo(-1055, 8) // 11 chairs, 14.5 tables
      program.setWhole(Int32Array.of(0, 1), 0)
      expect(program.run()).toMatchObject({ status: 'optimal', objective: -1050, bound: -1050 }) // 10 and 15
      program.setBounds(0, 0, 3)
      program.setCosts(Float64Array.of(-30, -40))
      expect([...program.run().values]).toEqual([2, 19])
    })
  })

  it('tells the impossible from the endless', () => {
    const impossible = { ...workshop, rows: [...workshop.rows, denseRow([1, 1], 60, Infinity)] }
    expect(solver.open(impossible, (program) => program.run().status)).toBe('infeasible')
    expect(solver.open({ ...workshop, rows: [] }, (program) => program.run().status)).toBe('unbounded')
  })

  it('passes on a short message and not the source of the package, and closes the program', () => {
    const broken = { ...workshop, rows: [{ lower: 0, upper: 1, indices: Int32Array.of(7), values: Float64Array.of(1) }] }
    let error: unknown
    try {
      solver.open(broken, (program) => program.run())
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(NoConvergence)
    expect(String(error instanceof Error && error.stack).length).toBeLessThan(5000)
    const kept = solver.open(workshop, (program) => program)
    expect(() => kept.run()).toThrow(NoConvergence)
  })

  it('is loaded once', async () => {
    expect(await linearSolver()).toBe(solver)
  })
})
