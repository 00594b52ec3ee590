import { describe, expect, it } from 'vitest'
import { ZodError } from 'zod'
import { OutOfDomain } from '../math/numerics/domain.ts'
import { forecastModelFunctions } from './forecast-models.ts'
import { forecastScoreFunctions } from './forecast-scores.ts'

const run = (name: string, inputs: unknown) => forecastScoreFunctions[name]?.run(inputs)
const y = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7]

describe('simple forecasts and scores by name', () => {
  it('name their bands by the level', () => {
    for (const name of ['naive', 'rwDrift', 'meanForecast', 'seasonalNaive', 'stlfNaive'])
      expect(Object.keys(run(name, { y, h: 3, frequency: 4, dataset: 'not read' }) ?? {})).toEqual([
        'mean',
        'lower80',
        'upper80',
        'lower95',
        'upper95',
      ])
  })

  it('decompose one season or several, periodic where not told otherwise', () => {
    expect(run('stlDecompose', { y, frequency: 4 })).toEqual(run('stlDecompose', { y, frequency: 4, s_window: 'periodic' }))
    expect(run('stlDecompose', { y, frequency: 4, s_window: 7, robust: true })).not.toEqual(run('stlDecompose', { y, frequency: 4 }))
    expect(run('mstlDecompose', { y, frequency: [2, 4] })).toMatchObject({ seasonal_last_cycle: [{ length: 2 }, { length: 4 }] })
    expect(run('mstlDecompose', { y, frequency: 4 })).toMatchObject({ seasonal_last_cycle: { length: 4 } })
    const two = { y, frequency: [2, 4], h: 3 }
    expect(run('mstlDecompose', { ...two, s_window: [11, 15] })).toEqual(run('mstlDecompose', two))
    expect(run('stlfNaive', { ...two, s_window: ['periodic', 'periodic'] })).toEqual(run('stlfNaive', two))
  })

  it('give what can be given without past errors', () => {
    const two = {
      S: [
        [1, 1],
        [1, 0],
        [0, 1],
      ],
      base_forecasts: [10, 3, 4],
    }
    expect(run('hierarchicalReconciliation', two)).toEqual({
      bottom_up: Float64Array.of(7, 3, 4),
      ols: Float64Array.of(9, 4, 5),
      wls_struct: Float64Array.of(8.5, 3.75, 4.75),
    })
    expect(
      run('combineForecasts', {
        forecasts: [
          [1, 2],
          [3, 6],
        ],
      }),
    ).toEqual({ mean: Float64Array.of(2, 4), median: Float64Array.of(2, 4) })
  })

  it('take a series with less than a value a unit of time as one without season', () => {
    const decades = { y, h: 3, frequency: 0.1 }
    expect(forecastModelFunctions.theta?.run(decades)).toEqual(forecastModelFunctions.theta?.run({ ...decades, frequency: 1 }))
    const scored = { train: [3, 1, 4], test: [2], forecast: [4] }
    expect(run('accuracyMeasures', { ...scored, frequency: 0.1 })).toEqual(run('accuracyMeasures', { ...scored, frequency: 1 }))
  })

  it('leave out the mean error in percent where a zero was missed on both sides', () => {
    const past = { train: [3, 1, 4], frequency: 1 }
    expect(run('accuracyMeasures', { ...past, test: [0, 2], forecast: [1, 2] })).toMatchObject({
      MASE: 0.2,
      MPE: -Infinity,
      MAPE: Infinity,
    })
    const measures = run('accuracyMeasures', { ...past, test: [0, 0], forecast: [1, -1] })
    expect(measures).toMatchObject({ ME: 0, MPE: undefined, MAPE: Infinity, sMAPE_M4: 200 })
  })

  it('refuse the wrong shape and what has no answer', () => {
    expect(() => run('naive', { y: [1, 'two'], h: 1 })).toThrow(ZodError)
    expect(() => run('naive', { y, h: 1.5 })).toThrow(ZodError)
    expect(() => run('stlDecompose', { y, frequency: 4, s_window: 'weekly' })).toThrow(ZodError)
    expect(() => run('stlDecompose', { y, frequency: 7 })).toThrow(OutOfDomain)
    expect(() => run('crpsNormal', { y: [1, 2], mu: [1], sigma: [1, 1] })).toThrow(OutOfDomain)
    expect(() => run('dieboldMariano', { e1: [1, 2, 3], e2: [1, 2, 3] })).toThrow(OutOfDomain)
    expect(() => run('accuracyMeasures', { train: [5, 5, 5], test: [1], forecast: [1], frequency: 1 })).toThrow(OutOfDomain)
  })
})
