// Which two periods are compared, and in which money: the bar above the bridge.
import { driversTexts } from '../../shared/language/drivers.ts'
import { toMonth } from '../../shared/units/calendar.ts'
import { type DaySpan, monthSpan } from '../../shared/units/period.ts'
import { Select } from '../parts/select.tsx'
import { grains, periodName, periodsOf, shownPeriod } from './drivers-periods.ts'
import { setDriversView, useDriversView } from './drivers-view.ts'
import { useWording } from './wording.ts'

interface DriversControlsProps {
  readonly data: DaySpan
  readonly currency: string
  readonly convert: boolean
  readonly currencies: readonly string[]
  /** The workspace's own currency, in which everything can be brought together. */
  readonly home: string
}

const presets = ['previous', 'yearBefore'] as const

export function DriversControls({ data, currency, convert, currencies, home }: DriversControlsProps) {
  const wording = useWording()
  const text = driversTexts[wording.language].controls
  const view = useDriversView()
  const { grain, against } = view
  const period = shownPeriod(view, data)
  const name = (label: string) => ({ id: label, label: periodName(monthSpan(toMonth(label), grain === 'quarter' ? 3 : 1), wording) })
  const periods = periodsOf(grain, data)
  const common = convert ? currency : home
  const money = [
    ...[...new Set(convert ? currencies : [...currencies, currency])].map((id) => ({ id, label: id })),
    ...(currencies.length > 1 || convert ? [{ id: `=${common}`, label: text.converted(common) }] : []),
  ]
  return (
    <div className="control-bar">
      <Select
        label={text.grain}
        options={grains.map((id) => ({ id, label: text.grains[id] }))}
        value={grain}
        onChange={(chosen) => setDriversView({ grain: chosen, period: null, against: 'previous' })}
      />
      <Select label={text.period} options={periods.map(name)} value={period} onChange={(chosen) => setDriversView({ period: chosen })} />
      <Select
        label={text.against}
        options={[
          ...presets.map((id) => ({ id, label: (id === 'previous' ? text.previous : text.yearBefore)[grain] })),
          ...periods.filter((each) => each !== period).map(name),
        ]}
        value={against}
        onChange={(chosen) => setDriversView({ against: chosen })}
      />
      {money.length > 1 && (
        <Select
          label={text.currency}
          options={money}
          value={convert ? `=${currency}` : currency}
          onChange={(id) => setDriversView({ currency: id.replace('=', ''), convert: id.startsWith('=') })}
        />
      )}
    </div>
  )
}
