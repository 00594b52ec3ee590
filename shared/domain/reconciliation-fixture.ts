// For tests of reconciliation: groups of lines as the ledger gives them; say only what matters.
import type { BillGroup, BillSum, UseSum } from './reconciliation-sides.ts'

export const lines = (rest: Partial<BillGroup> = {}): BillGroup => ({
  provider: 'openai',
  month: '2026-09',
  family: 'test',
  kind: 'usage',
  tier: 'standard',
  model: 'stone',
  charge: '',
  hasHours: false,
  lines: 1,
  firstDay: '2026-09-01',
  lastDay: '2026-09-30',
  isZoneDay: false,
  sources: ['test-json'],
  use: null,
  bill: null,
  ...rest,
})

const plainUse: UseSum = {
  source: 'price',
  currency: 'USD',
  amount: '0',
  converted: null,
  factor: '1',
  tokens: '1000000',
  unpricedTokens: '0',
  isReported: true,
}
const plainBill: BillSum = { currency: 'USD', amount: '0', list: null, contracted: null, decimals: 2, isUsed: true }

/** Tokens worth an amount. */
export const used = (amount: string, use: Partial<UseSum> = {}, rest: Partial<BillGroup> = {}): BillGroup =>
  lines({ ...rest, use: { ...plainUse, amount, ...use } })

/** Charges for tokens, told apart from the tokens as in a cost report. */
export const charged = (amount: string, rest: Partial<BillGroup> = {}, bill: Partial<BillSum> = {}): BillGroup =>
  lines({ charge: 'tokens', ...rest, bill: { ...plainBill, amount, ...bill } })

/** Tokens and their money on the same lines, as in a cloud's bill. */
export const both = (
  worth: string,
  amount: string,
  bill: Partial<BillSum> = {},
  rest: Partial<BillGroup> = {},
  use: Partial<UseSum> = {},
): BillGroup => lines({ ...rest, use: { ...plainUse, amount: worth, ...use }, bill: { ...plainBill, amount, ...bill } })
