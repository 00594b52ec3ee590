// What the horizon costs when the whole curve moves at once and volumes come as expected: four lines anyone can
// check by hand. Our own unit price follows with its beta, never below zero. Called by cash-flow.ts.

import { sum } from '../numerics/series.ts'
import type { Book } from './book.ts'

/** Deterministic cost of the horizon when the whole curve moves by `shift` at once, volumes as expected. */
export interface ShockResult {
  readonly shift: number
  readonly spend: number
  readonly hedgeGain: number
  /** spend - hedgeGain + costs. */
  readonly net: number
  /** Initial margin plus the whole loss at once. */
  readonly peakMargin: number
}

/** Expected spend of the horizon, split as the price moves it. */
interface ExpectedSpend {
  readonly committed: number
  readonly volumeOnly: number
  readonly sensitive: number
}

const shifts = [-0.6, -0.3, 0, 0.3, 0.6] as const

export function shockResults(expected: ExpectedSpend, beta: number, book: Book): ShockResult[] {
  const worth = sum(book.worth)
  const agreed = sum(book.agreed)
  const initialMargin = sum(book.initialMargin)
  const costs = sum(book.costs)
  return shifts.map((shift) => {
    const spend = expected.committed + expected.volumeOnly + expected.sensitive * Math.max(0, 1 + beta * shift)
    const hedgeGain = worth * (1 + shift) - agreed
    return { shift, spend, hedgeGain, net: spend - hedgeGain + costs, peakMargin: initialMargin + Math.max(0, -hedgeGain) }
  })
}
