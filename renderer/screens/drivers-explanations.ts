// How the figures of the bridge were made, for the Explain panel: the total of a part, and the part of one line. Pure.
import type { DriverSegmentData, DriversData, UseFiguresData } from '../../shared/contract/driver-commands.ts'
import type { Driver } from '../../shared/domain/spend-bridge.ts'
import { driversTexts } from '../../shared/language/drivers.ts'
import { addDecimals, Decimal } from '../../shared/units/decimal.ts'
import { formatExact } from '../../shared/units/format.ts'
import type { Explanation } from '../parts/explain.tsx'
import { periodName } from './drivers-periods.ts'
import type { Wording } from './wording.ts'

type Words = (typeof driversTexts)['en']
type Step = Driver | 'difference'

interface Asked {
  readonly data: DriversData
  readonly wording: Wording
  readonly showSources?: () => void
}

/** The spend of one of the two periods. */
export function explainTotal(name: string, amount: string, { data, wording }: Asked): Explanation {
  const words = driversTexts[wording.language]
  return {
    title: name,
    value: wording.money(amount, data.currency),
    exact: `${data.currency} ${exact(amount)}`,
    definition: words.steps.total,
    basis: basisOf(data, wording),
  }
}

/** The step that one driver makes in the whole bridge, from the level that the steps before it reach. */
export function explainPart(driver: Driver, asked: Asked): Explanation {
  const { data, wording } = asked
  const words = driversTexts[wording.language]
  const at = data.parts.findIndex((part) => part.driver === driver)
  const level = data.parts.slice(0, at).reduce((sum, { amount }) => addDecimals(sum, amount), data.before)
  const amount = data.parts[at]?.amount ?? '0'
  const grown = data.measures.filter(({ before, after }) => before !== '0' && after !== '0')
  const factors = grown.map((each) => `${exact(each.amount)} × (${exact(each.after)} ÷ ${exact(each.before)}) − ${exact(each.amount)}`)
  return {
    ...frame(driver, words.explain.all, amount, asked),
    formula: driver === 'volume' ? words.explain.formula.volume : words.explain.sum,
    withValues:
      driver === 'volume' && factors.length > 0
        ? `${factors.join(' + ')} = ${exact(amount)}`
        : `${exact(addDecimals(level, amount))} − ${exact(level)} = ${exact(amount)}`,
    inputs:
      driver === 'volume'
        ? data.measures.flatMap(({ measure, before, after }) =>
            pair(words, words.explain.inputs.allUse(words.measure[measure]), before, after),
          )
        : ratios(driver, data.use.before, data.use.after, words),
  }
}

/** What one line of the table adds to a part, or its whole change. */
export function explainSegment(step: Step, segment: DriverSegmentData, name: string, asked: Asked): Explanation {
  const { data, wording } = asked
  const words = driversTexts[wording.language]
  const amount = step === 'difference' ? segment.difference : segment.parts[step]
  const { before, after } = segment
  const made = step === 'difference' ? `${exact(after.amount)} − ${exact(before.amount)}` : chained(step, segment, data)
  const alone = step === 'mix' ? aloneIn(segment) : null
  return {
    ...frame(step, name, amount, asked),
    ...(alone === null ? {} : { formula: words.explain[alone] }),
    ...(made === null ? {} : { formula: words.explain.formula[step], withValues: `${made} = ${exact(amount)}` }),
    inputs: [
      ...pair(
        words,
        words.explain.inputs.cost,
        `${data.currency} ${exact(before.amount)}`,
        `${data.currency} ${exact(after.amount)}`,
        String,
      ),
      ...(step === 'volume' ? volumeInputs(segment, data, words) : []),
      ...(step === 'mix' || step === 'difference' ? quantityInputs(segment, words) : []),
      ...(step === 'difference' ? [] : ratios(step, before, after, words)),
    ],
  }
}

const exact = formatExact

function frame(step: Step, name: string, amount: string, { data, wording, showSources }: Asked): Explanation {
  const words = driversTexts[wording.language]
  return {
    title: words.explain.of(step === 'difference' ? words.movers.difference : words.driver[step], name),
    value: wording.money(amount, data.currency),
    exact: `${data.currency} ${exact(amount)}`,
    definition: step === 'blend' ? words.explain.blend(wording.date(data.listDay)) : words.explain[step],
    basis: basisOf(data, wording),
    ...(showSources ? { showSources } : {}),
  }
}

