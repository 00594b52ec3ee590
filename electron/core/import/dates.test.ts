// The layouts met in real exports, and the rule that a numeric date is read only when it reads one way.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DateReader, instantText, lacksZone, viableOrders } from './dates.ts'
import { zoneOf } from './zones.ts'

const utc = new DateReader(null, zoneOf('UTC'))
const textOf = (cell: string, reader = utc) => {
  const stamp = reader.read(cell)
  return stamp && instantText(stamp.ms)
}

describe('DateReader', () => {
  it.each([
    ['2026-09-05', '2026-09-05T00:00:00Z'],
    ['2026/9/5', '2026-09-05T00:00:00Z'],
    ['20260905', '2026-09-05T00:00:00Z'],
    ['2026-09-05T00:00:00Z', '2026-09-05T00:00:00Z'],
    ['2026-09-05T05:00Z', '2026-09-05T05:00:00Z'],
    ['2026-09-05T10:00:00.250+08:00', '2026-09-05T02:00:00.250Z'],
    ['2026-09-01 00:00:00 UTC', '2026-09-01T00:00:00Z'],
    ['2026-09-01 00:00:00+00', '2026-09-01T00:00:00Z'],
    ['2023-11-16 18:15:46.6805900', '2023-11-16T18:15:46.680Z'],
    ['9/25/26', '2026-09-25T00:00:00Z'],
    ['25.09.2026 14:30', '2026-09-25T14:30:00Z'],
    ['26/09/05', '2026-09-05T00:00:00Z'],
    ['09/25/2026 12:05 AM', '2026-09-25T00:05:00Z'],
    ['5 Sep 2026', '2026-09-05T00:00:00Z'],
    ['September 5, 2026', '2026-09-05T00:00:00Z'],
    ['2026年9月5日', '2026-09-05T00:00:00Z'],
    ['1788220800', '2026-09-01T00:00:00Z'],
    ['1788220800.0', '2026-09-01T00:00:00Z'],
    ['1788220800000', '2026-09-01T00:00:00Z'],
    ['2026-09', '2026-09-01T00:00:00Z'],
    ['202609', '2026-09-01T00:00:00Z'],
  ])('reads %s', (cell, instant) => {
    expect(textOf(cell)).toBe(instant)
  })

  it.each([
    '2026-02-29',
    '2026-13-01',
    '03/04/2026',
    '31/31/2026',
    '2026-09-05T25:00',
    'yesterday',
    '',
    '12',
    '9/5/26',
    '26/09/25',
    '2026-09-05T10:00 Mars',
    '99999999',
    '202613',
  ])('refuses %j', (cell) => {
    expect(utc.read(cell)).toBeNull()
  })

  it('reads 03/04/2026 by the settled order only', () => {
    expect(textOf('03/04/2026', new DateReader('dmy', zoneOf('UTC')))).toBe('2026-04-03T00:00:00Z')
    expect(textOf('03/04/2026', new DateReader('mdy', zoneOf('UTC')))).toBe('2026-03-04T00:00:00Z')
    expect(textOf('25/04/2026', new DateReader('mdy', zoneOf('UTC')))).toBeNull()
    expect(viableOrders('05/05/2026')).toEqual(['dmy', 'mdy'])
    expect(textOf('05/05/2026')).toBe('2026-05-05T00:00:00Z')
  })

  it('ends a day where the next one begins, over a change of clocks', () => {
    // Berlin, 25 Oct 2026: 25 hours, from 22:00 UTC to 23:00 UTC of the next day.
    const stamp = new DateReader(null, zoneOf('Europe/Berlin')).read('2026-10-25')
    expect(stamp && [instantText(stamp.ms), instantText(stamp.endMs)]).toEqual(['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'])
  })

  it('keeps a fixed offset fixed', () => {
    expect(textOf('2026-09-01', new DateReader(null, zoneOf('+08:00')))).toBe('2026-08-31T16:00:00Z')
    expect(textOf('2026-09-01T00:00:00Z', new DateReader(null, zoneOf('+08:00')))).toBe('2026-09-01T00:00:00Z')
  })

  it('gives back every instant it is told, in any layout that is unambiguous', () => {
    const second = fc.integer({ min: Date.UTC(1995, 0, 1) / 1000, max: Date.UTC(2095, 0, 1) / 1000 })
    fc.assert(
      fc.property(second, (seconds) => {
        const iso = `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
        expect(textOf(iso)).toBe(iso)
        expect(textOf(iso.replace('T', ' ').replace('Z', ''))).toBe(iso)
        if (seconds >= 1_000_000_000) expect(textOf(String(seconds))).toBe(iso)
        for (const zone of ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe']) {
          const day = new DateReader(null, zoneOf(zone)).read(iso.slice(0, 10))
          expect(new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(day?.ms)).toBe(iso.slice(0, 10))
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('lacksZone', () => {
  it.each([
    ['2026-09-05 10:00', true],
    ['2026-09-05T10:00:00.5', true],
    ['2026-09-05T10:00:00Z', false],
    ['2026-09-05 10:00:00 UTC', false],
    ['2026-09-05T10:00+08:00', false],
    ['2026-09-05', false],
  ])('%s: %s', (cell, lacks) => {
    expect(lacksZone(cell)).toBe(lacks)
  })
})
