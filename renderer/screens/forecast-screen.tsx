// The Forecast screen: a range and its chance, the quarter that is asked about, whose assumptions it rests on and how
// good the method was before. Seed, trials and horizon are the workspace's own, so every screen agrees.
import { useEffect, useState } from 'react'
import type { ForecastData } from '../../shared/contract/forecast-commands.ts'
import { forecastTexts } from '../../shared/language/forecast.ts'
import { describeNote } from '../../shared/language/notes.ts'
import { unitLabel } from '../../shared/units/format.ts'
import { quantityOf, quantityText } from '../../shared/units/quantity.ts'
import { DotPlot20 } from '../charts/dot-plot.tsx'
import { FanChart } from '../charts/fan-chart.tsx'
import { useCommand } from '../client/use-command.ts'
import { useDisplay } from '../parts/display.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { KeyNumber } from '../parts/key-number.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { MessagePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import { Screen } from '../parts/screen.tsx'
import { useApp } from '../state/store.ts'
import { ForecastAssumptions } from './forecast-assumptions.tsx'
import { explainOver, explainSpread } from './forecast-explanations.ts'
import { ForecastBacktest, ForecastMethod } from './forecast-method.tsx'
import { ForecastModels, ForecastPriceSteps } from './forecast-models.tsx'
import { ForecastMonths } from './forecast-months.tsx'
import { ForecastQuarters } from './forecast-quarters.tsx'
import { ForecastRun } from './forecast-run.tsx'
import { useOpenSample } from './missing-plan.tsx'
import { useWording, type Wording } from './wording.ts'

export function ForecastScreen() {
  const text = forecastTexts[useDisplay().language]
  const wording = useWording()
  const { scenario, goTo } = useApp()
  const openSample = useOpenSample()
  const forecast = useCommand('forecast.run', scenario === null ? {} : { scenario })
  const { data } = forecast
  return (
    <Screen
      title={data ? titleOf(data, wording) : text.title.loading}
      subtitle={data ? wording.basis(data.basis, data.run) : forecast.failure ? undefined : null}
      actions={data && <ForecastRun onRepeat={forecast.retry} isRunning={forecast.pending} />}
    >
      <Loaded
        query={forecast}
        onFailure={(failure) =>
          failure.code === 'no-usage' || failure.code === 'no-spend' ? (
            <EmptyState
              title={text.empty.heading}
              reason={text.empty.why}
              action={{ label: text.empty.action, run: () => goTo('import') }}
              link={{ label: text.empty.sample, run: openSample }}
            />
          ) : undefined
        }
      >
        {(loaded) => <Answered forecast={loaded} />}
      </Loaded>
    </Screen>
  )
}

function Answered({ forecast }: { forecast: ForecastData }) {
  const display = useDisplay()
  const text = forecastTexts[display.language]
  const wording = useWording()
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, Math.max(0, forecast.quarters.length - 1))
  useQuarterKeys(forecast.quarters.length, setChosen)
  const format = { kind: 'money', currency: forecast.currency } as const
  const unit = unitLabel(format, display)
  const quarter = forecast.quarters[at]
  const months = String(forecast.months.length)
  const history = forecast.history.filter((month) => month.complete).slice(-18)
  return (
    <div className="screen-part">
      <KeyFigures forecast={forecast} at={at} />
      <Notes notes={forecast.notes.filter((note) => note.severity !== 'info')} />
      <div className="chart-row">
        <FanChart
          title={text.fan.title(months)}
          subtitle={text.fan.subtitle}
          height={300}
          format={format}
          points={[
            ...history.map((month) => ({ month: month.month, actual: month.spend })),
            ...forecast.months.map(({ month, spend, budget }) => ({
              month,
              p10: spend.p10,
              p25: spend.p25,
              p50: spend.p50,
              p75: spend.p75,
              p90: spend.p90,
              p95: spend.p95,
              ...(budget === null ? {} : { budget }),
            })),
          ]}
          onPick={(point) => {
            const month = forecast.months[point - history.length]?.month
            const found = forecast.quarters.findIndex((each) => month !== undefined && each.from <= month && month <= each.to)
            if (found >= 0) setChosen(found)
          }}
        />
        {quarter ? (
          <DotPlot20
            title={text.dots.title(wording.quarter(quarter.label))}
            subtitle={unit}
            height={264}
            dots={quarter.dots}
            budget={quantityText(quarter.budget)}
            format={format}
          />
        ) : (
          <p className="quiet">{text.dots.none}</p>
        )}
      </div>
      <ForecastQuarters forecast={forecast} selected={at} onSelect={setChosen} />
      <ForecastMonths forecast={forecast} />
      <ForecastAssumptions saved={forecast.scenario} months={forecast.months.map((month) => month.month)} models={forecast.models} />
      <ForecastPriceSteps steps={forecast.priceSteps} />
      <ForecastModels forecast={forecast} />
      <Panel title={text.backtest.heading}>
        <ForecastBacktest forecast={forecast} />
      </Panel>
      <Panel title={text.method.heading}>
        <ForecastMethod forecast={forecast} />
      </Panel>
      <Notes notes={forecast.notes.filter((note) => note.severity === 'info')} />
    </div>
  )
}

