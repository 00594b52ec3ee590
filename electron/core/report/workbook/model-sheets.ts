// Model, Payoff and Margin: what the horizon costs and what cash it ties up when the whole curve moves at once,
// volumes as expected. The formulas are the core's own, line by line; at the frozen inputs they give its figures.
import type { WriteSheet } from 'hucre'
import { type Book, cellFigure, firstRow, headRow, sum } from './book.ts'
import type { ExposureSheet, LadderSheet } from './hedge-sheets.ts'
import type { Inputs } from './inputs-sheet.ts'
import { address, columnName, type Format, type Ref, serialOf } from './sheet.ts'

interface Line {
  readonly label: string
  readonly format: Format
  readonly cells: readonly { readonly formula: string; readonly value: number }[]
  readonly link?: boolean
  readonly total?: boolean
}

export interface ModelSheet {
  readonly sheet: WriteSheet
  readonly fixed: readonly [Ref, Ref]
  readonly sensitive: Ref
  readonly costs: Ref
  /** Ranges over the months, for products. */
  readonly ranges: { readonly curve: string; readonly units: string; readonly entry: string }
  readonly worth: number
  readonly agreed: number
}

export function modelSheet(book: Book, inputs: Inputs, exposure: ExposureSheet, ladder: LadderSheet): ModelSheet {
  const { w } = book
  const words = w.model
  const sheet = book.sheet('model', book.status)
  const n = book.months.length
  const totalColumn = n + 1
  const rowOf = {
    curve: 5,
    shock: 6,
    settlement: 7,
    committed: 8,
    volumeOnly: 9,
    sensitive: 10,
    physical: 11,
    contracts: 12,
    units: 13,
    entry: 14,
    gain: 15,
    costs: 16,
    net: 17,
    unhedged: 18,
    difference: 19,
  }
  const col = (m: number): string => columnName(m + 1)
  const months = book.months.map((_, m) => {
    const given = inputs.months[m]
    const out = exposure.months[m]
    const rung = ladder.months[m]
    if (given === undefined || out === undefined || rung === undefined) throw new RangeError(`Month ${m} is missing`)
    const settlement = given.curve.value * (1 + inputs.shock)
    const physical = out.committed.value + out.volumeOnly.value + out.sensitive.value * Math.max(0, 1 + inputs.beta * inputs.shock)
    const units = rung.contracts.value * inputs.size
    const gain = units * (settlement - given.entry.value)
    const costs = rung.contracts.value * (inputs.fee + inputs.halfSpread * given.entry.value * inputs.size)
    return { given, out, rung, settlement, physical, units, gain, costs, net: physical - gain + costs }
  })
  const line = (
    label: string,
    format: Format,
    cell: (month: (typeof months)[number], at: (row: number) => string) => { formula: string; value: number },
    options: { link?: boolean; total?: boolean } = {},
  ): Line => ({ label, format, cells: months.map((month, m) => cell(month, (row) => `${col(m)}${row}`)), ...options })
  const linked = (ref: Ref): { formula: string; value: number } => ({ formula: ref.at, value: ref.value })
  const money = `, ${book.currency}`
  const lines: Line[] = [
    line(
      `${words.curve}, ${book.context.priceUnit}`,
      'price',
      ({ given }) => ({ formula: `N(${given.curve.at})`, value: given.curve.value }),
      { link: true },
    ),
    line(`${words.shock}, %`, 'percent', () => ({ formula: 'Shock', value: inputs.shock }), { link: true }),
    line(words.settlement, 'price', ({ settlement }, at) => ({ formula: `${at(rowOf.curve)}*(1+${at(rowOf.shock)})`, value: settlement })),
    line(words.committed + money, 'money', ({ out }) => linked(out.committed), { link: true, total: true }),
    line(words.volumeOnly + money, 'money', ({ out }) => linked(out.volumeOnly), { link: true, total: true }),
    line(words.sensitive + money, 'money', ({ out }) => linked(out.sensitive), { link: true, total: true }),
    line(
      words.physical + money,
      'money',
      ({ physical }, at) => ({
        formula: `${at(rowOf.committed)}+${at(rowOf.volumeOnly)}+${at(rowOf.sensitive)}*MAX(0,1+Beta*${at(rowOf.shock)})`,
        value: physical,
      }),
      { total: true },
    ),
    line(words.contracts, 'count', ({ rung }) => linked(rung.contracts), { link: true, total: true }),
    line(`${words.units}, ${book.unit}`, 'units', ({ units }, at) => ({ formula: `${at(rowOf.contracts)}*ContractSize`, value: units }), {
      total: true,
    }),
    line(
      `${words.entry}, ${book.context.priceUnit}`,
      'price',
      ({ given }) => ({ formula: `N(${given.entry.at})`, value: given.entry.value }),
      { link: true },
    ),
    line(
      words.gain + money,
      'money',
      ({ gain }, at) => ({ formula: `${at(rowOf.contracts)}*ContractSize*(${at(rowOf.settlement)}-${at(rowOf.entry)})`, value: gain }),
      { total: true },
    ),
    line(
      words.costs + money,
      'money',
      ({ costs }, at) => ({ formula: `${at(rowOf.contracts)}*(FeePerContract+HalfSpread*${at(rowOf.entry)}*ContractSize)`, value: costs }),
      { total: true },
    ),
    line(
      words.net + money,
      'money',
      ({ net }, at) => ({ formula: `${at(rowOf.physical)}-${at(rowOf.gain)}+${at(rowOf.costs)}`, value: net }),
      { total: true },
    ),
    line(words.unhedged + money, 'money', ({ physical }, at) => ({ formula: at(rowOf.physical), value: physical }), { total: true }),
    line(
      words.difference + money,
      'money',
      ({ net, physical }, at) => ({ formula: `${at(rowOf.net)}-${at(rowOf.unhedged)}`, value: net - physical }),
      { total: true },
    ),
  ]
  sheet.text(headRow, 0, words.line, 'head')
  book.months.forEach((month, m) => {
    sheet.figure(headRow, m + 1, serialOf(month), 'month', 'head')
  })
  sheet.text(headRow, totalColumn, w.head.total, 'head')
  const totals = lines.map((each, i) => {
    const row = firstRow + i
    sheet.text(row, 0, each.label)
    each.cells.forEach((cell, m) => {
      sheet.formula(row, m + 1, cell.formula, cell.value, each.format, each.link === true ? 'link' : 'formula')
    })
    return each.total === true && n > 0
      ? sheet.formula(
          row,
          totalColumn,
          `SUM(B${row}:${col(n - 1)}${row})`,
          sum(each.cells.map((cell) => cell.value)),
          each.format,
          'formula',
        )
      : null
  })
  const total = (row: number): Ref => totals[row - firstRow] ?? { at: '0', here: '0', value: 0 }
  const range = (row: number): string => `'${sheet.name}'!$B$${row}:$${col(n - 1)}$${row}`
  return {
    sheet: sheet.finish(book.frame({ widths: [40, ...book.months.map(() => 14), 16] })),
    fixed: [total(rowOf.committed), total(rowOf.volumeOnly)],
    sensitive: total(rowOf.sensitive),
    costs: total(rowOf.costs),
    ranges: { curve: range(rowOf.curve), units: range(rowOf.units), entry: range(rowOf.entry) },
    worth: sum(months.map((month) => month.units * month.given.curve.value)),
    agreed: sum(months.map((month) => month.units * month.given.entry.value)),
  }
}

