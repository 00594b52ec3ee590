// Every ticked strategy with the same six consequences and their difference to No hedge, as one table to read and copy.
import { useMemo } from 'react'
import type { HedgeEvaluationData } from '../../shared/contract/hedge-commands.ts'
import { deskTexts } from '../../shared/language/desk.ts'
import { compareDecimals } from '../../shared/units/decimal.ts'
import { columnUnit } from '../../shared/units/format.ts'
import { useCommand } from '../client/use-command.ts'
import { useDisplay } from '../parts/display.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { costTone } from './desk-consequences.tsx'
import { consequenceIds, consequenceOf, explainConsequence, explainDifference } from './desk-explanations.ts'
import { strategyName } from './desk-strategies.tsx'
import { useWording, type Wording } from './wording.ts'

export function DeskCompare({ compared, onOpen }: { compared: ReadonlySet<string>; onOpen: (id: string) => void }) {
  const wording = useWording()
  const words = deskTexts[wording.language].compare
  const query = useCommand('hedge.compare', {})
  return (
    <Loaded query={query}>
      {({ evaluations }) => {
        const rows = evaluations.filter((each) => each.strategy.kind === 'none' || compared.has(each.strategy.id))
        return (
          <Panel title={compareTitle(rows, wording)} note={words.none}>
            <CompareTable rows={rows} isStale={query.stale} onOpen={onOpen} />
          </Panel>
        )
      }}
    </Loaded>
  )
}

function compareTitle(rows: readonly HedgeEvaluationData[], wording: Wording): string {
  const words = deskTexts[wording.language].compare
  const [first, ...others] = rows
  if (!first || others.length === 0) return words.title
  const best = others.reduce((lowest, each) => (compareDecimals(each.consequences.p95, lowest.consequences.p95) < 0 ? each : lowest), first)
  return best.strategy.kind === 'none' ? words.lowestNone : words.lowest(strategyName(best.strategy, wording.language))
}

function CompareTable({ rows, isStale, onOpen }: { rows: readonly HedgeEvaluationData[]; isStale: boolean; onOpen: (id: string) => void }) {
  const display = useDisplay()
  const wording = useWording()
  const words = deskTexts[display.language]
  const columns = useMemo(() => {
    const currency = rows[0]?.currency ?? ''
    const amounts = rows.flatMap((row) => consequenceIds.map((id) => consequenceOf(row.consequences, id)))
    const unit = columnUnit(amounts, { ...display, unit: 'auto' })
    const nameOf = (row: HedgeEvaluationData): string => strategyName(row.strategy, display.language)
    const figures = consequenceIds.flatMap((id): Column<HedgeEvaluationData>[] => [
      {
        key: id,
        title: words.consequences[id],
        kind: 'money',
        currency,
        unit,
        value: (row) => consequenceOf(row.consequences, id),
        explain: (row) => explainConsequence(row, id, nameOf(row), wording),
      },
      {
        key: `${id}-difference`,
        title: words.consequences.difference,
        kind: 'money',
        currency,
        unit,
        value: (row) => consequenceOf(row.vsNone, id),
        tone: (row) => costTone(consequenceOf(row.vsNone, id)),
        explain: (row) => explainDifference(row, id, nameOf(row), wording),
      },
    ])
    const all: Column<HedgeEvaluationData>[] = [
      { key: 'strategy', title: words.compare.strategy, kind: 'text', value: nameOf },
      { key: 'contracts', title: words.compare.contracts, kind: 'count', value: (row) => String(row.totals.contracts) },
      ...figures,
      { key: 'breaches', title: words.compare.breaches, kind: 'count', value: (row) => String(row.breaches) },
    ]
    return all
  }, [rows, display, wording, words])
  return (
    <DataTable
      caption={words.compare.title}
      rows={rows}
      columns={columns}
      rowKey={(row) => row.strategy.id}
      onOpen={(row) => onOpen(row.strategy.id)}
      stale={isStale}
    />
  )
}
