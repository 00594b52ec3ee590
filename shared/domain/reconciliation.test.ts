// Vendor-months worked out by hand, one for every cause, and the property that all of them share: parts and rest add up to
// the difference to the last digit, and no money is told twice.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDecimals, Decimal, subtractDecimals, sumDecimals } from '../units/decimal.ts'
import { explain, type Invoiced, type Shifts, unexplainedSize } from './reconciliation.ts'
import { both, charged, lines, used } from './reconciliation-fixture.ts'
import { causes } from './reconciliation-reasons.ts'
import { type BillGroup, modelKey, sidesOf } from './reconciliation-sides.ts'
import { chargeKinds } from './usage.ts'

/** The only month of some lines, explained: its parts as `cause amount`. */
function tie(groups: readonly BillGroup[], invoiced: Invoiced | null = null, shifts: Shifts = {}) {
  const [sides] = sidesOf(groups)
  if (!sides) throw new Error('no month')
  return explain(sides, invoiced, shifts)
}
const partsOf = (groups: readonly BillGroup[], invoiced: Invoiced | null = null, shifts: Shifts = {}) =>
  tie(groups, invoiced, shifts).comparisons.map(({ of, parts, unexplained }) => ({
    of,
    parts: parts.map(({ cause, amount }) => `${cause} ${amount}`),
    unexplained,
  }))
const invoice = (amount: string, rest: Partial<Invoiced> = {}): Invoiced => ({ amount, tax: null, credits: null, invoices: 1, ...rest })

