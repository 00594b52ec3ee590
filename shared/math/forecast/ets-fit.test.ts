// Exponential smoothing against R (forecast 8.20 under R 4.2.2) on the classic series, and by its own symmetries.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { accidentalDeaths, airPassengers, nile } from './classic-series.ts'
import { isAllowed } from './ets-bounds.ts'
import { chooseEts, fitEts } from './ets-fit.ts'
import { etsForecast } from './ets-forecast.ts'
import { etsFilter, etsForm, etsName } from './ets-model.ts'

const relative = (got: number | undefined, expected: number) => Math.abs((got ?? NaN) - expected) / Math.abs(expected)

const longForecast = (fit: ReturnType<typeof fitEts>) => {
  const { mean, bands } = etsForecast(fit, 12)
  return { mean, lower95: bands[1]?.lower, upper80: bands[0]?.upper }
}

const patience = 30_000 // for a loaded machine; alone the slowest takes half a second

describe('the chosen form', () => {
  const rows = [
    { y: airPassengers, m: 12, name: 'ETS(M,Ad,M)', aicc: 1400.63843247391, mean: 441.801847278479 },
    { y: nile, m: 1, name: 'ETS(M,N,N)', aicc: 1458.5519156063, mean: 838.875161322995 },
    { y: accidentalDeaths, m: 12, name: 'ETS(A,N,A)', aicc: 1148.71609859668, mean: 8397.49690922931 },
  ]
  for (const { y, m, name, aicc, mean } of rows)
    it(
      `is ${name} with R's criterion and mean`,
      () => {
        const fit = chooseEts(y, m)
        expect(etsName(fit.form)).toBe(name)
        expect(relative(fit.aicc, aicc)).toBeLessThan(1e-9)
        expect(relative(longForecast(fit).mean[0], mean)).toBeLessThan(1e-8)
      },
      patience,
    )

  it(
    'has R intervals for the passengers: the first and the last of a year',
    () => {
      const { lower95, upper80 } = longForecast(chooseEts(airPassengers, 12))
      expect(relative(lower95?.[0], 407.886278423485)).toBeLessThan(1e-8)
      expect(relative(upper80?.[2], 532.630990538937)).toBeLessThan(1e-8)
      expect(relative(upper80?.[0], 463.978045772582)).toBeLessThan(1e-8)
    },
    patience,
  )

  it('ignores seasons longer than 24 and those the series does not hold once', () => {
    expect(chooseEts(nile, 52).form.season).toBe('N')
    expect(chooseEts(nile.slice(0, 10), 12).form.season).toBe('N')
  })

  it('keeps to additive forms where a value is not above 0', () => {
    const { form } = chooseEts(
      nile.map((each) => each - 800),
      1,
    )
    expect(form.error).toBe('A')
  })

  it('takes a series that never moves as it is', () => {
    const fit = chooseEts(new Float64Array(20).fill(7), 4)
    expect(fit.aicc).toBe(-Infinity)
    expect([...longForecast(fit).mean]).toEqual(new Array(12).fill(7))
    expect([...(longForecast(fit).lower95 ?? [])]).toEqual(new Array(12).fill(7))
  })
})

