// Spend before and after the import, column by column, one picture a currency: a wrong date order or decimal mark shows at
// once. What will be is solid, what was is outlined.
import type { ImportPreviewData } from '../../shared/contract/import-commands.ts'
import { importCheckTexts } from '../../shared/language/import-check.ts'
import { compareCurrencies } from '../../shared/units/money-order.ts'
import { StackedColumns } from '../charts/stacked-columns.tsx'
import { useDisplay } from '../parts/display.tsx'
import { spendColumns } from './import-figures.ts'

export function ImportDays({ days }: { days: ImportPreviewData['days'] }) {
  const { language, home } = useDisplay()
  const text = importCheckTexts[language]
  const currencies = [...new Set(days.map((day) => day.currency))].toSorted((a, b) => compareCurrencies(a, b, home))
  return currencies.map((currency) => {
    const own = days.filter((day) => day.currency === currency)
    if (own.length < 2) return null
    const { grain, periods, before, after } = spendColumns(own)
    return (
      <StackedColumns
        key={currency}
        title={text.daysTitle[grain]}
        note={text.daysNote}
        height={240}
        periods={periods}
        series={[{ key: 'after', name: text.after, values: after }]}
        outline={{ name: text.before, values: before }}
        format={{ kind: 'money', currency, unit: 'one' }}
      />
    )
  })
}