function basisOf(data: DriversData, wording: Wording): string {
  const before = periodName({ from: data.againstFrom, to: data.againstTo }, wording)
  return driversTexts[wording.language].explain.basis(periodName(data, wording), before, wording.date(data.lastDay))
}

type Input = NonNullable<Explanation['inputs']>[number]

function pair(words: Words, what: string, before: string, after: string, show = exact): Input[] {
  return [
    { label: words.explain.inputs.before(what), value: show(before) },
    { label: words.explain.inputs.after(what), value: show(after) },
  ]
}

/** The ratio that a part comes from, where there is one. */
function ratios(driver: Driver, before: UseFiguresData, after: UseFiguresData, words: Words): Input[] {
  const of = (what: string, pick: (use: UseFiguresData) => string | number | null): Input[] => {
    const [first, second] = [pick(before), pick(after)]
    return first === null || second === null ? [] : pair(words, what, new Decimal(first).toFixed(), new Decimal(second).toFixed())
  }
  switch (driver) {
    case 'tokensPerRequest':
      return [
        ...of(words.ratio.tokens, (use) => use.tokens),
        ...of(words.ratio.requests, (use) => use.requests),
        ...of(words.ratio.tokensPerRequest, (use) => use.tokensPerRequest),
      ]
    case 'blend':
      return [
        ...of(words.ratio.cacheShare, (use) => use.cacheShare),
        ...of(words.ratio.outputShare, (use) => use.outputShare),
        ...of(words.explain.inputs.listCost, (use) => use.listCost),
      ]
    case 'price':
      return of(words.ratio.unitPrice, (use) => use.unitPrice)
    default:
      return []
  }
}

function quantityOf(use: UseFiguresData, measure: DriverSegmentData['measure']): string {
  return { requests: use.requests ?? '0', calls: use.requests ?? '0', tokens: use.tokens, gpuHours: use.gpuHours, none: '0' }[measure]
}

const quantityInputs = ({ measure, before, after }: DriverSegmentData, words: Words): Input[] =>
  measure === 'none' ? [] : pair(words, words.measure[measure], quantityOf(before, measure), quantityOf(after, measure))

function volumeInputs({ measure }: DriverSegmentData, data: DriversData, words: Words): Input[] {
  const total = data.measures.find((each) => each.measure === measure)
  return total ? pair(words, words.explain.inputs.allUse(words.measure[measure]), total.before, total.after) : []
}

/** Whether only one period has a quantity. */
function aloneIn({ measure, before, after }: DriverSegmentData): 'isNew' | 'isGone' | null {
  const [first, second] = [before, after].map((use) => quantityOf(use, measure) !== '0')
  return first === second ? null : second ? 'isNew' : 'isGone'
}

const chain = ['volume', 'mix', 'tokensPerRequest', 'blend', 'price'] as const

/** The step of a line that both periods have, as its formula with values; null where the formula does not apply. */
function chained(driver: Driver, segment: DriverSegmentData, data: DriversData): string | null {
  const { before, after, measure, parts } = segment
  const total = data.measures.find((each) => each.measure === measure)
  const own = { before: quantityOf(before, measure), after: quantityOf(after, measure) }
  if (driver === 'other') return own.before === '0' && own.after === '0' ? `${exact(after.amount)} − ${exact(before.amount)}` : null
  if (own.before === '0' || total === undefined || (own.after === '0' && driver !== 'volume')) return null
  const scaled = (from: string, to: string): string => `${exact(before.amount)} × (${exact(to)} ÷ ${exact(from)})`
  const levelAfter = (steps: number): string =>
    exact(chain.slice(0, steps).reduce((sum, each) => addDecimals(sum, parts[each]), before.amount))
  switch (driver) {
    case 'volume':
      return `${scaled(total.before, total.after)} − ${levelAfter(0)}`
    case 'mix':
      return `${scaled(own.before, own.after)} − ${levelAfter(1)}`
    case 'tokensPerRequest':
      return measure === 'requests' ? `${scaled(before.tokens, after.tokens)} − ${levelAfter(2)}` : null
    case 'blend':
      return before.listCost === null || after.listCost === null ? null : `${scaled(before.listCost, after.listCost)} − ${levelAfter(3)}`
    case 'price':
      return `${levelAfter(5)} − ${levelAfter(4)}`
    case 'fx':
      return `${exact(after.amount)} − ${levelAfter(5)}`
  }
}
