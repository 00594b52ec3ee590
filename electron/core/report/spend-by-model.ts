// Actual spend by provider and model in one currency, between two months: exact decimal sums, largest first.

import type { UsageRowData } from '../../../shared/contract/usage-commands.ts'
import { addDecimals, compareDecimals } from '../../../shared/units/decimal.ts'

export interface ModelSpend {
  readonly provider: string
  readonly model: string
  readonly tokens: string
  readonly spend: string
  readonly billed: string
  readonly estimated: string
}

/** Rows without money in `currency` are left out: their money stands elsewhere, in its own currency. */
export function spendByModel(usage: readonly UsageRowData[], currency: string, from: string, to: string): ModelSpend[] {
  const models = new Map<string, ModelSpend>()
  for (const row of usage) {
    const { month = '', provider = '', model = '' } = row.keys
    const spend = row.cost[currency]
    if (spend === undefined || month < from || month > to) continue
    const key = JSON.stringify([provider, model])
    const so = models.get(key) ?? { provider, model, tokens: '0', spend: '0', billed: '0', estimated: '0' }
    models.set(key, {
      provider,
      model,
      tokens: addDecimals(so.tokens, row.totalTokens),
      spend: addDecimals(so.spend, spend),
      billed: addDecimals(so.billed, row.billed[currency] ?? '0'),
      estimated: addDecimals(so.estimated, row.estimated[currency] ?? '0'),
    })
  }
  return [...models.values()].sort((a, b) => compareDecimals(b.spend, a.spend) || (a.provider + a.model < b.provider + b.model ? -1 : 1))
}
