// The ladder: months across; exposure, policy, cover and contracts (both typed), locked price, what stays open.
// Arrows move, a number or F2 edits, + and - change one contract, Ctrl+D carries the cover to all months, Ctrl+R to
// those right of it. Whatever is typed goes up as a whole strategy; the core rounds it and judges it.
import type { KeyboardEvent } from 'react'
import type { HedgeEvaluationData, LadderMonthData, StrategyData } from '../../shared/contract/hedge-commands.ts'
import { deskTexts } from '../../shared/language/desk.ts'
import { missingTexts } from '../../shared/language/missing.ts'
import { describeNote } from '../../shared/language/notes.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import { unitLabel } from '../../shared/units/format.ts'
import { noData, type Quantity, quantityOf, quantityText } from '../../shared/units/quantity.ts'
import { useCommand } from '../client/use-command.ts'
import { useDisplay } from '../parts/display.tsx'
import { MessagePanel } from '../parts/message-panel.tsx'
import { type MatrixRow, MatrixTable } from '../parts/table/matrix-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { useApp } from '../state/store.ts'
import { explainLadder, type LadderFigure } from './desk-explanations.ts'
import { contractsOfCover, coverOfContracts, filled, mostContracts, withCover } from './desk-ladder-model.ts'
import { priceFormat, statusTone, tradableSentence } from './market-status.ts'
import { useWording, type Wording } from './wording.ts'

export interface LadderProps {
  readonly evaluation: HedgeEvaluationData
  /** The strategy as it stands under the hand: saved plus what is being typed. */
  readonly strategy: StrategyData
  readonly selected: string | null
  readonly isStale: boolean
  readonly onSelect: (month: string) => void
  /** While typing; null takes it back. */
  readonly onDraft: (strategy: StrategyData | null) => void
  readonly onCommit: (strategy: StrategyData) => void
}

export function DeskLadder({ evaluation, strategy, selected, isStale, onSelect, onDraft, onCommit }: LadderProps) {
  const wording = useWording()
  const { months, contractSize } = evaluation
  const labels = months.map((month) => month.month)
  const step = (month: LadderMonthData, by: number): void => {
    const held = contractsOfCover(strategy.cover[month.month] ?? month.coverPercent, month, contractSize)
    const contracts = Math.min(mostContracts(month, contractSize), Math.max(0, held + by))
    if (contracts !== held) onCommit(withCover(strategy, month.month, coverOfContracts(contracts, month, contractSize)))
  }
  // Captured before the cells see the key: there + and - would start a number.
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement
    const at = Number(target.closest<HTMLElement>('[data-cell]')?.dataset.cell?.split(',')[1])
    const month = months[at]
    const isEditing = target instanceof HTMLInputElement && !target.readOnly
    if (month === undefined || isEditing || event.altKey) return
    const command = event.ctrlKey || event.metaKey
    const key = event.key.toLowerCase()
    if (!command && (key === '+' || key === '=')) step(month, 1)
    else if (!command && (key === '-' || key === '−')) step(month, -1)
    else if (command && (key === 'd' || key === 'r')) onCommit(filled(strategy, labels, month.month, key === 'd' ? 'all' : 'right'))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const rows = ladderRows({ evaluation, strategy, onDraft, onCommit }, wording)
  return (
    <div className="ladder" onKeyDownCapture={onKeyDown}>
      <LadderHead evaluation={evaluation} />
      <MatrixTable
        caption={deskTexts[wording.language].ladder.title(
          evaluation.unit,
          evaluation.contract,
          `${wording.count(contractSize)} ${evaluation.unit}`,
        )}
        columns={labels.map((month) => wording.shortMonth(month))}
        rows={rows}
        totalTitle={deskTexts[wording.language].ladder.total}
        {...(selected !== null && labels.includes(selected) ? { selected: labels.indexOf(selected) } : {})}
        onSelect={(at) => onSelect(labels[at] ?? '')}
        stale={isStale}
      />
    </div>
  )
}

/** Which contract, whether it can be traded, its size and the unit of its price: nothing here is a live quote. */
function LadderHead({ evaluation }: { evaluation: HedgeEvaluationData }) {
  const wording = useWording()
  const display = useDisplay()
  const words = deskTexts[wording.language]
  const { goTo } = useApp()
  const contract = useCommand('market.contracts', {}).data?.contracts.find((each) => each.id === evaluation.contract)
  if (!contract) return null
  const unpriced = evaluation.months.every((month) => month.forward === null)
  return (
    <>
      <p className="ladder-head">
        <b title={contract.name}>{contract.id}</b>
        <Tag tone={statusTone(contract)}>{tradableSentence(contract, wording)}</Tag>
        <span className="quiet">
          {words.ladder.size(wording.count(evaluation.contractSize), evaluation.unit)}{' '}
          {words.ladder.prices(unitLabel(priceFormat(contract), display))}
        </span>
      </p>
      {evaluation.notes
        .filter((note) => note.code === 'reference-curve' || note.code === 'stale-quote')
        .map((note) => (
          <p key={note.code} className="ladder-head tone-warning">
            {describeNote(note, wording.language)}
          </p>
        ))}
      {unpriced && (
        <MessagePanel
          tone="warning"
          title={describeNote({ code: 'no-quote', params: { contract: contract.name } }, wording.language)}
          action={{ label: missingTexts[wording.language].price, run: () => goTo('market') }}
        />
      )}
    </>
  )
}

type Typed = Pick<LadderProps, 'evaluation' | 'strategy' | 'onDraft' | 'onCommit'>

