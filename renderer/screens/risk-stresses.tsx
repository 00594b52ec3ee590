// Given cases as a table, as finance reads them, and the one number a board understands at once: which fall of the
// curve uses all liquidity.
import { useMemo } from 'react'
import type { RiskData } from '../../shared/contract/hedge-commands.ts'
import { riskTexts } from '../../shared/language/risk.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import { columnUnit } from '../../shared/units/format.ts'
import { useDisplay } from '../parts/display.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { Term } from '../parts/term.tsx'
import { costTone } from './desk-consequences.tsx'
import { explainGap, explainStress, type StressRow } from './risk-explanations.ts'
import { useWording, type Wording } from './wording.ts'

export function RiskStresses({ risk }: { risk: RiskData }) {
  const display = useDisplay()
  const wording = useWording()
  const words = riskTexts[display.language]
  const columns = useMemo(() => {
    const { currency } = risk
    const unit = columnUnit(
      risk.stresses.flatMap((row) => [row.spend, row.net, row.unhedged]),
      { ...display, unit: 'auto' },
    )
    const money = { kind: 'money', currency, unit } as const
    const gap = (row: StressRow): string => new Decimal(row.net).minus(row.unhedged).toFixed()
    const name = (row: StressRow): string => words.stresses.name(row.shift === 0 ? wording.percent(0, 0) : wording.change(row.shift))
    const all: Column<StressRow>[] = [
      { key: 'case', title: words.stresses.case, kind: 'text', value: name },
      { ...money, key: 'spend', title: words.stresses.spend, value: (row) => row.spend },
      { ...money, key: 'gain', title: words.stresses.gain, value: (row) => row.hedgeGain },
      { ...money, key: 'net', title: words.stresses.net, value: (row) => row.net, explain: (row) => explainStress(risk, row, wording) },
      { ...money, key: 'unhedged', title: words.stresses.unhedged, value: (row) => row.unhedged },
      {
        ...money,
        key: 'difference',
        title: words.stresses.difference,
        value: gap,
        tone: (row) => costTone(gap(row)),
        explain: (row) => explainGap(risk, name(row), row.unhedged, row.net, wording),
      },
      { ...money, key: 'peak', title: words.stresses.peak, value: (row) => row.peakMargin },
    ]
    return all
  }, [risk, display, wording, words])
  return (
    <>
      <Panel title={<Term id="stressTest">{words.stresses.title}</Term>} note={words.stresses.note}>
        <DataTable caption={words.stresses.title} rows={risk.stresses} columns={columns} rowKey={(row) => row.id} />
      </Panel>
      <Panel title={words.reverse.title}>
        <p className="big-sentence">{reverseSentence(risk, wording)}</p>
      </Panel>
    </>
  )
}

function reverseSentence({ margin, reverseShift }: RiskData, wording: Wording): string {
  const words = riskTexts[wording.language].reverse
  if (new Decimal(margin.stress).isZero()) return words.unhedged
  if (margin.liquidity === null) return words.unset
  if (reverseShift === null) return words.never
  return reverseShift === 0 ? words.already : words.at(wording.percent(Math.abs(reverseShift), 1))
}
