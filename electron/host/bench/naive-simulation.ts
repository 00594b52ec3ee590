// The yardstick of the simulation benchmark: the straightforward loop one would write first, with Math.random,
// Box-Muller and Math.exp. It does the same arithmetic per path: 21 index steps a month, month averages, cost, margin.

export function naiveSimulation(paths: number, months: number, volatility: number): number {
  const step = volatility / Math.sqrt(252)
  const drift = (-step * step) / 2
  const totals = new Float64Array(paths)
  let worst = 0
  for (let path = 0; path < paths; path++) {
    let level = 1
    let cash = 0
    let peak = 0
    for (let month = 0; month < months; month++) {
      let sum = 0
      for (let day = 0; day < 21; day++) {
        const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random())
        const before = level
        level *= Math.exp(drift + step * normal)
        sum += level
        cash += (before - level) * (months - month)
        if (cash > peak) peak = cash
      }
      totals[path] = (totals[path] ?? 0) + 100 * (1 + 0.5 * (sum / 21 - 1)) - 0.6 * (sum / 21 - 1)
    }
    worst += peak
  }
  return worst / paths + totals.reduce((sum, value) => sum + value, 0)
}
