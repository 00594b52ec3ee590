// Actuals, Forecast and Sim: the data the pack rests on, with totals and percentiles as formulas.
import type { NamedRange, WriteSheet } from 'hucre'
import { type Book, cellFigure, firstRow, headRow, sum } from './book.ts'
import { address, type Ref, serialOf } from './sheet.ts'

export interface ActualsSheet {
  readonly sheet: WriteSheet
  readonly totals: readonly { readonly currency: string; readonly total: Ref; readonly frozen: number }[]
  /** The total of the monthly block beside the total of the rows, in the hedge currency. */
  readonly months: Ref
}

export function actualsSheet(book: Book): ActualsSheet {
  const { frozen, w } = book
  const words = w.actuals
  const sheet = book.sheet('actuals')
  sheet.heads(headRow, [
    w.head.month,
    words.provider,
    words.model,
    words.currency,
    words.input,
    words.cacheRead,
    words.cacheWrite,
    words.output,
    words.tokens,
    words.spend,
    words.billed,
    words.estimated,
    words.exact,
  ])
  // One row per currency, so that no sum ever crosses two; quantities stand on the first of them.
  const rows = frozen.usage.flatMap((usage) => {
    const currencies = Object.keys(usage.cost).sort()
    return (currencies.length === 0 ? [''] : currencies).map((currency, i) => ({ usage, currency, quantities: i === 0 }))
  })
  for (const [i, { usage, currency, quantities }] of rows.entries()) {
    const row = firstRow + i
    sheet.figure(row, 0, usage.keys.month === undefined ? null : serialOf(usage.keys.month), 'month')
    sheet.text(row, 1, usage.keys.provider ?? '')
    sheet.text(row, 2, usage.keys.model ?? '')
    sheet.text(row, 3, currency)
    for (const [c, tokens] of [usage.inputUncached, usage.cacheRead, usage.cacheWrite, usage.output, usage.totalTokens].entries())
      sheet.figure(row, 4 + c, quantities ? cellFigure(tokens) : 0, 'count')
    sheet.figure(row, 9, cellFigure(usage.cost[currency]), 'money')
    sheet.figure(row, 10, cellFigure(usage.billed[currency]), 'money')
    sheet.figure(row, 11, cellFigure(usage.estimated[currency]), 'money')
    sheet.exact(row, 12, usage.cost[currency] ?? '')
  }
  const last = Math.max(firstRow, firstRow + rows.length - 1)
  const range = (column: number): string =>
    `$${address(firstRow, column).replace(/\d+/, '')}$${firstRow}:$${address(last, column).replace(/\d+/, '')}$${last}`
  const spendOf = (currency: string, month?: string): number =>
    sum(
      rows
        .filter((each) => each.currency === currency && (month === undefined || each.usage.keys.month === month))
        .map((each) => Number(each.usage.cost[currency] ?? 0)),
    )
  sheet.heads(headRow, [words.byMonth, words.spendIn(book.currency)], 14)
  const months = [...new Set(frozen.usage.map((usage) => usage.keys.month ?? ''))].filter((month) => month !== '').sort()
  for (const [i, month] of months.entries()) {
    const row = firstRow + i
    sheet.figure(row, 14, serialOf(month), 'month')
    sheet.formula(row, 15, `SUMIFS(${range(9)},${range(0)},O${row},${range(3)},"${book.currency}")`, spendOf(book.currency, month), 'money')
  }
  const totalRow = firstRow + months.length
  sheet.text(totalRow, 14, w.head.total, 'total')
  const monthTotal =
    months.length === 0
      ? sheet.figure(totalRow, 15, 0, 'money', 'total')
      : sheet.formula(
          totalRow,
          15,
          `SUM(P${firstRow}:P${totalRow - 1})`,
          sum(months.map((month) => spendOf(book.currency, month))),
          'money',
          'total',
        )
  const currencies = Object.keys(frozen.data.spendToDate).sort()
  const totals = currencies.map((currency, i) => {
    const row = totalRow + 2 + i
    sheet.text(row, 14, words.totalIn(currency))
    return {
      currency,
      total: sheet.formula(row, 15, `SUMIFS(${range(9)},${range(3)},"${currency}")`, spendOf(currency), 'money'),
      frozen: Number(frozen.data.spendToDate[currency]),
    }
  })
  return {
    sheet: sheet.finish(book.frame({ widths: [10, 16, 26, 9, 18, 18, 18, 18, 20, 16, 16, 16, 22, 3, 16, 18], frozenColumns: 3 })),
    totals,
    months: monthTotal,
  }
}

