// Minimisers for small likelihoods: golden section with parabolas for one variable, simplex for a few.
// Sources: Brent (1973), ch. 5; Nelder & Mead (1965), Computer Journal 7, 308-313, with the restarts of Kelley (1999).

/** The minimum of f between low and high, to about half the digits of a double (all that values of f can tell). */
export function lineMinimum(f: (x: number) => number, low: number, high: number, tolerance = 1e-10): { x: number; value: number } {
  const golden = (3 - Math.sqrt(5)) / 2
  let [a, b] = [low, high]
  let x = a + golden * (b - a)
  let [w, v] = [x, x]
  let fx = f(x)
  let [fw, fv] = [fx, fx]
  let [step, before] = [0, 0]
  for (let round = 0; round < 500; round++) {
    const middle = (a + b) / 2
    const near = tolerance * Math.abs(x) + 1e-12
    if (Math.abs(x - middle) <= 2 * near - (b - a) / 2) break
    let isParabolic = false
    if (Math.abs(before) > near) {
      const r = (x - w) * (fx - fv)
      let q = (x - v) * (fx - fw)
      let p = (x - v) * q - (x - w) * r
      q = 2 * (q - r)
      if (q > 0) p = -p
      else q = -q
      if (Math.abs(p) < Math.abs(0.5 * q * before) && p > q * (a - x) && p < q * (b - x)) {
        before = step
        step = p / q
        const next = x + step
        if (next - a < 2 * near || b - next < 2 * near) step = x < middle ? near : -near
        isParabolic = true
      }
    }
    if (!isParabolic) {
      before = x < middle ? b - x : a - x
      step = golden * before
    }
    const u = x + (Math.abs(step) >= near ? step : step > 0 ? near : -near)
    const fu = f(u)
    if (fu <= fx) {
      if (u < x) b = x
      else a = x
      ;[v, w, x] = [w, x, u]
      ;[fv, fw, fx] = [fw, fx, fu]
    } else {
      if (u < x) a = u
      else b = u
      if (fu <= fw || w === x) {
        ;[v, w] = [w, u]
        ;[fv, fw] = [fw, fu]
      } else if (fu <= fv || v === x || v === w) {
        v = u
        fv = fu
      }
    }
  }
  return { x, value: fx }
}

/**
 * A local minimum of f from `start` by the simplex method. `scale` is the first step of each variable. NaN and Infinity
 * count as "not allowed here". Restarted from its own result until a restart gains no more than `tolerance` (relative).
 */
export function simplexMinimum(
  f: (x: Float64Array) => number,
  start: Float64Array,
  scale: Float64Array,
  { tolerance = 1e-10, rounds = 20, steps = 2000 }: { tolerance?: number; rounds?: number; steps?: number } = {},
): { x: Float64Array; value: number } {
  const cost = (x: Float64Array) => {
    const value = f(x)
    return Number.isNaN(value) ? Infinity : value
  }
  let best: { x: Float64Array; value: number } = { x: start.slice(), value: cost(start) }
  const size = scale.slice()
  for (let round = 0; round < rounds; round++) {
    const next = simplexRun(cost, best, size, tolerance, steps)
    const isSettled = best.value - next.value <= tolerance * (Math.abs(next.value) + tolerance)
    if (next.value <= best.value) best = next
    if (isSettled && round > 0) break
    for (let i = 0; i < size.length; i++) size[i]! /= 2
  }
  return best
}

function simplexRun(
  cost: (x: Float64Array) => number,
  start: { x: Float64Array; value: number },
  scale: Float64Array,
  tolerance: number,
  steps: number,
): { x: Float64Array; value: number } {
  const n = start.x.length
  const corners = [start]
  for (let i = 0; i < n; i++) {
    const x = start.x.slice()
    x[i]! += scale[i]!
    corners.push({ x, value: cost(x) })
  }
  const centre = new Float64Array(n)
  const along = (worst: Float64Array, factor: number) => {
    const x = centre.map((each, i) => each + factor * (worst[i]! - each))
    return { x, value: cost(x) }
  }
  for (let step = 0; step < steps; step++) {
    corners.sort((one, other) => one.value - other.value)
    const [best, second, worst] = [corners[0]!, corners[n - 1]!, corners[n]!]
    let width = 0
    for (let i = 0; i < n; i++) width = Math.max(width, Math.abs(worst.x[i]! - best.x[i]!) / (Math.abs(best.x[i]!) + 1e-12))
    if (worst.value - best.value <= tolerance * (Math.abs(best.value) + 1e-300) && width <= Math.sqrt(tolerance)) break
    centre.fill(0)
    for (let corner = 0; corner < n; corner++) for (let i = 0; i < n; i++) centre[i]! += corners[corner]!.x[i]! / n
    const reflected = along(worst.x, -1)
    if (reflected.value < best.value) {
      const expanded = along(worst.x, -2)
      corners[n] = expanded.value < reflected.value ? expanded : reflected
    } else if (reflected.value < second.value) corners[n] = reflected
    else {
      const contracted = reflected.value < worst.value ? along(worst.x, -0.5) : along(worst.x, 0.5)
      if (contracted.value < Math.min(reflected.value, worst.value)) corners[n] = contracted
      else
        for (let corner = 1; corner <= n; corner++) {
          const x = corners[corner]!.x.map((each, i) => best.x[i]! + (each - best.x[i]!) / 2)
          corners[corner] = { x, value: cost(x) }
        }
    }
  }
  return corners.reduce((one, other) => (other.value < one.value ? other : one))
}
