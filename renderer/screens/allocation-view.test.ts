// Rules under edit: order, and which of them can be asked about.
import { describe, expect, it } from 'vitest'
import type { AllocationRule } from '../../shared/domain/allocation.ts'
import { completeRules, moved, valuesOf } from './allocation-view.ts'

const rule = (team: string, ...values: string[]): AllocationRule => ({
  when: values.length === 0 ? [] : [{ field: 'project', test: 'contains', values }],
  team,
  costCenter: '',
})

describe('rules under edit', () => {
  const rules = [rule('A', 'a'), rule(''), rule('B', ''), rule('C')]

  it('are asked about only when they give and ask for something; each keeps its place among those', () => {
    const { rules: complete, placeOf } = completeRules(rules)
    expect(complete.map(({ team }) => team)).toEqual(['A', 'C'])
    expect(rules.map((_, at) => placeOf(at))).toEqual([0, null, null, 1])
  })

  it('move by one and stay at the ends', () => {
    const teams = (list: readonly AllocationRule[]) => list.map(({ team }) => team).join()
    expect([teams(moved(rules, 0, 1)), teams(moved(rules, 3, -1)), teams(moved(rules, 0, -1)), teams(moved(rules, 3, 1))]).toEqual([
      ',A,B,C',
      'A,,C,B',
      'A,,B,C',
      'A,,B,C',
    ])
  })

  it('take one value a line, each once, an empty one for what is not stated', () => {
    expect([valuesOf('a\n b \na'), valuesOf(''), valuesOf('a\n')]).toEqual([['a', 'b'], [''], ['a', '']])
  })
})