const quantiles = ['p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'mean'] as const

export interface ForecastSheet {
  readonly sheet: WriteSheet
  readonly quarters: readonly {
    readonly label: string
    readonly p50: Ref
    readonly p95: Ref
    readonly budget: Ref | null
    readonly over: Ref | null
  }[]
}

export function forecastSheet(book: Book): ForecastSheet {
  const { frozen, w } = book
  const { forecast } = frozen
  const sheet = book.sheet('forecast', forecast.run)
  const money = `, ${book.currency}`
  sheet.heads(headRow, [
    w.forecast.period,
    ...quantiles.map((name) => `${name === 'mean' ? w.sim.mean : name.toUpperCase().replace('P05', 'P5')}${money}`),
    w.inputs.monthBudget + money,
    `${w.forecast.over}, %`,
    w.forecast.tokens,
  ])
  const write = (
    row: number,
    of: { spend: (typeof forecast.total)['spend']; budget: string | null; over: number | null; tokens: string | null },
  ): Omit<ForecastSheet['quarters'][number], 'label'> => {
    const refs = quantiles.map((name, i) => sheet.figure(row, 1 + i, Number(of.spend[name]), 'money'))
    const budget = sheet.figure(row, 9, cellFigure(of.budget), 'money')
    const over = sheet.figure(row, 10, of.over, 'percent')
    sheet.figure(row, 11, cellFigure(of.tokens), 'count')
    const nothing: Ref = { at: '0', here: '0', value: 0 }
    return {
      p50: refs[3] ?? nothing,
      p95: refs[6] ?? nothing,
      budget: of.budget === null ? null : budget,
      over: of.over === null ? null : over,
    }
  }
  for (const [m, month] of forecast.months.entries()) {
    sheet.figure(firstRow + m, 0, serialOf(month.month), 'month')
    write(firstRow + m, { spend: month.spend, budget: month.budget, over: null, tokens: month.tokens.p50 })
  }
  const start = firstRow + forecast.months.length + 1
  const quarters = forecast.quarters.map((quarter, q) => {
    sheet.text(start + q, 0, book.context.quarter(quarter.label))
    return {
      label: quarter.label,
      ...write(start + q, { spend: quarter.spend, budget: quarter.budget, over: quarter.overBudget, tokens: null }),
    }
  })
  const row = start + quarters.length
  sheet.text(row, 0, book.context.t.forecast.horizon, 'total')
  write(row, {
    spend: forecast.total.spend,
    budget: forecast.total.budget,
    over: forecast.total.overBudget,
    tokens: forecast.total.tokens.p50,
  })
  return { sheet: sheet.finish(book.frame({ widths: [16, ...quantiles.map(() => 16), 16, 12, 22] })), quarters }
}

export interface SimSheet {
  readonly sheet: WriteSheet
  readonly names: readonly NamedRange[]
  readonly unhedged: { readonly mean: Ref; readonly p95: Ref; readonly over: Ref | null }
  readonly hedged: { readonly mean: Ref; readonly p95: Ref; readonly over: Ref | null }
  /** True when every path of the run stands on the sheet, so that its percentiles must equal the frozen ones. */
  readonly complete: boolean
}

/** Type 7, as PERCENTILE.INC: linear between order statistics, both ends included. */
export function percentileInc(ascending: readonly number[], p: number): number {
  const at = p * (ascending.length - 1)
  const low = ascending[Math.floor(at)] ?? 0
  return low + ((ascending[Math.ceil(at)] ?? low) - low) * (at - Math.floor(at))
}

export function simSheet(book: Book, budget: number | null): SimSheet {
  const { frozen, w } = book
  const { trials } = frozen
  const words = w.sim
  const all = frozen.risk.basis.trials
  const complete = trials.length === all
  const { f } = book.context
  const sheet = book.sheet('sim', complete ? words.whole(f.whole(all)) : words.part(f.whole(trials.length), f.whole(all)))
  const money = `, ${book.currency}`
  sheet.heads(headRow, [words.trial, w.head.unhedged + money, w.head.hedged + money])
  sheet.heads(
    headRow,
    [
      w.head.item,
      w.head.unhedged + money,
      w.head.hedged + money,
      `${w.head.unhedged}: ${words.frozen}`,
      `${w.head.hedged}: ${words.frozen}`,
    ],
    4,
  )
  for (const [i, trial] of trials.entries()) {
    sheet.figure(firstRow + i, 0, i + 1, 'count')
    sheet.figure(firstRow + i, 1, Number(trial.unhedged), 'money')
    sheet.figure(firstRow + i, 2, Number(trial.hedged), 'money')
  }
  const last = Math.max(firstRow, firstRow + trials.length - 1)
  const names = [
    { name: 'SimUnhedged', range: `'${sheet.name}'!$B$${firstRow}:$B$${last}` },
    { name: 'SimHedged', range: `'${sheet.name}'!$C$${firstRow}:$C$${last}` },
  ]
  const side = (column: number, name: string, values: readonly number[], of: (typeof frozen)['risk']['hedged']): SimSheet['hedged'] => {
    const ascending = [...values].sort((a, b) => a - b)
    const mean = values.length === 0 ? 0 : sum(values) / values.length
    const at = (row: number): string => address(row, column)
    const row = firstRow
    const meanRef = sheet.formula(row, column, `IF(COUNT(${name})=0,0,AVERAGE(${name}))`, mean, 'money')
    const percentile = (i: number, p: number): Ref =>
      sheet.formula(
        row + i,
        column,
        `IF(COUNT(${name})=0,0,_xlfn.PERCENTILE.INC(${name},${p}))`,
        values.length === 0 ? 0 : percentileInc(ascending, p),
        'money',
      )
    percentile(1, 0.05)
    percentile(2, 0.5)
    const p95 = percentile(3, 0.95)
    sheet.formula(row + 4, column, `${at(row + 3)}-${at(row)}`, p95.value - mean, 'money')
    const formula = `IF(OR(HorizonBudget="",COUNT(${name})=0),"${w.notApplicable}",COUNTIF(${name},">"&HorizonBudget)/COUNT(${name}))`
    const over =
      budget === null || values.length === 0
        ? null
        : sheet.formula(row + 5, column, formula, values.filter((value) => value > budget).length / values.length, 'percent')
    if (over === null) sheet.words(row + 5, column, formula, w.notApplicable)
    for (const [i, text] of [
      of.mean,
      of.p05,
      of.p50,
      of.p95,
      of.cashFlowAtRisk,
      of.overBudget === null ? w.notApplicable : String(of.overBudget),
    ].entries())
      sheet.exact(row + i, column + 2, text)
    return { mean: meanRef, p95, over }
  }
  for (const [i, label] of [words.mean, 'P5', 'P50', 'P95', words.cfar, words.over].entries()) sheet.text(firstRow + i, 4, label)
  const unhedged = side(
    5,
    'SimUnhedged',
    trials.map((trial) => Number(trial.unhedged)),
    frozen.risk.unhedged,
  )
  const hedged = side(
    6,
    'SimHedged',
    trials.map((trial) => Number(trial.hedged)),
    frozen.risk.hedged,
  )
  return {
    sheet: sheet.finish(book.frame({ widths: [9, 18, 18, 3, 34, 18, 18, 22, 22], printArea: '$A$1:$I$44' })),
    names,
    unhedged,
    hedged,
    complete,
  }
}
