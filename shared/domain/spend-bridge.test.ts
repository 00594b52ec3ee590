// The bridge by hand, one factor at a time, and what must hold for any two periods: the parts are the difference.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDecimals, Decimal } from '../units/decimal.ts'
import { type BridgeSegment, bridgeOf, type Driver, drivers, type SegmentPeriod, useMeasures } from './spend-bridge.ts'

const nothing: SegmentPeriod = { quantity: '0', tokens: '0', weight: '0', money: '0', amount: '0' }
const used = (quantity: number, tokens: number, weight: number, money: string): SegmentPeriod => ({
  quantity: String(quantity),
  tokens: String(tokens),
  weight: String(weight),
  money,
  amount: money,
})
const charged = (money: string): SegmentPeriod => ({ ...nothing, money, amount: money })
const segment = (before: SegmentPeriod, after: SegmentPeriod, part: Partial<BridgeSegment> = {}): BridgeSegment => ({
  measure: 'requests',
  currency: 'USD',
  before,
  after,
  ...part,
})
const none = { volume: '0', mix: '0', tokensPerRequest: '0', blend: '0', price: '0', fx: '0', other: '0' }

describe('a bridge worked out by hand', () => {
  // Requests 2,000 -> 3,000. 'small' goes from 1,000 to 1,200 of them, from 2,000 to 1,500 tokens each, and from USD 10 to
  // 5 per million; 'big' from 1,000 to 1,800, 1,000 tokens each, a sixth cheaper by its cache, and its price rises by 10 %.
  const small = segment(used(1000, 2e6, 2e6, '20'), used(1200, 1.8e6, 1.8e6, '9'))
  const big = segment(used(1000, 1e6, 1e6, '80'), used(1800, 1.8e6, 1.5e6, '132'))
  const tax = segment(charged('5'), charged('7'), { measure: 'none' })
  const bridge = bridgeOf([small, big, tax])

  it('passes the factors one by one: 100, 150, 168, 162, 138, 141, and 2 more of tax', () => {
    expect(bridge).toMatchObject({
      before: '105',
      after: '148',
      difference: '43',
      parts: { volume: '50', mix: '18', tokensPerRequest: '-6', blend: '-24', price: '3', fx: '0', other: '2' },
      measures: [{ measure: 'requests', before: '2000', after: '3000', amount: '100' }],
    })
  })

  it('tells for each segment what it did', () => {
    expect(bridge.segments.map((each) => each.parts)).toEqual([
      { ...none, volume: '10', mix: '-6', tokensPerRequest: '-6', price: '-9' },
      { ...none, volume: '40', mix: '24', blend: '-24', price: '12' },
      { ...none, other: '2' },
    ])
  })
})

describe('a single factor', () => {
  const a = used(300, 6000, 9000, '12.345678901234567')
  const b = used(100, 500, 700, '7.5')
  const times = (period: SegmentPeriod, factor: number, fields: readonly (keyof SegmentPeriod)[]): SegmentPeriod => ({
    ...period,
    ...Object.fromEntries(fields.map((field) => [field, new Decimal(period[field]).times(factor).toFixed()])),
  })
  const only = (driver: Driver, segments: readonly BridgeSegment[]): void => {
    const { parts, difference } = bridgeOf(segments)
    expect(parts).toEqual({ ...none, [driver]: difference })
    expect(difference).not.toBe('0')
  }
  const both = (factor: number, fields: readonly (keyof SegmentPeriod)[]) => [
    segment(a, times(a, factor, fields)),
    segment(b, times(b, factor, fields)),
  ]
  const from = {
    volume: ['quantity', 'tokens', 'weight', 'money', 'amount'],
    tokensPerRequest: ['tokens', 'weight', 'money', 'amount'],
    blend: ['weight', 'money', 'amount'],
    price: ['money', 'amount'],
    fx: ['amount'],
  } as const

  for (const [driver, fields] of Object.entries(from))
    it(`explains the whole change: ${driver}, in both directions`, () => {
      only(driver as Driver, both(3, fields))
      only(
        driver as Driver,
        both(3, fields).map((each) => ({ ...each, before: each.after, after: each.before })),
      )
    })

  it('explains the whole change: mix, at the same total', () => {
    const toDearer = segment(used(100, 500, 700, '7.5'), used(200, 1000, 1400, '15'))
    only('mix', [segment(used(300, 6000, 9000, '12'), used(200, 4000, 6000, '8')), toDearer])
  })

  it('explains the whole change: money that nothing counts', () => {
    only('other', [segment(a, a), segment(charged('-3'), charged('-4.5'), { measure: 'none' })])
  })
})

