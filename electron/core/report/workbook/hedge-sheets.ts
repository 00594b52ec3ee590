// Exposure and Ladder: from spend to hedgeable units, from units to whole contracts inside the policy bands. One row
// per month; the formulas repeat what the core did, so that changing an input shows what it would have done.
import type { WriteSheet } from 'hucre'
import { type Book, cellFigure, firstRow, headRow, roundWhole, sum } from './book.ts'
import type { Inputs } from './inputs-sheet.ts'
import { address, type Ref, serialOf } from './sheet.ts'

export interface ExposureSheet {
  readonly sheet: WriteSheet
  readonly months: readonly {
    readonly committed: Ref
    readonly volumeOnly: Ref
    readonly sensitive: Ref
    readonly units: Ref
    readonly p10: Ref
  }[]
  readonly total: { readonly spend: Ref; readonly hedgeable: Ref; readonly units: Ref }
}

export function exposureSheet(book: Book, inputs: Inputs): ExposureSheet {
  const { frozen, w } = book
  const words = w.exposure
  const sheet = book.sheet('exposure', frozen.exposure.run)
  const money = `, ${book.currency}`
  sheet.heads(headRow, [
    w.head.month,
    words.spend + money,
    words.committed + money,
    words.volumeOnly + money,
    words.sensitive + money,
    `${words.share}, %`,
    words.hedgeable + money,
    `${words.index}, ${book.context.priceUnit}`,
    words.units(book.unit),
    words.needed,
    words.p10(book.unit),
    `${words.hedgeable}, ${w.head.exact}`,
    `${words.units(book.unit)}, ${w.head.exact}`,
  ])
  const months = frozen.exposure.months.map((month, m) => {
    const row = firstRow + m
    const [spend, committed, volumeOnly] = [Number(month.spend), Number(month.committed), Number(month.volumeOnly)]
    const sensitive = spend - committed - volumeOnly
    const share = spend === 0 ? 0 : sensitive / spend
    const price = inputs.months[m]?.curve
    const hedgeable = spend * share * inputs.beta
    const units = price !== undefined && price.value > 0 ? (spend * share * inputs.beta) / price.value : 0
    const at = (column: number): string => address(row, column)
    sheet.figure(row, 0, serialOf(month.month), 'month')
    sheet.figure(row, 1, spend, 'money')
    sheet.formula(row, 5, `IF(${at(1)}=0,0,${at(4)}/${at(1)})`, share, 'percent')
    sheet.formula(row, 6, `${at(1)}*${at(5)}*Beta`, hedgeable, 'money')
    sheet.formula(row, 7, `N(${price?.at ?? '0'})`, price?.value ?? 0, 'price', 'link')
    sheet.formula(row, 9, `IF(ContractSize=0,0,${at(8)}/ContractSize)`, inputs.size === 0 ? 0 : units / inputs.size, 'money')
    sheet.exact(row, 11, month.hedgeable)
    sheet.exact(row, 12, month.units ?? book.context.t.noData)
    return {
      spend,
      hedgeable,
      committed: sheet.figure(row, 2, committed, 'money'),
      volumeOnly: sheet.figure(row, 3, volumeOnly, 'money'),
      sensitive: sheet.formula(row, 4, `${at(1)}-${at(2)}-${at(3)}`, sensitive, 'money'),
      units: sheet.formula(row, 8, `IF(${at(7)}>0,${at(1)}*${at(5)}*Beta/${at(7)},0)`, units, 'units'),
      p10: sheet.figure(row, 10, cellFigure(month.unitsP10), 'units'),
    }
  })
  const row = firstRow + months.length
  const add = (column: number, values: readonly number[], format: 'money' | 'units' = 'money'): Ref =>
    sheet.formula(row, column, `SUM(${address(firstRow, column)}:${address(row - 1, column)})`, sum(values), format, 'total')
  sheet.text(row, 0, w.head.total, 'total')
  const total = {
    spend: add(
      1,
      months.map((m) => m.spend),
    ),
    hedgeable: add(
      6,
      months.map((m) => m.hedgeable),
    ),
    units: add(
      8,
      months.map((m) => m.units.value),
      'units',
    ),
  }
  add(
    2,
    months.map((m) => m.committed.value),
  )
  add(
    3,
    months.map((m) => m.volumeOnly.value),
  )
  add(
    4,
    months.map((m) => m.sensitive.value),
  )
  return { sheet: sheet.finish(book.frame({ widths: [12, 16, 16, 16, 16, 9, 16, 14, 18, 14, 20, 20, 22] })), months, total }
}

export interface LadderSheet {
  readonly sheet: WriteSheet
  readonly months: readonly {
    readonly contracts: Ref
    readonly actual: Ref
    readonly held: Ref
    readonly value: Ref
    readonly frozen: Ref
  }[]
  readonly total: { readonly contracts: Ref; readonly value: Ref }
}

