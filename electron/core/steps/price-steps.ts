// Announced changes of prices inside the horizon, also by a discount that begins or ends: what the book knows of the future.
// The factor is the change of the line's blended price at its recent mix of buckets, in the currency of the plan.

import type { PriceBucket } from '../../../shared/domain/price.ts'
import { monthLabel, toMonth } from '../../../shared/units/calendar.ts'
import { modelFromDecimal } from '../../../shared/units/model-border.ts'
import type { PricePeriod } from '../ledger/types.ts'
import type { Session } from './session.ts'

export interface PriceStep {
  /** year * 12 + month - 1; the first whole month at the new price. */
  readonly month: number
  readonly provider: string
  readonly model: string
  readonly factor: number
  readonly source: string
}

interface PricedLine {
  readonly provider: string
  readonly model: string
  readonly byTokens: boolean
  readonly mix: { readonly input: number; readonly cacheRead: number; readonly cacheWrite: number; readonly output: number }
}

export async function announcedSteps(
  session: Session,
  currency: string,
  asOf: string,
  firstMonth: number,
  months: number,
  lines: readonly PricedLine[],
): Promise<PriceStep[]> {
  const last = monthLabel(firstMonth + months)
  const { workspace } = session
  const isGeneral = (period: PricePeriod): boolean => period.tier === 'standard' && period.context === '' && period.slots === null
  const [periods, listed] = await Promise.all([workspace.prices.periods(), workspace.prices.list()])
  const book = periods.filter((period) => isGeneral(period) && period.currency === currency)
  const discounts = await workspace.prices.discounts()
  const sourceOf = ({ provider, model }: PricedLine, date: string): string =>
    [...listed, ...discounts].find(
      (each) =>
        each.provider === provider && (each.model === model || each.model === '') && (each.validFrom === date || each.validTo === date),
    )?.source ?? ''
  return lines.filter((line) => line.byTokens).flatMap((line) => stepsOf(line, book, asOf, last, sourceOf))
}

function stepsOf(
  line: PricedLine,
  book: readonly PricePeriod[],
  asOf: string,
  last: string,
  sourceOf: (line: PricedLine, date: string) => string,
): PriceStep[] {
  const own = book.filter((period) => period.provider === line.provider && period.model === line.model)
  const dates = own.map(({ from }) => from).filter((date) => date > asOf && date.slice(0, 7) < last)
  let before = blended(line, own, asOf)
  const steps: PriceStep[] = []
  for (const date of dates) {
    const after = blended(line, own, date)
    if (before > 0 && after > 0 && after !== before) {
      steps.push({
        month: toMonth(date.slice(0, 7)) + (date.endsWith('-01') ? 0 : 1),
        provider: line.provider,
        model: line.model,
        factor: after / before,
        source: sourceOf(line, date),
      })
    }
    before = after
  }
  return steps
}

/** Money per million tokens at the line's mix with the prices in force on a day; 0 when one is unknown. */
function blended(line: PricedLine, own: readonly PricePeriod[], day: string): number {
  const inForce = own.find(({ from, to }) => from <= day && day < to)?.perMtok
  const at = (bucket: PriceBucket): number => {
    const price = inForce?.[bucket] ?? null
    return price === null ? Number.NaN : modelFromDecimal(price)
  }
  const { input, cacheRead, cacheWrite, output } = line.mix
  const parts: [number, number][] = [
    [input, at('input')],
    [cacheRead, at('cacheRead')],
    [cacheWrite, at('cacheWrite5m')],
    [output, at('output')],
  ]
  const known = parts.filter(([tokens]) => tokens > 0)
  const tokens = known.reduce((total, [count]) => total + count, 0)
  const money = known.reduce((total, [count, price]) => total + count * price, 0)
  return tokens > 0 && Number.isFinite(money) ? money / tokens : 0
}