describe('what one period lacks', () => {
  const stable = segment(used(10, 100, 100, '10'), used(20, 200, 200, '20'))
  it('takes a new and an abandoned segment for mix', () => {
    const { segments } = bridgeOf([
      segment(used(10, 100, 100, '10'), used(20, 200, 200, '20')),
      segment(nothing, used(10, 50, 50, '4')),
      segment(used(5, 50, 50, '6'), nothing),
    ])
    // Requests 15 -> 30: what was there doubles, the abandoned one too before it goes.
    expect(segments.map(({ parts }) => [parts.volume, parts.mix])).toEqual([
      ['10', '0'],
      ['0', '4'],
      ['6', '-12'],
    ])
  })
  it('takes a measure that only one period has for mix, beside one that both have', () => {
    const { parts } = bridgeOf([stable, segment(nothing, used(7, 7, 7, '3'), { measure: 'tokens' })])
    expect(parts).toEqual({ ...none, volume: '10', mix: '3' })
  })
  it('calls it volume when there was nothing to mix with', () => {
    expect(bridgeOf([segment(nothing, stable.after)]).parts).toEqual({ ...none, volume: '20' })
    expect(bridgeOf([segment(stable.before, nothing)]).parts).toEqual({ ...none, volume: '-10' })
  })
  it('is zero for two periods without anything', () => {
    expect(bridgeOf([])).toEqual({ before: '0', after: '0', difference: '0', parts: none, measures: [], segments: [] })
  })
  it('leaves what is free in both periods out of the volume', () => {
    const free = segment(used(1000, 1000, 1000, '0'), used(9000, 9000, 9000, '0'))
    expect(bridgeOf([stable, free]).parts).toEqual({ ...none, volume: '10' })
  })
  it('takes money in a period that counts nothing for other', () => {
    const bill = segment(charged('8'), used(10, 10, 10, '9'))
    const { parts } = bridgeOf([stable, bill])
    expect(parts).toEqual({ ...none, volume: '20', mix: '-1', other: '-8' })
  })
})

describe('exchange rates', () => {
  const euro = (money: string, amount: string, tokens = 100): SegmentPeriod => ({ ...used(tokens, tokens, tokens, money), amount })
  it('restates the second period at the rates of the first', () => {
    // 100 EUR at 1.10, then 120 EUR at 1.25 for the same tokens: price 22, rate 120 x 0.15 = 18.
    const { parts } = bridgeOf([segment(euro('100', '110'), euro('120', '150'), { currency: 'EUR' })])
    expect(parts).toEqual({ ...none, price: '22', fx: '18' })
  })
  it('restates new segments and credits too, at the mean rate of their currency', () => {
    const eur = { currency: 'EUR' }
    const { parts } = bridgeOf([
      segment(euro('100', '110'), euro('100', '125'), eur),
      segment(nothing, euro('40', '50', 10), eur),
      segment({ ...nothing, money: '-10', amount: '-11' }, { ...nothing, money: '-20', amount: '-25' }, { ...eur, measure: 'none' }),
    ])
    // Tokens 100 -> 110: volume 11, back by mix; the new one costs 40 x 1.10. Rate: 15 % of a euro on 100 + 40 - 20.
    expect(parts).toEqual({ ...none, volume: '11', mix: '33', fx: '18', other: '-11' })
  })
  it('has no rate for a currency that the first period does not know', () => {
    const { parts } = bridgeOf([
      segment(nothing, euro('10', '12'), { currency: 'EUR' }),
      segment(used(100, 1, 1, '1'), used(100, 1, 1, '1')),
    ])
    // Requests 100 -> 200: volume 1 on what was there, and the new ones cost 12 - 1 more than it.
    expect(parts).toEqual({ ...none, volume: '1', mix: '11' })
  })
})

describe('for any two periods', () => {
  const count = fc.bigInt({ min: 0n, max: 10n ** 15n }).map(String)
  const amount = fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 18 }))
    .map(([digits, places]) => new Decimal(String(digits)).div(new Decimal(10).pow(places)).toFixed())
  const period = fc.record({ quantity: count, tokens: count, weight: count, money: amount, amount })
  const any = fc.record({
    measure: fc.constantFrom(...useMeasures),
    currency: fc.constantFrom('USD', 'EUR'),
    before: fc.oneof(period, fc.constant(nothing)),
    after: fc.oneof(period, fc.constant(nothing)),
  })
  const total = (amounts: readonly string[]): string => amounts.reduce(addDecimals, '0')

  it('adds up to the last digit, in all and for each segment', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (segments) => {
        const bridge = bridgeOf(segments)
        for (const each of [bridge, ...bridge.segments]) {
          expect(total(drivers.map((driver) => each.parts[driver]))).toBe(each.difference)
          expect(total([each.before, each.difference])).toBe(each.after)
        }
        for (const driver of drivers) expect(total(bridge.segments.map((each) => each.parts[driver]))).toBe(bridge.parts[driver])
        expect(bridge.before).toBe(total(segments.map((each) => each.before.amount)))
        expect(bridge.after).toBe(total(segments.map((each) => each.after.amount)))
      }),
    )
  })

  it('moves no exchange rate where there is one currency', () => {
    const one = any.map((each) => ({
      ...each,
      currency: 'USD',
      before: { ...each.before, money: each.before.amount },
      after: { ...each.after, money: each.after.amount },
    }))
    fc.assert(fc.property(fc.array(one, { maxLength: 8 }), (segments) => bridgeOf(segments).parts.fx === '0'))
  })
})
