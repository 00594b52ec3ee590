// The right column of the desk: the same six consequences for every strategy with their difference to No hedge, and
// the months outside policy with the smallest cure. It stays in view; old figures are dimmed while new ones come.
import type { HedgeEvaluationData } from '../../shared/contract/hedge-commands.ts'
import { deskTexts } from '../../shared/language/desk.ts'
import type { TermId } from '../../shared/language/glossary.ts'
import { describeNote } from '../../shared/language/notes.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import { columnUnit, unitLabel } from '../../shared/units/format.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay, useShow } from '../parts/display.tsx'
import { NumberCell } from '../parts/number-cell.tsx'
import { Tag } from '../parts/tag.tsx'
import { Term } from '../parts/term.tsx'
import type { Tone } from '../parts/tone.ts'
import { type ConsequenceId, consequenceIds, consequenceOf, explainConsequence, explainDifference } from './desk-explanations.ts'
import { type Cure, smallestCure } from './desk-ladder-model.ts'
import { useWording } from './wording.ts'

export interface ConsequencesProps {
  readonly evaluation: HedgeEvaluationData
  readonly name: string
  /** Old figures: dimmed; with `isPending` new ones are on their way. */
  readonly isStale: boolean
  readonly isPending: boolean
  /** Sets months to the contracts that bring them into policy. */
  readonly onCure: (cures: readonly { readonly month: string; readonly contracts: number }[]) => void
  readonly onMonth: (month: string) => void
}

const terms: Partial<Record<ConsequenceId, TermId>> = { p95: 'p95', peak: 'marginCall', stress: 'stressTest' }

export function DeskConsequences({ evaluation, name, isStale, isPending, onCure, onMonth }: ConsequencesProps) {
  const display = useDisplay()
  const show = useShow()
  const wording = useWording()
  const words = deskTexts[display.language]
  const { consequences, vsNone, currency } = evaluation
  const all = consequenceIds.flatMap((id) => [consequenceOf(consequences, id), consequenceOf(vsNone, id)])
  const format = { kind: 'money', currency, unit: columnUnit(all, { ...display, unit: 'auto' }) } as const
  return (
    <section className={`consequences${isStale ? ' stale' : ''}`} aria-label={words.consequences.title} aria-busy={isPending}>
      <h2>{words.consequences.title}</h2>
      <p className="panel-note">
        {words.consequences.header(unitLabel(format, display))}
        {isPending && <span role="status"> · {words.consequences.pending}</span>}
      </p>
      <table aria-label={words.consequences.title}>
        <thead>
          <tr>
            <th scope="col">
              <span className="for-readers">{words.compare.strategy}</span>
            </th>
            <th scope="col" className="number">
              {words.consequences.value}
            </th>
            <th scope="col" className="number">
              {words.consequences.difference}
            </th>
          </tr>
        </thead>
        <tbody>
          {consequenceIds.map((id) => {
            const term = terms[id]
            const difference = consequenceOf(vsNone, id)
            return (
              <tr key={id} data-consequence={id}>
                <th scope="row">{term ? <Term id={term}>{words.consequences[id]}</Term> : words.consequences[id]}</th>
                <td>
                  <NumberCell
                    value={consequenceOf(consequences, id)}
                    format={format}
                    explain={() => explainConsequence(evaluation, id, name, wording)}
                  />
                  {id === 'p95' && (
                    <small title={words.inputs.standardError}>
                      {words.consequences.error(show(consequences.p95StandardError, format))}
                    </small>
                  )}
                </td>
                <td>
                  <NumberCell
                    value={difference}
                    format={format}
                    tone={costTone(difference)}
                    explain={() => explainDifference(evaluation, id, name, wording)}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <Breaches evaluation={evaluation} onCure={onCure} onMonth={onMonth} />
    </section>
  )
}

/** More cost or more cash tied up is unfavourable to us. */
export function costTone(difference: string): Tone {
  const amount = new Decimal(difference)
  return amount.isZero() ? 'neutral' : amount.gt(0) ? 'unfavourable' : 'favourable'
}

/** Breaches written out; the rest is counted, and one press mends them all. */
const writtenOut = 3

function Breaches({ evaluation, onCure, onMonth }: Pick<ConsequencesProps, 'evaluation' | 'onCure' | 'onMonth'>) {
  const wording = useWording()
  const words = deskTexts[wording.language].consequences
  const breached = evaluation.months.flatMap((month) => {
    const notes = month.notes.filter((note) => note.severity === 'breach')
    return notes.length === 0 ? [] : [{ month: month.month, notes, cure: smallestCure(month, evaluation.contractSize) }]
  })
  const general = evaluation.notes.filter((note) => note.severity === 'breach')
  const cures = breached.flatMap(({ month, cure }) => (cure === null ? [] : [{ month, contracts: cure.contracts }]))
  const more = breached.length - writtenOut
  const heading = evaluation.breaches === 1 ? words.oneBreach : words.breaches(String(evaluation.breaches))
  return (
    <div className="breaches" role="status">
      {evaluation.breaches > 0 && <Tag tone="breach">{heading}</Tag>}
      {evaluation.breaches === 0 && evaluation.totals.contracts > 0 && (
        <Tag tone="ok">{evaluation.notes.some((note) => note.code === 'liquidity-not-set') ? words.noBreachUnset : words.noBreach}</Tag>
      )}
      {cures.length > 1 && (
        <Button kind="secondary" onPress={() => onCure(cures)}>
          {words.cureAll}
        </Button>
      )}
      <ul>
        {general.map((note) => (
          <li key={note.code}>{describeNote(note, wording.language)}</li>
        ))}
        {breached.slice(0, writtenOut).map(({ month, notes, cure }) => (
          <li key={month}>
            <button type="button" className="link" onClick={() => onMonth(month)}>
              {notes.map((note) => describeNote(note, wording.language)).join(' ')}
            </button>
            {cure && <CureButton month={wording.month(month)} cure={cure} onPress={() => onCure([{ month, contracts: cure.contracts }])} />}
          </li>
        ))}
        {more > 0 && <li className="quiet">{words.more(String(more))}</li>}
      </ul>
    </div>
  )
}

function CureButton({ month, cure, onPress }: { month: string; cure: Cure; onPress: () => void }) {
  const wording = useWording()
  const words = deskTexts[wording.language].consequences
  const how = cure.change > 0 ? words.cure.add : words.cure.remove
  const action = how(String(Math.abs(cure.change)), wording.percent(cure.actual))
  return (
    <Button kind="secondary" onPress={onPress} aria-label={words.cureLabel(month, action)}>
      {action}
    </Button>
  )
}
