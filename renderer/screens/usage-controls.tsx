// What is counted, in which currency, by what and of what: the bar above the usage table, with filters as chips.
import { useState } from 'react'
import { usageTexts } from '../../shared/language/usage.ts'
import { useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { Select } from '../parts/select.tsx'
import { measures } from './usage-pivot.ts'
import { type GroupKey, groupKeys, setUsageView, useUsageView } from './usage-view.ts'

const nothing = 'none'
/** Before the currency that all money is converted to. */
const converted = '= '

interface ControlsProps {
  readonly currency: string
  /** Of the money there is. */
  readonly currencies: readonly string[]
  /** Currencies that all money can be converted to. */
  readonly targets: readonly string[]
}

export function UsageControls({ currency, currencies, targets }: ControlsProps) {
  const text = usageTexts[useDisplay().language]
  const { measure, by, convertTo } = useUsageView()
  const [first, second] = by
  const name = (key: GroupKey) => ({ id: key, label: text.key[key] })
  const setFirst = (key: GroupKey): void =>
    setUsageView({ by: second === undefined || second === key ? [key] : [key, second], drill: null })
  const setSecond = (key: GroupKey | typeof nothing): void => setUsageView({ by: key === nothing ? [first] : [first, key], drill: null })
  return (
    <div className="control-bar">
      <Select
        label={text.measure.label}
        options={measures.map((id) => ({ id, label: text.measure[id] }))}
        value={measure}
        onChange={(chosen) => setUsageView({ measure: chosen })}
      />
      {currencies.length + targets.length > 1 && (
        <Select
          label={text.currency}
          options={[
            ...currencies.map((id) => ({ id, label: id })),
            ...targets.map((id) => ({ id: `${converted}${id}`, label: text.convertedTo(id) })),
          ]}
          value={convertTo === null ? currency : `${converted}${convertTo}`}
          onChange={(id) =>
            setUsageView(id.startsWith(converted) ? { convertTo: id.slice(converted.length) } : { currency: id, convertTo: null })
          }
        />
      )}
      <Select label={text.rows.first} options={groupKeys.map(name)} value={first} onChange={setFirst} />
      <Select
        label={text.rows.second}
        options={[{ id: nothing, label: text.rows.none }, ...groupKeys.filter((key) => key !== first).map(name)]}
        value={second ?? nothing}
        onChange={setSecond}
      />
      <UsageFilters />
    </div>
  )
}

function UsageFilters() {
  const text = usageTexts[useDisplay().language]
  const { filter, change } = useUsageView()
  const [key, setKey] = useState<GroupKey | null>(null)
  const free = groupKeys.filter((each) => filter[each] === undefined)
  const chosen = groupKeys.flatMap((each) => (filter[each] === undefined ? [] : [{ key: each, value: filter[each] }]))
  const shown = (value: string): string => (value === '' ? text.unnamed : value)
  const remove = (gone: GroupKey): void =>
    setUsageView({
      filter: Object.fromEntries(chosen.filter((each) => each.key !== gone).map((each) => [each.key, each.value])),
      drill: null,
    })
  return (
    <>
      {free.length > 0 && (
        <Select
          label={text.filter.add}
          options={free.map((id) => ({ id, label: text.key[id] }))}
          value={key}
          placeholder={text.filter.none}
          onChange={setKey}
        />
      )}
      {key !== null && free.includes(key) && (
        <FilterValues
          by={key}
          onChoose={(value) => {
            setUsageView({ filter: { ...filter, [key]: value }, drill: null })
            setKey(null)
          }}
        />
      )}
      {(chosen.length > 0 || change !== null) && (
        <ul className="chips" aria-label={text.filter.label}>
          {change !== null && (
            <li>
              <Button
                kind="quiet"
                icon="close"
                aria-label={text.filter.remove(text.filter.import(String(change)), '')}
                onPress={() => setUsageView({ change: null, drill: null })}
              >
                {text.filter.import(String(change))}
              </Button>
            </li>
          )}
          {chosen.map((each) => (
            <li key={each.key}>
              <Button
                kind="quiet"
                icon="close"
                aria-label={text.filter.remove(text.key[each.key], shown(each.value))}
                onPress={() => remove(each.key)}
              >
                {`${text.key[each.key]}: ${shown(each.value)}`}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function FilterValues({ by, onChoose }: { by: GroupKey; onChoose: (value: string) => void }) {
  const text = usageTexts[useDisplay().language]
  const { data } = useCommand('usage.query', { by: [by] })
  const values = (data?.rows ?? []).map((row) => row.keys[by] ?? '')
  // An option's id may not be empty: it carries a mark in front.
  return (
    <Select
      label={text.filter.value}
      options={values.map((value) => ({ id: `=${value}`, label: value === '' ? text.unnamed : value }))}
      value={null}
      placeholder={text.filter.choose}
      onChange={(id) => onChoose(id.slice(1))}
    />
  )
}
