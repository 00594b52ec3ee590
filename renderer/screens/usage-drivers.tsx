// The Drivers tab: the bridge of spend between two periods as a picture, its steps with what they mean, and the models
// and vendors behind them.
import type { DriverSegmentData, DriversData } from '../../shared/contract/driver-commands.ts'
import type { Driver } from '../../shared/domain/spend-bridge.ts'
import { driversTexts } from '../../shared/language/drivers.ts'
import { describeNote } from '../../shared/language/notes.ts'
import { columnUnit, unitLabel } from '../../shared/units/format.ts'
import type { DaySpan } from '../../shared/units/period.ts'
import { WaterfallChart, type WaterfallStep } from '../charts/waterfall-chart.tsx'
import { useCommand } from '../client/use-command.ts'
import { useDisplay } from '../parts/display.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { MessagePanel } from '../parts/message-panel.tsx'
import { useScreenTitle } from '../parts/screen.tsx'
import { useApp } from '../state/store.ts'
import { DriversControls } from './drivers-controls.tsx'
import { DriversMovers } from './drivers-movers.tsx'
import { DriversParts } from './drivers-parts.tsx'
import { comparedSpans, periodName } from './drivers-periods.ts'
import { driversTitle } from './drivers-title.ts'
import { useDriversView } from './drivers-view.ts'
import { setUsageView } from './usage-view.ts'
import { useWording } from './wording.ts'

export function UsageDrivers({ data: covered }: { data: DaySpan }) {
  const wording = useWording()
  const view = useDriversView()
  const { before, after } = comparedSpans(view, covered)
  const home = useCommand('settings.get', {}).data?.currency ?? 'USD'
  const query = useCommand('usage.drivers', {
    ...after,
    againstFrom: before.from,
    againstTo: before.to,
    ...(view.currency === null ? {} : { currency: view.currency }),
    convert: view.convert,
  })
  const { data } = query
  useScreenTitle(data === undefined ? driversTexts[wording.language].title.loading : driversTitle(data, wording))
  return (
    <>
      <DriversControls
        data={covered}
        currency={data?.currency ?? view.currency ?? home}
        convert={view.convert}
        currencies={data?.currencies ?? []}
        home={home}
      />
      <Loaded query={query}>{(answer) => <Bridge data={answer} />}</Loaded>
    </>
  )
}

function Bridge({ data }: { data: DriversData }) {
  const display = useDisplay()
  const wording = useWording()
  const { goTo } = useApp()
  const text = driversTexts[wording.language]
  const names = { before: periodName({ from: data.againstFrom, to: data.againstTo }, wording), after: periodName(data, wording) }
  const amounts = [data.before, data.after, ...data.parts.map(({ amount }) => amount)]
  const unit = columnUnit(amounts, display)
  const format = { kind: 'money', currency: data.currency, unit } as const
  const isAlone = data.before === '0' && data.segments.every((segment) => segment.before.amount === '0')
  const show = (segment: DriverSegmentData, rows: boolean): void => {
    const { provider, model, pooled, currency } = segment
    const filter = { provider, ...(pooled || model === '' ? {} : { model }) }
    const month = data.from.slice(0, 7) === data.to.slice(0, 7) ? { month: data.from.slice(0, 7) } : {}
    setUsageView({
      filter,
      change: null,
      by: ['model'],
      measure: 'spend',
      currency,
      drill: rows ? { ...filter, ...month } : null,
    })
    goTo('usage', { tab: 'explore' })
  }
  const warnings = data.notes.filter(({ severity }) => severity !== 'info')
  return (
    <div className="screen-part">
      {warnings.length > 0 && (
        <div className="messages">
          {warnings.map((note) => (
            <MessagePanel key={note.code + JSON.stringify(note.params)} tone={note.severity} title={describeNote(note, wording.language)} />
          ))}
        </div>
      )}
      {isAlone ? (
        <EmptyState
          title={text.single.title}
          reason={data.after === '0' ? text.title.nothing(names.after, names.before) : text.single.reason(names.after, names.before)}
          action={{ label: text.single.action, run: () => goTo('import') }}
        />
      ) : (
        <>
          <WaterfallChart
            title={text.chart.title(names.before, names.after)}
            subtitle={text.chart[data.convert ? 'converted' : 'subtitle'](unitLabel(format, display))}
            note={text.chart.note}
            steps={stepsOf(data, names, text.driver)}
            format={format}
          />
          <DriversParts data={data} names={names} format={format} />
          <DriversMovers data={data} format={format} names={names} onShow={show} />
        </>
      )}
      <div>
        {data.notes
          .filter(({ severity }) => severity === 'info')
          .map((note) => (
            <p key={note.code + JSON.stringify(note.params)} className="panel-note">
              {describeNote(note, wording.language)}
            </p>
          ))}
      </div>
    </div>
  )
}

/** From the first total over the parts that are not zero to the second. */
function stepsOf(data: DriversData, names: { before: string; after: string }, driver: Readonly<Record<Driver, string>>): WaterfallStep[] {
  return [
    { key: 'before', label: names.before, kind: 'total', amount: data.before },
    ...data.parts
      .filter(({ amount }) => amount !== '0')
      .map((part): WaterfallStep => ({ key: part.driver, label: driver[part.driver], kind: 'change', amount: part.amount })),
    { key: 'after', label: names.after, kind: 'total', amount: data.after },
  ]
}