export interface PayoffSheet {
  readonly sheet: WriteSheet
  readonly at: (shift: number) => { readonly unhedged: Ref; readonly hedged: Ref } | undefined
  readonly worth: Ref
  readonly agreed: Ref
  readonly costs: Ref
  /** Columns over all moves, for the tie-out: ours and the frozen figures. */
  readonly ranges: { readonly hedged: string; readonly frozen: string }
  readonly largestGap: number
}

export function payoffSheet(book: Book, model: ModelSheet): PayoffSheet {
  const { context, w } = book
  const words = w.payoff
  const sheet = book.sheet('payoff', book.status)
  const money = `, ${book.currency}`
  const fixed = model.fixed[0].value + model.fixed[1].value
  sheet.heads(headRow, [w.head.item, w.head.value])
  const part = (i: number, label: string, formula: string, value: number, look: 'link' | 'formula'): Ref => {
    sheet.text(firstRow + i, 0, label + money)
    return sheet.formula(firstRow + i, 1, formula, value, 'money', look)
  }
  const parts = {
    fixed: part(0, words.fixed, `${model.fixed[0].at}+${model.fixed[1].at}`, fixed, 'link'),
    sensitive: part(1, words.sensitive, model.sensitive.at, model.sensitive.value, 'link'),
    worth: part(2, words.worth, `SUMPRODUCT(${model.ranges.units},${model.ranges.curve})`, model.worth, 'link'),
    agreed: part(3, words.agreed, `SUMPRODUCT(${model.ranges.units},${model.ranges.entry})`, model.agreed, 'link'),
    costs: part(4, words.costs, model.costs.at, model.costs.value, 'link'),
  }
  const fix = (ref: Ref): string => `$B$${ref.here.slice(1)}`
  const head = firstRow + 6
  const first = head + 1
  const beta = book.frozen.exposure.assumptions.beta
  sheet.heads(head, [
    `${words.shift}, %`,
    w.head.unhedged + money,
    w.head.hedged + money,
    w.head.difference + money,
    words.unhedgedExact,
    words.hedgedExact,
    `${words.hedgedExact} (${w.head.value})`,
  ])
  const rows = context.chosen.payoff.map((point, i) => {
    const row = first + i
    const at = (column: number): string => address(row, column)
    const unhedged = fixed + parts.sensitive.value * Math.max(0, 1 + beta * point.shift)
    const hedged = unhedged - (parts.worth.value * (1 + point.shift) - parts.agreed.value) + parts.costs.value
    sheet.figure(row, 0, point.shift, 'percent', 'input')
    sheet.formula(row, 3, `${at(2)}-${at(1)}`, hedged - unhedged, 'money')
    sheet.exact(row, 4, point.unhedged)
    sheet.exact(row, 5, point.hedged)
    sheet.figure(row, 6, Number(point.hedged), 'money')
    return {
      shift: point.shift,
      gap: Math.abs(hedged - Number(point.hedged)),
      unhedged: sheet.formula(row, 1, `${fix(parts.fixed)}+${fix(parts.sensitive)}*MAX(0,1+Beta*${at(0)})`, unhedged, 'money'),
      hedged: sheet.formula(
        row,
        2,
        `${at(1)}-(${fix(parts.worth)}*(1+${at(0)})-${fix(parts.agreed)})+${fix(parts.costs)}`,
        hedged,
        'money',
      ),
    }
  })
  const last = first + rows.length - 1
  const column = (letter: string): string => `'${sheet.name}'!$${letter}$${first}:$${letter}$${last}`
  const series = (letter: string, name: string, color: string): { name: string; values: string; categories: string; color: string } => ({
    name,
    values: column(letter),
    categories: column('A'),
    color,
  })
  const charts =
    rows.length === 0
      ? []
      : [
          {
            type: 'line' as const,
            title: `${words.chart}${money}`,
            series: [series('B', w.head.unhedged, '6B7788'), series('C', w.head.hedged, '123B73')],
            anchor: { from: { row: 3, col: 8 }, to: { row: 24, col: 18 } },
            legend: 'bottom' as const,
            altText: words.chart,
          },
        ]
  return {
    sheet: sheet.finish(book.frame({ widths: [40, 18, 18, 18, 18, 18, 18], charts })),
    at: (shift) => rows.find((row) => Math.abs(row.shift - shift) < 1e-9),
    worth: parts.worth,
    agreed: parts.agreed,
    costs: parts.costs,
    ranges: { hedged: column('C'), frozen: column('G') },
    largestGap: Math.max(0, ...rows.map((row) => row.gap)),
  }
}

