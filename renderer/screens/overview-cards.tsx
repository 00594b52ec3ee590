// Three answers a board asks for: a question, one number, one sentence, Explain and Copy. Sentences are made from the
// same figures as the number, in both languages.
import type { ReactNode } from 'react'
import type { OverviewData, StrategyData } from '../../shared/contract/hedge-commands.ts'
import { describeFailure } from '../../shared/language/failures.ts'
import { overviewTexts } from '../../shared/language/overview.ts'
import { shellTexts } from '../../shared/language/shell.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import { formatExact } from '../../shared/units/format.ts'
import { notApplicable, type Quantity } from '../../shared/units/quantity.ts'
import { useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { copyText } from '../parts/clipboard.ts'
import { type Explanation, useExplain } from '../parts/explain.tsx'
import { KeyNumber } from '../parts/key-number.tsx'
import { showToast } from '../parts/toast.tsx'
import type { Tone } from '../parts/tone.ts'
import { type ScreenName, useApp } from '../state/store.ts'
import { strategyName } from './desk-strategies.tsx'
import { useWording, type Wording } from './wording.ts'

interface Answer {
  readonly id: string
  readonly question: string
  readonly label: string
  readonly value: Quantity
  readonly sentence: string
  readonly tone?: Tone
  readonly explanation: Explanation | null
  readonly screen: ScreenName
}

export function OverviewCards({ overview, strategy }: { overview: OverviewData; strategy: StrategyData | undefined }) {
  const wording = useWording()
  const words = overviewTexts[wording.language]
  // Only to learn the reason: what the desk says when it cannot compute.
  const { failure } = useCommand('hedge.evaluate', {}, { enabled: overview.down60 === null })
  const reason = failure && `${describeFailure(failure, wording.language).what} ${describeFailure(failure, wording.language).action}`
  const cards = [
    quarterCard(overview, wording),
    downCard(overview, strategy, reason, wording),
    marginCard(overview, strategy, reason, wording),
  ]
  return (
    <section className="answer-cards" aria-label={words.cards}>
      {cards.map((card) => (
        <AnswerCard key={card.id} card={card} currency={overview.currency} />
      ))}
    </section>
  )
}

function AnswerCard({ card, currency }: { card: Answer; currency: string }): ReactNode {
  const wording = useWording()
  const words = overviewTexts[wording.language]
  const { goTo } = useApp()
  const explain = useExplain()
  const { explanation } = card
  const copy = (): void => {
    void copyText([card.question, card.sentence, explanation?.basis ?? ''].filter((line) => line !== '').join('\n')).then(() =>
      showToast({ message: words.copied }),
    )
  }
  return (
    <article className="answer-card" data-card={card.id} data-screen={card.screen} tabIndex={-1} aria-label={card.question}>
      <h2>{card.question}</h2>
      <KeyNumber
        label={card.label}
        value={card.value}
        format={{ kind: 'money', currency, unit: 'auto' }}
        sentence={card.sentence}
        {...(card.tone ? { tone: card.tone } : {})}
        {...(explanation ? { explain: explanation } : {})}
      />
      <div className="actions">
        {explanation && (
          <Button kind="quiet" onPress={() => explain(explanation)}>
            {words.explain}
          </Button>
        )}
        <Button kind="quiet" onPress={copy}>
          {words.copy}
        </Button>
        <Button kind="quiet" onPress={() => goTo(card.screen)}>
          {words.open(shellTexts[wording.language].screens[card.screen])}
        </Button>
      </div>
    </article>
  )
}

const full = (amount: string, currency: string): string => `${currency} ${formatExact(amount)}`

function quarterCard({ nextQuarter, currency, basis }: OverviewData, wording: Wording): Answer {
  const words = overviewTexts[wording.language]
  const base = { id: 'quarter', label: words.quarter.number, screen: 'forecast' } as const
  if (nextQuarter === null)
    return {
      ...base,
      question: words.quarter.question(words.quarter.missingQuarter),
      value: notApplicable,
      sentence: words.quarter.missing,
      explanation: null,
    }
  const { expected, p95, budget } = nextQuarter
  const label = wording.quarter(nextQuarter.label)
  const room = budget === null ? null : new Decimal(budget).minus(p95).toFixed()
  const against =
    room === null
      ? words.quarter.noBudget
      : (room.startsWith('-') ? words.quarter.overBudget : words.quarter.underBudget)(wording.amount(room, currency))
  const sentence = `${words.quarter.answer(wording.money(expected, currency), wording.money(p95, currency))} ${against}`
  return {
    ...base,
    question: words.quarter.question(label),
    value: p95,
    sentence,
    explanation: {
      title: `${words.quarter.number}, ${label}`,
      value: wording.money(p95, currency),
      exact: full(p95, currency),
      definition: words.quarter.definition,
      formula: words.quarter.formula,
      ...(basis
        ? { withValues: words.quarter.withValues(wording.count(basis.trials), full(p95, currency)), basis: wording.basis(basis) }
        : {}),
      inputs: [
        { label: words.inputs.expected, value: full(expected, currency) },
        ...(budget === null ? [] : [{ label: words.inputs.budget, value: full(budget, currency) }]),
      ],
    },
  }
}

function downCard(
  { down60, currency, basis }: OverviewData,
  strategy: StrategyData | undefined,
  reason: string | undefined,
  wording: Wording,
): Answer {
  const words = overviewTexts[wording.language]
  const base = { id: 'down60', question: words.down.question, label: words.down.number, screen: 'desk' } as const
  if (down60 === null) return { ...base, screen: 'market', value: notApplicable, sentence: reason ?? words.down.missing, explanation: null }
  const { hedged, unhedged } = down60
  const difference = new Decimal(hedged).minus(unhedged).toFixed()
  const say = difference === '0' ? null : difference.startsWith('-') ? words.down.less : words.down.more
  const amount = (value: string): string => wording.amount(value, currency)
  return {
    ...base,
    value: hedged,
    sentence: say ? say(amount(hedged), amount(unhedged), amount(difference)) : words.down.same(amount(unhedged)),
    explanation: {
      title: words.down.number,
      value: wording.money(hedged, currency),
      exact: full(hedged, currency),
      definition: words.down.definition,
      formula: words.down.formula,
      withValues: `${full(unhedged, currency)} + ${full(difference, currency)} = ${full(hedged, currency)}`,
      inputs: [
        ...(strategy ? [{ label: words.inputs.strategy, value: strategyName(strategy, wording.language) }] : []),
        { label: words.inputs.unhedged, value: full(unhedged, currency) },
        { label: words.inputs.difference, value: full(difference, currency) },
      ],
      ...(basis ? { basis: wording.basis(basis) } : {}),
    },
  }
}

function marginCard(
  { peakMargin, currency, basis }: OverviewData,
  strategy: StrategyData | undefined,
  reason: string | undefined,
  wording: Wording,
): Answer {
  const words = overviewTexts[wording.language]
  const base = { id: 'margin', question: words.margin.question, label: words.margin.number, screen: 'risk' } as const
  if (peakMargin === null)
    return { ...base, screen: 'market', value: notApplicable, sentence: reason ?? words.margin.missing, explanation: null }
  const { p95, stress, date } = peakMargin
  const amount = (value: string): string => wording.amount(value, currency)
  const isFree = new Decimal(p95).isZero() && new Decimal(stress).isZero()
  const sentence = isFree
    ? words.margin.none
    : date === null
      ? words.margin.undated(amount(p95), amount(stress))
      : words.margin.answer(amount(p95), amount(stress), wording.date(date))
  return {
    ...base,
    value: p95,
    sentence,
    explanation: {
      title: words.margin.number,
      value: wording.money(p95, currency),
      exact: full(p95, currency),
      definition: words.margin.definition,
      formula: words.margin.formula,
      ...(basis
        ? { withValues: words.margin.withValues(wording.count(basis.trials), full(p95, currency)), basis: wording.basis(basis) }
        : {}),
      inputs: [
        ...(strategy ? [{ label: words.inputs.strategy, value: strategyName(strategy, wording.language) }] : []),
        { label: words.inputs.stress, value: full(stress, currency) },
        ...(date === null ? [] : [{ label: words.inputs.date, value: wording.date(date) }]),
      ],
    },
  }
}
