// The exponential and the logarithm, written out: a browser's own differ from version to version in the last bit, and
// a number an auditor re-performs must not. Nothing but + - * / and square roots, which IEEE 754 fixes to the bit.
// Source: the argument reductions and polynomials of Sun's FDLIBM 5.3 (e_exp.c, e_log.c), error below one unit in the
// last place. The WebAssembly kernel uses the same steps in the same order and so gives the same bits.

const ln2High = 6.9314718036912381649e-1
const ln2Low = 1.90821492927058770002e-10
const perLn2 = Math.LOG2E
/** Adding and taking away 1.5 * 2^52 leaves the nearest whole number. */
const roundingShift = 6_755_399_441_055_744

const scratch = new Float64Array(1)
/** The two words of `scratch`, low one first: every machine a browser or Node runs on is little-endian. */
const halves = new Int32Array(scratch.buffer)

/** 2^k for k from -1022 to 1023 at k + 1022: reading it is faster than writing an exponent's bits. */
const powersOfTwo = Float64Array.from({ length: 2046 }, (_, i) => {
  halves[0] = 0
  halves[1] = (i + 1) << 20
  return scratch[0]!
})

/** e^x. Infinity above 709.78, 0 below -745.13, NaN for NaN. */
export function exp(x: number): number {
  if (!(x <= 709.782712893384)) return Number.isNaN(x) ? NaN : Infinity
  if (x < -745.1332191019412) return 0
  const k = x * perLn2 + roundingShift - roundingShift
  const high = x - k * ln2High
  const low = k * ln2Low
  const r = high - low
  const c = expRemainder(r)
  const y = 1 - (low - (r * c) / (2 - c) - high)
  return k > -1022 && k < 1024 ? y * powersOfTwo[k + 1022]! : scaledBeyond(y, k)
}

/** e^(factor y^2) for a factor of 1, -1, 1/2 or -1/2: what rounding y^2 loses is put back, or it would cost y^2 units in the last place (Dekker 1971). */
export function expOfSquare(y: number, factor: number): number {
  const split = 134_217_729 * y
  const high = split - (split - y)
  const low = y - high
  const square = y * y
  const lost = high * high - square + 2 * high * low + low * low
  return exp(factor * square) * (1 + factor * lost)
}

/** e^x - 1 without the loss of digits near 0. */
export function expm1(x: number): number {
  if (x > 0.34 || x < -0.34) return exp(x) - 1
  const c = expRemainder(x)
  return x + (x * c) / (2 - c)
}

/** ln x. -Infinity at 0, NaN below, Infinity at Infinity. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  if (x === Infinity) return x
  let k = 0
  if (x < 2.2250738585072014e-308) {
    k = -54
    x *= 18_014_398_509_481_984
  }
  scratch[0] = x
  const word = halves[1]!
  const mantissa = word & 0xfffff
  // Mantissas above sqrt(2) are halved, so that what is left lies around 1.
  const carry = (mantissa + 0x95f64) & 0x100000
  halves[1] = mantissa | (carry ^ 0x3ff00000)
  k += (word >> 20) - 1023 + (carry >> 20)
  const f = scratch[0] - 1
  const s = f / (2 + f)
  const half = 0.5 * f * f
  return s * (half + atanhRemainder(s)) + k * ln2Low - half + f + k * ln2High
}

/** ln((1 + s) / (1 - s)) for |s| <= 0.17: with s = (a - b) / (a + b) it is ln(a / b), exact also where a and b are close. */
export function twiceAtanh(s: number): number {
  return s * (2 + atanhRemainder(s))
}

/** 2 atanh(s) / s - 2 for |s| <= 0.1716. */
function atanhRemainder(s: number): number {
  const z = s * s
  const w = z * z
  const even = w * (0.3999999999940941908 + w * (0.22222198432149784 + w * 0.15313837699209373))
  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)))
  return even + odd
}

/** ln(1 + x) without the loss of digits near 0 (Kahan). */
export function log1p(x: number): number {
  const u = 1 + x
  return u === 1 ? x : u === Infinity ? u : (log(u) * x) / (u - 1)
}

/** base^exponent for base > 0; the relative error is about |exponent ln base| units in the last place. */
export function power(base: number, exponent: number): number {
  return exp(exponent * log(base))
}

export function square(x: number): number {
  return x * x
}

function expRemainder(r: number): number {
  const t = r * r
  return (
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 + t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))))
  )
}

/** y * 2^k at the ends, where 2^k alone is no normal double. */
function scaledBeyond(y: number, k: number): number {
  return k > 1023 ? y * 2 * powersOfTwo[k + 1021]! : y * powersOfTwo[k + 1122]! * 7.888609052210118e-31
}
