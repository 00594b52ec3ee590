import { readXlsx, type Sheet } from 'hucre'
import { describe, expect, it } from 'vitest'
import { workbookTexts } from '../../../../shared/language/report-workbook.ts'
import { frozenFixture } from '../fixtures/frozen.ts'
import { percentileInc } from './data-sheets.ts'
import { boardWorkbook } from './workbook.ts'

const frozen = frozenFixture()
const chosen = frozen.evaluations.find((each) => each.strategy.id === frozen.chosen) ?? expect.fail('nothing chosen')

interface Read {
  value: (sheet: string, at: string) => unknown
  formula: (sheet: string, at: string) => string | undefined
  sheets: Sheet[]
}

async function read(bytes: Uint8Array): Promise<Read> {
  const { sheets } = await readXlsx(bytes, { readStyles: true })
  const cell = (name: string, at: string) => {
    const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(at) ?? []
    const column = [...letters].reduce((total, letter) => total * 26 + letter.charCodeAt(0) - 64, 0) - 1
    return sheets.find((sheet) => sheet.name === name)?.cells?.get(`${Number(row) - 1},${column}`)
  }
  return {
    sheets,
    formula: (name, at) => cell(name, at)?.formula,
    value: (name, at) => {
      const found = cell(name, at)
      return found?.formulaResult ?? found?.value
    },
  }
}

const book = boardWorkbook(frozen, 'en').then(read)
const number = async (sheet: string, at: string): Promise<number> => Number((await book).value(sheet, at))

