import { describe, expect, it } from 'vitest'
import { noData } from '../../shared/units/quantity.ts'
import { downsample, foldSeries, monthStarts, niceTicks, spread, stackDots, tickText } from './points.ts'
import { waterfallLevels } from './waterfall-chart.tsx'

describe('fewer points', () => {
  const daily = Array.from({ length: 5000 }, (_, at) => ({ at, y: Math.sin(at / 200) + (at === 3210 ? 9 : 0) }))
  it('keep the ends and the peak that matters', () => {
    const kept = downsample(daily, (point) => point.y)
    expect([kept.length, kept[0]?.at, kept.at(-1)?.at]).toEqual([400, 0, 4999])
    expect(kept.some((point) => point.at === 3210)).toBe(true)
    expect(kept.every((point, at) => at === 0 || point.at > (kept[at - 1]?.at ?? -1))).toBe(true)
  })

  it('leave a short series alone', () => {
    expect(downsample([1, 2, 3], (y) => y)).toEqual([1, 2, 3])
  })
})

describe('fewer series', () => {
  it('keep the largest in their order and add up the rest to the last digit', () => {
    const series = ['a', 'b', 'c', 'd'].map((key, at) => ({ key, name: key, values: [`${at + 1}.10`, at === 0 ? noData : '1'] }))
    expect(foldSeries(series, 'Other', 2)).toEqual([series[2], series[3], { key: 'other', name: 'Other', values: ['3.2', '1'] }])
    expect(foldSeries(series, 'Other', 4)).toEqual(series)
  })
})

describe('labels', () => {
  it('move apart, keep their order and stay inside', () => {
    expect(spread([100, 102, 40], 14, 0, 200)).toEqual([100, 114, 40])
    expect(spread([198, 199], 14, 0, 200)).toEqual([186, 200])
  })

  it('say no empty decimals', () => {
    expect(['1,000.0', '2.50', '0.00%', '12', '(1.20)', '120', '2.05 %'].map(tickText)).toEqual([
      '1,000',
      '2.5',
      '0%',
      '12',
      '(1.2)',
      '120',
      '2.05 %',
    ])
  })

  it('stand at round numbers', () => {
    expect(niceTicks(0, 471)).toEqual([0, 100, 200, 300, 400, 500])
    expect(niceTicks(-0.8, 1.5)).toEqual([-1, 0, 1, 2])
    expect(niceTicks(0, 105_000)).toEqual([0, 25_000, 50_000, 75_000, 100_000, 125_000])
    expect(niceTicks(3, 3)).toEqual([3])
  })
})

it('a daily axis names each month once, and a short first month not at all', () => {
  expect(monthStarts(['2026-10-28', '2026-10-30', '2026-11-02', '2026-11-20', '2026-12-01'])).toEqual(['2026-11-02', '2026-12-01'])
  expect(monthStarts(['2026-10-01', '2026-10-30'])).toEqual(['2026-10-01'])
})

it('dots stack where their values fall, and no stack lies across the budget', () => {
  expect(stackDots([1, 3, 5, 5.5, 6], 5, 2)).toEqual([
    { center: 0, level: 0 },
    { center: 2, level: 0 },
    { center: 4, level: 0 },
    { center: 6, level: 0 },
    { center: 6, level: 1 },
  ])
})

it('a waterfall hangs each change from the level before it', () => {
  const step = (key: string, kind: 'total' | 'change', amount: string) => ({ key, label: key, kind, amount })
  expect(
    waterfallLevels([
      step('unhedged', 'total', '162.2'),
      step('gain', 'change', '-10.1'),
      step('costs', 'change', '1.1'),
      step('hedged', 'total', '153.2'),
    ]),
  ).toEqual([
    ['0', '162.2'],
    ['162.2', '152.1'],
    ['152.1', '153.2'],
    ['0', '153.2'],
  ])
})
