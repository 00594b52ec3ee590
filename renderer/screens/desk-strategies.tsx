// The left column of the desk: which strategy is shown (radio), which are compared (checkbox), make, rename, remove.
// No hedge always stands first and can neither be changed nor removed.
import { useEffect, useState } from 'react'
import type { StrategyData } from '../../shared/contract/hedge-commands.ts'
import { deskTexts } from '../../shared/language/desk.ts'
import type { Language } from '../../shared/language/text.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { Check, Field } from '../parts/field.tsx'
import { Tag } from '../parts/tag.tsx'

export interface StrategiesProps {
  readonly strategies: readonly StrategyData[]
  readonly chosen: string
  readonly shown: string
  readonly compared: ReadonlySet<string>
  readonly onShow: (id: string) => void
  readonly onCompare: (id: string, compared: boolean) => void
  readonly onNew: () => void
  readonly onRename: (strategy: StrategyData, name: string) => void
  readonly onRemove: (strategy: StrategyData) => void
  readonly onChoose: (strategy: StrategyData) => void
}

/** The two given strategies are named in the reader's language, the user's own as they were named. */
export function strategyName(strategy: Pick<StrategyData, 'kind' | 'name'>, language: Language): string {
  const words = deskTexts[language].strategies
  return strategy.kind === 'none' ? words.none : strategy.kind === 'ladder' ? words.ladder : strategy.name
}

export function DeskStrategies({
  strategies,
  chosen,
  shown,
  compared,
  onShow,
  onCompare,
  onNew,
  onRename,
  onRemove,
  onChoose,
}: StrategiesProps) {
  const { language } = useDisplay()
  const words = deskTexts[language].strategies
  const current = strategies.find((each) => each.id === shown)
  return (
    <section className="strategies" aria-label={words.title}>
      <div className="head">
        <h2>{words.title}</h2>
        <small aria-hidden="true">{words.compare}</small>
      </div>
      <ol>
        {strategies.map((strategy, at) => {
          const name = strategyName(strategy, language)
          return (
            <li key={strategy.id} className={strategy.id === shown ? 'selected' : ''}>
              <label>
                <input type="radio" name="strategy" checked={strategy.id === shown} onChange={() => onShow(strategy.id)} />
                <span>{name}</span>
                {at < 5 && <span className="key">{at + 1}</span>}
              </label>
              {strategy.id === chosen && <Tag tone="ok">{words.proposal}</Tag>}
              <Check
                label={<span className="for-readers">{words.compareOne(name)}</span>}
                checked={strategy.kind === 'none' || compared.has(strategy.id)}
                isDisabled={strategy.kind === 'none'}
                onChange={(on) => onCompare(strategy.id, on)}
              />
            </li>
          )
        })}
      </ol>
      <Button kind="secondary" icon="plus" onPress={onNew}>
        {words.fresh}
      </Button>
      {current && <StrategyForm key={current.id} strategy={current} onRename={onRename} onRemove={onRemove} />}
      {current && (
        <Button kind="primary" isDisabled={current.id === chosen} onPress={() => onChoose(current)}>
          {current.id === chosen ? words.saved : words.save}
        </Button>
      )}
    </section>
  )
}

function StrategyForm({ strategy, onRename, onRemove }: { strategy: StrategyData } & Pick<StrategiesProps, 'onRename' | 'onRemove'>) {
  const { language } = useDisplay()
  const words = deskTexts[language].strategies
  const [name, setName] = useState(strategy.name)
  useEffect(() => setName(strategy.name), [strategy.name])
  if (strategy.kind !== 'manual') {
    return (
      <p className="quiet">
        {words.fixed[strategy.kind]} {words.typeToCopy}
      </p>
    )
  }
  const keep = (typed: string): void => {
    const trimmed = typed.trim()
    if (trimmed === '') setName(strategy.name)
    else if (trimmed !== strategy.name) onRename(strategy, trimmed)
  }
  return (
    <>
      <Field label={words.rename} value={name} onChange={setName} onCommit={keep} help={words.fixed.manual} />
      <Button kind="quiet" onPress={() => onRemove(strategy)}>
        {words.remove}
      </Button>
    </>
  )
}
