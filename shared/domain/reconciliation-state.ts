// When a reconciliation is good enough, and whether what was signed still holds.
import { Decimal } from '../units/decimal.ts'
import { type Explanation, type Invoiced, unexplainedSize } from './reconciliation.ts'
import type { Sides } from './reconciliation-sides.ts'

export interface Tolerance {
  /** Of the last side: `0.5` is half a percent. */
  readonly percent: string
  /** In the currency of the row, whatever the percentage comes to. */
  readonly least: string
}

export const usualTolerance: Tolerance = { percent: '0.5', least: '1' }

/** How much may stay unexplained. */
export function toleranceLimit({ percent, least }: Tolerance, tied: { readonly comparisons: readonly { readonly to: string }[] }): string {
  const last = tied.comparisons.at(-1)
  return last === undefined ? least : Decimal.max(new Decimal(last.to).abs().times(percent).div(100), least).toFixed()
}

/** What a signature stands under, by name: the sides, then each part and rest as `usage-report tax`. */
export type Figures = Readonly<Record<string, string>>

export function figuresOf(
  { usage, report }: Pick<Sides, 'usage' | 'report'>,
  invoiced: Invoiced | null,
  explanation: Explanation,
): Figures {
  const figures: Record<string, string> = {}
  if (usage) figures.usageAtPrice = usage.atPrice
  if (report) figures.costReport = report.total
  if (invoiced) figures.invoice = invoiced.amount
  for (const { of, parts, unexplained } of explanation.comparisons) {
    for (const { cause, amount } of parts) figures[`${of} ${cause}`] = amount
    figures[`${of} unexplained`] = unexplained
  }
  return figures
}

export interface ChangedFigure {
  readonly figure: string
  /** null: it was not there. */
  readonly signed: string | null
  readonly now: string | null
}

/** Figures that are not what was signed. */
export const changedFigures = (signed: Figures, now: Figures): ChangedFigure[] =>
  [...new Set([...Object.keys(now), ...Object.keys(signed)])].flatMap((figure) =>
    signed[figure] === now[figure] ? [] : { figure, signed: signed[figure] ?? null, now: now[figure] ?? null },
  )

export const states = ['open', 'changed', 'one-sided', 'within', 'agreed', 'signed'] as const
export type State = (typeof states)[number]

/** 'changed': since it was signed. `changed`: of a signature; null without one. */
export function stateOf(explanation: Explanation, limit: string, changed: readonly ChangedFigure[] | null): State {
  if (changed !== null) return changed.length === 0 ? 'signed' : 'changed'
  if (explanation.comparisons.length === 0) return 'one-sided'
  const size = unexplainedSize(explanation)
  return size === '0' ? 'agreed' : new Decimal(size).lte(limit) ? 'within' : 'open'
}
