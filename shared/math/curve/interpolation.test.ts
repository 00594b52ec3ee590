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

  // Zigzags, steps and a sharp turn, where the rules of the schemes part: QuantLib's formulas written again in Python, on
  // SciPy's natural spline; SciPy itself for pchip and akima. fritschButland leaves the range at a turn, as QuantLib's does.
  it.each<[InterpolationScheme, number[], number[], number[], number[]]>([
    [
      'cubicNatural',
      [0, 1, 3, 4, 6, 7, 9],
      [2.6, 1.2, 2.9, 3, 3.1, 1.5, 1.45],
      [0.4, 2, 3.5, 5, 6.5, 8],
      [1.8788668756530826, 1.8011886102403343, 3.002756008359457, 3.3712513061651, 2.322554205851619, 0.9844566353187042],
    ],
    [
      'monotonicCubicNatural',
      [0, 1, 3, 4, 6, 7, 9],
      [2.6, 1.2, 2.9, 3, 3.1, 1.5, 1.45],
      [0.4, 2, 3.5, 5, 6.5, 8],
      [1.8788668756530826, 1.8647814350400556, 2.9709595959595956, 3.1205808080808084, 2.290625, 1.4562499999999998],
    ],
    [
      'fritschButland',
      [0, 1, 3, 4, 6, 7, 9],
      [2.6, 1.2, 2.9, 3, 3.1, 1.5, 1.45],
      [0.4, 2, 3.5, 5, 6.5, 8],
      [1.7976000000000003, 1.9892857142857143, 2.970982142857143, 3.06875, 2.304651162790698, 1.4656976744186045],
    ],
    [
      'krugerCubic',
      [0, 1, 3, 4, 6, 7, 9],
      [2.6, 1.2, 2.9, 3, 3.1, 1.5, 1.45],
      [0.4, 2, 3.5, 5, 6.5, 8],
      [1.8048, 2.0052631578947366, 2.9640350877192985, 3.066666666666667, 2.306153846153846, 1.4659134615384617],
    ],
    [
      'pchip',
      [0, 1, 3, 4, 6, 7, 9],
      [2.6, 1.2, 2.9, 3, 3.1, 1.5, 1.45],
      [0.4, 2, 3.5, 5, 6.5, 8],
      [1.7976000000000003, 2.0088709677419354, 2.961910669975186, 3.0673076923076925, 2.306896551724138, 1.461206896551724],
    ],
    [
      'akima',
      [0, 1, 3, 4, 6, 7, 9],
      [2.6, 1.2, 2.9, 3, 3.1, 1.5, 1.45],
      [0.4, 2, 3.5, 5, 6.5, 8],
      [1.716, 2.0927989130434783, 2.9539911684782605, 3.0712860576923076, 2.3991771019677994, 1.0858284883720928],
    ],
    [
      'akimaCubic',
      [0, 1, 3, 4, 6, 7, 9],
      [2.6, 1.2, 2.9, 3, 3.1, 1.5, 1.45],
      [0.4, 2, 3.5, 5, 6.5, 8],
      [1.8895275756424967, 1.9895655315405876, 2.953991168478261, 3.0712860576923076, 2.3148076923076926, 1.4265214216163582],
    ],
    [
      'cubicNatural',
      [0, 1, 2, 3, 4, 5, 6],
      [1, 1.1, 1.3, 2.6, 2.8, 3.6, 3.65],
      [0.5, 1.5, 2.5, 3.5, 4.5, 5.5],
      [1.0790144230769232, 1.0754567307692309, 1.969158653846154, 2.747908653846154, 3.1767067307692307, 3.726514423076923],
    ],
    [
      'monotonicCubicNatural',
      [0, 1, 2, 3, 4, 5, 6],
      [1, 1.1, 1.3, 2.6, 2.8, 3.6, 3.65],
      [0.5, 1.5, 2.5, 3.5, 4.5, 5.5],
      [1.0721714743589745, 1.125, 1.9500000000000004, 2.724366987179487, 3.2318830128205125, 3.6437500000000003],
    ],
    [
      'fritschButland',
      [0, 1, 2, 3, 4, 5, 6],
      [1, 1.1, 1.3, 2.6, 2.8, 3.6, 3.65],
      [0.5, 1.5, 2.5, 3.5, 4.5, 5.5],
      [1.0375, 1.1613970588235294, 1.9499999999999997, 2.7073529411764703, 3.2333333333333334, 3.6416666666666666],
    ],
    [
      'krugerCubic',
      [0, 1, 2, 3, 4, 5, 6],
      [1, 1.1, 1.3, 2.6, 2.8, 3.6, 3.65],
      [0.5, 1.5, 2.5, 3.5, 4.5, 5.5],
      [1.0437500000000002, 1.1733333333333333, 1.9500000000000002, 2.7033333333333336, 3.228235294117647, 3.6332720588235294],
    ],
    [
      'pchip',
      [0, 1, 2, 3, 4, 5, 6],
      [1, 1.1, 1.3, 2.6, 2.8, 3.6, 3.65],
      [0.5, 1.5, 2.5, 3.5, 4.5, 5.5],
      [1.0395833333333333, 1.1733333333333333, 1.9500000000000002, 2.7033333333333336, 3.228235294117647, 3.636764705882353],
    ],
    [
      'akima',
      [0, 1, 2, 3, 4, 5, 6],
      [1, 1.1, 1.3, 2.6, 2.8, 3.6, 3.65],
      [0.5, 1.5, 2.5, 3.5, 4.5, 5.5],
      [1.0427083333333336, 1.1770833333333335, 1.9129289215686274, 2.703934817170111, 3.211261261261261, 3.7239583333333335],
    ],
    [
      'akimaCubic',
      [0, 1, 2, 3, 4, 5, 6],
      [1, 1.1, 1.3, 2.6, 2.8, 3.6, 3.65],
      [0.5, 1.5, 2.5, 3.5, 4.5, 5.5],
      [1.0436716300940438, 1.1766882183908045, 1.9129289215686274, 2.703934817170111, 3.258880308880309, 3.6260427528675705],
    ],
    [
      'cubicNatural',
      [0, 2, 3, 4, 5],
      [3, 1, 2.5, 2.4, 2.2],
      [0.5, 1.5, 2.5, 3.5, 4.5],
      [2.022529069767442, 0.8315406976744188, 1.767441860465116, 2.6156976744186045, 2.257267441860465],
    ],
    [
      'monotonicCubicNatural',
      [0, 2, 3, 4, 5],
      [3, 1, 2.5, 2.4, 2.2],
      [0.5, 1.5, 2.5, 3.5, 4.5],
      [2.022529069767442, 0.8315406976744188, 1.8421511627906975, 2.525, 2.2732558139534884],
    ],
    [
      'fritschButland',
      [0, 2, 3, 4, 5],
      [3, 1, 2.5, 2.4, 2.2],
      [0.5, 1.5, 2.5, 3.5, 4.5],
      [1.7500000000000002, 0.4999999999999999, 2.0, 2.4650000000000003, 2.31625],
    ],
    [
      'krugerCubic',
      [0, 2, 3, 4, 5],
      [3, 1, 2.5, 2.4, 2.2],
      [0.5, 1.5, 2.5, 3.5, 4.5],
      [2.265625, 1.171875, 1.75, 2.466666666666667, 2.3125],
    ],
    [
      'pchip',
      [0, 2, 3, 4, 5],
      [3, 1, 2.5, 2.4, 2.2],
      [0.5, 1.5, 2.5, 3.5, 4.5],
      [1.9375000000000002, 1.0624999999999996, 1.75, 2.466666666666667, 2.314583333333333],
    ],
    [
      'akima',
      [0, 2, 3, 4, 5],
      [3, 1, 2.5, 2.4, 2.2],
      [0.5, 1.5, 2.5, 3.5, 4.5],
      [2.005525914634146, 0.9540777439024388, 1.8203564727954973, 2.4694570135746607, 2.306985294117647],
    ],
    [
      'akimaCubic',
      [0, 2, 3, 4, 5],
      [3, 1, 2.5, 2.4, 2.2],
      [0.5, 1.5, 2.5, 3.5, 4.5],
      [2.247509057971014, 1.0686141304347827, 1.8034188034188032, 2.4685618729096994, 2.2823996655518393],
    ],
  ])('%s gives the values of the reference formulas on %j, %j', (scheme, x, y, at, expected) => {
    const got = interpolate(scheme, Float64Array.from(x), Float64Array.from(y), Float64Array.from(at))
    for (const [i, value] of got.entries()) expect(value).toBeCloseTo(expected[i] ?? NaN, 12)
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
