// What every page reads: the frozen figures, their words, and how this document writes numbers. Made once per document.
import type { FrozenResult } from '../../../shared/contract/frozen.ts'
import type { HedgeEvaluationData, StrategyData } from '../../../shared/contract/hedge-commands.ts'
import { factText } from '../../../shared/language/facts.ts'
import { marketTexts } from '../../../shared/language/market.ts'
import { describeNote } from '../../../shared/language/notes.ts'
import { reportTexts } from '../../../shared/language/report.ts'
import type { Language } from '../../../shared/language/text.ts'
import { type Figures, figuresOf } from './figures.ts'

export interface DocumentContext {
  readonly frozen: FrozenResult
  readonly language: Language
  readonly t: (typeof reportTexts)['en']
  readonly market: (typeof marketTexts)['en']
  readonly f: Figures
  /** The strategy that the document proposes, and the one every strategy is measured against. */
  readonly chosen: HedgeEvaluationData
  readonly none: HedgeEvaluationData
  readonly first: string
  readonly last: string
  /** 'USD per GPU-hour'. */
  readonly priceUnit: string
  readonly strategyName: (strategy: StrategyData) => string
  /** 'Q4 2026' as the language writes it: '2026年第4季度'. */
  readonly quarter: (label: string) => string
  /** A term or source that the data states, in the language of the document. */
  readonly fact: (phrase: string) => string
  readonly note: (note: { code: string; params: Record<string, string>; severity: 'info' | 'warning' | 'breach' }) => string
}

export function documentContext(frozen: FrozenResult, language: Language): DocumentContext {
  const none = frozen.evaluations.find((each) => each.strategy.kind === 'none')
  const chosen = frozen.evaluations.find((each) => each.strategy.id === frozen.chosen)
  if (none === undefined || chosen === undefined) throw new RangeError('A frozen result holds No hedge and the strategy it proposes')
  const t = reportTexts[language]
  const market = marketTexts[language]
  const currency = frozen.contract.currency ?? chosen.currency
  return {
    frozen,
    language,
    t,
    market,
    f: figuresOf(frozen, language),
    chosen,
    none,
    first: frozen.forecast.months[0]?.month ?? '',
    last: frozen.forecast.months.at(-1)?.month ?? '',
    priceUnit:
      language === 'zh' ? `${currency}/${market.unit[frozen.contract.unit]}` : `${currency} per ${market.unit[frozen.contract.unit]}`,
    strategyName: (strategy) =>
      strategy.kind === 'none' ? t.strategy.none : strategy.kind === 'ladder' ? t.strategy.ladder : strategy.name,
    quarter: (label) => (language === 'zh' ? label.replace(/^Q(\d) (\d{4})$/, '$2年第$1季度') : label),
    fact: (phrase) => factText(phrase, language),
    note: (note) => describeNote(note, language),
  }
}

/** True when the contract can be traded at all today; an announced or proposed one never is. */
export function isTradable(frozen: FrozenResult): boolean {
  return frozen.contract.status.value === 'listed' || frozen.contract.status.value === 'otc'
}

/** 'Proposed contract. Not tradable as of 30 Sep 2026.' and its like. */
export function statusSentence({ frozen, market, f }: DocumentContext): string {
  const day = f.date(frozen.contract.status.asOf)
  switch (frozen.contract.status.value) {
    case 'listed':
      return market.tradable.listed(day)
    case 'otc':
      return market.tradable.otc(day)
    case 'user-defined':
      return market.tradable.own(day)
    default:
      return market.tradable.no(day)
  }
}
