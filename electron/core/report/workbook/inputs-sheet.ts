// Inputs: the only blue cells of the workbook, each named, each with its source. Every other sheet follows them.
import type { NamedRange, WriteSheet } from 'hucre'
import { type Book, cellFigure } from './book.ts'
import { address, type Format, type Ref, serialOf } from './sheet.ts'

export interface Inputs {
  readonly sheet: WriteSheet
  readonly names: readonly NamedRange[]
  readonly shock: number
  readonly stressShock: number
  readonly beta: number
  readonly size: number
  readonly fee: number
  readonly halfSpread: number
  readonly marginRate: number
  readonly liquidity: number | null
  readonly budget: number | null
  readonly keep: boolean
  readonly months: readonly { readonly curve: Ref; readonly entry: Ref; readonly cover: Ref; readonly min: Ref; readonly max: Ref }[]
}

const scalarRow = 5
const monthHead = 18

export function inputsSheet(book: Book): Inputs {
  const { context, frozen, w } = book
  const { chosen } = context
  const words = w.inputs
  const sheet = book.sheet('inputs')
  const names: NamedRange[] = []
  const { contract, settings, exposure } = frozen
  const perUnit = context.priceUnit
  const values = {
    shock: 0,
    stressShock: -0.6,
    beta: exposure.assumptions.beta,
    size: Number(chosen.contractSize),
    fee: Number(contract.feePerContract ?? 0),
    halfSpread: settings.halfSpread,
    marginRate: contract.marginRate ?? settings.marginRate,
    liquidity: cellFigure(frozen.risk.margin.liquidity),
    budget: cellFigure(frozen.forecast.total.budget),
    keep: chosen.strategy.kind === 'ladder',
  }
  const rows: [string, string, number | null, Format, string, string][] = [
    ['Shock', words.shock, values.shock, 'percent', '%', ''],
    ['StressShock', words.stressShock, values.stressShock, 'percent', '%', ''],
    [
      'Beta',
      words.beta,
      values.beta,
      'number',
      '',
      [context.market.mark[exposure.assumptions.betaSource], exposure.assumptions.betaNote].filter((part) => part !== '').join(': '),
    ],
    ['ContractSize', words.size, values.size, 'number', book.unit, contract.provenance.size?.source ?? contract.id],
    [
      'FeePerContract',
      words.fee,
      values.fee,
      'money',
      book.currency,
      contract.feePerContract === null ? words.notPublished : (contract.provenance.feePerContract?.source ?? words.feeSource),
    ],
    ['HalfSpread', words.halfSpread, values.halfSpread, 'percent', '%', `${words.settings}, ${words.assumption}`],
    [
      'MarginRate',
      words.marginRate,
      values.marginRate,
      'percent',
      '%',
      contract.marginRate === null ? `${words.settings}, ${words.assumption}` : words.feeSource,
    ],
    ['Liquidity', words.liquidity, values.liquidity, 'money', book.currency, values.liquidity === null ? context.t.noData : words.settings],
    ['HorizonBudget', words.budget, values.budget, 'money', book.currency, values.budget === null ? context.t.noData : words.settings],
    ['KeepInBand', words.keep, values.keep ? 1 : 0, 'count', '', ''],
  ]
  sheet.heads(4, [w.head.item, w.head.value, w.head.unit, w.head.source])
  for (const [i, [name, label, value, format, unit, source]] of rows.entries()) {
    const row = scalarRow + i
    sheet.text(row, 0, label)
    sheet.figure(row, 1, value, format, 'input')
    sheet.text(row, 2, unit, 'unit')
    sheet.text(row, 3, source, 'unit')
    names.push({ name, range: `'${sheet.name}'!$B$${row}` })
  }
  sheet.heads(monthHead, [
    w.head.month,
    `${words.curve}, ${perUnit}`,
    `${words.entry}, ${perUnit}`,
    `${words.cover}, %`,
    `${words.min}, %`,
    `${words.max}, %`,
    `${words.monthBudget}, ${book.currency}`,
  ])
  const months = chosen.months.map((month, m) => {
    const row = monthHead + 1 + m
    const curve = cellFigure(exposure.months[m]?.indexPrice ?? month.forward)
    sheet.figure(row, 0, serialOf(month.month), 'month')
    sheet.figure(row, 6, cellFigure(frozen.forecast.months[m]?.budget), 'money', 'input')
    return {
      curve: sheet.figure(row, 1, curve, 'price', 'input'),
      entry: sheet.figure(row, 2, cellFigure(month.locked ?? month.forward), 'price', 'input'),
      cover: sheet.figure(row, 3, month.coverPercent / 100, 'percent', 'input'),
      min: sheet.figure(row, 4, month.policyMin / 100, 'percent', 'input'),
      max: sheet.figure(row, 5, month.policyMax / 100, 'percent', 'input'),
    }
  })
  const last = monthHead + months.length
  const between = (range: string, low: string, high: string): NonNullable<WriteSheet['dataValidations']>[number] => ({
    type: 'decimal',
    operator: 'between',
    formula1: low,
    formula2: high,
    range,
    showErrorMessage: true,
    allowBlank: true,
  })
  const validations = [
    between(`B${scalarRow}:B${scalarRow + 1}`, '-1', '5'),
    between(address(scalarRow + 2, 1), '0', '3'),
    between(`B${scalarRow + 5}:B${scalarRow + 6}`, '0', '1'),
    { type: 'list' as const, values: ['0', '1'], range: address(scalarRow + 9, 1), showErrorMessage: true },
    ...(months.length === 0 ? [] : [between(`D${monthHead + 1}:F${last}`, '0', '1')]),
  ]
  return { ...values, sheet: sheet.finish(book.frame({ widths: [44, 18, 16, 34, 16, 16, 18], validations })), names, months }
}
