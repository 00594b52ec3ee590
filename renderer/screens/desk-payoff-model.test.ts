// The hedge desk drawn in the design: 35 contracts of 1,000 GPU-hours, curve = locked prices, costs of 1.1k.
import { describe, expect, it } from 'vitest'
import { payoffAt, payoffSentence } from './desk-payoff-model.ts'
import { wordingOf } from './wording.ts'

describe('the payoff', () => {
  const evaluation = {
    payoff: [
      { shift: -0.6, hedged: '118400.00', unhedged: '64500.00' },
      { shift: 0, hedged: '162300.00', unhedged: '161200.00' },
      { shift: 0.6, hedged: '206200.00', unhedged: '257900.00' },
    ],
    consequences: { costs: '1100.00' } as never,
    totals: { contracts: 35 } as never,
  }

  it('splits the difference at -60 % into futures loss and costs', () => {
    expect(payoffAt(evaluation, -0.6)).toEqual({
      shift: -0.6,
      hedged: '118400',
      unhedged: '64500',
      futures: '-52800',
      spendChange: '-96700',
      difference: '53900',
    })
  })

  it('reads a typed shift off the line and holds one beyond the range', () => {
    expect(payoffAt(evaluation, -0.3)?.hedged).toBe('140350')
    expect(payoffAt(evaluation, 5)?.shift).toBe(0.6)
  })

  it('answers the board in words, in both languages', () => {
    const [fall, rise] = [payoffAt(evaluation, -0.6), payoffAt(evaluation, 0.6)]
    if (!fall || !rise) throw new Error('no payoff')
    const said = { ...evaluation, currency: 'USD' }
    expect([
      payoffSentence(said, fall, wordingOf('en')),
      payoffSentence(said, fall, wordingOf('zh')),
      payoffSentence(said, rise, wordingOf('en')),
    ]).toEqual([
      'Futures lose USD 52.8k, spend falls by USD 96.7k; you pay USD 53.9k more than if unhedged.',
      '期货亏损 5.28万美元，同时采购支出减少 9.67万美元；比不套保多付 5.39万美元。',
      'Futures gain USD 52.8k, spend rises by USD 96.7k; you pay USD 51.7k less than if unhedged.',
    ])
  })
})
