// Daily spend before and after the import, one picture a currency: a wrong date order or decimal mark shows at once.
import type { ImportPreviewData } from '../../shared/contract/import-commands.ts'
import { importTexts } from '../../shared/language/import.ts'
import { CurveChart } from '../charts/curve-chart.tsx'
import { useDisplay } from '../parts/display.tsx'

export function ImportDays({ days }: { days: ImportPreviewData['days'] }) {
  const text = importTexts[useDisplay().language].check
  const currencies = [...new Set(days.map((day) => day.currency))].toSorted()
  return currencies.map((currency) => {
    const own = days.filter((day) => day.currency === currency).toSorted((a, b) => a.day.localeCompare(b.day))
    if (own.length < 2) return null
    return (
      <CurveChart
        key={currency}
        title={text.daysTitle}
        note={text.daysNote}
        height={240}
        fromZero
        x={own.map((day) => day.day)}
        format={{ kind: 'money', currency, unit: 'one' }}
        lines={[
          { key: 'before', name: text.before, role: 'plain', values: own.map((day) => day.before) },
          { key: 'after', name: text.after, role: 'curve', values: own.map((day) => day.after) },
        ]}
      />
    )
  })
}
