import { describe, expect, it } from 'vitest'
import { differingRows, resultRows } from './result-rows.ts'

describe('rows of a result', () => {
  it('name every field and keep every digit', () => {
    expect(resultRows({ price: 0.30000000000000004, hedged: { mean: 0.1, best: 'Infinity' }, unique: true })).toEqual([
      { name: 'price', values: ['0.30000000000000004'], shown: 1 },
      { name: 'hedged.mean', values: ['0.1'], shown: 1 },
      { name: 'hedged.best', values: ['Infinity'], shown: 1 },
      { name: 'unique', values: ['true'], shown: 1 },
    ])
  })

  it('shorten a long list and keep all of it', () => {
    const [short, long, empty] = resultRows({ short: [1, 2], long: [1, 2, 3, 4, 5, 6, 7], empty: [] })
    expect([short?.shown, long?.shown, long?.values.length, empty?.values]).toEqual([2, 3, 7, []])
  })

  it('number the rows of a table and the parts of a list', () => {
    expect(resultRows({ cov: [[1, 2], [3]], tests: [{ p: 0.5 }] }).map(({ name, values }) => [name, ...values])).toEqual([
      ['cov[0]', '1', '2'],
      ['cov[1]', '3'],
      ['tests[0].p', '0.5'],
    ])
  })

  it('are compared digit by digit', () => {
    const core = resultRows({ a: 0.1, b: [1, 2], c: 3 })
    const page = resultRows({ a: 0.10000000000000002, b: [1, 2], d: 3 })
    expect(differingRows(page, core).map(({ name }) => name)).toEqual(['a', 'd'])
    expect(differingRows(core, core)).toEqual([])
  })
})
