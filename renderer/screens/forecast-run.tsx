// Seed, trials and horizon beside the button that runs: the fields are kept with the workspace when they change, so
// the same run can be repeated to the last digit; unchanged, the button computes the same again.
import { useEffect, useState } from 'react'
import { forecastTexts } from '../../shared/language/forecast.ts'
import { settingsTexts } from '../../shared/language/settings.ts'
import { useAction, useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { AmountField } from '../parts/field.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { useWording } from './wording.ts'

type Draft = Partial<Record<'seed' | 'trials' | 'horizonMonths', number>>
const limits = { seed: [0, 2 ** 31 - 1], trials: [100, 100_000], horizonMonths: [1, 24] } as const

export function ForecastRun({ onRepeat, isRunning }: { onRepeat: () => void; isRunning: boolean }) {
  const { language } = useDisplay()
  const text = forecastTexts[language].run
  const { model } = settingsTexts[language]
  const { count } = useWording()
  const settings = useCommand('settings.get', {})
  const save = useAction('settings.set')
  const [draft, setDraft] = useState<Draft>({})
  const run = async (): Promise<void> => {
    if (Object.keys(draft).length === 0) return onRepeat()
    if (await save.run(draft)) setDraft({})
  }
  useRunKey(() => void run())
  if (!settings.data) return null
  const current = { ...settings.data, ...draft }
  const field = (key: keyof Draft, label: string) => (
    <AmountField
      label={label}
      format={{ kind: 'count' }}
      value={String(current[key])}
      check={(typed) =>
        /^\d+$/.test(typed) && Number(typed) >= limits[key][0] && Number(typed) <= limits[key][1]
          ? undefined
          : model.range(count(limits[key][0]), count(limits[key][1]))
      }
      onCommit={(typed) => typed !== null && setDraft((before) => ({ ...before, [key]: Number(typed) }))}
    />
  )
  return (
    <div className="run-bar" title={text.same}>
      {field('horizonMonths', text.horizon)}
      {field('trials', text.trials)}
      {field('seed', text.seed)}
      <Button kind="primary" isPending={isRunning || save.pending} shortcut="Ctrl+Enter" onPress={() => void run()}>
        {text.action}
      </Button>
      {save.failure && <FailurePanel failure={save.failure} />}
    </div>
  )
}

function useRunKey(run: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [run])
}
