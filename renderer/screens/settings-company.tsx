// Settings, company: name, fiscal year, hedge currency, as-of date, the last closed month.
import { useState } from 'react'
import type { SettingsData, WorkspaceInfoData } from '../../shared/contract/workspace-commands.ts'
import { bookTexts } from '../../shared/language/book.ts'
import { settingsTexts } from '../../shared/language/settings.ts'
import { isIsoDate, monthLabel, toMonth } from '../../shared/units/calendar.ts'
import { useDisplay } from '../parts/display.tsx'
import { Field } from '../parts/field.tsx'
import { Panel } from '../parts/panel.tsx'
import { Select } from '../parts/select.tsx'
import type { SaveSettings } from './settings-screen.tsx'
import { useWording } from './wording.ts'

interface CompanyProps {
  readonly settings: SettingsData
  readonly workspace: WorkspaceInfoData
  readonly save: SaveSettings
}

export function SettingsCompany({ settings, workspace, save }: CompanyProps) {
  const { language } = useDisplay()
  const text = settingsTexts[language].company
  const { closed } = bookTexts[language]
  const { date, month } = useWording()
  const months = Array.from({ length: 12 }, (_, at) => ({ id: String(at + 1), label: monthName(at + 1, language) }))
  const known = [...new Set([settings.currency, ...workspace.currencies, 'USD', 'CNY', 'EUR'])].map((id) => ({ id, label: id }))
  return (
    <Panel title={text.heading}>
      <div className="form-grid">
        <SavedField label={text.name} value={settings.company} save={(company) => save({ company })} />
        <Select
          label={text.fiscalYear}
          options={months}
          value={String(settings.fiscalYearStartMonth)}
          onChange={(month) => save({ fiscalYearStartMonth: Number(month) })}
        />
        <Select
          label={text.currency}
          help={text.currencyMeaning}
          options={known}
          value={settings.currency}
          onChange={(currency) => save({ currency })}
        />
        <SavedField
          label={text.asOf}
          help={workspace.lastDay === null ? text.asOfNone : text.asOfMeaning(date(workspace.lastDay))}
          value={settings.asOf ?? ''}
          check={(typed) => (typed === '' || isIsoDate(typed) ? undefined : text.badDate)}
          save={(typed) => save({ asOf: typed === '' ? null : typed })}
        />
        <Select
          label={closed.label}
          help={closed.meaning}
          options={[{ id: nothingClosed, label: closed.open }, ...closable(settings, workspace).map((id) => ({ id, label: month(id) }))]}
          value={settings.lockedThrough ?? nothingClosed}
          onChange={(id) => save({ lockedThrough: id === nothingClosed ? null : id })}
        />
      </div>
    </Panel>
  )
}

const nothingClosed = 'open'

/** Months with data, newest first, and the one that is closed now. */
function closable({ lockedThrough }: SettingsData, { firstDay, lastDay }: WorkspaceInfoData): string[] {
  const [first, last] = [firstDay, lastDay].map((day) => (day === null ? null : toMonth(day.slice(0, 7))))
  const months = first == null || last == null ? [] : Array.from({ length: last - first + 1 }, (_, back) => monthLabel(last - back))
  return lockedThrough === null || months.includes(lockedThrough) ? months : [...months, lockedThrough].sort().reverse()
}

const monthName = (month: number, language: 'en' | 'zh'): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2000, month - 1, 1)),
  )

interface SavedFieldProps {
  readonly label: string
  readonly value: string
  readonly help?: string
  readonly check?: (typed: string) => string | undefined
  readonly save: (typed: string) => void
}

/** Text that is saved when the field is left with another value; what another place changed shows at once. */
function SavedField({ label, value, help, check, save }: SavedFieldProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const error = draft === null ? undefined : check?.(draft.trim())
  const keep = (): void => {
    if (draft === null || error !== undefined) return
    setDraft(null)
    if (draft.trim() !== value) save(draft.trim())
  }
  return (
    <Field
      label={label}
      value={draft ?? value}
      onChange={setDraft}
      onCommit={keep}
      {...(help === undefined ? {} : { help })}
      {...(error === undefined ? {} : { error })}
    />
  )
}
