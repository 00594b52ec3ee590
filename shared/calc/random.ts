// Random numbers and Monte Carlo figures for the calculator. Words of 32 bits are eight hex digits.
import { z } from 'zod'
import { normalCdf, normalDensity, normalQuantile } from '../math/numerics/normal.ts'
import { sum } from '../math/numerics/series.ts'
import { brownianBridge } from '../math/random/brownian-bridge.ts'
import { openUniform, philox4x32 } from '../math/random/draws.ts'
import { mersenneTwister } from '../math/random/mersenne-twister.ts'
import { shifted, sobolPoint, sobolPoints } from '../math/random/sobol.ts'
import { threefry2x32, threefry4x32 } from '../math/random/threefry.ts'
import { controlled, estimateOf, mergedMoments, momentsOf, paired, sampleShape } from '../math/simulation/estimate.ts'
import { type CalcFunctions, calcFunction, number, series, whole } from './calc-function.ts'
import { formulaOf, formulaRule } from './formula.ts'

const word = z
  .string()
  .regex(/^[0-9a-f]{8}$/i, 'eight hex digits')
  .transform((digits) => Number.parseInt(digits, 16))
const two = z.tuple([word, word])
const four = z.tuple([word, word, word, word])
const hex = (words: Iterable<number>): string[] => Array.from(words, (each) => (each >>> 0).toString(16).padStart(8, '0'))

function philox(counter: z.output<typeof four>, key: z.output<typeof two>): Int32Array {
  const out = new Int32Array(4)
  philox4x32(out, ...counter, ...key)
  return out
}

const payoff = z.string().transform((text, context) => {
  const formula = formulaOf(text)
  if (formula) return formula
  context.addIssue({ code: 'custom', message: formulaRule })
  return z.NEVER
})

export const randomFunctions: CalcFunctions = {
  philox4x32_10: calcFunction({ ctr: four, key: two }, ({ ctr, key }) => ({ out: hex(philox(ctr, key)) })),
  threefry2x32_20: calcFunction({ ctr: two, key: two }, ({ ctr, key }) => ({ out: hex(threefry2x32(ctr, key)) })),
  threefry4x32_20: calcFunction({ ctr: four, key: four }, ({ ctr, key }) => ({ out: hex(threefry4x32(ctr, key)) })),
  philoxNormalPair: calcFunction({ ctr: four, key: two }, ({ ctr, key }) => {
    const [a = 0, b = 0, c = 0, d = 0] = philox(ctr, key)
    const uniforms = [openUniform(a, b), openUniform(c, d)]
    return { uniforms, normals: uniforms.map(normalQuantile) }
  }),
  mt19937: calcFunction({ seed: whole }, ({ seed }) => {
    const next = mersenneTwister(seed)
    const outputs = Array.from({ length: 10_000 }, next)
    return { first: outputs.at(0), ten_thousandth: outputs.at(-1) }
  }),
  inverseNormalCdf: calcFunction({ p: number.gt(0).lt(1) }, ({ p }) => ({ z: normalQuantile(p) })),
  normalCdf: calcFunction({ x: number }, ({ x }) => ({ cdf: normalCdf(x), upper: normalCdf(-x), pdf: normalDensity(x) })),
  sobolJoeKuo: calcFunction({ index: whole, dims_zero_based: z.array(whole) }, ({ index, dims_zero_based }) => ({
    point: sobolPoint(index, dims_zero_based),
  })),
  brownianBridge: calcFunction({ times: series, normals: series }, ({ times, normals }) => {
    const path = new Float64Array(times.length)
    brownianBridge(times)(normals, path)
    return { path }
  }),
  mcStatistics: calcFunction({ x: series, confidence: number.default(0.95) }, ({ x, confidence }) => {
    const { mean, standardError, low, high } = estimateOf(momentsOf(x), confidence)
    const { variance, skewness, excessKurtosis } = sampleShape(x)
    return { mean, variance, std_error: standardError, ci: [low, high], skewness_g1: skewness, kurtosis_g2: excessKurtosis }
  }),
  controlVariate: calcFunction({ y: series, control: series, control_mean: number }, ({ y, control, control_mean }) => {
    const { beta, mean, standardError, varianceRatio } = controlled(y, control, control_mean)
    return { beta, estimate: mean, std_error_conditional: standardError, variance_ratio: varianceRatio }
  }),
  antithetic: calcFunction({ z: series, payoff }, ({ z: draws, payoff: value }) => {
    const { pairMeans, mean, standardError, naiveStandardError } = paired(
      draws.map(value),
      draws.map((each) => value(-each)),
    )
    return { pair_means: pairMeans, mean, std_error: standardError, naive_wrong_std_error: naiveStandardError }
  }),
  compensatedSum: calcFunction({ x: series }, ({ x }) => ({ neumaier: sum(x) })),
  cranleyPattersonShift: calcFunction({ first: whole.min(1).max(100_000), shift: series }, ({ first, shift }) => {
    const moved = shifted(sobolPoints(first, shift.length), shift)
    return { points: Array.from({ length: first }, (_, row) => moved.subarray(row * shift.length, (row + 1) * shift.length)) }
  }),
  mergeMoments: calcFunction({ a: series, b: series }, ({ a, b }) => mergedMoments(momentsOf(a), momentsOf(b))),
}
