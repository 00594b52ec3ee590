// The one order in which amounts of several currencies are shown: the reporting currency first, the others by their code.

/** `home` is the reporting currency of the workspace. */
export function compareCurrencies(a: string, b: string, home: string): number {
  if (a === b) return 0
  if (a === home || b === home) return a === home ? -1 : 1
  return a < b ? -1 : 1
}

/** Amounts by currency, in that order. */
export function moneyEntries(money: Readonly<Record<string, string>>, home: string): [currency: string, amount: string][] {
  return Object.entries(money).sort(([a], [b]) => compareCurrencies(a, b, home))
}
