// A price that falls by the same share every month: least squares of ln price on time, with its errors and the forecast.
// The first look at token prices; a straight line through logs says nothing of steps or of a floor.
// Source: ordinary least squares, e.g. Draper & Smith, Applied Regression Analysis, ch. 1 and 3 (prediction interval).
import { OutOfDomain, requireFinite, requireLength, requireLevel, requirePositive, requireSeries } from '../numerics/domain.ts'
import { exp, log } from '../numerics/elementary.ts'
import { mean, sum } from '../numerics/series.ts'
import { studentQuantile } from '../numerics/special.ts'

export interface LogLinearDecline {
  /** ln price at month 0. */
  readonly intercept: number
  /** Of ln price, a month; negative when the price falls. */
  readonly slope: number
  readonly slopeError: number
  /** Of ln price around the line, divisor n - 2. */
  readonly residualDeviation: number
  /** ln 2 / -slope: negative for a price that rises (it doubles in that time), Infinity for one that stays. */
  readonly halvingMonths: number
  /** How many times cheaper after a year. */
  readonly annualFactor: number
  readonly observations: number
  readonly meanMonth: number
  /** Sum of squared distances of the months to their mean. */
  readonly spreadOfMonths: number
}

/** From at least 3 prices above 0 and their months, not all the same month. */
export function logLinearDecline(months: Float64Array, prices: Float64Array): LogLinearDecline {
  requireSeries('months', months, 3)
  requireLength('prices', prices, months.length)
  for (let i = 0; i < prices.length; i++) requirePositive(`prices[${i}]`, prices[i]!)
  const n = months.length
  const logs = prices.map(log)
  const [meanMonth, meanLog] = [mean(months), mean(logs)]
  const spreadOfMonths = sum(months.map((x) => (x - meanMonth) * (x - meanMonth)))
  if (!(spreadOfMonths > 0)) throw new OutOfDomain('months', 'all the same', 'at least two different months')
  const slope = sum(months.map((x, i) => (x - meanMonth) * (logs[i]! - meanLog))) / spreadOfMonths
  const squares = sum(
    months.map((x, i) => {
      const rest = logs[i]! - meanLog - slope * (x - meanMonth)
      return rest * rest
    }),
  )
  const residualDeviation = Math.sqrt(squares / (n - 2))
  return {
    intercept: meanLog - slope * meanMonth,
    slope,
    slopeError: residualDeviation / Math.sqrt(spreadOfMonths),
    residualDeviation,
    halvingMonths: slope === 0 ? Infinity : Math.LN2 / -slope,
    annualFactor: exp(-12 * slope),
    observations: n,
    meanMonth,
    spreadOfMonths,
  }
}

export interface DeclineForecast {
  /** On the line: half of the outcomes below. */
  readonly median: number
  /** The average outcome with line and spread taken as known: median e^(s^2 / 2). */
  readonly mean: number
  /** Of ln price, the error of the line included. */
  readonly deviation: number
  /** Student's prediction interval. */
  readonly low: number
  readonly high: number
}

/** The price of a month. `level` is the coverage of the interval, in (0, 1). */
export function declineForecast(line: LogLinearDecline, month: number, level = 0.95): DeclineForecast {
  requireFinite('month', month)
  requireLevel('level', level)
  const away = month - line.meanMonth
  const s = line.residualDeviation
  const centre = line.intercept + line.slope * month
  const deviation = s * Math.sqrt(1 + 1 / line.observations + (away * away) / line.spreadOfMonths)
  const reach = studentQuantile((1 + level) / 2, line.observations - 2) * deviation
  return {
    median: exp(centre),
    mean: exp(centre + (s * s) / 2),
    deviation,
    low: exp(centre - reach),
    high: exp(centre + reach),
  }
}
