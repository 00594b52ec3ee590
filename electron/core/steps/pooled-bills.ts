// Where a bill and the use it bills do not meet: the cost report names no model (or another name than the usage), while the
// tokens it is for name theirs. Such a provider can only be looked at as one. Called by the bridge of spend.
import type { PeriodLine } from '../ledger/types.ts'

/** A charge that is for tokens, as far as its words tell; plain usage says nothing. */
const tokenWords = /^$|token|input|output|prompt|completion|cach|inference|输入|输出|推理|缓存|令牌/i

/** Money for tokens on a line that states none: a cost report's. */
export const isTokenMoney = (line: PeriodLine): boolean =>
  line.kind === 'usage' && line.counts === 'none' && line.money !== '0' && tokenWords.test(line.charge)

/** Name of one of a provider's accounts, for the platform or for seats. */
export const accountOf = ({ provider, account }: Pick<PeriodLine, 'provider' | 'account'>): string => JSON.stringify([provider, account])

/** Accounts with, in one period, both tokens whose money is told elsewhere and token money without tokens, under no common model. */
export function pooledAccounts(period: readonly PeriodLine[]): Set<string> {
  const nameOf = (line: PeriodLine): string => JSON.stringify([line.provider, line.account, line.model])
  const billed = new Set(period.filter(isTokenMoney).map(nameOf))
  const used = new Set(period.filter(({ totalTokens }) => totalTokens !== '0').map(nameOf))
  const homelessUse = period.filter((line) => line.basis === 'superseded' && line.totalTokens !== '0' && !billed.has(nameOf(line)))
  const homelessMoney = new Set(period.filter((line) => isTokenMoney(line) && !used.has(nameOf(line))).map(accountOf))
  return new Set(homelessUse.map(accountOf).filter((account) => homelessMoney.has(account)))
}
