import { expect, it } from 'vitest'
import { heatStep } from './exposure-heat.ts'

it('shades the largest deepest, nothing not at all, and anything above zero at least a little', () => {
  expect(['100', '80.01', '80', '20', '0.001', '0', '-5'].map((amount) => heatStep(amount, '100'))).toEqual([5, 5, 4, 1, 1, 0, 0])
})

it('shades nothing while nothing is at risk', () => {
  expect(heatStep('0', '0')).toBe(0)
})