describe('a given form', () => {
  // R stops its search early, on a slope of the likelihood: the same stop gives the same figures, not the best ones.
  const rows = [
    { y: airPassengers, model: 'ANN', alpha: 0.999899807696804, logLikelihood: -863.893377599251 },
    { y: airPassengers, model: 'AAN', alpha: 0.999899949464774, logLikelihood: -863.647302494784 },
    { y: nile, model: 'ANN', alpha: 0.245533862697156, logLikelihood: -726.390519999206 },
    { y: nile, model: 'AAN', alpha: 0.209488918877541, logLikelihood: -725.95606224494 },
    { y: accidentalDeaths, model: 'AAN', alpha: 0.999899449708014, logLikelihood: -630.129247964899 },
  ]
  for (const { y, model, alpha, logLikelihood } of rows)
    it(`${model}: R's likelihood and alpha ${alpha.toFixed(4)}`, () => {
      const fit = fitEts(y, 1, etsForm(model, false))
      expect(relative(fit.logLikelihood, logLikelihood)).toBeLessThan(1e-11)
      expect(relative(fit.parameters.alpha, alpha)).toBeLessThan(1e-9)
    })

  it('refits to the same likelihood from its own start state', () => {
    const form = etsForm('MAM', true)
    const fit = fitEts(airPassengers, 12, form)
    const again = etsFilter(form, fit.parameters, fit.initialState, airPassengers, 12)
    expect(again.logLikelihood).toBe(fit.logLikelihood)
    expect([...again.state]).toEqual([...fit.state])
  })

  it('moves with the unit of the series', () => {
    for (const model of ['ANN', 'MAN', 'MAM'] as const) {
      const form = etsForm(model, false)
      const fit = fitEts(airPassengers, 12, form)
      // A power of two scales without rounding. Smoothing starts at sizes in the unit, so only the optimum is comparable.
      const scaled = fitEts(
        airPassengers.map((each) => each * 4),
        12,
        form,
      )
      expect(relative(scaled.state[0], 4 * (fit.state[0] ?? NaN))).toBeLessThan(0.02)
    }
  })

  it('ends inside the bounds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 20, maxLength: 30 }),
        fc.constantFrom('ANN', 'AAN', 'MNN', 'MAN', 'ANA', 'MNM', 'MAA'),
        (values, model) => {
          const form = etsForm(model, false)
          const fit = fitEts(Float64Array.from(values), 4, form)
          return fit.aicc === -Infinity || isAllowed(form, fit.parameters, 4)
        },
      ),
      { numRuns: 25, seed: 7 },
    )
  })
})

describe('the admissible region (Hyndman, Akram & Archibald 2008)', () => {
  const season = etsForm('ANA', false)
  it('holds the textbook corner and not what is past it', () => {
    expect(isAllowed(season, { alpha: 0.3, beta: 0, gamma: 0.2, phi: 1 }, 12)).toBe(true)
    expect(isAllowed(season, { alpha: 0.3, beta: 0, gamma: 0.71, phi: 1 }, 12)).toBe(false)
    expect(isAllowed(etsForm('AAN', false), { alpha: 0.3, beta: 0.31, gamma: 0, phi: 1 }, 1)).toBe(false)
    expect(isAllowed(etsForm('AAN', true), { alpha: 0.3, beta: 0.1, gamma: 0, phi: 0.99 }, 1)).toBe(false)
  })
})

describe('what is refused', () => {
  const form = etsForm('ANN', false)
  it('forms without a finite variance, and unknown ones', () => {
    for (const model of ['ANM', 'MMN', 'AMA', 'ZZZ', '', 'ANNN']) expect(() => etsForm(model, false)).toThrow(OutOfDomain)
    expect(() => etsForm('ANN', true)).toThrow(OutOfDomain)
  })
  it('series that are too short, not finite, or not positive where they must be', () => {
    expect(() => chooseEts(Float64Array.of(1, 2, 3, 4, 5, 6), 1)).toThrow(OutOfDomain)
    for (const bad of [NaN, Infinity, -Infinity]) expect(() => fitEts(Float64Array.of(...nile, bad), 1, form)).toThrow(OutOfDomain)
    expect(() => fitEts(Float64Array.of(...nile, 0), 1, etsForm('MNN', false))).toThrow(OutOfDomain)
    expect(() => fitEts(nile, 1, etsForm('ANA', false))).toThrow(OutOfDomain)
    expect(() => fitEts(nile, 25, etsForm('ANA', false))).toThrow(OutOfDomain)
    expect(() => fitEts(airPassengers.slice(0, 18), 12, etsForm('ANA', false))).toThrow(OutOfDomain)
  })
  it('start states of the wrong length, and those that run out of range', () => {
    const parameters = { alpha: 0.5, beta: 0, gamma: 0, phi: 1 }
    expect(() => etsFilter(form, parameters, Float64Array.of(1, 2), nile, 1)).toThrow(OutOfDomain)
    expect(() => etsFilter(form, { ...parameters, alpha: NaN }, Float64Array.of(1), nile, 1)).toThrow(OutOfDomain)
    expect(() => etsFilter(form, { ...parameters, alpha: 1e300 }, Float64Array.of(1), nile, 1)).toThrow(OutOfDomain)
  })
})
