// How a figure of the Reconcile tab was made: its definition, formula, and the same with the month's own parts.
import type { ReconcileRowData } from '../../shared/contract/reconcile-commands.ts'
import { reconcileTexts } from '../../shared/language/reconcile.ts'
import { subtractDecimals } from '../../shared/units/decimal.ts'
import { formatExact } from '../../shared/units/format.ts'
import type { Explanation } from '../parts/explain.tsx'
import type { Wording } from './wording.ts'

export type FigureName = 'usageAtPrice' | 'costReport' | 'invoice' | 'difference' | 'explained' | 'unexplained'

export function explainFigure(
  row: ReconcileRowData,
  figure: FigureName,
  { language, money, count, date, month }: Wording,
  showSources?: () => void,
): Explanation {
  const text = reconcileTexts[language]
  const words = text.explain
  const { currency } = row
  const amount = row[figure]
  const title = text.detail.named(text.table[figure], text.detail.title(row.provider, month(row.month), currency))
  const basis = words.basis(month(row.month))
  if (amount === null) {
    const missing = figure === 'explained' || figure === 'unexplained' ? 'difference' : figure
    return { title, value: '', definition: text.missing[missing], basis }
  }
  const exact = (value: string): string => `${currency} ${formatExact(value)}`
  const common = { title, value: money(amount, currency), exact: exact(amount), basis, ...(showSources ? { showSources } : {}) }
  const days = ({ firstDay, lastDay }: { firstDay: string; lastDay: string }) => text.detail.days(date(firstDay), date(lastDay))
  const [first, last] = [row.comparisons[0], row.comparisons.at(-1)]
  switch (figure) {
    case 'usageAtPrice': {
      const { usage } = row
      if (usage === null) return { ...common, definition: words.usageAtPrice }
      return {
        ...common,
        definition: words.usageAtPrice,
        formula: words.usageFormula,
        inputs: [
          { label: words.tokens, value: count(usage.tokens) },
          { label: words.unpriced, value: count(row.unpricedTokens) },
          { label: words.atList, value: exact(usage.atList) },
          { label: words.discount, value: exact(subtractDecimals(amount, usage.atList)) },
          { label: words.standIn, value: exact(usage.standIn) },
          { label: words.period, value: days(usage) },
        ],
      }
    }
    case 'costReport':
      return {
        ...common,
        definition: words.costReport,
        formula: words.reportFormula,
        inputs: row.report
          ? [
              { label: words.lines, value: count(row.report.lines) },
              { label: words.period, value: days(row.report) },
            ]
          : [],
      }
    case 'invoice':
      return {
        ...common,
        definition: words.invoice,
        formula: words.invoiceFormula,
        withValues: `${row.invoices.map((invoice) => formatExact(invoice.amount)).join(' + ')} = ${formatExact(amount)}`,
        inputs: row.invoices.map((invoice) => ({ label: invoice.number || text.invoice.withoutNumber, value: exact(invoice.amount) })),
      }
    case 'difference':
      return {
        ...common,
        definition: words.difference,
        formula: words.differenceFormula,
        withValues: `${formatExact(last?.to ?? '0')} − ${formatExact(first?.from ?? '0')} = ${formatExact(amount)}`,
      }
    case 'explained':
      return {
        ...common,
        definition: words.explained,
        formula: words.explainedFormula,
        withValues: `${row.parts.map((part) => formatExact(part.amount)).join(' + ') || '0'} = ${formatExact(amount)}`,
        inputs: row.parts.map((part) => ({ label: text.cause[part.cause], value: exact(part.amount) })),
      }
    case 'unexplained':
      return {
        ...common,
        definition: words.unexplained,
        formula: words.unexplainedFormula,
        withValues: `${formatExact(row.difference ?? '0')} − ${formatExact(row.explained ?? '0')} = ${formatExact(amount)}`,
        inputs: row.comparisons.map((each) => ({ label: text.comparison[each.of], value: exact(each.unexplained) })),
      }
  }
}
