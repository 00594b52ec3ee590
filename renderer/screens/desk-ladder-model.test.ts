import { describe, expect, it } from 'vitest'
import type { LadderMonthData, StrategyData } from '../../shared/contract/hedge-commands.ts'
import { contractsOfCover, coverOfContracts, filled, mostContracts, newStrategy, smallestCure, withCover } from './desk-ladder-model.ts'

// March of the hedge desk drawn in the design: 12,700 GPU-hours, contracts of 1,000, policy 40-80 %.
const march: LadderMonthData = {
  month: '2027-03',
  exposureUnits: '12700',
  exposureP10: '9000',
  policyMin: 40,
  policyMax: 80,
  coverPercent: 38,
  contracts: 5,
  actualPercent: 39.37,
  locked: '2.40',
  forward: '2.40',
  residualUnits: '7700',
  notes: [],
}
const mine: StrategyData = { id: 'a', name: 'My A', kind: 'manual', cover: { '2027-01': 50, '2027-02': 50, '2027-03': 38 } }

describe('the ladder', () => {
  it('cures March at 39.4 % by one more contract, to 47.2 %', () => {
    const cure = smallestCure(march, '1000')
    expect(cure).toMatchObject({ change: 1, contracts: 6 })
    expect(Number(cure?.actual)).toBeCloseTo(0.4724, 4)
  })

  it('takes contracts away from a month above its band', () => {
    expect(smallestCure({ ...march, contracts: 12 }, '1000')).toMatchObject({ change: -2, contracts: 10 })
  })

  it('offers no cure inside the band, nor where no whole number fits', () => {
    expect(smallestCure({ ...march, contracts: 6 }, '1000')).toBeNull()
    expect(smallestCure({ ...march, exposureUnits: '900', contracts: 0 }, '1000')).toBeNull()
  })

  it('asks for whole contracts by the cover that rounds back to them', () => {
    for (const contracts of [1, 5, 6, 12]) {
      const cover = coverOfContracts(contracts, march, '1000')
      expect(contractsOfCover(cover, march, '1000')).toBe(contracts)
    }
    expect(mostContracts(march, '1000')).toBe(12)
  })

  it('fills to the right and to every month', () => {
    const months = Object.keys(mine.cover)
    const typed = withCover(mine, '2027-02', 60)
    expect(filled(typed, months, '2027-02', 'right').cover).toEqual({ '2027-01': 50, '2027-02': 60, '2027-03': 60 })
    expect(filled(typed, months, '2027-02', 'all').cover).toEqual({ '2027-01': 60, '2027-02': 60, '2027-03': 60 })
  })

  it('names a new strategy by the first free letter', () => {
    expect(newStrategy([mine], (letter) => `My ${letter}`, {})).toEqual({ id: 'b', name: 'My B', kind: 'manual', cover: {} })
  })
})
