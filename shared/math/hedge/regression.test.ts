import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { product, solve, timesVector, transpose } from '../numerics/matrix.ts'
import { mean } from '../numerics/series.ts'
import { fillNormals } from '../random/draws.ts'
import { regress } from './regression.ts'
import { breuschPagan, durbinWatson, ljungBox } from './residual-tests.ts'
import { leverageErrors, neweyWestErrors, whiteErrors } from './robust-errors.ts'

// Hull, Options, Futures, and Other Derivatives, Table 3.2: changes of heating oil futures and of jet fuel.
const oil = Float64Array.of(0.021, 0.035, -0.046, 0.001, 0.044, -0.029, -0.026, -0.029, 0.048, -0.006, -0.036, -0.011, 0.019, -0.027, 0.029)
const fuel = Float64Array.of(0.029, 0.02, -0.044, 0.008, 0.026, -0.019, -0.01, -0.007, 0.043, 0.011, -0.036, -0.018, 0.009, -0.032, 0.023)

function normals(length: number, path: number): Float64Array {
  const out = new Float64Array(length)
  fillNormals(out, { seed: 31, stream: 6, variable: 0, run: 0 }, path)
  return out
}

describe('regression', () => {
  it('agrees with lm() of R on Hull, Table 3.2', () => {
    const { intercept, slopes, ...rest } = regress(fuel, [oil])
    const [slope] = slopes
    // R 4.2.2, relative 1e-12; the p-value to 1e-10.
    expect(slope?.value).toBeCloseTo(0.777650674241176, 14)
    expect(slope?.standardError).toBeCloseTo(0.0863428724675835, 14)
    expect(slope?.t).toBeCloseTo(9.00654161735395, 11)
    expect((slope?.p ?? Number.NaN) / 5.97214606953971e-7).toBeCloseTo(1, 10)
    expect(slope?.low).toBeCloseTo(0.591118238853244, 12)
    expect(slope?.high).toBeCloseTo(0.964183109629107, 12)
    expect(intercept.value).toBeCloseTo(0.000873963917675685, 15)
    expect(intercept.standardError).toBeCloseTo(0.002615585800940819, 15)
    expect(intercept.p).toBeCloseTo(0.743605138397148, 11)
    expect(rest.r2).toBeCloseTo(0.861875212572942, 13)
    expect(rest.adjustedR2).toBeCloseTo(0.851250228924707, 13)
    expect(rest.residualSigma).toBeCloseTo(0.0101259736420222, 14)
    expect(rest.f).toBeCloseTo(81.1177919051288, 10)
    expect(rest.fP / 5.97214606953971e-7).toBeCloseTo(1, 10)
  })

  it('solves the normal equations with several regressors', () => {
    const columns = [normals(50, 1), normals(50, 2), normals(50, 3)]
    const y = normals(50, 4)
    const { intercept, slopes, residuals } = regress(y, columns)
    const design = [new Float64Array(50).fill(1), ...columns]
    const expected = solve('design', product(design, transpose(design)), timesVector(design, y))
    for (const [k, each] of [intercept, ...slopes].entries()) expect(each.value).toBeCloseTo(expected[k] ?? Number.NaN, 12)
    // Residuals are at right angles to every regressor and sum to 0.
    for (const along of timesVector(design, residuals)) expect(Math.abs(along)).toBeLessThan(1e-12)
  })

  it('holds its confidence: 95 of 100 intervals cover the slope', () => {
    let covered = 0
    for (let round = 0; round < 400; round++) {
      const x = normals(12, 1000 + round)
      const noise = normals(12, 5000 + round)
      const [slope] = regress(
        x.map((each, i) => 0.6 * each + (noise[i] ?? 0)),
        [x],
      ).slopes
      if ((slope?.low ?? Number.NaN) <= 0.6 && (slope?.high ?? Number.NaN) >= 0.6) covered++
    }
    // Binomial: 380 +- 4.4 per standard deviation.
    expect(covered).toBeGreaterThan(364)
    expect(covered).toBeLessThan(395)
  })

  it('loses no digits far from 0', () => {
    const far = regress(
      fuel.map((y) => y + 1e6),
      [oil.map((x) => x - 3e6)],
    )
    // 1e6 + 0.02 itself is rounded to 1e-10.
    expect(far.slopes[0]?.value).toBeCloseTo(0.777650674241176, 7)
  })

  it('says what nothing and everything explained mean', () => {
    const still = regress(new Float64Array(15).fill(0.1), [oil])
    expect([still.slopes[0]?.value, still.slopes[0]?.t, still.slopes[0]?.p, still.r2, still.f, still.fP]).toEqual([0, 0, 1, 0, 0, 1])
    const exact = regress(
      oil.map((x) => 0.3 + 2 * x),
      [oil],
    )
    expect(exact.slopes[0]?.value).toBeCloseTo(2, 13)
    expect([exact.r2, exact.slopes[0]?.t, exact.slopes[0]?.p, exact.fP]).toEqual([1, Infinity, 0, 0])
  })

  it.each([
    ['NaN', Float64Array.of(1, Number.NaN, 3, 4), [Float64Array.of(1, 2, 4, 3)]],
    ['infinity', Float64Array.of(1, 2, 3, 4), [Float64Array.of(1, 2, -Infinity, 3)]],
    ['another length', Float64Array.of(1, 2, 3, 4), [Float64Array.of(1, 2, 4)]],
    ['too few', Float64Array.of(1, 2), [Float64Array.of(1, 2)]],
    ['no regressor', Float64Array.of(1, 2, 3), []],
    ['a regressor at rest', Float64Array.of(1, 2, 3, 4), [new Float64Array(4).fill(0.1)]],
    ['twins', Float64Array.of(1, 2, 3, 5, 4), [Float64Array.of(1, 2, 4, 3, 7), Float64Array.of(2, 4, 8, 6, 14)]],
    ['squares beyond a double', Float64Array.of(1e200, 2, 3, 5e200), [Float64Array.of(1, 2, 4, 3)]],
  ])('refuses %s', (_, y, columns) => {
    expect(() => regress(y, columns)).toThrow(OutOfDomain)
  })

  it('refuses a confidence outside (0, 1)', () => {
    for (const confidence of [0, 1, Number.NaN]) expect(() => regress(fuel, [oil], confidence)).toThrow(OutOfDomain)
  })
})

