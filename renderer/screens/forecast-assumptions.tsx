// Whose assumptions the forecast rests on: dated volume events with an owner, by scenario. Edits are a draft until
// saved; the figures above keep using what is saved and say so.
import { useState } from 'react'
import type { ForecastData, ScenarioData } from '../../shared/contract/forecast-commands.ts'
import { forecastTexts } from '../../shared/language/forecast.ts'
import { formatMonth } from '../../shared/units/format-date.ts'
import { quantityOf } from '../../shared/units/quantity.ts'
import { useAction, useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { Field } from '../parts/field.tsx'
import { InputCell } from '../parts/input-cell.tsx'
import { FailurePanel, MessagePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import { Select } from '../parts/select.tsx'
import { useApp } from '../state/store.ts'

type Event = ScenarioData['events'][number]

interface AssumptionsProps {
  readonly saved: ScenarioData
  readonly months: readonly string[]
  readonly models: ForecastData['models']
}

export function ForecastAssumptions({ saved, months, models }: AssumptionsProps) {
  const text = forecastTexts[useDisplay().language].scenario
  const { select } = useApp()
  const scenarios = useCommand('scenario.list', {})
  const save = useAction('scenario.save')
  const [draft, setDraft] = useState<{ of: string; events: readonly Event[] } | null>(null)
  const [newName, setNewName] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const own = draft !== null && draft.of === saved.name ? draft.events : null
  const events = own ?? saved.events
  const lacksNote = events.some((event) => event.note.trim() === '')
  const change = (next: readonly Event[]): void => setDraft({ of: saved.name, events: next })
  const set = (at: number, part: Partial<Event>): void =>
    change(events.map((event, index) => (index === at ? { ...event, ...part } : event)))
  const keep = async (name: string): Promise<void> => {
    setTried(true)
    if (lacksNote || name.trim() === '') return
    if (!(await save.run({ scenario: { name: name.trim(), events: events.toSorted((a, b) => a.month.localeCompare(b.month)) } }))) return
    setDraft(null)
    setNewName(null)
    setTried(false)
    select({ scenario: name.trim() })
  }
  const names = (scenarios.data?.scenarios ?? [saved]).map((each) => ({
    id: each.name,
    label: each.name,
  }))
  return (
    <Panel
      title={text.heading}
      note={text.meaning}
      actions={<Select isCompact label={text.choose} options={names} value={saved.name} onChange={(scenario) => select({ scenario })} />}
    >
      {own !== null && <MessagePanel tone="info" title={text.unsaved} />}
      {tried && lacksNote && <MessagePanel tone="warning" title={text.needNote} />}
      {events.length === 0 ? (
        <p className="quiet">{text.none}</p>
      ) : (
        <table className="plain-table" aria-label={text.heading}>
          <thead>
            <tr>
              <th scope="col">{text.month}</th>
              <th scope="col" className="number">
                {text.factor}
              </th>
              <th scope="col">{text.scope}</th>
              <th scope="col">{text.note}</th>
              <th scope="col">{text.owner}</th>
              <th scope="col" aria-label={text.removeWord} />
            </tr>
          </thead>
          <tbody>
            {events.map((event, at) => (
              <EventRow
                // biome-ignore lint/suspicious/noArrayIndexKey: an event has no identity but its place in the list
                key={at}
                event={event}
                months={months}
                models={models}
                onChange={(part) => set(at, part)}
                onRemove={() => change(events.filter((_, index) => index !== at))}
              />
            ))}
          </tbody>
        </table>
      )}
      {save.failure && <FailurePanel failure={save.failure} />}
      <div className="actions">
        <Button icon="plus" onPress={() => change([...events, { month: months[0] ?? '', factor: 1, note: '', owner: '' }])}>
          {text.add}
        </Button>
        {own !== null && (
          <>
            <Button kind="primary" isPending={save.pending} onPress={() => void keep(saved.name)}>
              {text.save}
            </Button>
            <Button kind="quiet" onPress={() => setDraft(null)}>
              {text.discard}
            </Button>
          </>
        )}
        {newName === null && (
          <Button kind="quiet" onPress={() => setNewName('')}>
            {text.saveAs}
          </Button>
        )}
      </div>
      {newName !== null && (
        <div className="form-row">
          <Field
            label={text.newName}
            value={newName}
            onChange={setNewName}
            autoFocus
            {...(tried && newName.trim() === '' ? { error: text.needName } : {})}
          />
          <Button onPress={() => void keep(newName)}>{text.save}</Button>
          <Button kind="quiet" onPress={() => setNewName(null)}>
            {text.discard}
          </Button>
        </div>
      )}
    </Panel>
  )
}

interface EventProps {
  readonly event: Event
  readonly months: readonly string[]
  readonly models: ForecastData['models']
  readonly onChange: (part: Partial<Event>) => void
  readonly onRemove: () => void
}

const everything = 'all'

function EventRow({ event, months, models, onChange, onRemove }: EventProps) {
  const { language } = useDisplay()
  const text = forecastTexts[language].scenario
  const monthOptions = [...new Set([event.month, ...months])].toSorted().map((id) => ({ id, label: formatMonth(id, language) }))
  const providers = [...new Set(models.map((model) => model.provider))].filter((provider) => provider !== 'other')
  const scopes = [
    { id: everything, label: text.everything },
    ...providers.map((provider) => ({ id: JSON.stringify([provider]), label: provider })),
    ...models
      .filter((model) => model.provider !== 'other' && model.model !== '')
      .map((model) => ({ id: JSON.stringify([model.provider, model.model]), label: `${model.provider} ${model.model}` })),
  ]
  const scope =
    event.model !== undefined
      ? JSON.stringify([event.provider ?? '', event.model])
      : event.provider !== undefined
        ? JSON.stringify([event.provider])
        : everything
  const setScope = (id: string): void => {
    const [provider, model] = id === everything ? [] : (JSON.parse(id) as string[])
    onChange({ provider, model })
  }
  return (
    <tr>
      <td>
        <Select isCompact label={text.month} options={monthOptions} value={event.month} onChange={(month) => onChange({ month })} />
      </td>
      <td className="number">
        <InputCell
          value={quantityOf(event.factor)}
          format={{ kind: 'number', decimals: 2 }}
          label={text.factor}
          check={(typed) => (Number(typed) > 0 && Number(typed) <= 100 ? undefined : text.needFactor)}
          onCommit={(typed) => onChange({ factor: Number(typed) })}
        />
      </td>
      <td>
        <Select
          isCompact
          label={text.scope}
          options={
            scopes.some((each) => each.id === scope)
              ? scopes
              : [...scopes, { id: scope, label: [event.provider, event.model].filter(Boolean).join(' ') }]
          }
          value={scope}
          onChange={setScope}
        />
      </td>
      <td>
        <input
          type="text"
          className="cell-text"
          aria-label={text.note}
          value={event.note}
          onChange={(typed) => onChange({ note: typed.target.value })}
        />
      </td>
      <td>
        <input
          type="text"
          className="cell-text"
          aria-label={text.owner}
          value={event.owner}
          onChange={(typed) => onChange({ owner: typed.target.value })}
        />
      </td>
      <td>
        <Button kind="quiet" icon="close" aria-label={text.remove(event.note)} onPress={onRemove}>
          {text.removeWord}
        </Button>
      </td>
    </tr>
  )
}
