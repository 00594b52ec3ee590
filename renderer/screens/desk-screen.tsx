// The Hedge desk: strategies, ladder, consequences side by side; payoff, comparison and reasons below. No wizard and
// no order button: the app proposes, the firm decides. No hedge is always there, with real numbers.
import { type ReactNode, useEffect, useState } from 'react'
import type { HedgeEvaluationData, StrategyData } from '../../shared/contract/hedge-commands.ts'
import { deskTexts } from '../../shared/language/desk.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import { useAction, useCommand } from '../client/use-command.ts'
import { Loaded } from '../parts/loaded.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { Screen } from '../parts/screen.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { showToast } from '../parts/toast.tsx'
import { useApp } from '../state/store.ts'
import { DeskChart } from './desk-chart.tsx'
import { DeskCompare, type DeskCompareProps } from './desk-compare.tsx'
import { DeskConsequences } from './desk-consequences.tsx'
import { useEvaluation } from './desk-draft.ts'
import { useDeskKeys } from './desk-keys.ts'
import { DeskLadder } from './desk-ladder.tsx'
import { cured, newStrategy } from './desk-ladder-model.ts'
import { DeskPayoff } from './desk-payoff.tsx'
import { DeskStrategies, strategyName } from './desk-strategies.tsx'
import { DeskWhy } from './desk-why.tsx'
import { useMissingPlan } from './missing-plan.tsx'
import { useWording, type Wording } from './wording.ts'

export function DeskScreen() {
  const query = useCommand('hedge.strategies', {})
  const wording = useWording()
  const missing = useMissingPlan()
  return (
    <Loaded query={query} onFailure={(failure) => missing(failure, deskTexts[wording.language].title.loading)}>
      {({ strategies, chosen }) => <Desk strategies={strategies} chosen={chosen} />}
    </Loaded>
  )
}

function Desk({ strategies, chosen }: { strategies: readonly StrategyData[]; chosen: string }) {
  const wording = useWording()
  const words = deskTexts[wording.language]
  const missing = useMissingPlan()
  const { strategy: picked, month, scenario, select } = useApp()
  const [draft, setDraft] = useState<StrategyData | null>(null)
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set())
  const saving = useAction('hedge.save')
  const choosing = useAction('hedge.choose')
  const removing = useAction('hedge.remove')
  const saved = strategies.find((each) => each.id === picked) ?? strategies.find((each) => each.id === chosen) ?? strategies[0]
  const query = useEvaluation(saved, draft, scenario)
  const evaluation = query.data
  const compared = new Set(strategies.map((each) => each.id).filter((id) => !leftOut.has(id)))

  const show = (id: string): void => {
    setDraft(null)
    select({ strategy: id })
  }
  const save = async (strategy: StrategyData): Promise<void> => {
    setDraft(strategy)
    const answer = await saving.run({ strategy })
    if (answer) select({ strategy: strategy.id })
    setDraft((now) => (now === strategy ? null : now)) // what was typed since then stays
  }
  const shownCover = (): Record<string, number> =>
    Object.fromEntries(evaluation?.months.map((each) => [each.month, each.coverPercent]) ?? [])
  // A given strategy cannot be changed: what is typed into it becomes a copy under the next letter.
  const editable = (): StrategyData => {
    if (draft) return draft
    if (saved?.kind === 'manual') return saved
    return newStrategy(strategies, words.strategies.manual, shownCover())
  }
  const commit = (strategy: StrategyData): void => {
    if (saved && strategy.id !== saved.id)
      showToast({ message: words.strategies.copied(strategy.name, strategyName(saved, wording.language)) })
    void save(strategy)
  }
  const choose = async (strategy: StrategyData): Promise<void> => {
    if (await choosing.run({ id: strategy.id })) showToast({ message: words.strategies.savedNow(strategyName(strategy, wording.language)) })
  }
  useDeskKeys({ strategies, onShow: show, onRecompute: query.retry })
  const isShown = evaluation !== undefined
  useEffect(() => {
    if (isShown && month !== null) document.querySelector<HTMLElement>('.ladder .selected-column input')?.focus()
  }, [month, isShown])

  const name = saved ? strategyName(draft ?? saved, wording.language) : ''
  const failure = saving.failure ?? choosing.failure ?? removing.failure
  const instead = query.failure && !query.pending ? missing(query.failure, words.title.loading) : undefined
  if (instead !== undefined) return instead
  return (
    <Screen
      title={evaluation ? deskTitle(evaluation, name, wording) : words.title.loading}
      subtitle={evaluation ? wording.basis(evaluation.basis, evaluation.run) : null}
    >
      {failure && <FailurePanel failure={failure} />}
      <div className="desk-frame">
        <div className="desk">
          <DeskStrategies
            strategies={strategies}
            chosen={chosen}
            shown={saved?.id ?? 'none'}
            compared={compared}
            onShow={show}
            onCompare={(id, on) => setLeftOut(new Set(on ? [...leftOut].filter((each) => each !== id) : [...leftOut, id]))}
            onNew={() => void save(newStrategy(strategies, words.strategies.manual, shownCover()))}
            onRename={(strategy, typed) => void save({ ...strategy, name: typed })}
            onRemove={(strategy) => void removing.run({ id: strategy.id }).then((answer) => answer && show(answer.chosen))}
            onChoose={(strategy) => void choose(strategy)}
          />
          <Loaded query={{ ...query, stale: false }}>
            {(shown) => (
              <div className="desk-middle">
                {shown.months.some((each) => each.forward !== null) && (
                  <DeskChart evaluation={shown} isStale={query.stale} onPick={(label) => select({ month: label })} />
                )}
                <DeskLadder
                  evaluation={shown}
                  strategy={editable()}
                  selected={month}
                  isStale={query.stale}
                  onSelect={(label) => select({ month: label })}
                  onDraft={setDraft}
                  onCommit={commit}
                />
                <p className="quiet">{words.strategies.keys}</p>
              </div>
            )}
          </Loaded>
          {evaluation && (
            <DeskConsequences
              evaluation={evaluation}
              name={name}
              isStale={query.stale}
              isPending={query.stale && query.pending}
              onMonth={(label) => select({ month: label })}
              onCure={(cures) => commit(cured(editable(), evaluation, cures))}
            />
          )}
        </div>
      </div>
      {evaluation && <DeskTabs evaluation={evaluation} compared={compared} shown={saved?.id ?? 'none'} scenario={scenario} onShow={show} />}
    </Screen>
  )
}

function DeskTabs({ evaluation, ...compare }: { evaluation: HedgeEvaluationData } & DeskCompareProps): ReactNode {
  const words = deskTexts[useWording().language].tabs
  return (
    <Tabs
      label={words.label}
      tabs={[
        { id: 'payoff', title: words.payoff, content: <DeskPayoff evaluation={evaluation} /> },
        { id: 'compare', title: words.compare, content: <DeskCompare {...compare} /> },
        { id: 'why', title: words.why, content: <DeskWhy evaluation={evaluation} /> },
      ]}
    />
  )
}

function deskTitle(evaluation: HedgeEvaluationData, name: string, wording: Wording): string {
  const words = deskTexts[wording.language].title
  const { consequences, vsNone, currency, totals, strategy } = evaluation
  if (strategy.kind === 'none') return words.none(wording.money(consequences.expected, currency), wording.money(consequences.p95, currency))
  if (totals.contracts === 0) return words.open(name)
  const change = new Decimal(vsNone.p95)
  const say = change.gt(0) ? words.costs : words.saves
  return say(name, wording.amount(vsNone.p95, currency), wording.money(consequences.peakMargin.p95, currency))
}
