// Limits, Summary and Checks: what policy allows, the numbers a board asks for, and every tie-out as a formula with
// one master cell. Checks compare with the figures as frozen, so they differ as soon as an input is changed.
import type { NamedRange, WriteSheet } from 'hucre'
import { type Book, firstRow, headRow, sum } from './book.ts'
import type { ActualsSheet, ForecastSheet, SimSheet } from './data-sheets.ts'
import type { ExposureSheet, LadderSheet } from './hedge-sheets.ts'
import type { Inputs } from './inputs-sheet.ts'
import type { MarginSheet, PayoffSheet } from './model-sheets.ts'
import { address, type Format, type Ref } from './sheet.ts'

export interface Sheets {
  readonly inputs: Inputs
  readonly exposure: ExposureSheet
  readonly ladder: LadderSheet
  readonly payoff: PayoffSheet
  readonly margin: MarginSheet
  readonly sim: SimSheet
  readonly actuals: ActualsSheet
  readonly forecast: ForecastSheet
}

const rangeOf = (refs: readonly Ref[]): string => `${refs[0]?.at ?? '0'}:${refs.at(-1)?.at.split('!')[1] ?? '0'}`

export function limitsSheet(book: Book, { inputs, exposure, ladder, margin }: Sheets): WriteSheet {
  const { context, frozen, w } = book
  const words = w.limits
  const sheet = book.sheet('limits', book.status)
  sheet.heads(headRow, [words.limit, words.actual, words.low, words.high, words.headroom, w.head.state])
  let row = firstRow
  const limit = (
    label: string,
    format: Format,
    actual: { formula: string; value: number },
    low: { formula: string; value: number } | null,
    high: { formula: string; value: number } | null,
  ): void => {
    const at = (column: number): string => address(row, column)
    const blank = high === null || high.formula === ''
    const ok = (low === null || actual.value >= low.value) && (blank || actual.value <= high.value)
    sheet.text(row, 0, label)
    sheet.formula(row, 1, actual.formula, actual.value, format, 'link')
    if (low !== null) sheet.formula(row, 2, low.formula, low.value, format, 'link')
    if (blank) sheet.text(row, 3, words.none)
    else sheet.formula(row, 3, high.formula, high.value, format, 'link')
    if (!blank) sheet.formula(row, 4, `${at(3)}-${at(1)}`, high.value - actual.value, format)
    const tests = [...(low === null ? [] : [`${at(1)}>=${at(2)}`]), ...(blank ? [] : [`${at(1)}<=${at(3)}`])]
    if (tests.length === 0) sheet.text(row, 5, words.none, 'unit')
    else sheet.words(row, 5, `IF(AND(${tests.join(',')}),"${words.ok}","${words.breach}")`, ok ? words.ok : words.breach, 'unit')
    row += 1
  }
  const linked = (ref: Ref): { formula: string; value: number } => ({ formula: ref.at, value: ref.value })
  for (const [m, month] of ladder.months.entries()) {
    const given = inputs.months[m]
    if (given !== undefined)
      limit(words.cover(context.f.month(book.months[m] ?? '')), 'percent', linked(month.actual), linked(given.min), linked(given.max))
  }
  const contracts = ladder.months.map((month) => month.contracts)
  const counts = contracts.map((each) => each.value)
  const fixed = (value: number | null): { formula: string; value: number } | null =>
    value === null ? null : { formula: String(value), value }
  if (contracts.length > 0) {
    limit(
      words.spotMonth,
      'count',
      { formula: `MAX(${rangeOf(contracts)})`, value: Math.max(...counts) },
      null,
      fixed(frozen.contract.limits.spotMonth),
    )
    limit(
      words.single,
      'count',
      { formula: `MAX(${rangeOf(contracts)})`, value: Math.max(...counts) },
      null,
      fixed(frozen.contract.limits.accountabilitySingle),
    )
    limit(words.all, 'count', linked(ladder.total.contracts), null, fixed(frozen.contract.limits.accountabilityAll))
    const held = ladder.months.map((month) => month.held)
    const low = exposure.months.map((month) => month.p10)
    const over = held.filter((each, m) => each.value > (low[m]?.value ?? 0)).length
    limit(words.over, 'count', { formula: `SUMPRODUCT(--(${rangeOf(held)}>${rangeOf(low)}))`, value: over }, null, {
      formula: '0',
      value: 0,
    })
  }
  const liquidity = inputs.liquidity === null ? null : { formula: 'Liquidity', value: inputs.liquidity }
  limit(`${words.stress}, ${book.currency}`, 'money', linked(margin.peak), null, liquidity)
  limit(`${words.p95}, ${book.currency}`, 'money', linked(margin.p95), null, liquidity)
  return sheet.finish(book.frame({ widths: [52, 18, 14, 18, 18, 14] }))
}

