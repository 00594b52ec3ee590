// What the totals of the Explore tab do not hold or rest on: unpriced tokens, sources that tell of the same use, months that
// were repriced, months without data, money without a rate, other currencies. Each with what can be done about it.
import type { Output } from '../../shared/contract/commands.ts'
import type { NoteData } from '../../shared/contract/scalars.ts'
import type { OverlapData } from '../../shared/contract/usage-commands.ts'
import { familyName } from '../../shared/language/import-formats.ts'
import { describeNote } from '../../shared/language/notes.ts'
import { usageTexts } from '../../shared/language/usage.ts'
import { moneyEntries } from '../../shared/units/money-order.ts'
import { useAction, useCommand } from '../client/use-command.ts'
import { useDisplay } from '../parts/display.tsx'
import { FailurePanel, MessagePanel } from '../parts/message-panel.tsx'
import { useApp } from '../state/store.ts'
import { useWording } from './wording.ts'

interface RemarksProps {
  /** The answer by month: its totals are those of the page. */
  readonly answer: Output<'usage.query'>
  readonly currency: string
}

export function UsageRemarks({ answer, currency }: RemarksProps) {
  const { language } = useDisplay()
  const text = usageTexts[language]
  const { goTo } = useApp()
  const { count } = useWording()
  const { totals, notes } = answer
  const repriced = notes.filter(({ code }) => code === 'repriced')
  const rest = notes.filter(({ code }) => code !== 'unpriced-models' && code !== 'repriced')
  const toRates = { label: text.noRate, run: () => goTo('settings', { tab: 'rates' }) }
  return (
    <>
      <div className="messages">
        {totals.unpricedTokens !== '0' && (
          <MessagePanel
            tone="warning"
            title={text.unpriced.what(count(totals.unpricedTokens))}
            action={{ label: text.unpriced.action, run: () => goTo('settings', { tab: 'prices' }) }}
          >
            <p>{text.unpriced.meaning}</p>
          </MessagePanel>
        )}
        {rest.map((note) => (
          <MessagePanel
            key={note.code + JSON.stringify(note.params)}
            tone={note.severity}
            title={describeNote(note, language)}
            {...(note.code === 'no-rate' ? { action: toRates } : {})}
          />
        ))}
        {repriced.length > 0 && <Repriced notes={repriced} />}
        <Overlaps />
      </div>
      <MoneyLine answer={answer} currency={currency} />
    </>
  )
}

function Repriced({ notes }: { notes: readonly NoteData[] }) {
  const { language } = useDisplay()
  const text = usageTexts[language].repriced
  const { goTo } = useApp()
  const [first] = notes
  const action = { label: text.show, run: () => goTo('settings', { tab: 'prices' }) }
  if (notes.length === 1 && first) return <MessagePanel tone="info" title={describeNote(first, language)} action={action} />
  return (
    <MessagePanel tone="info" title={text.several(String(new Set(notes.map(({ params }) => params.month)).size))} action={action}>
      <details>
        <summary>{text.list}</summary>
        {notes.map((note) => (
          <p key={JSON.stringify(note.params)}>{describeNote(note, language)}</p>
        ))}
      </details>
    </MessagePanel>
  )
}

function Overlaps() {
  const { data } = useCommand('usage.overlaps', {})
  const counting = useAction('usage.count-both')
  return (
    <>
      {counting.failure && <FailurePanel failure={counting.failure} />}
      {(data?.overlaps ?? []).map((overlap) => (
        <Overlap
          key={[overlap.provider, overlap.population, overlap.family, overlap.countsInstead].join(' ')}
          overlap={overlap}
          onCount={(both) => void counting.run({ provider: overlap.provider, family: overlap.family, both })}
        />
      ))}
    </>
  )
}

/** Which of the two counts, what of the other does not, and the choice. */
function Overlap({ overlap, onCount }: { overlap: OverlapData; onCount: (both: boolean) => void }) {
  const { language, home } = useDisplay()
  const text = usageTexts[language].overlap
  const { money, count, date } = useWording()
  const { provider, family, countsInstead, days, firstDay, lastDay, tokens, countsBoth } = overlap
  const [source, other] = [familyName(family, language), familyName(countsInstead, language)]
  const amounts = [
    ...(tokens === '0' ? [] : [text.tokens(count(tokens))]),
    ...moneyEntries(overlap.money, home).map(([currency, amount]) => money(amount, currency)),
  ].join(text.and)
  const span = text.span(count(days), date(firstDay), date(lastDay))
  return (
    <MessagePanel
      tone="info"
      title={text.title(source, other, provider)}
      action={{ label: countsBoth ? text.countOnce : text.countBoth, run: () => onCount(!countsBoth) }}
    >
      <p>{countsBoth ? text.both(span, amounts) : text.once(span, other, amounts)}</p>
    </MessagePanel>
  )
}

function MoneyLine({ answer, currency }: RemarksProps) {
  const text = usageTexts[useDisplay().language]
  const { money } = useWording()
  const { totals } = answer
  const listed = (amounts: readonly (readonly [string, string])[]): string =>
    amounts.map(([code, amount]) => money(amount, code)).join(', ')
  if (totals.converted) return <p className="panel-note">{text.converted(listed(Object.entries(totals.cost)), currency)}</p>
  const others = Object.entries(totals.cost).filter(([code]) => code !== currency)
  const [billed, estimated] = [totals.billed[currency], totals.estimated[currency]]
  return (
    <p className="panel-note">
      {billed !== undefined || estimated !== undefined
        ? `${text.stated.both(money(billed ?? '0', currency), money(estimated ?? '0', currency))} `
        : ''}
      {others.length > 0 && text.otherCurrencies(listed(others))}
    </p>
  )
}