describe('robust errors', () => {
  it('agree with the sandwich of the whole design, by matrices in NumPy', () => {
    const found = regress(fuel, [oil])
    expect(whiteErrors(found)[0]).toBeCloseTo(0.07271916854103604, 14)
    expect(neweyWestErrors(found, 0)[0]).toBe(whiteErrors(found)[0])
    expect(neweyWestErrors(found, 1)[0]).toBeCloseTo(0.06450970421273733, 14)
    expect(neweyWestErrors(found, 3)[0]).toBeCloseTo(0.06916068416279317, 14)
  })

  it('see a spread that grows with the regressor, where the usual error does not', () => {
    // e = x z: the true variance of the slope is E[x^4] / (n E[x^2]^2) = 3 / n; least squares claims 1 / n.
    const x = normals(4000, 20)
    const z = normals(4000, 21)
    const found = regress(
      x.map((each, i) => each * (z[i] ?? 0)),
      [x],
    )
    expect((found.slopes[0]?.standardError ?? Number.NaN) * Math.sqrt(4000)).toBeCloseTo(1, 1)
    expect((whiteErrors(found)[0] ?? Number.NaN) * Math.sqrt(4000 / 3)).toBeCloseTo(1, 1)
    expect(
      breuschPagan(
        regress(
          x.map((each, i) => Math.abs(each + 3) * (z[i] ?? 0)),
          [x],
        ),
      ).p,
    ).toBeLessThan(1e-6)
  })

  it('HC3 is above HC0, and refuses an observation that alone sets the slope', () => {
    const found = regress(fuel, [oil])
    expect(leverageErrors(found)[0]).toBeGreaterThan(whiteErrors(found)[0] ?? Number.NaN)
    expect(() => leverageErrors(regress(Float64Array.of(1, 2, 3, 2), [Float64Array.of(0, 0, 1, 0)]))).toThrow(OutOfDomain)
    expect(() => neweyWestErrors(found, 15)).toThrow(OutOfDomain)
    expect(() => neweyWestErrors(found, 1.5)).toThrow(OutOfDomain)
  })
})

describe('tests of residuals', () => {
  const { residuals } = regress(fuel, [oil])

  it('agree with lmtest and Box.test of R', () => {
    expect(durbinWatson(residuals)).toBeCloseTo(1.5129901338030478, 12)
    const studentised = breuschPagan(regress(fuel, [oil]))
    expect(studentised.statistic).toBeCloseTo(1.6347129712799395, 11)
    expect(studentised.p).toBeCloseTo(0.20105241570615304, 11)
    const portmanteau = ljungBox(residuals, 5)
    expect(portmanteau.statistic).toBeCloseTo(9.59703060322318, 11)
    expect(portmanteau.p).toBeCloseTo(0.08749236346626474, 11)
  })

  it('know the ends: alternating residuals 4, a slow drift 0', () => {
    const alternating = Float64Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? 1 : -1))
    expect(durbinWatson(alternating)).toBeCloseTo(4, 2)
    const drift = Float64Array.from({ length: 1000 }, (_, i) => i - 499.5)
    expect(durbinWatson(drift)).toBeLessThan(1e-4)
    expect(ljungBox(drift, 5).p).toBeLessThan(1e-100)
  })

  it('do not depend on the unit of money', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (unit) => {
        const scaled = regress(
          fuel.map((y) => y * unit),
          [oil],
        )
        expect(durbinWatson(scaled.residuals)).toBeCloseTo(durbinWatson(residuals), 9)
        expect(breuschPagan(scaled).statistic).toBeCloseTo(1.6347129712799395, 8)
        expect(ljungBox(scaled.residuals, 5).statistic).toBeCloseTo(9.59703060322318, 8)
        expect(mean(scaled.residuals) / unit).toBeCloseTo(0, 12)
      }),
      { numRuns: 30 },
    )
  })

  it('refuse residuals that are all 0, and lags without data', () => {
    const exact = regress(oil, [oil])
    expect(() => durbinWatson(exact.residuals)).toThrow(OutOfDomain)
    expect(() => breuschPagan(exact)).toThrow(OutOfDomain)
    expect(() => ljungBox(exact.residuals, 2)).toThrow(OutOfDomain)
    expect(() => ljungBox(residuals, 15)).toThrow(OutOfDomain)
    expect(() => ljungBox(residuals, 0)).toThrow(OutOfDomain)
  })
})
