// Every term of a contract with its mark (published, inferred, unknown, yours), its source and date. Terms can be
// typed over: the change is marked as the user's own and undoable.
import { useState } from 'react'
import type { ContractSpecData } from '../../shared/contract/market-commands.ts'
import type { ProvenanceData } from '../../shared/contract/scalars.ts'
import { factText } from '../../shared/language/facts.ts'
import { marketTexts } from '../../shared/language/market.ts'
import { useAction } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import { Select } from '../parts/select.tsx'
import { Tag, type TagTone } from '../parts/tag.tsx'
import { useAsOf } from './market-status.ts'
import { type ContractTerm, contractTerms, shownTerm, withTerm } from './market-terms.ts'
import { useWording } from './wording.ts'

const tones: Record<ProvenanceData['kind'], TagTone> = {
  data: 'ok',
  published: 'ok',
  estimated: 'info',
  user: 'info',
  assumed: 'warning',
  unknown: 'neutral',
}

export function MarketDetails({ contract }: { contract: ContractSpecData }) {
  const wording = useWording()
  const words = marketTexts[wording.language]
  const saving = useAction('market.save-contract')
  const removing = useAction('market.remove-contract')
  const asOf = useAsOf()
  const [isEditing, setEditing] = useState(false)
  const change = (term: ContractTerm, text: string): boolean => {
    const changed = withTerm(contract, term, text, words.paste.entered, asOf)
    if (changed !== null) void saving.run({ contract: changed })
    return changed !== null
  }
  const isOwn = Object.values(contract.provenance).some((mark) => mark.kind === 'user')
  const failure = saving.failure ?? removing.failure
  const actions = (
    <>
      {isOwn && (
        <Button kind="quiet" onPress={() => void removing.run({ id: contract.id })}>
          {contract.status.value === 'user-defined' && contract.provenance.status === undefined
            ? words.contracts.remove
            : words.contracts.restore}
        </Button>
      )}
      <Button kind="secondary" onPress={() => setEditing(!isEditing)}>
        {isEditing ? words.details.done : words.details.edit}
      </Button>
    </>
  )
  return (
    <Panel
      title={words.details.title}
      note={contract.status.next === '' ? undefined : words.next(factText(contract.status.next, wording.language))}
      actions={actions}
    >
      {failure && <FailurePanel failure={failure} />}
      {isEditing && <p className="quiet">{words.details.hint}</p>}
      <table className="figures-table terms" aria-label={words.details.title}>
        <thead>
          <tr>
            {[words.details.field, words.details.value, words.details.mark, words.details.source, words.details.asOf].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {contractTerms.map((term) => {
            const value = shownTerm(term, contract, wording.language)
            const mark = markOf(contract, term, value)
            return (
              <tr key={term.key} data-term-key={term.key}>
                <th scope="row">{words.field[term.key]}</th>
                <td>
                  {isEditing ? (
                    <TermEditor key={term.raw(contract)} contract={contract} term={term} onChange={(text) => change(term, text)} />
                  ) : value === null ? (
                    <span className="absent">{words.unknownValue}</span>
                  ) : (
                    factText(value, wording.language)
                  )}
                </td>
                <td>
                  <Tag tone={tones[mark.kind]}>{words.mark[mark.kind]}</Tag>
                </td>
                <td className="quiet">{factText(mark.source, wording.language)}</td>
                <td className="quiet">{wording.date(mark.asOf)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Panel>
  )
}

/** A term without a mark of its own stands on the source of the contract's status. */
function markOf(contract: ContractSpecData, term: ContractTerm, value: string | null): ProvenanceData {
  const own = contract.provenance[term.provenance]
  if (own) return value === null && own.kind === 'published' ? { ...own, kind: 'unknown' } : own
  if (value === null) return { kind: 'unknown', source: '', asOf: contract.status.asOf }
  return (
    contract.provenance.status ?? {
      kind: contract.status.value === 'user-defined' ? 'user' : 'assumed',
      source: contract.status.source,
      asOf: contract.status.asOf,
    }
  )
}

function TermEditor({ contract, term, onChange }: { contract: ContractSpecData; term: ContractTerm; onChange: (text: string) => boolean }) {
  const { language } = useWording()
  const words = marketTexts[language]
  const raw = term.raw(contract)
  const [text, setText] = useState(raw)
  const [isBad, setBad] = useState(false)
  if (term.options) return <Select label={words.field[term.key]} isCompact options={term.options(words)} value={raw} onChange={onChange} />
  const keep = (typed: string): void => {
    if (typed !== raw) setBad(!onChange(typed))
  }
  return (
    <Field
      label={<span className="for-readers">{words.field[term.key]}</span>}
      value={text}
      onChange={setText}
      onCommit={keep}
      placeholder={words.unknownValue}
      {...(isBad ? { error: words.details.bad } : {})}
    />
  )
}
