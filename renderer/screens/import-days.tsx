// Daily spend before and after the import, one picture a currency: a wrong date order or decimal mark shows at once.
import type { ImportPreviewData } from '../../shared/contract/import-commands.ts'
import { importTexts } from '../../shared/language/import.ts'
import { toEpochDay, toIsoDate } from '../../shared/units/calendar.ts'
import { CurveChart } from '../charts/curve-chart.tsx'
import { useDisplay } from '../parts/display.tsx'

type Day = ImportPreviewData['days'][number]

/** Days without a row are drawn as what they are: no spend. Beyond four years only the days given are drawn. */
function everyDay(days: readonly Day[]): Day[] {
  const given = new Map(days.map((day) => [day.day, day]))
  const sorted = days.map((day) => day.day).toSorted()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return []
  const from = toEpochDay(first)
  const count = toEpochDay(last) - from + 1
  if (count > 1500) return sorted.flatMap((day) => given.get(day) ?? [])
  return Array.from({ length: count }, (_, at) => toIsoDate(from + at)).map(
    (day) => given.get(day) ?? { day, currency: days[0]?.currency ?? '', before: '0', after: '0' },
  )
}

export function ImportDays({ days }: { days: ImportPreviewData['days'] }) {
  const text = importTexts[useDisplay().language].check
  const currencies = [...new Set(days.map((day) => day.currency))].toSorted()
  return currencies.map((currency) => {
    const own = everyDay(days.filter((day) => day.currency === currency))
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