describe('from usage x price to the cost report', () => {
  const only = (groups: readonly BillGroup[], shifts: Shifts = {}) => {
    const [first] = partsOf(groups, null, shifts)
    return first && [...first.parts, `rest ${first.unexplained}`]
  }

  it('agrees where the vendor bills what the price book says', () => {
    expect(only([used('12.5'), charged('12.5')])).toEqual(['rest 0'])
    // A line that names neither model nor purpose is a bill as a whole.
    expect(only([used('12.5'), charged('12.5', { charge: '', model: '' })])).toEqual(['rest 0'])
  })

  it('names charges that are not for tokens, by what the lines call them', () => {
    const groups = [
      used('10'),
      charged('10'),
      charged('3', { charge: 'web_search', model: '' }),
      charged('1.5', { charge: 'code_execution', model: '' }),
      charged('7', { charge: '', model: '', hasHours: true }),
      charged('0.5', { charge: 'cache storage', model: '' }),
    ]
    expect(only(groups)).toEqual(['other-charges 12', 'rest 0'])
    expect(tie(groups).comparisons[0]?.parts[0]?.items).toEqual([
      { name: '', amount: '7' },
      { name: 'web_search', amount: '3' },
      { name: 'code_execution', amount: '1.5' },
      { name: 'cache storage', amount: '0.5' },
    ])
  })

  it('sets days apart that only one side tells', () => {
    const groups = [used('10'), used('4', { isReported: false }), charged('10'), charged('6', {}, { isUsed: false })]
    expect(only(groups)).toEqual(['unreported-days -4', 'unused-days 6', 'rest 0'])
    // Both are named by the model, for all charges for tokens are called the same.
    expect(tie(groups).comparisons[0]?.parts.flatMap(({ items }) => items.map(({ name }) => name))).toEqual(['stone', 'stone'])
  })

  it('puts aside the tier that the vendor’s report leaves out, unless this report holds it', () => {
    const anthropic = { provider: 'anthropic' }
    const groups = [used('10', {}, anthropic), used('5', {}, { ...anthropic, tier: 'priority' }), charged('10', anthropic)]
    expect(only(groups)).toEqual(['priority -5', 'rest 0'])
    expect(only([...groups, charged('5', { ...anthropic, tier: 'priority' })])).toEqual(['rest 0'])
    expect(only(groups.map((group) => ({ ...group, provider: 'openai' })))).toEqual(['rest -5'])
  })

  it('gives the charges for tokens without a price: of the same line, or of a model by any of its names', () => {
    const unknown = { source: 'none', currency: '', tokens: '9', unpricedTokens: '9' } as const
    expect(only([both('10', '10'), both('0', '4', {}, {}, unknown)])).toEqual(['unpriced 4', 'rest 0'])
    const model = { model: 'claude-new-20260901' }
    expect(only([used('10'), charged('10'), used('0', unknown, model), charged('4', { model: 'Claude New' })])).toEqual([
      'unpriced 4',
      'rest 0',
    ])
    // A model that has prices for a part of its tokens may be billed for either part.
    expect(only([used('10'), used('0', unknown), charged('13')])).toEqual(['rest 3'])
  })

  it('takes out use that the bill states at no charge, at what it is worth here', () => {
    expect(only([both('10', '10'), both('4', '0', { list: '5' })])).toEqual(['covered -4', 'rest 0'])
    expect(only([used('14'), charged('10'), charged('0', {}, { list: '5', contracted: '4' })])).toEqual(['covered -4', 'rest 0'])
    // Where the report states what stands before credits, it is that which must be zero, not the credits that pay for it.
    expect(only([both('10', '10'), both('4', '0', { contracted: '0' }, { family: 'gcp-billing' })])).toEqual(['covered -4', 'rest 0'])
    // A cent that was rounded away is no free quota.
    expect(only([both('10', '10'), both('0.004', '0')])).toEqual(['rounding -0.004', 'rest 0'])
    expect(only([both('10', '10'), both('0.005', '0')])).toEqual(['rounding -0.005', 'rest 0'])
  })

  it('shows a discount that the lines show, and only beyond the one entered', () => {
    expect(only([both('10', '9', { list: '10' })])).toEqual(['discount -1', 'rest 0'])
    expect(only([used('10'), charged('9', {}, { list: '10' })])).toEqual(['discount -1', 'rest 0'])
    expect(only([used('9', { factor: '0.9' }), charged('9', {}, { list: '10' })])).toEqual(['rest 0'])
    expect(only([used('9', { factor: '0.9' }), charged('8.5', {}, { list: '10' })])).toEqual(['discount -0.5', 'rest 0'])
    // Half of the report states no list amount: what of the discount entered lies in which half is not known.
    expect(only([used('18', { factor: '0.9' }), charged('9', {}, { list: '10' }), charged('9')])).toEqual(['rest 0'])
    expect(only([both('10', '10'), charged('-1', { kind: 'adjustment', charge: 'EdpDiscount', model: '' })])).toEqual([
      'discount -1',
      'rest 0',
    ])
    // The line's own contract price is the price already.
    expect(only([both('9', '9', { list: '10', contracted: '9' }, {}, { source: 'contracted' })])).toEqual(['rest 0'])
  })

  it('knows where an amount is net of credits, and where it is not', () => {
    const bill = { list: '10', contracted: '9' }
    expect(only([both('10', '6', bill, { family: 'gcp-billing' })])).toEqual(['discount -1', 'credits -3', 'rest 0'])
    expect(only([both('10', '0', bill, { family: 'gcp-billing' })])).toEqual(['discount -1', 'credits -9', 'rest 0'])
    expect(only([used('10'), charged('7', { family: 'moonshot-bill' }, { list: '10' })])).toEqual(['credits -3', 'rest 0'])
    // Of AWS the contracted amount is net of discounts that stand as lines of their own.
    const aws = { family: 'aws-cur' }
    const discount = charged('-1', { ...aws, kind: 'adjustment', charge: 'EdpDiscount', model: '' })
    expect(only([both('10', '10', { list: '10', contracted: '9' }, aws), discount])).toEqual(['discount -1', 'rest 0'])
  })

  it('tells the lines that only a bill has by their kind', () => {
    const groups = [
      used('10'),
      charged('10'),
      ...(['credit', 'refund', 'purchase', 'adjustment', 'tax'] as const).map((kind, at) =>
        charged(String(at + 1), { kind, model: '', charge: kind }),
      ),
    ]
    expect(only(groups)).toEqual(['credits 1', 'refunds 2', 'purchases 3', 'adjustments 4', 'tax 5', 'rest 0'])
  })

  it('moves the hours of another zone', () => {
    expect(only([used('10'), charged('10.75')], { 'usage-report': '0.75' })).toEqual(['time-zone 0.75', 'rest 0'])
  })

  it('calls a rest rounding only where rounding can make all of it', () => {
    // 200 lines to the cent: at most USD 1.00.
    const rounded = (amount: string) => [used('10'), charged(amount, { lines: 200 })]
    expect(only(rounded('11'))).toEqual(['rounding 1', 'rest 0'])
    expect(only(rounded('11.01'))).toEqual(['rest 1.01'])
    expect(only([used('10'), charged('10.01', { lines: 200 }, { decimals: 6 })])).toEqual(['rest 0.01'])
    // Yen have no cents: half a yen a line.
    const yen = { currency: 'JPY' }
    expect(only([used('10.4', yen), charged('10', {}, { ...yen, decimals: 0 })])).toEqual(['rounding -0.4', 'rest 0'])
  })

  it('leaves what no line shows unexplained', () => {
    expect(only([used('10'), charged('13'), charged('-1', { kind: 'credit', charge: 'credit', model: '' })])).toEqual([
      'credits -1',
      'rest 3',
    ])
  })
})

