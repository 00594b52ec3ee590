// The contracts Ballast knows, as data: every field with its mark, source and date. A figure nobody has published
// is null, never invented. Facts read on 2026-11-22; the newest are of 2026-10-05 (NYMEX submission 26-370, chapters
// 1045 and 1047, as tabulated there). The user's own contracts and edits are stored in the workspace and win over these.
import type { ContractSpecData } from '../../../shared/contract/market-commands.ts'
import type { ProvenanceData } from '../../../shared/contract/scalars.ts'

const published = (source: string, asOf: string): ProvenanceData => ({ kind: 'published', source, asOf })
const unknown: ProvenanceData = { kind: 'unknown', source: 'not published as far as found', asOf: '2026-10-26' }
const chapter = (number: string) => published(`NYMEX chapter ${number}, submission 26-370`, '2026-10-05')

function nymex(id: string, chip: 'H100' | 'B200', rule: string, limits: ContractSpecData['limits']): ContractSpecData {
  const filed = chapter(rule)
  return {
    id,
    name: `Silicon Data ${chip} Rental Index Futures`,
    venue: 'CME / NYMEX',
    kind: 'future',
    status: {
      value: 'approval-pending',
      asOf: '2026-10-05',
      source: 'CFTC product record',
      next: 'CFTC review extended to 2026-11-09; outcome not known here',
    },
    underlying: `Silicon Data ${chip} Rental Index, US geography, on-demand settlement price`,
    unit: 'GPU-hour',
    size: '730',
    currency: 'USD',
    tick: '0.01',
    tickValue: '7.30',
    settlement: { method: 'month-average-business-days', index: `Silicon Data ${chip} US on-demand`, missingDay: null },
    lastTrade: 'last business day of the contract month',
    firstMonth: '2026-10',
    listedMonths: 36,
    feePerContract: '6.85',
    marginRate: null,
    limits,
    hours: 'Sun 17:00 - Fri 16:00 CT, break 16:00 - 17:00',
    provenance: {
      status: published('CFTC product record', '2026-10-05'),
      underlying: filed,
      size: filed,
      currency: filed,
      tick: filed,
      tickValue: filed,
      settlement: filed,
      missingDay: unknown,
      lastTrade: filed,
      listedMonths: filed,
      firstMonth: filed,
      feePerContract: published('Globex 5.50 + cash settlement 1.35, non-member', '2026-10-05'),
      marginRate: unknown,
      limits: filed,
      hours: filed,
    },
  }
}

const blank = {
  size: null,
  currency: null,
  tick: null,
  tickValue: null,
  lastTrade: null,
  firstMonth: null,
  listedMonths: null,
  feePerContract: null,
  marginRate: null,
  limits: { spotMonth: null, accountabilitySingle: null, accountabilityAll: null },
  hours: null,
} as const

export const contractLibrary: readonly ContractSpecData[] = [
  nymex('NYMEX:GPU1', 'H100', '1045', { spotMonth: 7500, accountabilitySingle: 15_000, accountabilityAll: 22_500 }),
  nymex('NYMEX:GPU2', 'B200', '1047', { spotMonth: 5500, accountabilitySingle: 11_000, accountabilityAll: 16_500 }),
  {
    ...blank,
    id: 'OTC:H100-SWAP',
    name: 'H100 average-price swap (bilateral)',
    venue: 'OTC',
    kind: 'swap',
    status: {
      value: 'otc',
      asOf: '2026-05-27',
      source: 'press on the first OTC forwards',
      next: 'terms are negotiated with a counterparty',
    },
    underlying: 'Ornn OCPI H100, daily settlement value',
    unit: 'GPU-hour',
    size: '1',
    currency: 'USD',
    settlement: { method: 'month-average-calendar-days', index: 'Ornn OCPI H100', missingDay: null },
    provenance: {
      status: published('press, secondary', '2026-05-27'),
      underlying: published('press, secondary', '2026-05-27'),
      size: { kind: 'assumed', source: 'quantity is negotiated; 1 GPU-hour lots', asOf: '2026-11-22' },
      currency: published('press, secondary', '2026-05-27'),
      settlement: published('cash; average of the daily index over the period', '2026-05-27'),
      missingDay: unknown,
      feePerContract: unknown,
      marginRate: unknown,
    },
  },
  {
    ...blank,
    id: 'SHFE:TOKEN',
    name: 'Token futures (template)',
    venue: 'Shanghai Futures Exchange',
    kind: 'template',
    status: {
      value: 'early-design',
      asOf: '2026-05-28',
      source: 'Reuters, citing people familiar',
      next: 'no filing date; the exchange has published no text',
    },
    underlying: 'AI tokens; reference basket not known',
    unit: 'Mtok',
    settlement: { method: 'unknown', index: 'unknown', missingDay: null },
    provenance: {
      status: published('Reuters via press', '2026-05-28'),
      underlying: unknown,
      size: unknown,
      currency: unknown,
      tick: unknown,
      settlement: unknown,
      marginRate: unknown,
      listedMonths: unknown,
    },
  },
  {
    ...blank,
    id: 'USER:OWN',
    name: 'User-defined contract',
    venue: 'user-defined',
    kind: 'template',
    status: { value: 'user-defined', asOf: '2026-11-22', source: 'template', next: 'fill in the terms you were offered' },
    underlying: 'your own',
    unit: 'GPU-hour',
    size: '1000',
    currency: 'USD',
    tick: '0.01',
    tickValue: '10',
    settlement: { method: 'month-average-business-days', index: 'your own', missingDay: 'last published value' },
    provenance: {
      size: { kind: 'assumed', source: 'template', asOf: '2026-11-22' },
      tick: { kind: 'assumed', source: 'template', asOf: '2026-11-22' },
    },
  },
]

/**
 * One public reading per chip, so that a first hedge can be sized before any price is entered. It is shown as a
 * reference, never as a quote. GetDeploying weekly median of public on-demand offers, CC BY 4.0.
 */
export const referencePrices: Readonly<Record<string, { price: string; date: string; source: string }>> = {
  'NYMEX:GPU1': { price: '3.41', date: '2026-10-05', source: 'GetDeploying weekly median, H100, CC BY 4.0' },
  'NYMEX:GPU2': { price: '6.79', date: '2026-10-05', source: 'GetDeploying weekly median, B200, CC BY 4.0' },
  'OTC:H100-SWAP': { price: '3.41', date: '2026-10-05', source: 'GetDeploying weekly median, H100, CC BY 4.0' },
}
