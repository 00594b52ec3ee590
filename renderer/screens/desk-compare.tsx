// Every ticked strategy side by side with the same six consequences and their difference to No hedge: one column each,
// so that all figures of a decision stand in one view. A column's head shows that strategy on the desk.
import type { HedgeEvaluationData } from '../../shared/contract/hedge-commands.ts'
import { deskTexts } from '../../shared/language/desk.ts'
import { compareDecimals } from '../../shared/units/decimal.ts'
import { columnUnit, type NumberStyle, unitLabel } from '../../shared/units/format.ts'
import { useCommand } from '../client/use-command.ts'
import { useDisplay } from '../parts/display.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Panel } from '../parts/panel.tsx'
import { type MatrixRow, MatrixTable } from '../parts/table/matrix-table.tsx'
import { costTone } from './desk-consequences.tsx'
import { consequenceIds, consequenceOf, explainConsequence, explainDifference } from './desk-explanations.ts'
import { strategyName } from './desk-strategies.tsx'
import { useWording, type Wording } from './wording.ts'

export interface DeskCompareProps {
  readonly compared: ReadonlySet<string>
  readonly shown: string
  readonly scenario: string | null
  readonly onShow: (id: string) => void
}

export function DeskCompare({ compared, shown, scenario, onShow }: DeskCompareProps) {
  const display = useDisplay()
  const wording = useWording()
  const words = deskTexts[wording.language].compare
  const query = useCommand('hedge.compare', scenario === null ? {} : { scenario })
  return (
    <Loaded query={query}>
      {({ evaluations }) => {
        const held = evaluations.filter((each) => each.strategy.kind === 'none' || compared.has(each.strategy.id))
        const at = held.findIndex((each) => each.strategy.id === shown)
        return (
          <Panel title={compareTitle(held, wording)} note={words.none(unitLabel(moneyOf(held, display), display))}>
            <CompareTable held={held} selected={at} wording={wording} onSelect={(column) => onShow(held[column]?.strategy.id ?? shown)} />
          </Panel>
        )
      }}
    </Loaded>
  )
}

function compareTitle(held: readonly HedgeEvaluationData[], wording: Wording): string {
  const words = deskTexts[wording.language].compare
  const [first, ...others] = held
  if (!first || others.length === 0) return words.title
  const best = others.reduce((lowest, each) => (compareDecimals(each.consequences.p95, lowest.consequences.p95) < 0 ? each : lowest), first)
  return best.strategy.kind === 'none' ? words.lowestNone : words.lowest(strategyName(best.strategy, wording.language))
}

/** One unit for every figure of the comparison. */
function moneyOf(held: readonly HedgeEvaluationData[], style: NumberStyle) {
  const amounts = held.flatMap((each) => consequenceIds.map((id) => consequenceOf(each.consequences, id)))
  return { kind: 'money', currency: held[0]?.currency ?? '', unit: columnUnit(amounts, { ...style, unit: 'auto' }) } as const
}

interface CompareTableProps {
  readonly held: readonly HedgeEvaluationData[]
  readonly selected: number
  readonly wording: Wording
  readonly onSelect: (column: number) => void
}

function CompareTable({ held, selected, wording, onSelect }: CompareTableProps) {
  const display = useDisplay()
  const words = deskTexts[display.language]
  const names = held.map((each) => strategyName(each.strategy, display.language))
  const money = moneyOf(held, display)
  const rows = consequenceIds.flatMap((id): MatrixRow[] => [
    {
      key: id,
      label: words.consequences[id],
      format: money,
      values: held.map((each) => consequenceOf(each.consequences, id)),
      explain: (at) => {
        const each = held[at]
        return each && (() => explainConsequence(each, id, names[at] ?? '', wording))
      },
    },
    {
      key: `${id}-difference`,
      label: words.consequences.difference,
      name: words.compare.differenceOf(words.consequences[id]),
      format: money,
      values: held.map((each) => consequenceOf(each.vsNone, id)),
      tone: (at) => costTone(held[at] ? consequenceOf(held[at].vsNone, id) : '0'),
      explain: (at) => {
        const each = held[at]
        return each && (() => explainDifference(each, id, names[at] ?? '', wording))
      },
    },
  ])
  const counts = [
    { key: 'contracts', label: words.compare.contracts, values: held.map((each) => String(each.totals.contracts)) },
    { key: 'breaches', label: words.compare.breaches, values: held.map((each) => String(each.breaches)) },
  ].map((row): MatrixRow => ({ ...row, format: { kind: 'count' } }))
  return (
    <div className="compare">
      <MatrixTable
        caption={words.compare.title}
        corner={words.compare.strategy}
        columns={names}
        rows={[...rows, ...counts]}
        {...(selected < 0 ? {} : { selected })}
        onSelect={onSelect}
      />
    </div>
  )
}
