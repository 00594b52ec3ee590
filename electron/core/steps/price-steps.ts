// Announced changes of list prices inside the horizon: what the price book already knows about the future.
// The factor is the change of the line's blended price at its recent mix of buckets, in the currency of the plan.
import { monthLabel, toMonth } from '../../../shared/units/calendar.ts'
import { modelFromDecimal } from '../../../shared/units/model-border.ts'
import type { StoredPrice } from '../ledger/types.ts'
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
  const book = (await session.workspace.prices.list()).filter((price) => price.tier === 'standard' && price.currency === currency)
  return lines.filter((line) => line.byTokens).flatMap((line) => stepsOf(line, book, asOf, last))
}

function stepsOf(line: PricedLine, book: readonly StoredPrice[], asOf: string, last: string): PriceStep[] {
  const own = book.filter((price) => price.provider === line.provider && price.model === line.model)
  const dates = [...new Set(own.map((price) => price.validFrom))].filter((date) => date > asOf && date.slice(0, 7) < last).sort()
  let before = blended(line, own, asOf)
  const steps: PriceStep[] = []
  for (const date of dates) {
    const after = blended(line, own, date)
    const source = own.find((price) => price.validFrom === date)?.source ?? ''
    if (before > 0 && after > 0 && after !== before) {
      steps.push({
        month: toMonth(date.slice(0, 7)) + (date.endsWith('-01') ? 0 : 1),
        provider: line.provider,
        model: line.model,
        factor: after / before,
        source,
      })
    }
    before = after
  }
  return steps
}

/** Money per million tokens at the line's mix with the prices in force on a day; 0 when one is unknown. */
function blended(line: PricedLine, own: readonly StoredPrice[], day: string): number {
  const at = (bucket: StoredPrice['bucket']): number => {
    const inForce = own.filter(
      (price) => price.bucket === bucket && price.validFrom <= day && (price.validTo === null || day < price.validTo),
    )
    const latest = inForce.sort((a, b) =>
      a.entered === b.entered ? (a.validFrom < b.validFrom ? 1 : -1) : a.entered === 'user' ? -1 : 1,
    )[0]
    return latest ? modelFromDecimal(latest.perMtok) : Number.NaN
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