export function ladderSheet(book: Book, inputs: Inputs, exposure: ExposureSheet): LadderSheet {
  const { context, w } = book
  const words = w.ladder
  const sheet = book.sheet('ladder', book.status)
  sheet.heads(headRow, [
    w.head.month,
    words.exposure(book.unit),
    `${words.cover}, %`,
    `${w.inputs.min}, %`,
    `${w.inputs.max}, %`,
    words.lowest,
    words.highest,
    words.nearest,
    words.contracts,
    `${words.actual}, %`,
    words.held(book.unit),
    `${words.locked}, ${context.priceUnit}`,
    `${words.value}, ${book.currency}`,
    words.residual(book.unit),
    w.head.state,
    words.frozen,
  ])
  const months = context.chosen.months.map((month, m) => {
    const row = firstRow + m
    const at = (column: number): string => address(row, column)
    const given = inputs.months[m]
    const units = exposure.months[m]?.units
    if (given === undefined || units === undefined) throw new RangeError(`The exposure has no month ${month.month}`)
    const { size } = inputs
    const inSizes = size === 0 ? 0 : units.value / size
    const lowest = Math.max(0, Math.ceil(inSizes * given.min.value - 1e-9))
    const highest = Math.floor(inSizes * given.max.value + 1e-9)
    const nearest = roundWhole(inSizes * given.cover.value)
    const contracts = inputs.keep && lowest <= highest ? Math.min(highest, Math.max(lowest, nearest)) : nearest
    const held = contracts * size
    const actual = units.value > 0 ? held / units.value : 0
    const state =
      contracts === 0 && given.cover.value === 0
        ? words.open
        : actual < given.min.value
          ? words.below
          : actual > given.max.value
            ? words.above
            : words.inside
    sheet.figure(row, 0, serialOf(month.month), 'month')
    sheet.formula(row, 1, units.at, units.value, 'units', 'link')
    sheet.formula(row, 2, given.cover.at, given.cover.value, 'percent', 'link')
    sheet.formula(row, 3, given.min.at, given.min.value, 'percent', 'link')
    sheet.formula(row, 4, given.max.at, given.max.value, 'percent', 'link')
    sheet.formula(row, 5, `IF(ContractSize=0,0,MAX(0,ROUNDUP(${at(1)}*${at(3)}/ContractSize-0.000000001,0)))`, lowest, 'count')
    sheet.formula(row, 6, `IF(ContractSize=0,0,ROUNDDOWN(${at(1)}*${at(4)}/ContractSize+0.000000001,0))`, highest, 'count')
    sheet.formula(row, 7, `IF(ContractSize=0,0,ROUND(${at(1)}*${at(2)}/ContractSize,0))`, nearest, 'count')
    sheet.formula(row, 11, `N(${given.entry.at})`, given.entry.value, 'price', 'link')
    sheet.formula(row, 13, `${at(1)}-${at(10)}`, units.value - held, 'units')
    sheet.words(
      row,
      14,
      `IF(AND(${at(8)}=0,${at(2)}=0),"${words.open}",IF(${at(9)}<${at(3)},"${words.below}",IF(${at(9)}>${at(4)},"${words.above}","${words.inside}")))`,
      state,
      'unit',
    )
    return {
      contracts: sheet.formula(
        row,
        8,
        `IF(AND(KeepInBand=1,${at(5)}<=${at(6)}),MIN(${at(6)},MAX(${at(5)},${at(7)})),${at(7)})`,
        contracts,
        'count',
      ),
      actual: sheet.formula(row, 9, `IF(${at(1)}>0,${at(8)}*ContractSize/${at(1)},0)`, actual, 'percent'),
      held: sheet.formula(row, 10, `${at(8)}*ContractSize`, held, 'units'),
      value: sheet.formula(row, 12, `${at(10)}*${at(11)}`, held * given.entry.value, 'money'),
      frozen: sheet.figure(row, 15, month.contracts, 'count'),
    }
  })
  const row = firstRow + months.length
  const add = (column: number, values: readonly number[], format: 'money' | 'units' | 'count'): Ref =>
    sheet.formula(row, column, `SUM(${address(firstRow, column)}:${address(row - 1, column)})`, sum(values), format, 'total')
  sheet.text(row, 0, w.head.total, 'total')
  add(
    1,
    exposure.months.map((m) => m.units.value),
    'units',
  )
  add(
    10,
    months.map((m) => m.held.value),
    'units',
  )
  add(
    15,
    months.map((m) => m.frozen.value),
    'count',
  )
  const total = {
    contracts: add(
      8,
      months.map((m) => m.contracts.value),
      'count',
    ),
    value: add(
      12,
      months.map((m) => m.value.value),
      'money',
    ),
  }
  return { sheet: sheet.finish(book.frame({ widths: [12, 18, 12, 12, 12, 11, 11, 12, 11, 12, 16, 16, 18, 18, 16, 12] })), months, total }
}
