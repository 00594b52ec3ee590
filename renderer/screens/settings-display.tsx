// Settings, display: language, theme, row height, unit and sign. Kept on this computer, at once, without a restart.
import { settingsTexts } from '../../shared/language/settings.ts'
import { useDisplay } from '../parts/display.tsx'
import { Choice } from '../parts/field.tsx'
import { Panel } from '../parts/panel.tsx'
import { useApp } from '../state/store.ts'

export function SettingsDisplay() {
  const text = settingsTexts[useDisplay().language].display
  const { language, theme, density, unit, sign, choose } = useApp()
  return (
    <Panel title={text.heading} note={text.here}>
      <div className="form-grid">
        <Choice
          label={text.language}
          value={language}
          onChange={(chosen) => choose({ language: chosen })}
          options={[
            { id: 'en', label: text.english },
            { id: 'zh', label: text.chinese },
          ]}
        />
        <Choice
          label={text.theme}
          value={theme}
          onChange={(chosen) => choose({ theme: chosen })}
          options={[
            { id: 'system', label: text.system },
            { id: 'light', label: text.light },
            { id: 'dark', label: text.dark },
          ]}
        />
        <Choice
          label={text.density}
          value={density}
          onChange={(chosen) => choose({ density: chosen })}
          options={[
            { id: 'default', label: text.default },
            { id: 'compact', label: text.compact },
          ]}
        />
        <Choice
          label={text.unit}
          value={unit}
          onChange={(chosen) => choose({ unit: chosen })}
          options={[
            { id: 'one', label: text.one },
            { id: 'thousand', label: text.thousand },
            { id: 'million', label: text.million },
            { id: 'auto', label: text.auto },
          ]}
        />
        <Choice
          label={text.sign}
          value={sign}
          onChange={(chosen) => choose({ sign: chosen })}
          options={[
            { id: 'accounting', label: text.accounting },
            { id: 'minus', label: text.minus },
          ]}
        />
      </div>
    </Panel>
  )
}
