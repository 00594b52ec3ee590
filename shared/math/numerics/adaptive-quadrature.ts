// Integrals of functions with narrow features: panels are halved where the error is largest, until the whole is settled.
// Source: Piessens, de Doncker-Kapenga, Ueberhuber & Kahaner (1983), QUADPACK, routine QAG with the Gauss-Kronrod pair of 10
// and 21 points. Called by spreads/exact-spread.ts.
import { NoConvergence } from './domain.ts'

/** Positive nodes of the 21-point rule, outermost first; every second one belongs to the 10-point rule. */
const nodes = [
  0.995657163025808080735527280689003, 0.973906528517171720077964012084452, 0.930157491355708226001207180059508,
  0.865063366688984510732096688423493, 0.780817726586416897063717578345042, 0.679409568299024406234327365114874,
  0.562757134668604683339000099272694, 0.433395394129247190799265943165784, 0.294392862701460198131126603103866,
  0.14887433898163121088482600112972,
]
const fineWeights = [
  0.011694638867371874278064396062192, 0.03255816230796472747881897245939, 0.05475589657435199603138130024458,
  0.07503967481091995276704314091619, 0.093125454583697605535065465083366, 0.109387158802297641899210590325805,
  0.123491976262065851077958109831074, 0.134709217311473325928054001771707, 0.142775938577060080797094273138717,
  0.147739104901338491374841515972068,
]
const middleWeight = 0.149445554002916905664936468389821
const coarseWeights = [
  0.066671344308688137593568809893332, 0.149451349150580593145776339657697, 0.219086362515982043995534934228163,
  0.269266719309996355091226921569469, 0.295524224714752870173892994651338,
]

interface Panel {
  readonly low: number
  readonly high: number
  readonly value: number
  readonly error: number
}

const mostPanels = 1000
/** Halvings that may leave the error of a panel as it was before the noise of the integrand is taken for its cause. */
const mostIdle = 10

/**
 * The integral of f from the first edge to the last; `edges` rise, and lie where f bends or peaks, so that no feature falls
 * between the nodes. `relative` is the error wanted in parts of the result; where halving a panel no longer helps, f is not
 * known better, and the result is as good as f. NoConvergence, named by `search`, when 1000 panels are not enough, and for
 * values that are not finite.
 */
export function adaptiveIntegral(search: string, f: (x: number) => number, edges: ArrayLike<number>, relative: number): number {
  const panels: Panel[] = []
  for (let i = 1; i < edges.length; i++) panels.push(panelOf(f, edges[i - 1]!, edges[i]!))
  let idle = 0
  for (;;) {
    let total = 0
    let error = 0
    let worst = 0
    for (let i = 0; i < panels.length; i++) {
      total += panels[i]!.value
      error += panels[i]!.error
      if (panels[i]!.error > panels[worst]!.error) worst = i
    }
    if (!Number.isFinite(total)) throw new NoConvergence(search, `the integrand is not finite (${total})`)
    if (error <= relative * Math.abs(total) || idle >= mostIdle) return total
    if (panels.length >= mostPanels) throw new NoConvergence(search, `${panels.length} panels leave an error of ${error} in ${total}`)
    const { low, high, value, error: before } = panels[worst]!
    const middle = low + (high - low) / 2
    const left = panelOf(f, low, middle)
    const right = panelOf(f, middle, high)
    panels[worst] = left
    panels.push(right)
    // QUADPACK's test for roundoff: the halves give the same value, and are no surer of it.
    const sum = left.value + right.value
    if (Math.abs(sum - value) <= 1e-5 * Math.abs(sum) && left.error + right.error >= 0.99 * before) idle++
  }
}

const values = new Float64Array(21)

function panelOf(f: (x: number) => number, low: number, high: number): Panel {
  const half = (high - low) / 2
  const centre = low + half
  const middle = f(centre)
  let fine = middleWeight * middle
  let coarse = 0
  let size = middleWeight * Math.abs(middle)
  for (let i = 0; i < 10; i++) {
    const step = half * nodes[i]!
    const left = f(centre - step)
    const right = f(centre + step)
    values[2 * i] = left
    values[2 * i + 1] = right
    fine += fineWeights[i]! * (left + right)
    size += fineWeights[i]! * (Math.abs(left) + Math.abs(right))
    if (i % 2 === 1) coarse += coarseWeights[(i - 1) / 2]! * (left + right)
  }
  // QUADPACK's reading of the difference of the two rules: it overstates the error of the finer one by far.
  const mean = fine / 2
  let spread = middleWeight * Math.abs(middle - mean)
  for (let i = 0; i < 10; i++) spread += fineWeights[i]! * (Math.abs(values[2 * i]! - mean) + Math.abs(values[2 * i + 1]! - mean))
  const difference = Math.abs(fine - coarse)
  const ratio = spread > 0 ? (200 * difference) / spread : 0
  const read = spread > 0 ? spread * Math.min(1, ratio * Math.sqrt(ratio)) : difference
  const rounding = 1e-15 * size
  return { low, high, value: half * fine, error: half * (difference > rounding ? read : 0) }
}