export interface MarginSheet {
  readonly sheet: WriteSheet
  readonly peak: Ref
  readonly p95: Ref
}

export function marginSheet(book: Book, inputs: Inputs, ladder: LadderSheet, payoff: PayoffSheet): MarginSheet {
  const { frozen, w } = book
  const words = w.margin
  const { margin } = frozen.risk
  const sheet = book.sheet('margin', book.status)
  const money = `, ${book.currency}`
  sheet.heads(headRow, [
    w.head.month,
    words.open,
    words.initial + money,
    words.variation + money,
    words.tied + money,
    words.headroom + money,
  ])
  sheet.heads(headRow, [words.date, words.pathP50 + money, words.pathP95 + money], 8)
  const variation = Math.max(0, payoff.agreed.value - payoff.worth.value * (1 + inputs.stressShock))
  const n = ladder.months.length
  const lastOf = (ref: Ref): string => ref.at
  const cash = ladder.months.map((month, m) => {
    const row = firstRow + m
    const at = (column: number): string => address(row, column)
    const rest = ladder.months.slice(m)
    const closing = ladder.months[n - 1] ?? month
    const open = sum(rest.map((each) => each.contracts.value))
    const initial = sum(rest.map((each) => each.value.value)) * inputs.marginRate
    const tied = initial + variation
    sheet.figure(row, 0, serialOf(book.months[m] ?? ''), 'month')
    sheet.formula(row, 1, `SUM(${month.contracts.at}:${lastOf(closing.contracts).split('!')[1] ?? ''})`, open, 'count', 'link')
    sheet.formula(row, 2, `SUM(${month.value.at}:${lastOf(closing.value).split('!')[1] ?? ''})*MarginRate`, initial, 'money', 'link')
    sheet.formula(row, 3, `MAX(0,${payoff.agreed.at}-${payoff.worth.at}*(1+StressShock))`, variation, 'money', 'link')
    sheet.formula(row, 4, `${at(2)}+${at(3)}`, tied, 'money')
    if (inputs.liquidity === null) sheet.words(row, 5, `IF(Liquidity="","${w.notApplicable}",Liquidity-${at(4)})`, w.notApplicable)
    else sheet.formula(row, 5, `IF(Liquidity="","${w.notApplicable}",Liquidity-${at(4)})`, inputs.liquidity - tied, 'money')
    return tied
  })
  const row = firstRow + n + 1
  sheet.text(row, 0, words.peak, 'total')
  const peak =
    n === 0
      ? sheet.figure(row, 4, 0, 'money', 'total')
      : sheet.formula(row, 4, `MAX(${address(firstRow, 4)}:${address(firstRow + n - 1, 4)})`, Math.max(...cash), 'money', 'total')
  sheet.text(row + 1, 0, words.p95)
  const p95 = sheet.figure(row + 1, 4, cellFigure(margin.peakP95), 'money')
  sheet.text(row + 2, 0, `${words.peak}, ${w.head.exact}`)
  sheet.exact(row + 2, 4, margin.stress)
  sheet.text(row + 3, 0, `${words.p95}, ${w.head.exact}`)
  sheet.exact(row + 3, 4, margin.peakP95)
  for (const [i, day] of margin.path.entries()) {
    sheet.figure(firstRow + i, 8, serialOf(day.date), 'date')
    sheet.figure(firstRow + i, 9, Number(day.p50), 'money')
    sheet.figure(firstRow + i, 10, Number(day.p95), 'money')
  }
  return { sheet: sheet.finish(book.frame({ widths: [30, 12, 18, 18, 18, 18, 3, 3, 12, 18, 18] })), peak, p95 }
}