function Notes({ notes }: { notes: ForecastData['notes'] }) {
  const { language } = useDisplay()
  return (
    <div className="messages">
      {notes.map((note) => (
        <MessagePanel key={note.code + JSON.stringify(note.params)} tone={note.severity} title={describeNote(note, language)} />
      ))}
    </div>
  )
}

function KeyFigures({ forecast, at }: { forecast: ForecastData; at: number }) {
  const text = forecastTexts[useDisplay().language]
  const wording = useWording()
  const { money } = wording
  const quarter = forecast.quarters[at] ?? { label: text.quarters.total, ...forecast.total }
  const { spend, budget, overBudget } = quarter
  const label = wording.quarter(quarter.label)
  const format = { kind: 'money', currency: forecast.currency, unit: 'auto' } as const
  const explain = (key: 'p50' | 'p95') => () => explainSpread(forecast, label, spend, key, wording)
  return (
    <div className="key-numbers">
      <KeyNumber
        label={text.keys.median(label)}
        value={spend.p50}
        format={format}
        sentence={text.keys.medianMeaning}
        explain={explain('p50')}
      />
      <KeyNumber
        label={text.keys.p95}
        value={spend.p95}
        format={format}
        sentence={text.keys.p95Meaning(money(spend.p10, forecast.currency), money(spend.p90, forecast.currency))}
        explain={explain('p95')}
      />
      <KeyNumber
        label={text.keys.over}
        value={quantityOf(overBudget)}
        format={{ kind: 'percent', decimals: 0 }}
        sentence={budget === null ? text.keys.noBudget : text.keys.overMeaning(money(budget, forecast.currency))}
        explain={() => explainOver(forecast, label, budget, overBudget, wording)}
      />
    </div>
  )
}

function titleOf(forecast: ForecastData, { language, money, quarter: quarterName }: Wording): string {
  const text = forecastTexts[language].title
  const { currency, quarters, months, total } = forecast
  const first = quarters[0]
  return first
    ? text.quarter(quarterName(first.label), money(first.spend.p50, currency), money(first.spend.p95, currency))
    : text.total(String(months.length), money(total.spend.p50, currency), money(total.spend.p95, currency))
}

/** [ and ] walk through the quarters, unless something is being typed. */
function useQuarterKeys(count: number, set: (next: (at: number) => number) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const step = event.key === ']' ? 1 : event.key === '[' ? -1 : 0
      if (step === 0 || count === 0 || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      set((at) => Math.max(0, Math.min(count - 1, at + step)))
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [count, set])
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !target.readOnly)
