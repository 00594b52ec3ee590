// Money by currency, one line each, the reporting currency first, every digit: an import is checked to the cent.
import { moneyEntries } from '../../shared/units/money-order.ts'
import { useDisplay } from '../parts/display.tsx'
import { NumberCell } from '../parts/number-cell.tsx'

export function MoneyLines({ money, none }: { money: Readonly<Record<string, string>>; none: string }) {
  const entries = moneyEntries(money, useDisplay().home)
  if (entries.length === 0) return none === '' ? null : <span className="quiet">{none}</span>
  return entries.map(([currency, amount]) => (
    <span key={currency} className="money-line">
      <small>{currency}</small> <NumberCell value={amount} format={{ kind: 'money', currency, unit: 'one' }} />
    </span>
  ))
}

/** The same as text, for the clipboard and for sorting. */
export function moneyWords(money: Readonly<Record<string, string>>, home: string, none: string): string {
  const entries = moneyEntries(money, home)
  return entries.length === 0 ? none : entries.map(([currency, amount]) => `${currency} ${amount}`).join(', ')
}
