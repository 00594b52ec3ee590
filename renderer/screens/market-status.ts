// What may be said of a contract's standing, and as of which day; the day that typed terms and prices are dated with.
import type { ContractSpecData } from '../../shared/contract/market-commands.ts'
import { marketTexts } from '../../shared/language/market.ts'
import { useCommand } from '../client/use-command.ts'
import { isTradable } from './market-terms.ts'
import type { Wording } from './wording.ts'

/** What may be done with the contract, and as of when: said on every card and under the title. */
export function tradableSentence(contract: ContractSpecData, wording: Wording): string {
  const words = marketTexts[wording.language].tradable
  const { value, asOf } = contract.status
  if (value === 'listed' || value === 'otc') return words[value](wording.date(asOf))
  return value === 'user-defined' ? words.own(wording.date(asOf)) : words.no(wording.date(asOf))
}

export const statusTone = (contract: ContractSpecData): 'ok' | 'warning' => (isTradable(contract) ? 'ok' : 'warning')

/** The day a typed term is dated with: the workspace's as-of date, or today before there is data. */
export function useAsOf(): string {
  const { data } = useCommand('app.info', {})
  return data?.workspace?.asOf ?? new Date().toISOString().slice(0, 10)
}

/** How a price of the contract is written: per GPU-hour or per million tokens, in its currency. */
export function priceFormat({ unit, currency }: Pick<ContractSpecData, 'unit' | 'currency'>) {
  return { kind: 'price', per: unit === 'Mtok' ? 'million-tokens' : 'gpu-hour', ...(currency === null ? {} : { currency }) } as const
}