describe('the workbook', () => {
  it('writes every formula with its result, and passes its own checks', async () => {
    const { sheets, value } = await book
    const formulas = sheets.flatMap((sheet) =>
      [...(sheet.cells ?? [])].filter(([, cell]) => cell.formula !== undefined).map(([at, cell]) => ({ sheet: sheet.name, at, cell })),
    )
    expect(formulas.length).toBeGreaterThan(500)
    expect(formulas.filter(({ cell }) => (cell.formulaResult ?? cell.value ?? null) === null)).toEqual([])
    expect(value('Checks', 'B5')).toBe('ALL CHECKS PASS')
  })

  it('states the frozen figures, as numbers and as exact texts', async () => {
    const { value } = await book
    const money = (text: string): number => Number(Number(text).toFixed(2))
    for (const [row, text] of [
      [5, chosen.consequences.expected],
      [6, chosen.consequences.p95],
      [7, chosen.consequences.down60],
      [8, chosen.consequences.up60],
      [9, chosen.consequences.peakMargin.p95],
      [10, chosen.consequences.peakMargin.stress],
      [11, chosen.consequences.costs],
    ] as const) {
      expect(Number(Number(value('Summary', `C${row}`)).toFixed(2))).toBeCloseTo(money(text), 1)
      expect(value('Summary', `F${row}`)).toBe(text)
    }
    expect(value('Actuals', 'M5')).toBe(frozen.usage[0]?.cost.USD)
    expect(frozen.forecast.months.map((_, m) => value('Forecast', `H${5 + m}`))).toEqual(
      frozen.forecast.months.map((month) => Number(month.spend.p95)),
    )
  })

  it('works out the ladder from units, cover and size', async () => {
    const { formula } = await book
    expect(formula('Ladder', 'H5')).toBe('IF(ContractSize=0,0,ROUND(B5*C5/ContractSize,0))')
    for (const [m, month] of chosen.months.entries()) {
      const row = 5 + m
      const exposure = frozen.exposure.months[m] ?? expect.fail('no month')
      const units =
        ((Number(exposure.spend) - Number(exposure.committed) - Number(exposure.volumeOnly)) * frozen.exposure.assumptions.beta) /
        Number(exposure.indexPrice)
      expect(await number('Ladder', `B${row}`)).toBeCloseTo(units, 6)
      expect(await number('Ladder', `I${row}`)).toBe(Math.round((units * month.coverPercent) / 100 / 730))
      expect(await number('Ladder', `I${row}`)).toBe(month.contracts)
      expect(await number('Ladder', `J${row}`)).toBeCloseTo((month.contracts * 730) / units, 12)
    }
  })

  it('adds the model line by line to the total cost', async () => {
    const columns = [...'BCDEFGHIJKLM']
    const sumOf = async (row: number): Promise<number> =>
      (await Promise.all(columns.map((column) => number('Model', `${column}${row}`)))).reduce((a, b) => a + b, 0)
    const [physical, gain, costs, net] = [await sumOf(11), await sumOf(15), await sumOf(16), await sumOf(17)]
    expect(await number('Model', 'N17')).toBeCloseTo(net, 6)
    expect(net).toBeCloseTo(physical - gain + costs, 6)
    expect(net).toBeCloseTo(Number(chosen.consequences.expected), 1)
    expect((await book).formula('Model', 'B15')).toBe('B12*ContractSize*(B7-B14)')
  })

  it('has the percentiles of the pasted paths, as PERCENTILE.INC defines them', async () => {
    expect(percentileInc([1, 2, 3, 4], 0.95)).toBeCloseTo(3.85, 12) // Microsoft's own example of the function
    const ascending = frozen.trials.map((trial) => Number(trial.hedged)).sort((a, b) => a - b)
    expect(await number('Sim', 'G8')).toBe(percentileInc(ascending, 0.95))
    expect(await number('Sim', 'G8')).toBeCloseTo(Number(frozen.risk.hedged.p95), 1)
    expect((await book).formula('Sim', 'G8')).toContain('_xlfn.PERCENTILE.INC(SimHedged,0.95)')
  })

  it('keeps hostile names as text, with no formula behind them', async () => {
    const { sheets } = await book
    const hostile = sheets
      .flatMap((sheet) => [...(sheet.cells?.values() ?? [])])
      .filter((cell) => typeof cell.value === 'string' && /^[=+\-@]/.test(cell.value))
    expect(hostile.length).toBeGreaterThan(10)
    expect(hostile.filter((cell) => cell.formula !== undefined)).toEqual([])
  })

  it('colours inputs blue, formulas black and links green', async () => {
    const { sheets } = await book
    const colour = (sheet: string, at: string): string | undefined =>
      sheets
        .find((each) => each.name === sheet)
        ?.cells?.get(at)
        ?.style?.font?.color?.rgb?.slice(-6)
    expect([colour('Inputs', '4,1'), colour('Ladder', '4,8'), colour('Ladder', '4,1')]).toEqual(['1B4F8F', '14202F', '0A6650'])
    expect(sheets.every((sheet) => (sheet.merges ?? []).length === 0)).toBe(true)
  })

  it('is the same to the byte for the same version, in both languages', async () => {
    const [first, second, zh] = await Promise.all([
      boardWorkbook(frozen, 'zh'),
      boardWorkbook(frozenFixture(), 'zh'),
      boardWorkbook(frozen, 'zh').then(read),
    ])
    expect(Buffer.compare(first, second)).toBe(0)
    expect(zh.sheets.map((sheet) => sheet.name)).toEqual(
      [
        'cover',
        'summary',
        'inputs',
        'actuals',
        'forecast',
        'exposure',
        'ladder',
        'model',
        'payoff',
        'margin',
        'sim',
        'limits',
        'checks',
        'glossary',
      ].map((id) => workbookTexts.zh.sheets[id as keyof typeof workbookTexts.zh.sheets]),
    )
    expect(zh.value('勾稽', 'B5')).toBe('全部勾稽一致')
  })

  it('says so when a frozen figure does not tie', async () => {
    const wrong = { ...chosen, consequences: { ...chosen.consequences, expected: '1.00' } }
    const { value } = await read(await boardWorkbook(frozenFixture({ evaluations: [frozen.evaluations[0] ?? chosen, wrong] }), 'en'))
    expect(value('Checks', 'B5')).toBe('1 CHECKS DIFFER')
  })

  it('stands without a hedge, prices, liquidity, budget or trials', async () => {
    const months = chosen.months.map((month) => ({ ...month, contracts: 0, coverPercent: 0, locked: null, forward: null }))
    const none = { ...(frozen.evaluations[0] ?? chosen), months }
    const bare = frozenFixture({
      chosen: 'none',
      evaluations: [none],
      trials: [],
      usage: [],
      exposure: {
        ...frozen.exposure,
        months: frozen.exposure.months.map((month) => ({ ...month, indexPrice: null, units: null, unitsP10: null, contracts: null })),
      },
      forecast: { ...frozen.forecast, quarters: [], total: { ...frozen.forecast.total, budget: null, overBudget: null } },
      risk: { ...frozen.risk, margin: { ...frozen.risk.margin, liquidity: null, headroom: null } },
    })
    const { value } = await read(await boardWorkbook(bare, 'en'))
    expect(value('Margin', 'F5')).toBe('n/a')
    expect(value('Ladder', 'I5')).toBe(0)
  })
})
