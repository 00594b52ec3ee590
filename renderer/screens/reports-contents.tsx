// What the pack will hold and what it will lack, in words, before anything is written: no budget, no liquidity, a
// contract that cannot be traded or has no price. Each gap leads to where it is filled.
import type { StrategyData } from '../../shared/contract/hedge-commands.ts'
import { marketTexts } from '../../shared/language/market.ts'
import { reportsTexts } from '../../shared/language/reports.ts'
import { useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { Panel } from '../parts/panel.tsx'
import { Tag } from '../parts/tag.tsx'
import { useApp } from '../state/store.ts'
import { strategyName } from './desk-strategies.tsx'
import { isTradable } from './market-terms.ts'
import { useWording } from './wording.ts'

export interface Gap {
  readonly id: string
  readonly text: string
  readonly screen: 'settings' | 'market' | 'desk'
}

export function useGaps(strategy: StrategyData | undefined): readonly Gap[] {
  const wording = useWording()
  const words = reportsTexts[wording.language].missing
  const settings = useCommand('settings.get', {}).data
  const contracts = useCommand('market.contracts', {}).data
  const inUse = useCommand('exposure.get', {}).data
  const curve = useCommand('market.curve', {}).data
  const contract = contracts?.contracts.find((each) => each.id === inUse?.contract)
  const gaps: Gap[] = []
  if (settings && Object.keys(settings.budget).length === 0) gaps.push({ id: 'budget', text: words.budget, screen: 'settings' })
  if (settings && settings.liquidity === null) gaps.push({ id: 'liquidity', text: words.liquidity, screen: 'settings' })
  if (contract && curve && curve.points.length === 0) gaps.push({ id: 'price', text: words.price(contract.name), screen: 'market' })
  if (contract && !isTradable(contract)) {
    gaps.push({
      id: 'tradable',
      text: words.tradable(contract.name, marketTexts[wording.language].status[contract.status.value], wording.date(contract.status.asOf)),
      screen: 'market',
    })
  }
  if (strategy?.kind === 'none') gaps.push({ id: 'no-hedge', text: words.noHedge, screen: 'desk' })
  return gaps
}

export function ReportsContents({ strategy, gaps }: { strategy: StrategyData | undefined; gaps: readonly Gap[] }) {
  const wording = useWording()
  const words = reportsTexts[wording.language]
  const { goTo } = useApp()
  const info = useCommand('app.info', {}).data?.workspace
  const settings = useCommand('settings.get', {}).data
  const inUse = useCommand('exposure.get', {}).data
  const name = strategy ? strategyName(strategy, wording.language) : ''
  const parts = [
    ...(info?.firstDay && info.lastDay
      ? [
          words.contents.usage(
            wording.date(info.firstDay),
            wording.date(info.lastDay),
            info.providers.join(wording.language === 'zh' ? '、' : ', '),
          ),
        ]
      : []),
    ...(settings ? [words.contents.forecast(String(settings.horizonMonths), wording.count(settings.trials))] : []),
    ...(inUse ? [words.contents.exposure(inUse.contract)] : []),
    words.contents.hedge(name),
    words.contents.risk,
    words.contents.basis,
    words.contents.glossary,
  ]
  return (
    <Panel title={words.contents.title}>
      <ul className="plain-list">
        {parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
      <h3>{words.missing.title}</h3>
      {gaps.length === 0 && <Tag tone="ok">{words.missing.none}</Tag>}
      <ul className="gaps">
        {gaps.map((gap) => (
          <li key={gap.id} data-gap={gap.id}>
            <Tag tone="warning">{gap.text}</Tag>
            <Button kind="quiet" onPress={() => goTo(gap.screen)}>
              {words.missing.go[gap.screen]}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