export function summarySheet(book: Book, { sim, payoff, margin, forecast }: Sheets): WriteSheet {
  const { context, w } = book
  const words = w.summary
  const { none, chosen } = context
  const sheet = book.sheet('summary', words.note)
  const money = `, ${book.currency}`
  sheet.heads(headRow, [
    w.head.item,
    w.head.unhedged + money,
    w.head.hedged + money,
    w.head.difference + money,
    `${w.head.unhedged}, ${w.head.exact}`,
    `${w.head.hedged}, ${w.head.exact}`,
  ])
  const zero: Ref = { at: '0', here: '0', value: 0 }
  const point = (shift: number): { unhedged: Ref; hedged: Ref } => payoff.at(shift) ?? { unhedged: zero, hedged: zero }
  const rows: [string, Ref, Ref, string, string][] = [
    [words.expected, point(0).unhedged, point(0).hedged, none.consequences.expected, chosen.consequences.expected],
    [words.p95, sim.unhedged.p95, sim.hedged.p95, none.consequences.p95, chosen.consequences.p95],
    [words.down, point(-0.6).unhedged, point(-0.6).hedged, none.consequences.down60, chosen.consequences.down60],
    [words.up, point(0.6).unhedged, point(0.6).hedged, none.consequences.up60, chosen.consequences.up60],
    [words.peak, zero, margin.p95, none.consequences.peakMargin.p95, chosen.consequences.peakMargin.p95],
    [words.stress, zero, margin.peak, none.consequences.peakMargin.stress, chosen.consequences.peakMargin.stress],
    [words.costs, zero, payoff.costs, none.consequences.costs, chosen.consequences.costs],
  ]
  for (const [i, [label, unhedged, hedged, unhedgedExact, hedgedExact]] of rows.entries()) {
    const row = firstRow + i
    sheet.text(row, 0, label)
    if (unhedged === zero) sheet.figure(row, 1, 0, 'money')
    else sheet.formula(row, 1, unhedged.at, unhedged.value, 'money', 'link')
    if (hedged === zero) sheet.figure(row, 2, 0, 'money')
    else sheet.formula(row, 2, hedged.at, hedged.value, 'money', 'link')
    sheet.formula(row, 3, `${address(row, 2)}-${address(row, 1)}`, hedged.value - unhedged.value, 'money')
    sheet.exact(row, 4, unhedgedExact)
    sheet.exact(row, 5, hedgedExact)
  }
  const start = firstRow + rows.length + 2
  sheet.heads(start, [words.quarters, `P50${money}`, `P95${money}`, w.inputs.monthBudget + money, `${w.forecast.over}, %`])
  for (const [i, quarter] of forecast.quarters.entries()) {
    const row = start + 1 + i
    sheet.text(row, 0, context.quarter(quarter.label))
    for (const [c, ref, format] of [
      [1, quarter.p50, 'money'],
      [2, quarter.p95, 'money'],
      [3, quarter.budget, 'money'],
      [4, quarter.over, 'percent'],
    ] as const) {
      if (ref === null) sheet.text(row, c, context.t.noData)
      else sheet.formula(row, c, ref.at, ref.value, format, 'link')
    }
  }
  return sheet.finish(book.frame({ widths: [36, 20, 20, 20, 22, 22] }))
}

interface Check {
  readonly label: string
  readonly formula: string
  readonly value: number
  readonly frozen: number
  /** Frozen money is rounded to the cent by month, units to a tenth: their sums may differ by half of that per month. */
  readonly tolerance: number
}

export function checksSheet(book: Book, sheets: Sheets): { sheet: WriteSheet; names: NamedRange[]; passed: boolean } {
  const { w } = book
  const words = w.checks
  const sheet = book.sheet('checks')
  const checks = checksOf(book, sheets)
  sheet.heads(headRow, [words.check, words.a, words.b, w.head.difference, words.tolerance, w.head.state])
  const results = checks.map((check, i) => {
    const row = firstRow + 2 + i
    const passes = Math.abs(check.value - check.frozen) <= check.tolerance
    sheet.text(row, 0, check.label)
    sheet.formula(row, 1, check.formula, check.value, 'money', 'link')
    sheet.figure(row, 2, check.frozen, 'money')
    sheet.formula(row, 3, `${address(row, 1)}-${address(row, 2)}`, check.value - check.frozen, 'money')
    sheet.figure(row, 4, check.tolerance, 'number')
    sheet.words(
      row,
      5,
      `IF(ABS(${address(row, 3)})<=${address(row, 4)},"${words.ok}","${words.different}")`,
      passes ? words.ok : words.different,
      'unit',
    )
    return passes
  })
  const range = `F${firstRow + 2}:F${firstRow + 1 + checks.length}`
  const differing = results.filter((passes) => !passes).length
  sheet.text(firstRow, 0, words.master, 'total')
  sheet.words(
    firstRow,
    1,
    `IF(COUNTIF(${range},"${words.ok}")=ROWS(${range}),"${words.pass}",ROWS(${range})-COUNTIF(${range},"${words.ok}")&"${words.differ}")`,
    differing === 0 ? words.pass : `${differing}${words.differ}`,
    'total',
  )
  return {
    sheet: sheet.finish(book.frame({ widths: [52, 20, 20, 16, 12, 14] })),
    names: [{ name: 'MasterCheck', range: `'${sheet.name}'!$B$${firstRow}` }],
    passed: differing === 0,
  }
}

