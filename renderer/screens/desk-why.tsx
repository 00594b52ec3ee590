// What bounds a strategy and what its figures rest on, in words: policy, over-hedging, whole contracts, a contract
// that cannot be traded, an assumed beta. Every remark comes from the core with its month and amount.
import type { HedgeEvaluationData } from '../../shared/contract/hedge-commands.ts'
import type { NoteData } from '../../shared/contract/scalars.ts'
import { deskTexts } from '../../shared/language/desk.ts'
import { describeNote } from '../../shared/language/notes.ts'
import { MessagePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import { useWording } from './wording.ts'

/** Percentage points between asked and actual cover that are worth a word. */
const roundingWorthSaying = 2

export function DeskWhy({ evaluation }: { evaluation: HedgeEvaluationData }) {
  const wording = useWording()
  const words = deskTexts[wording.language].why
  const monthly = evaluation.months.flatMap((month) => month.notes.map((note) => ({ key: `${month.month} ${note.code}`, note })))
  const rounded = evaluation.months.filter(
    (month) => month.actualPercent !== null && Math.abs(month.actualPercent - month.coverPercent) >= roundingWorthSaying,
  )
  return (
    <Panel title={words.title}>
      {monthly.length === 0 && rounded.length === 0 && <p>{words.nothing}</p>}
      {rounded.length > 0 && <p>{words.rounding(rounded.map((month) => wording.month(month.month)).join(', '))}</p>}
      {monthly.length > 0 && <h3>{words.binding}</h3>}
      {monthly.map(({ key, note }) => (
        <NotePanel key={key} note={note} />
      ))}
      {evaluation.notes.length > 0 && <h3>{words.general}</h3>}
      {evaluation.notes.map((note) => (
        <NotePanel key={`${note.code} ${Object.values(note.params).join(' ')}`} note={note} />
      ))}
    </Panel>
  )
}

/** A remark of the core as a panel in its severity. */
export function NotePanel({ note }: { note: NoteData }) {
  const { language } = useWording()
  return <MessagePanel tone={note.severity} title={describeNote(note, language)} />
}
