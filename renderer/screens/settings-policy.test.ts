import { expect, it } from 'vitest'
import { bandProblem, nextBand } from './settings-policy.ts'

const band = (from: number, to: number, minPercent = 40, maxPercent = 80) => ({ from, to, minPercent, maxPercent })

it('accepts bands in any order, gaps included', () => {
  expect(bandProblem([band(7, 12), band(1, 6), band(19, 24)])).toBeNull()
  expect(bandProblem([])).toBeNull()
})

it('names the two bands that share a month', () => {
  expect(bandProblem([band(1, 6), band(9, 12), band(6, 8)])).toEqual({ kind: 'overlap', band: 0, other: 2 })
})

it('refuses a band that ends before it starts, and limits the wrong way round', () => {
  expect(bandProblem([band(6, 1)])).toEqual({ kind: 'order', band: 0 })
  expect(bandProblem([band(1, 6, 90, 80)])).toEqual({ kind: 'min-over-max', band: 0 })
})

it('continues after the last month', () => {
  expect(nextBand([band(7, 12, 30, 70), band(1, 6)])).toEqual(band(13, 18, 30, 70))
  expect(nextBand([])).toEqual(band(1, 6, 0, 100))
})
