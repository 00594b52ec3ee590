import { describe, expect, it } from 'vitest'
import { inertText } from '../../../shared/units/csv.ts'
import type { NumberStyle } from '../../../shared/units/format.ts'
import { noData, notApplicable, type Quantity } from '../../../shared/units/quantity.ts'
import { tableText } from '../clipboard.ts'
import { type Column, cellText, columnTotal, copiedHeader, copiedText, headerUnit, passes, sortRows, styleOf } from './column.ts'
import { isSelected, moved } from './grid-keys.ts'

interface Vendor {
  readonly name: string
  readonly spend: Quantity
  readonly share: Quantity
}

const style: NumberStyle = { language: 'en', unit: 'thousand', sign: 'accounting' }
const name: Column<Vendor> = { key: 'name', title: 'Vendor', kind: 'text', value: (row) => row.name }
const spend: Column<Vendor> = { key: 'spend', title: 'Spend', kind: 'money', currency: 'USD', value: (row) => row.spend, total: 'sum' }
const share: Column<Vendor> = { key: 'share', title: 'Share', kind: 'percent', value: (row) => row.share }
const vendors: Vendor[] = [
  { name: 'Beta', spend: '468930.02', share: '0.35291' },
  { name: 'alpha', spend: '-1102.4', share: notApplicable },
  { name: 'Gamma', spend: noData, share: '0.1' },
]

describe('a column', () => {
  it('is written in one unit, named in its header', () => {
    expect(vendors.map((row) => cellText(spend, row, style))).toEqual(['468.9', '(1.1)', 'no data'])
    expect(headerUnit(spend, style)).toBe('USD thousands')
    const auto = styleOf(spend, vendors, { ...style, unit: 'auto' })
    expect([cellText(spend, vendors[1] as Vendor, auto), headerUnit(spend, auto)]).toEqual(['(1.1)', 'USD thousands'])
  })

  it('sorts figures by size, text by letter, and what is missing last', () => {
    const names = (rows: Vendor[]) => rows.map((row) => row.name)
    expect(names(sortRows(vendors, spend, true, 'en'))).toEqual(['Beta', 'alpha', 'Gamma'])
    expect(names(sortRows(vendors, spend, false, 'en'))).toEqual(['alpha', 'Beta', 'Gamma'])
    expect(names(sortRows(vendors, name, false, 'en'))).toEqual(['alpha', 'Beta', 'Gamma'])
  })

  it('adds exactly, skipping what is missing', () => {
    expect(columnTotal(spend, vendors)).toBe('467827.62')
    expect(columnTotal(share, vendors)).toBeNull()
  })

  it('filters figures by what people type', () => {
    const kept = (column: Column<Vendor>, typed: string) =>
      vendors.filter((row) => passes(column, row, typed, style)).map((row) => row.name)
    expect(kept(spend, '> 400k')).toEqual(['Beta'])
    expect(kept(spend, '-2000..40万')).toEqual(['alpha'])
    expect(kept(share, '>=10')).toEqual(['Beta', 'Gamma'])
    expect(kept(name, 'A')).toEqual(['Beta', 'alpha', 'Gamma'])
    expect(kept(spend, 'no data')).toEqual(['Gamma'])
  })
})

describe('the clipboard', () => {
  it('carries raw numbers with the unit in the header, whatever the screen shows', () => {
    const columns = [name, spend, share]
    const { text, html } = tableText(
      columns.map((column) => copiedHeader(column, style)),
      vendors.map((row) => columns.map((column) => copiedText(column, row, style))),
    )
    expect(text.split('\r\n')).toEqual([
      'Vendor\tSpend (USD)\tShare',
      'Beta\t468930.02\t35.291%',
      'alpha\t-1102.4\tn/a',
      'Gamma\tno data\t10%',
    ])
    expect(html).toContain('<td>468930.02</td>')
  })

  it('never lets a text cell run as a formula, nor break the table', () => {
    expect(['=1+1', '@SUM', '-x', 'plain'].map(inertText)).toEqual(["'=1+1", "'@SUM", "'-x", 'plain'])
    expect(tableText(null, [['a\tb\nc', '<b>&']])).toEqual({
      text: 'a b c\t<b>&',
      html: '<table><tbody><tr><td>a b c</td><td>&lt;b&gt;&amp;</td></tr></tbody></table>',
    })
  })
})

describe('the cell cursor', () => {
  const press = (key: string, ctrlKey = false) => moved({ row: 2, column: 1 }, { key, ctrlKey, metaKey: false }, 40, 3)
  it('moves like a spreadsheet and stops at the edges', () => {
    expect([press('ArrowUp'), press('ArrowRight'), press('ArrowDown', true), press('Home', true), press('PageUp'), press('x')]).toEqual([
      { row: 1, column: 1 },
      { row: 2, column: 2 },
      { row: 39, column: 1 },
      { row: 0, column: 0 },
      { row: 0, column: 1 },
      null,
    ])
  })

  it('selects a rectangle in any direction', () => {
    const selection = { from: { row: 3, column: 2 }, to: { row: 1, column: 1 } }
    expect([isSelected(selection, 2, 1), isSelected(selection, 3, 2), isSelected(selection, 0, 1), isSelected(selection, 2, 0)]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})