describe('to the invoice', () => {
  it('adds the tax and takes off the credits that the report does not hold', () => {
    const report = [charged('100'), charged('8', { kind: 'tax', charge: 'tax' }), charged('-5', { kind: 'credit', charge: 'credit' })]
    const full = invoice('102.2', { tax: '19', credits: '16.8' })
    expect(partsOf(report, full)).toEqual([{ of: 'report-invoice', parts: ['credits -11.8', 'tax 11'], unexplained: '0' }])
    expect(partsOf(report, invoice('103'))).toEqual([{ of: 'report-invoice', parts: [], unexplained: '0' }])
  })

  it('compares usage x price with it where there is no report', () => {
    expect(partsOf([used('100.004')], invoice('119', { tax: '19' }), { 'usage-invoice': '-0.001' })).toEqual([
      { of: 'usage-invoice', parts: ['tax 19', 'time-zone -0.001', 'rounding -0.003'], unexplained: '0' },
    ])
  })

  it('allows half a cent for each invoice, and the rounding of the report’s own lines', () => {
    const exact = charged('10', {}, { decimals: 6 })
    expect(partsOf([exact], invoice('10.01'))[0]?.parts).toEqual([])
    expect(partsOf([exact], invoice('10.01', { invoices: 2 }))[0]?.parts).toEqual(['rounding 0.01'])
    expect(partsOf([charged('10', { lines: 10 })], invoice('10.05'))[0]?.parts).toEqual(['rounding 0.05'])
  })

  it('goes by way of the report, and a surplus in one step does not make up for a lack in the next', () => {
    const tied = tie([used('10'), charged('15')], invoice('10'))
    expect(tied).toMatchObject({ difference: '0', explained: '0', unexplained: '0' })
    expect(unexplainedSize(tied)).toBe('10')
  })
})

describe('a side that is missing', () => {
  it('is no data, never zero', () => {
    expect(sidesOf([used('10')])[0]).toMatchObject({ usage: { atPrice: '10' }, report: null, reasons: [] })
    expect(sidesOf([charged('10')])[0]).toMatchObject({ usage: null, report: { total: '10' }, reasons: [] })
    expect(tie([used('10')])).toEqual({ comparisons: [], difference: null, explained: null, unexplained: null })
  })

  it('is usage x price where not one token has a price', () => {
    const unpriced = used('0', { source: 'none', currency: '', tokens: '7', unpricedTokens: '7' })
    expect(sidesOf([unpriced, charged('3')])).toMatchObject([{ currency: 'USD', usage: null, report: { total: '3' }, unpricedTokens: '7' }])
    expect(sidesOf([unpriced])).toMatchObject([{ currency: '', usage: null, report: null, unpricedTokens: '7' }])
  })

  it('is not filled from another currency; what the bill tells in its own is no row in another', () => {
    const groups = [used('10'), used('4', { currency: 'EUR' }), charged('70', {}, { currency: 'CNY' })]
    const usageElsewhere = [
      { currency: 'EUR', amount: '4' },
      { currency: 'USD', amount: '10' },
    ]
    expect(sidesOf(groups)).toMatchObject([{ currency: 'CNY', usage: null, report: { total: '70' }, usageElsewhere }])
    expect(sidesOf([...groups, charged('11')])).toMatchObject([
      { currency: 'CNY', usage: null },
      { currency: 'USD', usage: { atPrice: '10' }, usageElsewhere: [{ currency: 'EUR', amount: '4' }] },
    ])
    expect(sidesOf(groups.slice(0, 2)).map(({ currency, usage }) => [currency, usage?.atPrice])).toEqual([
      ['EUR', '4'],
      ['USD', '10'],
    ])
  })

  it('is usage at a dated rate where one is known, and says what it was', () => {
    const groups = [
      used('71', { currency: 'CNY', converted: { currency: 'USD', amount: '10' } }),
      charged('71.5', {}, { currency: 'CNY', decimals: 6 }),
    ]
    expect(sidesOf(groups)[0]?.usage).toMatchObject({ atPrice: '71', converted: [{ currency: 'USD', amount: '10' }] })
    expect(tie(groups)).toMatchObject({ difference: '0.5', unexplained: '0.5' })
  })
})

