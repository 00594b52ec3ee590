// Every phrase of the shipped contracts can be read in Chinese; only names, numbers and identifiers stay as they are.
import { expect, it } from 'vitest'
import { factText } from '../../../shared/language/facts.ts'
import { contractLibrary } from './contract-library.ts'

it('has Chinese for every term, source and outlook', () => {
  const phrases = contractLibrary.flatMap(({ status, underlying, settlement, lastTrade, hours, provenance }) => [
    status.source,
    status.next,
    underlying,
    settlement.index,
    settlement.missingDay ?? '',
    lastTrade ?? '',
    hours ?? '',
    ...Object.values(provenance).map(({ source }) => source),
  ])
  const untold = phrases.filter((phrase) => phrase !== '' && !/\p{Script=Han}/u.test(factText(phrase, 'zh')))
  expect([...new Set(untold)]).toEqual(['Ornn OCPI H100'])
  expect(factText('my bank, 3 March', 'zh')).toBe('my bank, 3 March')
})
