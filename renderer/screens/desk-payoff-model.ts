// What a shift of the whole price curve does to cost, hedged and unhedged, as decimal text. The core computes the
// payoff at given shifts; a futures position is straight between them, so a typed shift is read off the line.
import type { HedgeEvaluationData } from '../../shared/contract/hedge-commands.ts'
import { deskTexts } from '../../shared/language/desk.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import type { Wording } from './wording.ts'

export interface PayoffAt {
  readonly shift: number
  readonly hedged: string
  readonly unhedged: string
  /** Futures result before costs: unhedged - hedged + costs. */
  readonly futures: string
  /** Unhedged cost against the cost at an unchanged curve. */
  readonly spendChange: string
  /** hedged - unhedged: above 0 the hedge costs more. */
  readonly difference: string
}

type Payoff = Pick<HedgeEvaluationData, 'payoff' | 'consequences' | 'totals'>

export function shiftRange(payoff: Payoff['payoff']): readonly [number, number] {
  const shifts = payoff.map((point) => point.shift)
  return [Math.min(...shifts), Math.max(...shifts)]
}

/** null without payoff points. A shift outside the computed range is held at its end. */
export function payoffAt({ payoff, consequences, totals }: Payoff, shift: number): PayoffAt | null {
  const points = [...payoff].sort((a, b) => a.shift - b.shift)
  if (points.length === 0) return null
  const [low, high] = shiftRange(points)
  const held = Math.min(high, Math.max(low, shift))
  const hedged = lineAt(points, held, 'hedged')
  const unhedged = lineAt(points, held, 'unhedged')
  const unchanged = lineAt(points, 0, 'unhedged')
  const costs = totals.contracts === 0 ? '0' : consequences.costs
  const difference = hedged.minus(unhedged)
  return {
    shift: held,
    hedged: hedged.toFixed(),
    unhedged: unhedged.toFixed(),
    futures: difference.negated().plus(costs).toFixed(),
    spendChange: unhedged.minus(unchanged).toFixed(),
    difference: difference.toFixed(),
  }
}

function lineAt(points: Payoff['payoff'], shift: number, which: 'hedged' | 'unhedged'): Decimal {
  const right = points.find((point) => point.shift >= shift) ?? points.at(-1)
  const left = points.findLast((point) => point.shift <= shift) ?? points[0]
  if (!left || !right) return new Decimal(0)
  const from = new Decimal(left[which])
  if (right.shift === left.shift) return from
  const part = new Decimal(shift).minus(left.shift).div(new Decimal(right.shift).minus(left.shift))
  return from.plus(new Decimal(right[which]).minus(from).times(part)).toDecimalPlaces(2)
}

/** The board's question answered: what futures make, what spend does, what is paid in the end against no hedge. */
export function payoffSentence(
  { totals, consequences, currency }: Pick<HedgeEvaluationData, 'totals' | 'consequences' | 'currency'>,
  at: PayoffAt,
  wording: Wording,
): string {
  const words = deskTexts[wording.language].payoff
  if (totals.contracts === 0) return words.nothing(wording.money(at.unhedged, currency))
  if (at.shift === 0) return words.flat(wording.money(consequences.costs, currency))
  const amount = (value: string): string => wording.amount(value, currency)
  const dearer = new Decimal(at.difference).gt(0)
  const say = at.shift < 0 ? (dearer ? words.fall : words.fallCheaper) : dearer ? words.riseDearer : words.rise
  return say(amount(at.futures), amount(at.spendChange), amount(at.difference))
}