describe('sides', () => {
  it('know usage before the discount entered, and what the sources state themselves', () => {
    const groups = [used('9', { factor: '0.9' }), used('2', { source: 'list' }), used('0', { factor: '0' })]
    expect(sidesOf(groups)[0]?.usage).toMatchObject({ atPrice: '11', atList: '12', standIn: '2', tokens: '3000000' })
  })

  it('know how much of a rest is a price that is not the price book’s: where tokens and money share a line', () => {
    const groups = [both('10', '7', { list: '12', contracted: '9' }, { family: 'gcp-billing' }), used('5'), charged('6')]
    // 9 by contract for what the book holds worth 10 - 3 of discount: the vendor’s list is 12.
    expect(sidesOf(groups)[0]?.priceGap).toBe('2')
    expect(tie(groups).unexplained).toBe('3')
    expect(sidesOf([both('4', '0', { list: '5' })])[0]?.priceGap).toBe('0')
  })

  it('are told by model, whatever its names, with the largest difference first', () => {
    const groups = [
      used('10', {}, { model: 'claude-opus-4-5-20251101' }),
      used('5', {}, { model: 'gpt-5' }),
      charged('12', { model: 'Claude Opus 4.5' }),
      charged('5', { model: 'gpt-5-2026-08-07' }),
      charged('6', { model: '' }),
    ]
    expect(sidesOf(groups)[0]?.models).toEqual([
      { model: '', usageAtPrice: null, tokenCharges: '6' },
      { model: 'claude-opus-4-5-20251101', usageAtPrice: '10', tokenCharges: '12' },
      { model: 'gpt-5', usageAtPrice: '5', tokenCharges: '5' },
    ])
  })

  it.each([
    ['Claude Opus 4.5', 'claude-opus-4-5'],
    ['claude-opus-4-5-20251101', 'claude-opus-4-5'],
    ['Claude 3.5 Sonnet 2024-10-22', 'claude-3-5-sonnet'],
    ['us.anthropic.claude-opus-5', 'claude-opus-5'],
    ['openai/gpt-4o-2024-08-06', 'gpt-4o'],
    ['gpt-4o', 'gpt-4o'],
  ])('call %s %s', (name, key) => expect(modelKey(name)).toBe(key))
})

const amount = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((units) => new Decimal(units).div(10_000).toFixed())
const currency = fc.constantFrom('USD', 'CNY')
const use = fc.record({
  source: fc.constantFrom('price', 'contracted', 'list', 'estimate', 'none'),
  currency,
  amount,
  converted: fc.constant(null),
  factor: fc.constantFrom('1', '0.9', '0.875', '0'),
  tokens: fc.constant('1'),
  unpricedTokens: fc.constantFrom('0', '1'),
  isReported: fc.boolean(),
})
const bill = fc.record({
  currency,
  amount: fc.oneof(amount, fc.constant('0')),
  list: fc.option(amount),
  contracted: fc.option(amount),
  decimals: fc.nat({ max: 8 }),
  isUsed: fc.boolean(),
})
const group: fc.Arbitrary<BillGroup> = fc
  .record({
    provider: fc.constantFrom('anthropic', 'google'),
    family: fc.constantFrom('test', 'gcp-billing', 'aws-cur', 'moonshot-bill'),
    kind: fc.constantFrom(...chargeKinds),
    tier: fc.constantFrom('standard' as const, 'priority' as const),
    model: fc.constantFrom('stone', 'river', ''),
    charge: fc.constantFrom('', 'tokens', 'web_search', 'EdpDiscount'),
    hasHours: fc.boolean(),
    lines: fc.nat({ max: 5 }),
    use: fc.option(use),
    bill: fc.option(bill),
  })
  .map((parts) => {
    const known = parts.use?.source === 'none' ? { ...parts.use, currency: '', amount: '0' } : parts.use
    return lines({ ...parts, use: known })
  })
