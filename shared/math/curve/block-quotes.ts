// Quotes of contract months, quarters and years on one row of months, and the test which of them say something new.
// Sources: Eydeland & Wolyniec (2003), ch. 4; Golub & Van Loan, Matrix Computations, 5.2 (Gram-Schmidt, applied twice).
// Called by block-curve.ts and smoothest-curve.ts.
import { OutOfDomain, requireEach, requirePositive, requireWhole } from '../numerics/domain.ts'
import { dot } from '../numerics/matrix.ts'

/** One quote: the weighted mean of the prices of its months. A known month is a block of one. */
export interface BlockQuote {
  /** Positions in the row of months, from 0. */
  readonly months: readonly number[]
  readonly price: number
}

/** The quote as a linear condition: shares . months = price; the shares sum to 1. */
export interface BlockCondition {
  readonly shares: Float64Array
  readonly price: number
}

const smallestNews = 1e-10 // part of a quote's shares that the others must not explain, for it to be independent
const largestContradiction = 1e-10 // of the price, for a quote that the others imply

export function requireWeights(weights: Float64Array): void {
  requireWhole('weights.length', weights.length, 1, 1200)
  requireEach('weights', weights, requirePositive)
}

/**
 * The conditions that are independent of each other, in the order of the quotes. A quote that earlier ones imply is left
 * out when it agrees with them and refused (OutOfDomain, naming it) when it contradicts them.
 */
export function independentConditions(weights: Float64Array, blocks: readonly BlockQuote[]): BlockCondition[] {
  const kept: BlockCondition[] = []
  const basis: BlockCondition[] = []
  blocks.forEach((block, i) => {
    const condition = conditionOf(weights, block, `blocks[${i}]`)
    const rest = condition.shares.slice()
    let price = condition.price
    let scale = price
    for (let round = 0; round < 2; round++)
      for (const other of basis) {
        const along = dot(rest, other.shares)
        for (let m = 0; m < rest.length; m++) rest[m]! -= along * other.shares[m]!
        price -= along * other.price
        scale = Math.max(scale, Math.abs(along * other.price))
      }
    const length = Math.sqrt(dot(rest, rest))
    if (length > smallestNews * Math.sqrt(dot(condition.shares, condition.shares))) {
      basis.push({ shares: rest.map((share) => share / length), price: price / length })
      kept.push(condition)
    } else if (Math.abs(price) > largestContradiction * scale)
      throw new OutOfDomain(`blocks[${i}].price`, block.price, `${block.price - price}, which the quotes before it imply`)
  })
  return kept
}

function conditionOf(weights: Float64Array, block: BlockQuote, argument: string): BlockCondition {
  requirePositive(`${argument}.price`, block.price)
  requireWhole(`${argument}.months.length`, block.months.length, 1, weights.length)
  const shares = new Float64Array(weights.length)
  let total = 0
  for (const month of block.months) {
    requireWhole(`${argument}.months`, month, 0, weights.length - 1)
    if (shares[month] !== 0) throw new OutOfDomain(`${argument}.months`, month, 'each month once')
    shares[month] = weights[month]!
    total += weights[month]!
  }
  return { shares: shares.map((share) => share / total), price: block.price }
}

/** A price a curve must not have: quotes that leave a month nothing or less contradict each other. */
export function requirePositiveCurve(prices: Float64Array): Float64Array {
  prices.forEach((price, m) => {
    if (!(price > 0))
      throw new OutOfDomain('blocks', `quotes that leave month ${m} the price ${price}`, 'quotes that leave every month a price above 0')
  })
  return prices
}