function checksOf(book: Book, { actuals, exposure, ladder, margin, payoff, sim }: Sheets): Check[] {
  const { context, frozen, w } = book
  const { items } = w.checks
  const { chosen } = context
  const n = Math.max(1, book.months.length)
  const cents = 0.005 * n + 1e-6
  const statement = (id: 'expected' | 'hedgeable'): number => Number(frozen.exposure.statement.find((line) => line.id === id)?.amount ?? 0)
  const ref = (label: string, of: Ref, value: number, tolerance: number): Check => ({
    label,
    formula: of.at,
    value: of.value,
    frozen: value,
    tolerance,
  })
  // Costs per contract use the average price of all months in the core; by month they add to the same but for rounding.
  const point = (label: string, shift: number, value: string): Check[] => {
    const found = payoff.at(shift)
    return found === undefined ? [] : [ref(label, found.hedged, Number(value), 4 * cents)]
  }
  const contracts = ladder.months.map((month) => month.contracts)
  const asFrozen = ladder.months.map((month) => month.frozen)
  const gap = contracts.reduce((total, each, m) => total + Math.abs(each.value - (asFrozen[m]?.value ?? 0)), 0)
  const imports = frozen.data.imports
  const counted = (['new', 'updated', 'unchanged', 'rejected'] as const).map((key) => imports.reduce((total, each) => total + each[key], 0))
  const own = actuals.totals.find((each) => each.currency === book.currency)
  return [
    ...actuals.totals.map((each) => ref(items.actuals(each.currency), each.total, each.frozen, 0.005)),
    ...(own === undefined ? [] : [ref(items.months, actuals.months, own.frozen, 0.005)]),
    ref(items.expected, exposure.total.spend, statement('expected'), cents),
    ref(items.hedgeable, exposure.total.hedgeable, statement('hedgeable'), 3 * cents),
    ref(
      items.units,
      exposure.total.units,
      frozen.exposure.months.reduce((total, month) => total + Number(month.units ?? 0), 0),
      0.1 * n,
    ),
    ...(contracts.length === 0
      ? []
      : [
          {
            label: items.contracts,
            formula: `SUMPRODUCT(ABS(${rangeOf(contracts)}-${rangeOf(asFrozen)}))`,
            value: gap,
            frozen: 0,
            tolerance: 0,
          },
        ]),
    ref(items.value, ladder.total.value, Number(chosen.totals.contractValue), 0.01),
    ...point(items.expectedHedged, 0, chosen.consequences.expected),
    ...point(items.down, -0.6, chosen.consequences.down60),
    ...point(items.up, 0.6, chosen.consequences.up60),
    ref(items.costs, payoff.costs, Number(chosen.consequences.costs), 0.02),
    ref(items.stress, margin.peak, Number(chosen.consequences.peakMargin.stress), 0.02),
    ...(chosen.payoff.length === 0
      ? []
      : [
          {
            label: items.payoff,
            formula: `SUMPRODUCT(MAX(ABS(${payoff.ranges.hedged}-${payoff.ranges.frozen})))`,
            value: payoff.largestGap,
            frozen: 0,
            tolerance: 4 * cents,
          },
        ]),
    ...(sim.complete
      ? [
          ref(items.unhedgedP95, sim.unhedged.p95, Number(frozen.risk.unhedged.p95), 0.011),
          ref(items.hedgedP95, sim.hedged.p95, Number(frozen.risk.hedged.p95), 0.011),
          ref(items.mean, sim.unhedged.mean, Number(frozen.risk.unhedged.mean), 0.011),
        ]
      : []),
    ...(sim.complete && sim.hedged.over !== null && frozen.risk.hedged.overBudget !== null
      ? [ref(items.over, sim.hedged.over, frozen.risk.hedged.overBudget, 1e-9)]
      : []),
    { label: items.imports, formula: counted.join('+'), value: sum(counted), frozen: sum(imports.map((each) => each.read)), tolerance: 0 },
  ]
}
