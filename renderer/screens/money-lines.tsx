// Money by currency, one line each, every digit: an import is checked to the cent.
import { NumberCell } from '../parts/number-cell.tsx'

export function MoneyLines({ money, none }: { money: Readonly<Record<string, string>>; none: string }) {
  const entries = Object.entries(money)
  if (entries.length === 0) return none === '' ? null : <span className="quiet">{none}</span>
  return entries.map(([currency, amount]) => (
    <span key={currency} className="money-line">
      <small>{currency}</small> <NumberCell value={amount} format={{ kind: 'money', currency, unit: 'one' }} />
    </span>
  ))
}

/** The same as text, for the clipboard and for sorting. */
export function moneyWords(money: Readonly<Record<string, string>>, none: string): string {
  const entries = Object.entries(money)
  return entries.length === 0 ? none : entries.map(([currency, amount]) => `${currency} ${amount}`).join(', ')
}
