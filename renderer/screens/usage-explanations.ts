// How a figure of the usage table was made: its definition, formula, and the same with the row's own parts.
import type { UsageRowData } from '../../shared/contract/usage-commands.ts'
import { usageTexts } from '../../shared/language/usage.ts'
import { formatExact } from '../../shared/units/format.ts'
import { moneyEntries } from '../../shared/units/money-order.ts'
import type { Explanation } from '../parts/explain.tsx'
import type { Measure } from './usage-pivot.ts'
import type { Wording } from './wording.ts'

interface Asked {
  /** Undefined where no row falls into the cell. */
  readonly row: UsageRowData | undefined
  readonly measure: Measure
  readonly currency: string
  readonly title: string
  /** The figure as shown. */
  readonly value: string
  readonly lastDay: string
  readonly showSources?: () => void
}

export function explainUsage(
  { row, measure, currency, title, value, lastDay, showSources }: Asked,
  { language, date }: Wording,
): Explanation {
  const text = usageTexts[language].explain
  if (row === undefined) return { title, value, definition: text.noRows, basis: text.basis(date(lastDay)) }
  const [billed, estimated] = [row.billed[currency] ?? '0', row.estimated[currency] ?? '0']
  const money = (amount: string): string => `${currency} ${formatExact(amount)}`
  const common = { title, value, basis: text.basis(date(lastDay)), ...(showSources ? { showSources } : {}) }
  const input = [
    { label: text.inputUncached, value: formatExact(row.inputUncached) },
    { label: text.cacheRead, value: formatExact(row.cacheRead) },
    { label: text.cacheWrite, value: formatExact(row.cacheWrite) },
  ]
  switch (measure) {
    case 'spend':
      if (row.converted) return { ...common, ...explainConverted(row.converted, row.cost, language) }
      return {
        ...common,
        definition: text.spend,
        formula: text.spendFormula,
        exact: money(row.cost[currency] ?? '0'),
        withValues: `${formatExact(billed)} + ${formatExact(estimated)} = ${formatExact(row.cost[currency] ?? '0')}`,
        inputs: [
          { label: text.billed, value: money(billed) },
          { label: text.estimated, value: money(estimated) },
        ],
      }
    case 'tokens':
      return {
        ...common,
        definition: text.tokens,
        formula: text.tokensFormula,
        exact: formatExact(row.totalTokens),
        withValues: `${[row.inputUncached, row.cacheRead, row.cacheWrite, row.output].map(formatExact).join(' + ')} = ${formatExact(row.totalTokens)}`,
        inputs: [...input, { label: text.output, value: formatExact(row.output) }],
      }
    case 'requests':
      return { ...common, definition: text.requests, formula: text.requestsFormula, exact: formatExact(row.requests) }
    case 'price':
      return {
        ...common,
        definition: text.price,
        formula: text.priceFormula,
        exact: money(row.pricePerMtok[currency] ?? '0'),
        withValues: `${money(row.cost[currency] ?? '0')} ÷ ${formatExact(row.totalTokens)} × 1,000,000 = ${formatExact(row.pricePerMtok[currency] ?? '0')}`,
        inputs: [
          { label: text.billed, value: money(billed) },
          { label: text.estimated, value: money(estimated) },
        ],
      }
    case 'cacheHit':
      return {
        ...common,
        definition: text.cacheHit,
        formula: text.cacheHitFormula,
        exact: String(row.cacheHitShare ?? ''),
        withValues: `${formatExact(row.cacheRead)} ÷ (${input.map((each) => each.value).join(' + ')}) = ${String(row.cacheHitShare ?? '')}`,
        inputs: input,
      }
  }
}

function explainConverted(
  { amount, currency, missing }: NonNullable<UsageRowData['converted']>,
  cost: UsageRowData['cost'],
  language: Wording['language'],
): Pick<Explanation, 'definition' | 'formula' | 'exact' | 'inputs'> {
  const text = usageTexts[language].explain
  return {
    definition: text.converted,
    formula: text.convertedFormula,
    ...(amount === null ? {} : { exact: `${currency} ${formatExact(amount)}` }),
    inputs: [
      ...moneyEntries(cost, currency).map(([code, money]) => ({ label: text.original(code), value: formatExact(money) })),
      ...moneyEntries(missing, currency).map(([code, money]) => ({ label: text.missing(code), value: formatExact(money) })),
    ],
  }
}
