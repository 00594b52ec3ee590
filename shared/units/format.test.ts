import { describe, expect, it } from 'vitest'
import {
  columnUnit,
  formatCount,
  formatExact,
  formatMoney,
  formatPercent,
  formatQuantity,
  formatUnitPrice,
  type NumberStyle,
  spokenMoney,
  unitLabel,
} from './format.ts'
import { formatDate, formatInstant, formatMonth } from './format-date.ts'
import { noData, notApplicable, plottable, quantityOf, quantityText } from './quantity.ts'

const en: NumberStyle = { language: 'en', unit: 'one', sign: 'accounting' }
const zh: NumberStyle = { language: 'zh', unit: 'one', sign: 'minus' }

describe('money', () => {
  it.each([
    // value, unit, English cell, English text, Chinese cell, Chinese text
    ['1234567.891', 'one', '1,234,567.89', 'USD 1,234,567.89', '1,234,567.89', '1,234,567.89美元'],
    ['1234567.891', 'thousand', '1,234.6', 'USD 1,234.6k', '123.46', '123.46万美元'],
    ['3100000', 'million', '3.10', 'USD 3.10m', '0.0310', '0.0310亿美元'],
    ['3100000', 'auto', '3.1m', 'USD 3.1m', '310万', '310万美元'],
    ['34000000', 'auto', '34m', 'USD 34m', '3400万', '3400万美元'],
    ['1100000000000', 'auto', '1.1trn', 'USD 1.1trn', '1.1万亿', '1.1万亿美元'],
    ['1234', 'auto', '1.23k', 'USD 1.23k', '1234', '1234美元'],
    ['999950', 'auto', '1m', 'USD 1m', '100万', '100万美元'],
    ['0', 'thousand', '0', 'USD 0', '0', '0美元'],
  ] as const)('%s in %s', (value, unit, enCell, enText, zhCell, zhText) => {
    expect([
      formatMoney(value, { ...en, unit }),
      formatMoney(value, { ...en, unit, currency: 'USD' }),
      formatMoney(value, { ...zh, unit }),
      formatMoney(value, { ...zh, unit, currency: 'USD' }),
    ]).toEqual([enCell, enText, zhCell, zhText])
  })

  it('puts a loss in parentheses or behind a minus, and a figure that rounds to nothing without a sign', () => {
    expect(formatMoney('-1234.5', en)).toBe('(1,234.50)')
    expect(formatMoney('-1234.5', zh)).toBe('-1,234.50')
    expect(formatMoney('-31600', { ...en, unit: 'auto', currency: 'USD' })).toBe('(USD 31.6k)')
    expect(formatMoney('-0.001', en)).toBe('0.00')
  })

  it('keeps every digit of a figure no float could hold', () => {
    expect(formatMoney('12345678901234567890.125', en)).toBe('12,345,678,901,234,567,890.13')
    expect(formatExact('-12345678901234567.890123456789')).toBe('-12,345,678,901,234,567.890123456789')
  })

  it('names the unit once, in the header', () => {
    const money = { kind: 'money', currency: 'USD' } as const
    expect(unitLabel(money, { ...en, unit: 'thousand' })).toBe('USD thousands')
    expect(unitLabel(money, { ...zh, unit: 'thousand' })).toBe('万美元')
    expect(unitLabel({ kind: 'money', currency: 'CNY' }, { ...zh, unit: 'thousand' })).toBe('人民币万元')
    expect(unitLabel({ kind: 'price', per: 'gpu-hour', currency: 'USD' }, en)).toBe('USD per GPU-hour')
    expect(unitLabel({ kind: 'price', per: 'million-tokens', currency: 'CNY' }, zh)).toBe('元/百万 tokens')
  })

  it('chooses one unit for a column by its largest figure', () => {
    expect(columnUnit(['12', '-25000000', noData], { ...en, unit: 'auto' })).toBe('million')
    expect(columnUnit(['12', '25000'], { ...en, unit: 'auto' })).toBe('thousand')
    expect(columnUnit(['12', '25000'], { ...zh, unit: 'auto' })).toBe('one')
  })

  it('is read aloud in words', () => {
    expect(spokenMoney('1200000', 'USD', 'en')).toBe('1.2 million US dollars')
    expect(spokenMoney('-1200000', 'USD', 'zh')).toBe('-120万美元')
  })
})

describe('counts, percentages and prices', () => {
  it('writes token counts in full or compact', () => {
    expect(formatCount('12200000', en)).toBe('12,200,000')
    expect(formatCount('12200000', { ...en, compact: true })).toBe('12.2M')
    expect(formatCount('1500000000', { ...en, compact: true })).toBe('1.5B')
    expect(formatCount('12200000', { ...zh, compact: true })).toBe('1220万')
  })

  it('writes ratios as percent', () => {
    expect(formatPercent('0.6381', en)).toBe('63.8 %')
    expect(formatPercent('-0.6', { ...zh, decimals: 0 })).toBe('-60%')
  })

  it('gives token prices four significant digits and GPU-hours four decimals', () => {
    expect(['2.5', '0.075', '15', '0.00012345'].map((price) => formatUnitPrice(price, 'million-tokens', en))).toEqual([
      '2.500',
      '0.07500',
      '15.00',
      '0.0001235',
    ])
    expect(['2.5', '2.10004', '0'].map((price) => formatUnitPrice(price, 'gpu-hour', en))).toEqual(['2.5000', '2.1000', '0'])
  })

  it('tells zero, not applicable and missing apart', () => {
    const money = { kind: 'money' } as const
    expect(['0', notApplicable, noData, '0.001'].map((each) => formatQuantity(each, money, en))).toEqual(['0', 'n/a', 'no data', '0.00'])
    expect([notApplicable, noData].map((each) => formatQuantity(each, money, zh))).toEqual(['不适用', '无数据'])
    expect(formatQuantity('0.91234', { kind: 'number', decimals: 3 }, en)).toBe('0.912')
  })

  it('takes the figures of a model, where NaN is no data', () => {
    expect([0.1 + 0.2, Number.NaN, 1e21, null].map(quantityOf)).toEqual(['0.3', noData, '1000000000000000000000', noData])
    expect(['', null, '0'].map(quantityText)).toEqual([noData, noData, '0'])
    expect([plottable('2.5'), plottable(noData)]).toEqual([2.5, null])
  })
})

describe('dates', () => {
  it('writes days and months so that nobody can swap day and month', () => {
    expect([formatDate('2026-09-30', 'en'), formatDate('2026-09-03', 'zh')]).toEqual(['30 Sep 2026', '2026年9月3日'])
    expect([formatMonth('2027-03', 'en'), formatMonth('2027-03', 'zh'), formatMonth('2027-03', 'en', true)]).toEqual([
      'Mar 2027',
      '2027年3月',
      'Mar 27',
    ])
  })

  it('writes an instant in the zone asked for', () => {
    expect(formatInstant('2026-09-30T18:02:11Z', 'en', 'Asia/Shanghai')).toBe('1 Oct 2026, 02:02')
    expect(formatInstant('2026-09-30T18:02:11Z', 'zh', 'UTC')).toBe('2026年9月30日 18:02')
  })

  it('keeps the cents of a small amount and the digits of a tiny one', () => {
    const auto = { language: 'en', unit: 'auto', sign: 'minus', currency: 'CNY' } as const
    expect([formatMoney('10.25', auto), formatMoney('3.5', auto), formatMoney('418', auto), formatMoney('0.00123456', auto)]).toEqual([
      'CNY 10.25',
      'CNY 3.50',
      'CNY 418',
      'CNY 0.00123',
    ])
  })
})
