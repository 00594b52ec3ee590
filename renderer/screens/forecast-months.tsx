// The monthly grid: P5 to P95 by month, and the budget typed month by month (blue). Budgets typed or filled in one go
// are saved as one change.
import { useRef } from 'react'
import type { ForecastData } from '../../shared/contract/forecast-commands.ts'
import { forecastTexts } from '../../shared/language/forecast.ts'
import { settingsTexts } from '../../shared/language/settings.ts'
import { formatMonth } from '../../shared/units/format-date.ts'
import { quantityText } from '../../shared/units/quantity.ts'
import { useAction, useCommand } from '../client/use-command.ts'
import { useDisplay } from '../parts/display.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import { type MatrixRow, MatrixTable } from '../parts/table/matrix-table.tsx'
import { explainSpread } from './forecast-explanations.ts'
import { useWording } from './wording.ts'

const keys = ['p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'mean'] as const

export function ForecastMonths({ forecast }: { forecast: ForecastData }) {
  const { language } = useDisplay()
  const text = forecastTexts[language].months
  const wording = useWording()
  const budget = useBudget()
  const { months, currency, total } = forecast
  const money = { kind: 'money', currency } as const
  const rows: MatrixRow[] = [
    ...keys.map(
      (key): MatrixRow => ({
        key,
        label: text[key],
        format: money,
        values: months.map((month) => month.spend[key]),
        total: total.spend[key],
        explain: (at) => {
          const month = months[at]
          return month && (() => explainSpread(forecast, wording.month(month.month), month.spend, key, wording))
        },
        ...(key === 'p50' ? { emphasis: 'total' as const } : {}),
      }),
    ),
    {
      key: 'budget',
      label: text.budget,
      format: money,
      values: months.map((month) => quantityText(month.budget)),
      total: quantityText(total.budget),
      input: {
        onCommit: (at, value) => budget.set(months[at]?.month ?? '', value),
        check: (value) => (value.startsWith('-') ? settingsTexts[language].prices.negative : undefined),
      },
    },
    {
      key: 'tokens',
      label: text.tokens,
      format: { kind: 'count', compact: true },
      values: months.map((month) => month.tokens.p50),
      total: total.tokens.p50,
      emphasis: 'quiet',
    },
  ]
  return (
    <Panel title={text.heading} note={text.budgetHint}>
      {budget.failure && <FailurePanel failure={budget.failure} />}
      <MatrixTable
        caption={text.heading}
        corner=""
        columns={months.map((month) => formatMonth(month.month, language, true))}
        rows={rows}
        totalTitle={forecastTexts[language].quarters.total}
      />
    </Panel>
  )
}

/** Collects the budgets of one gesture (a typed cell, a fill to the right) and saves them together. */
function useBudget() {
  const settings = useCommand('settings.get', {})
  const save = useAction('settings.set')
  const typed = useRef<Record<string, string> | null>(null)
  return {
    failure: save.failure,
    set(month: string, value: string): void {
      if (typed.current !== null) {
        typed.current[month] = value
        return
      }
      typed.current = { [month]: value }
      queueMicrotask(() => {
        const added = typed.current
        typed.current = null
        if (added) void save.run({ budget: { ...settings.data?.budget, ...added } })
      })
    },
  }
}
