// The monthly five-minute answer: what spend will be, what the hedge costs when prices fall, how much cash it can tie
// up, and what needs attention, each with one way on. A card that cannot be computed says why; it never shows a zero.
import { useEffect } from 'react'
import type { OverviewData, StrategyData } from '../../shared/contract/hedge-commands.ts'
import { overviewTexts } from '../../shared/language/overview.ts'
import { type Query, useCommand } from '../client/use-command.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Screen } from '../parts/screen.tsx'
import { screenNames, useApp } from '../state/store.ts'
import { strategyName } from './desk-strategies.tsx'
import { OverviewAttention } from './overview-attention.tsx'
import { OverviewCards } from './overview-cards.tsx'
import { OverviewChart } from './overview-chart.tsx'
import { OverviewSteps } from './overview-steps.tsx'
import { useWording, type Wording } from './wording.ts'

export function OverviewScreen() {
  const query = useCommand('overview.read', {})
  const strategies = useCommand('hedge.strategies', {})
  return <Loaded query={query}>{(overview) => <Overview overview={overview} strategy={chosenOf(strategies)} />}</Loaded>
}

function chosenOf({ data }: Query<{ strategies: StrategyData[]; chosen: string }>): StrategyData | undefined {
  return data?.strategies.find((each) => each.id === data.chosen)
}

function Overview({ overview, strategy }: { overview: OverviewData; strategy: StrategyData | undefined }) {
  const wording = useWording()
  const { basis } = overview
  const { goTo } = useApp()
  useEffect(() => {
    // 1 to 3 lead to the cards, Enter on a card opens what it is made of.
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return
      const cards = [...document.querySelectorAll<HTMLElement>('.answer-card')]
      if (/^[1-3]$/.test(event.key)) cards[Number(event.key) - 1]?.focus()
      const opened = event.key === 'Enter' ? cards.find((card) => card === document.activeElement)?.dataset.screen : undefined
      const screen = screenNames.find((name) => name === opened)
      if (screen) goTo(screen)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [goTo])
  return (
    <Screen title={overviewTitle(overview, strategy, wording)} {...(basis ? { subtitle: wording.basis(basis) } : {})}>
      {overview.steps.import === 'empty' ? (
        <OverviewSteps steps={overview.steps} />
      ) : (
        <>
          <OverviewCards overview={overview} strategy={strategy} />
          <OverviewAttention items={overview.attention} />
          <OverviewChart overview={overview} />
        </>
      )}
    </Screen>
  )
}

function overviewTitle(
  { nextQuarter, steps, down60, currency }: OverviewData,
  strategy: StrategyData | undefined,
  wording: Wording,
): string {
  const words = overviewTexts[wording.language].title
  if (steps.import === 'empty') return words.empty
  if (nextQuarter === null) return words.noForecast
  const hedge =
    down60 === null
      ? words.notComputed
      : strategy === undefined || strategy.kind === 'none'
        ? words.unhedged
        : words.hedged(strategyName(strategy, wording.language))
  return words.answer(
    wording.quarter(nextQuarter.label),
    wording.money(nextQuarter.expected, currency),
    wording.money(nextQuarter.p95, currency),
    hedge,
  )
}
