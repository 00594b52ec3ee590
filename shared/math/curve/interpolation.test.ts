import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { type InterpolationScheme, interpolate } from './interpolation.ts'

const schemes: readonly InterpolationScheme[] = [
  'linear',
  'logLinear',
  'cubicNatural',
  'monotonicCubicNatural',
  'fritschButland',
  'krugerCubic',
  'pchip',
  'akima',
  'akimaCubic',
]
const nodes = Float64Array.of(0, 1, 3, 6, 12, 24)
const values = Float64Array.of(2.6, 2.48, 2.35, 2.2, 1.95, 1.6)

describe('interpolation', () => {
  // At 0.5, 2, 4.5, 9 and 23.5. QuantLib 1.29's class of that name; SciPy 1.10 for pchip and akima; tolerance 1e-12.
  it.each<[InterpolationScheme, number[]]>([
    ['linear', [2.54, 2.415, 2.275, 2.075, 1.6145833333333333]],
    ['logLinear', [2.5392912396966203, 2.414125100321025, 2.2737634001804143, 2.071231517720798, 1.613242886740426]],
    ['cubicNatural', [2.536499512806236, 2.4017538975501114, 2.275159729955457, 2.0651760857461023, 1.6129593943975296]],
    ['monotonicCubicNatural', [2.536499512806236, 2.4017538975501114, 2.275159729955457, 2.0651760857461023, 1.6129593943975296]],
    ['fritschButland', [2.5322984972677594, 2.4093613387978143, 2.271231617647059, 2.066217320261438, 1.610691952803498]],
    ['krugerCubic', [2.5333108108108107, 2.4080493537015277, 2.2708498023715418, 2.066644385026738, 1.6132988025939543]],
    ['pchip', [2.5336089544513456, 2.4074531437288873, 2.270837808807734, 2.066811224489796, 1.6106401909722223]],
    ['akima', [2.5311607142857144, 2.408796992481203, 2.2725553229665074, 2.0684090909090913, 1.6115635850694443]],
  ])('%s gives the values of the reference program', (scheme, expected) => {
    const got = interpolate(scheme, nodes, values, Float64Array.of(0.5, 2, 4.5, 9, 23.5))
    got.forEach((value, i) => {
      expect(Math.abs(value / (expected[i] ?? NaN) - 1)).toBeLessThan(1e-12)
    })
  })

  it('cuts the natural spline where Hyman demands it: a step', () => {
    const x = Float64Array.of(0, 1, 2, 3, 4, 5)
    const step = Float64Array.of(1, 1, 1, 2, 2, 2)
    const at = Float64Array.from({ length: 101 }, (_, i) => i / 20)
    const free = interpolate('cubicNatural', x, step, at)
    expect(Math.min(...free)).toBeLessThan(0.95)
    const cut = interpolate('monotonicCubicNatural', x, step, at)
    expect(Math.min(...cut)).toBe(1)
    expect(Math.max(...cut)).toBe(2)
  })

  it('is monotone where the values are, for every scheme that claims it', () => {
    const curve = fc.array(fc.tuple(fc.double({ min: 0.1, max: 5, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 2,
      maxLength: 12,
    })
    fc.assert(
      fc.property(
        curve,
        fc.constantFrom('linear', 'logLinear', 'monotonicCubicNatural', 'fritschButland', 'krugerCubic', 'pchip' as const),
        (steps, scheme) => {
          let [x, y] = [0, 1]
          const xs = Float64Array.from([0, ...steps.map(([width]) => (x += width))])
          const ys = Float64Array.from([1, ...steps.map(([, rise]) => (y += rise))])
          const at = Float64Array.from({ length: 200 }, (_, i) => (x * i) / 199)
          const got = interpolate(
            scheme,
            xs,
            ys,
            at.map((each) => Math.min(each, x)),
          )
          got.forEach((value, i) => {
            if (i > 0) expect(value).toBeGreaterThanOrEqual((got[i - 1] ?? NaN) - 1e-12)
          })
        },
      ),
    )
  })

  it.each(schemes)('%s meets its nodes, keeps a straight line, and takes two nodes', (scheme) => {
    expect([...interpolate(scheme, nodes, values, nodes)]).toEqual([...values])
    if (scheme !== 'logLinear' && scheme !== 'akimaCubic') {
      const line = nodes.map((x) => 3 - x / 10)
      const at = Float64Array.of(0.3, 5, 20)
      interpolate(scheme, nodes, line, at).forEach((value, i) => {
        expect(value).toBeCloseTo(3 - (at[i] ?? NaN) / 10, 13)
      })
    }
    const middle = interpolate(scheme, Float64Array.of(1, 3), Float64Array.of(4, 1), Float64Array.of(2))
    expect(middle[0]).toBeCloseTo(scheme === 'logLinear' ? 2 : 2.5, 14)
  })

  it('scales with the values, save for the ends of akimaCubic', () => {
    const at = Float64Array.of(0.5, 2, 4.5, 9, 23.5)
    for (const scheme of schemes) {
      const one = interpolate(scheme, nodes, values, at)
      const ten = interpolate(
        scheme,
        nodes,
        values.map((value) => 10 * value),
        at,
      )
      const isScaled = one.every((value, i) => Math.abs((ten[i] ?? NaN) / value - 10) < 1e-12)
      expect([scheme, isScaled]).toEqual([scheme, scheme !== 'akimaCubic'])
    }
  })

  it('stays finite on flat and kinked values', () => {
    const at = Float64Array.from({ length: 50 }, (_, i) => (24 * i) / 49)
    for (const scheme of schemes)
      for (const shape of [
        [1, 1, 1, 1, 1, 1],
        [1, 1, 2, 2, 3, 3],
        [1, 2, 1, 2, 1, 2],
        [2, 1, 3, 1, 1, 1],
        [1, 2, 4, 3, 4, 5],
      ]) {
        const got = interpolate(scheme, nodes, Float64Array.from(shape), at)
        expect(got.every((value) => Number.isFinite(value) && value > -2 && value < 8)).toBe(true)
      }
  })

  it('does outside the nodes what it is told: refuse, flat or continue', () => {
    const out = Float64Array.of(-1, 30)
    expect(() => interpolate('linear', nodes, values, out)).toThrow(/at\[0\]/)
    expect([...interpolate('akima', nodes, values, out, 'flat')]).toEqual([2.6, 1.6])
    const linear = interpolate('linear', nodes, values, out, 'continue')
    expect(linear[0]).toBeCloseTo(2.72, 14)
    expect(linear[1]).toBeCloseTo(1.425, 14)
    const logLinear = interpolate('logLinear', nodes, values, Float64Array.of(36), 'continue')
    expect(logLinear[0]).toBeCloseTo((1.6 * 1.6) / 1.95, 14)
  })

  it('refuses hostile arguments', () => {
    const at = Float64Array.of(1)
    for (const bad of [NaN, Infinity, -Infinity]) {
      expect(() => interpolate('pchip', Float64Array.of(0, 1, bad), Float64Array.of(1, 2, 3), at)).toThrow(OutOfDomain)
      expect(() => interpolate('pchip', Float64Array.of(0, 1, 2), Float64Array.of(1, bad, 3), at)).toThrow(OutOfDomain)
      expect(() => interpolate('pchip', Float64Array.of(0, 1, 2), Float64Array.of(1, 2, 3), Float64Array.of(bad))).toThrow(OutOfDomain)
    }
    expect(() => interpolate('linear', Float64Array.of(0, 1, 1), Float64Array.of(1, 2, 3), at)).toThrow(/nodes\[2\]/)
    expect(() => interpolate('linear', Float64Array.of(0), Float64Array.of(1), at)).toThrow(OutOfDomain)
    expect(() => interpolate('linear', Float64Array.of(0, 1), Float64Array.of(1), at)).toThrow(/values/)
    expect(() => interpolate('logLinear', Float64Array.of(0, 1), Float64Array.of(1, 0), at)).toThrow(/values\[1\]/)
    expect(() => interpolate('akimaCubic', Float64Array.of(0, 1, 2), Float64Array.of(1, 2, 3), at)).toThrow(/at least 4/)
  })
})