function ladderRows({ evaluation, strategy, onDraft, onCommit }: Typed, wording: Wording): MatrixRow[] {
  const words = deskTexts[wording.language].ladder
  const { months, contractSize, currency, unit, totals } = evaluation
  const monthAt = (at: number): LadderMonthData | undefined => months[at]
  const typedCover = (at: number, ratio: string): StrategyData =>
    withCover(strategy, months[at]?.month ?? '', new Decimal(ratio).times(100).toNumber())
  const typedContracts = (at: number, contracts: string): StrategyData => {
    const month = months[at]
    return month ? withCover(strategy, month.month, coverOfContracts(Number(contracts), month, contractSize)) : strategy
  }
  const explain = (figure: LadderFigure) => (at: number) => {
    const month = monthAt(at)
    return month ? () => explainLadder(evaluation, month, figure, wording) : undefined
  }
  const isPriced = months.some((month) => month.forward !== null)
  // Without a price the quantity is not known; it is not zero.
  const units = (amount: string): Quantity => (isPriced ? amount : { ...noData, reason: words.noPrice })
  const sumOf = (pick: (month: LadderMonthData) => string): string =>
    months.reduce((sum, month) => sum.plus(pick(month)), new Decimal(0)).toFixed()
  const ratio = (percent: number | null): Quantity => quantityOf(percent === null ? null : percent / 100)
  const priced = { kind: 'price', per: unit === 'Mtok' ? 'million-tokens' : 'gpu-hour', currency } as const
  const checkContracts = (value: string, at: number): string | undefined => {
    const month = months[at]
    if (!new Decimal(value).isInteger()) return words.wholeContracts
    if (month === undefined) return undefined
    const most = mostContracts(month, contractSize)
    return new Decimal(value).lt(0) || new Decimal(value).gt(most) ? words.refuseContracts(String(most)) : undefined
  }
  return [
    {
      key: 'exposure',
      label: words.expected,
      format: { kind: 'count' },
      values: months.map((month) => units(month.exposureUnits)),
      total: units(sumOf((month) => month.exposureUnits)),
      explain: explain('exposure'),
    },
    {
      key: 'policy',
      label: words.policy,
      format: { kind: 'percent' },
      values: months.map((month) => ratio(month.policyMin)),
      texts: months.map((month) => words.range(String(month.policyMin), String(month.policyMax))),
      emphasis: 'quiet',
    },
    {
      key: 'cover',
      label: words.cover,
      format: { kind: 'percent' },
      values: months.map((month) => ratio(strategy.cover[month.month] ?? month.coverPercent)),
      tone: (at) => (isBreached(monthAt(at)) ? 'unfavourable' : 'neutral'),
      input: {
        label: (at) => words.coverLabel(wording.month(months[at]?.month ?? '')),
        check: (value) => (new Decimal(value).lt(0) || new Decimal(value).gt(1) ? words.refuseCover : undefined),
        onDraft: (at, value) => onDraft(value === null ? null : typedCover(at, value)),
        onCommit: (at, value) => onCommit(typedCover(at, value)),
      },
    },
    {
      key: 'contracts',
      label: words.contracts,
      format: { kind: 'count' },
      values: months.map((month) => String(month.contracts)),
      total: String(totals.contracts),
      input: {
        label: (at) => words.contractsLabel(wording.month(months[at]?.month ?? '')),
        check: checkContracts,
        onDraft: (at, value) => onDraft(value === null ? null : typedContracts(at, value)),
        onCommit: (at, value) => onCommit(typedContracts(at, value)),
      },
    },
    {
      key: 'actual',
      label: words.actual,
      format: { kind: 'percent' },
      values: months.map((month) => ratio(month.actualPercent)),
      total: ratio(totals.actualPercent),
      tone: (at) => (isBreached(monthAt(at)) ? 'unfavourable' : 'neutral'),
      explain: explain('actual'),
    },
    {
      key: 'locked',
      label: words.locked,
      format: priced,
      values: months.map((month) => quantityText(month.contracts === 0 ? month.forward : month.locked)),
      total: quantityText(totals.lockedPrice),
      explain: explain('locked'),
    },
    {
      key: 'residual',
      label: words.residual,
      format: { kind: 'count' },
      values: months.map((month) => units(month.residualUnits)),
      total: units(sumOf((month) => month.residualUnits)),
      explain: explain('residual'),
    },
    {
      key: 'state',
      label: words.state,
      format: { kind: 'count' },
      values: months.map((month) => String(month.notes.length)),
      texts: months.map((month) => stateWord(month, evaluation.strategy.kind, words)),
      mark: (at) => <StateTag month={monthAt(at)} word={stateWord(monthAt(at), evaluation.strategy.kind, words)} />,
    },
  ]
}

const isBreached = (month: LadderMonthData | undefined): boolean => month?.notes.some((note) => note.severity === 'breach') ?? false

/** '' where nothing is judged: No hedge has no policy to keep. */
function stateWord(
  month: LadderMonthData | undefined,
  kind: StrategyData['kind'],
  words: { ok: string; breach: string; over: string; small: string; noPrice: string },
): string {
  if (month === undefined || kind === 'none') return ''
  if (month.forward === null) return words.noPrice
  if (isBreached(month)) return words.breach
  const codes = month.notes.map((note) => note.code)
  return codes.includes('over-hedge') ? words.over : codes.includes('too-small') ? words.small : words.ok
}

function StateTag({ month, word }: { month: LadderMonthData | undefined; word: string }) {
  if (month === undefined || word === '') return null
  const isUnpriced = month.forward === null
  const tone = isUnpriced
    ? 'neutral'
    : isBreached(month)
      ? 'breach'
      : month.notes.some((note) => note.severity === 'warning')
        ? 'warning'
        : 'ok'
  return <Tag tone={tone}>{tone === 'ok' ? <span className="for-readers">{word}</span> : word}</Tag>
}
