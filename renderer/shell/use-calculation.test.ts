import { describe, expect, it } from 'vitest'
import { fail } from '../../shared/language/failures.ts'
import { agree } from './use-calculation.ts'

const argument = (value: string) => ({
  error: fail('calc-argument', { name: 'black76', argument: 'F', value, allowed: 'a number' }).failure,
})

describe('core and page', () => {
  it('agree on the same digits, on nothing less', () => {
    expect(agree({ result: { price: 0.1 } }, { result: { price: 0.1 } })).toBe(true)
    expect(agree({ result: { price: 0.1 } }, { result: { price: 0.10000000000000002 } })).toBe(false)
    expect(agree({ result: { price: 0 } }, { result: { price: -0 } })).toBe(true) // JSON knows one zero
  })

  it('agree on the same refusal', () => {
    expect(agree(argument('-1'), argument('-1'))).toBe(true)
    expect(agree(argument('-1'), argument('-2'))).toBe(false)
    expect(agree(argument('-1'), { result: 1 })).toBe(false)
  })
})
