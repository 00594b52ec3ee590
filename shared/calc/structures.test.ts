import { expect, it } from 'vitest'
import { answerCalc } from './calc.ts'

it('a smile is a polynomial in ln(K/F); another rule is refused, not ignored', async () => {
  const inputs = {
    F: 2.49,
    T: 0.5,
    r: 0.045,
    call_strike: 2.9,
    smile: [
      [2, 0.56],
      [2.49, 0.5],
      [3, 0.55],
    ],
  }
  const collar = (more: object) => answerCalc({ function: 'zeroCostCollarSkew', inputs: { ...inputs, ...more } })
  expect(await collar({ smile_interpolation: 'quadratic Lagrange in ln(K/F)' })).toEqual(await collar({}))
  for (const rule of ['linear in strike', 'natural cubic spline'])
    expect(await collar({ smile_interpolation: rule })).toMatchObject({ error: { code: 'calc-argument' } })
})
