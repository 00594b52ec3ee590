// What is wrong with a set of policy bands, before it is saved: order, overlap, limits. Pure; called by Settings.
import type { PolicyBandData } from '../../shared/contract/workspace-commands.ts'

export type BandProblem =
  | { readonly kind: 'order' | 'min-over-max'; readonly band: number }
  | { readonly kind: 'overlap'; readonly band: number; readonly other: number }

/** The first problem found, or null. Bands are compared pairwise, so their order on the page does not matter. */
export function bandProblem(bands: readonly PolicyBandData[]): BandProblem | null {
  for (const [band, { from, to, minPercent, maxPercent }] of bands.entries()) {
    if (to < from) return { kind: 'order', band }
    if (minPercent > maxPercent) return { kind: 'min-over-max', band }
    const other = bands.findIndex((each, at) => at > band && each.from <= to && each.to >= from)
    if (other >= 0) return { kind: 'overlap', band, other }
  }
  return null
}

/** A band that continues after the last one, six months long, with the last one's limits. */
export function nextBand(bands: readonly PolicyBandData[]): PolicyBandData {
  const last = bands.toSorted((a, b) => a.to - b.to).at(-1)
  return { from: (last?.to ?? 0) + 1, to: (last?.to ?? 0) + 6, minPercent: last?.minPercent ?? 0, maxPercent: last?.maxPercent ?? 100 }
}
