// What only a person can say about an import as a whole: whether files replace what a vendor delivered before, whether
// closed days may change; each answer with the rows and the money it moves. And how rows come in at all.
import type { ImportPreviewData } from '../../shared/contract/import-commands.ts'
import { importTexts } from '../../shared/language/import.ts'
import { importCheckTexts } from '../../shared/language/import-check.ts'
import { familyName } from '../../shared/language/import-formats.ts'
import { formatMoney } from '../../shared/units/format.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { Choice } from '../parts/field.tsx'
import { Panel } from '../parts/panel.tsx'
import { spendSums } from './import-figures.ts'
import type { ImportFlow } from './import-flow.ts'
import type { ImportSession } from './import-session.ts'
import { MoneyLines } from './money-lines.tsx'
import { useWording } from './wording.ts'

type Decision = ImportPreviewData['decisions'][number]

export function ImportDecisions({ decisions, flow }: { decisions: readonly Decision[]; flow: ImportFlow }) {
  return decisions.map((decision) => <DecisionCard key={`${decision.id} ${decision.about.join(' ')}`} decision={decision} flow={flow} />)
}

function DecisionCard({ decision, flow }: { decision: Decision; flow: ImportFlow }) {
  const { language } = useDisplay()
  const { decision: words } = importCheckTexts[language]
  const { count, date } = useWording()
  const rows = importTexts[language].rows(count(decision.rows))
  const { id, about, money } = decision
  const choices =
    id !== 'locked-period'
      ? (['replace-period', 'add'] as const).map((value) => ({
          value,
          title: words[id][value],
          meaning: words[id][`${value}Meaning`](rows),
          choose: () => void flow.setMode(value),
        }))
      : (['include', 'reject'] as const).map((value) => ({
          value,
          title: words['locked-period'][value],
          meaning: words['locked-period'][`${value}Meaning`](rows),
          choose: () => void flow.setLate(value),
        }))
  const subject = (): string => {
    const [first = '', from = '', to = ''] = about
    if (id === 'locked-period') return date(first)
    return id === 'regrouped' ? words.regrouped.days(familyName(first, language), date(from), date(to)) : about.join(', ')
  }
  return (
    <section className="question" aria-label={words[id].ask(rows)}>
      <h2>{words[id].ask(rows)}</h2>
      <p className="quiet">
        {words[id].about(subject())} <MoneyLines money={money} none="" />
      </p>
      <ul className="answers">
        {choices.map(({ value, title, meaning, choose }) => (
          <li key={value}>
            <div>
              <b>{title}</b>
              <p>{meaning}</p>
            </div>
            <Button isDisabled={flow.busy !== null} aria-label={`${words.choose}: ${title}`} onPress={choose}>
              {words.choose}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** How rows come in, with what the choice makes of the spend of the months touched. */
export function ImportMode({
  session: { mode, late },
  preview,
  flow,
}: {
  session: ImportSession
  preview: ImportPreviewData
  flow: ImportFlow
}) {
  const { language, home } = useDisplay()
  const { mode: words } = importCheckTexts[language]
  const exact = (amount: string, currency: string): string => formatMoney(amount, { language, unit: 'one', sign: 'minus', currency })
  const sums = spendSums(preview.months, home)
  return (
    <Panel>
      <Choice
        label={words.heading}
        value={mode}
        onChange={(chosen) => void flow.setMode(chosen)}
        options={(['auto', 'add', 'replace-period'] as const).map((id) => ({
          id,
          label: words[id],
          help: words[`${id}Meaning`],
          isDisabled: flow.busy !== null,
        }))}
      />
      {late !== undefined && (
        <Choice
          label={words.late}
          value={late}
          onChange={(chosen) => void flow.setLate(chosen)}
          options={(['include', 'reject'] as const).map((id) => ({ id, label: words[id], isDisabled: flow.busy !== null }))}
        />
      )}
      <p className="statement">
        {sums.length === 0
          ? words.noSpend
          : sums.map(({ currency, before, after }) => words.spend(exact(before, currency), exact(after, currency))).join(' ')}
      </p>
    </Panel>
  )
}
