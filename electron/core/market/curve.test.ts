import { describe, expect, it } from 'vitest'
import { curvePoints } from './curve.ts'

const quote = (month: string, price: string, asOf = '2026-10-05') => ({ month, price, asOf, source: 'test' })

describe('forward curve from quotes', () => {
  it('keeps quotes as they are, interpolates in logs and is flat outside', () => {
    const points = curvePoints(
      [quote('2027-01', '2.60'), quote('2027-03', '2.40')],
      ['2026-12', '2027-01', '2027-02', '2027-03', '2027-04'],
    )
    // sqrt(2.60 * 2.40) = 2.497999...
    expect(points.map(({ price, origin }) => [price, origin])).toEqual([
      ['2.60', 'extrapolated'],
      ['2.60', 'quote'],
      ['2.4980', 'interpolated'],
      ['2.40', 'quote'],
      ['2.40', 'extrapolated'],
    ])
  })

  it('takes the newest quote of a month', () => {
    expect(curvePoints([quote('2027-01', '2.50', '2026-10-06'), quote('2027-01', '2.60')], ['2027-01'])[0]?.price).toBe('2.50')
  })

  it('is empty without a quote: no price is invented', () => {
    expect(curvePoints([], ['2027-01'])).toEqual([])
  })
})
