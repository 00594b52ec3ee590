// What every number on every screen means: workspace, scenario, as-of date, currency, unit of money, language.
// The same bar everywhere; exports print the same values. Undo and redo name what they would touch.
import { describeChange } from '../../shared/language/log.ts'
import { shellTexts } from '../../shared/language/shell.ts'
import type { MoneyUnit } from '../../shared/units/format.ts'
import { formatDate } from '../../shared/units/format-date.ts'
import { useCommand } from '../client/use-command.ts'
import { useDisplay } from '../parts/display.tsx'
import { Icon } from '../parts/icon.tsx'
import { Select } from '../parts/select.tsx'
import { Tag } from '../parts/tag.tsx'
import { useApp } from '../state/store.ts'
import { useWorkspace, type WorkspaceActions } from '../state/workspace.ts'

const units: readonly MoneyUnit[] = ['one', 'thousand', 'million', 'auto']

export function ContextBar({ actions, onPalette }: { actions: WorkspaceActions; onPalette: () => void }) {
  const { language, unit } = useDisplay()
  const text = shellTexts[language]
  const { choose, goTo } = useApp()
  const workspace = useWorkspace()
  const settings = useCommand('settings.get', {}, { enabled: workspace !== null })
  const { undo, redo } = workspace ?? { undo: null, redo: null }
  return (
    <header className="context-bar">
      <button type="button" className="workspace-name" title={workspace?.path} onClick={() => goTo('welcome')}>
        {workspace?.name ?? text.app}
      </button>
      {workspace?.readOnly && <Tag tone="info">{text.readOnly}</Tag>}
      {workspace && (
        <>
          <ScenarioChoice />
          <span className="context-item">{workspace.asOf === null ? text.noData : text.asOf(formatDate(workspace.asOf, language))}</span>
          {settings.data && <span className="context-item">{settings.data.currency}</span>}
          <Select
            label={text.unit}
            isCompact
            value={unit}
            onChange={(chosen) => choose({ unit: chosen })}
            options={units.map((id) => ({ id, label: text.units[id] }))}
          />
        </>
      )}
      <span className="context-gap" />
      {workspace && (
        <>
          <IconAction
            icon="undo"
            name={undo ? text.undo(describeChange(undo, language)) : text.nothingToUndo}
            isDisabled={undo === null}
            onPress={actions.undo}
          />
          <IconAction
            icon="redo"
            name={redo ? text.redo(describeChange(redo, language)) : text.nothingToRedo}
            isDisabled={redo === null}
            onPress={actions.redo}
          />
        </>
      )}
      <button type="button" className="palette-button" onClick={onPalette} aria-keyshortcuts="Control+K">
        <Icon name="search" /> <span>{text.palette.title}</span> <kbd>{text.palette.hint}</kbd>
      </button>
      <LanguageSwitch />
    </header>
  )
}

/** Both names in their own language, so that a reader who is lost finds the way back. */
function LanguageSwitch() {
  const { language } = useDisplay()
  const choose = useApp((state) => state.choose)
  return (
    <fieldset className="language-switch" aria-label={shellTexts[language].language}>
      <button type="button" lang="en" aria-pressed={language === 'en'} onClick={() => choose({ language: 'en' })}>
        English
      </button>
      <button type="button" lang="zh-CN" aria-pressed={language === 'zh'} onClick={() => choose({ language: 'zh' })}>
        中文
      </button>
    </fieldset>
  )
}

function ScenarioChoice() {
  const { language } = useDisplay()
  const text = shellTexts[language]
  const scenarios = useCommand('scenario.list', {}).data?.scenarios ?? []
  const { scenario, select } = useApp()
  const first = scenarios[0]
  if (first === undefined || scenarios.length < 2) return null
  return (
    <Select
      label={text.scenario}
      isCompact
      value={scenario ?? first.name}
      onChange={(name) => select({ scenario: name })}
      options={scenarios.map(({ name }) => ({ id: name, label: `${text.scenario}: ${name}` }))}
    />
  )
}

function IconAction({
  icon,
  name,
  isDisabled,
  onPress,
}: {
  icon: 'undo' | 'redo'
  name: string
  isDisabled: boolean
  onPress: () => Promise<void>
}) {
  return (
    <button type="button" className="icon-button" aria-label={name} title={name} disabled={isDisabled} onClick={() => void onPress()}>
      <Icon name={icon} />
    </button>
  )
}