const invoiced = fc.option(
  fc.record({
    amount,
    tax: fc.option(amount),
    credits: fc.option(amount.map((text) => text.replace('-', ''))),
    invoices: fc.nat({ max: 3 }),
  }),
)
const shifts = fc.record({ 'usage-report': amount, 'report-invoice': amount, 'usage-invoice': amount })

describe('whatever the lines', () => {
  it('parts and rest are the difference, from side to side', () => {
    fc.assert(
      fc.property(fc.array(group, { maxLength: 12 }), invoiced, shifts, (groups, bills, moved) => {
        for (const sides of sidesOf(groups)) {
          const { comparisons, difference, explained, unexplained } = explain(sides, bills, moved)
          for (const each of comparisons) {
            expect(sumDecimals([...each.parts.map((part) => part.amount), each.unexplained])).toBe(each.difference)
            expect(addDecimals(each.from, each.difference)).toBe(each.to)
            expect(each.parts.every((part) => part.amount !== '0')).toBe(true)
            for (const part of each.parts.filter(({ items }) => items.length > 0))
              expect(sumDecimals(part.items.map((item) => item.amount))).toBe(part.amount)
          }
          const first = comparisons[0]
          const last = comparisons.at(-1)
          if (first && last && explained !== null && unexplained !== null) {
            expect(difference).toBe(subtractDecimals(last.to, first.from))
            expect(addDecimals(explained, unexplained)).toBe(difference)
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  it('these lines reach every cause', () => {
    const samples = fc.sample(fc.tuple(fc.array(group, { maxLength: 12 }), invoiced, shifts), { numRuns: 400, seed: 1 })
    const reached = samples.flatMap(([groups, bills, moved]) =>
      sidesOf(groups).flatMap((sides) => explain(sides, bills, moved).comparisons.flatMap(({ parts }) => parts.map(({ cause }) => cause))),
    )
    expect(new Set(reached)).toEqual(new Set(causes))
  })

  it('every amount is told once: in the row of its currency, or as usage in a currency without a bill', () => {
    fc.assert(
      fc.property(fc.array(group, { maxLength: 12 }), (groups) => {
        const all = sidesOf(groups)
        for (const code of ['USD', 'CNY']) {
          const stated = (side: 'use' | 'bill') =>
            sumDecimals(groups.flatMap((each) => (each[side]?.currency === code ? (each[side]?.amount ?? []) : [])))
          const rows = all.filter((sides) => sides.currency === code)
          // With one vendor-month, usage elsewhere stands beside each of its bills.
          const elsewhere = [...new Map(all.map((sides) => [sides.provider, sides.usageElsewhere])).values()].flat()
          const used = [
            ...rows.map((row) => row.usage?.atPrice ?? '0'),
            ...elsewhere.flatMap((money) => (money.currency === code ? money.amount : [])),
          ]
          expect(sumDecimals(used)).toBe(stated('use'))
          expect(sumDecimals(rows.map((row) => row.report?.total ?? '0'))).toBe(stated('bill'))
        }
      }),
    )
  })

  it('the order in which the ledger gives them does not matter', () => {
    fc.assert(
      fc.property(fc.array(group, { maxLength: 8 }), invoiced, (groups, bills) => {
        const figures = (some: readonly BillGroup[]) => sidesOf(some).map((sides) => explain(sides, bills))
        expect(figures(groups.toReversed())).toEqual(figures(groups))
      }),
    )
  })
})
