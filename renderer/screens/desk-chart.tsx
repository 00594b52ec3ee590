// The ladder as a picture: expected exposure by month, locked part solid, open part outlined, policy as a bracket.
import type { HedgeEvaluationData } from '../../shared/contract/hedge-commands.ts'
import { deskTexts } from '../../shared/language/desk.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import { LadderChart } from '../charts/ladder-chart.tsx'
import { useWording } from './wording.ts'

export function DeskChart({
  evaluation,
  isStale,
  onPick,
}: {
  evaluation: HedgeEvaluationData
  isStale: boolean
  onPick: (month: string) => void
}) {
  const wording = useWording()
  const words = deskTexts[wording.language].chart
  const { months, totals, unit, contractSize } = evaluation
  const title =
    totals.actualPercent === null || totals.contracts === 0 ? words.titleNone : words.title(wording.percent(totals.actualPercent / 100))
  return (
    <LadderChart
      title={title}
      subtitle={words.subtitle(unit)}
      height={200}
      months={months.map((month) => ({
        month: month.month,
        expected: month.exposureUnits,
        hedged: new Decimal(contractSize).times(month.contracts).toFixed(),
        policyMin: month.policyMin / 100,
        policyMax: month.policyMax / 100,
      }))}
      format={{ kind: 'count' }}
      stale={isStale}
      onPick={(at) => onPick(months[at]?.month ?? '')}
    />
  )
}
