// The contracts Ballast knows and those the user added, each with its status and the day that status was seen.
import { useState } from 'react'
import type { ContractSpecData } from '../../shared/contract/market-commands.ts'
import { marketTexts } from '../../shared/language/market.ts'
import { useAction } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { Select } from '../parts/select.tsx'
import { Tag } from '../parts/tag.tsx'
import { statusTone, tradableSentence, useAsOf } from './market-status.ts'
import { contractTerms, type TermKey } from './market-terms.ts'
import { useWording } from './wording.ts'

export interface MarketContractsProps {
  readonly contracts: readonly ContractSpecData[]
  readonly shown: string
  readonly inUse: string
  readonly onShow: (id: string) => void
}

export function MarketContracts({ contracts, shown, inUse, onShow }: MarketContractsProps) {
  const wording = useWording()
  const words = marketTexts[wording.language]
  const [isAdding, setAdding] = useState(false)
  return (
    <section className="contract-cards" aria-label={words.contracts.title}>
      <h2>{words.contracts.title}</h2>
      <ul>
        {contracts.map((contract) => (
          <li key={contract.id}>
            <button
              type="button"
              className={`contract-card${contract.id === shown ? ' selected' : ''}`}
              aria-pressed={contract.id === shown}
              onClick={() => onShow(contract.id)}
            >
              <b>{contract.name}</b>
              <span className="quiet">{contract.venue}</span>
              <span>
                <Tag tone={statusTone(contract)}>
                  {words.statusAsOf(words.status[contract.status.value], wording.date(contract.status.asOf))}
                </Tag>
                {contract.id === inUse && <Tag tone="info">{words.contracts.inUse}</Tag>}
              </span>
              <span className="quiet">
                {contract.size === null
                  ? words.contracts.sizeUnknown
                  : words.contracts.size(wording.count(contract.size), words.unit[contract.unit])}
              </span>
              <span className="quiet">{tradableSentence(contract, wording)}</span>
            </button>
          </li>
        ))}
      </ul>
      <Button kind="secondary" icon="plus" onPress={() => setAdding(true)}>
        {words.contracts.add}
      </Button>
      {isAdding && (
        <AddContract
          taken={contracts.map((each) => each.id)}
          onClose={(id) => {
            setAdding(false)
            if (id !== null) onShow(id)
          }}
        />
      )}
    </section>
  )
}

const asked = [
  'name',
  'venue',
  'unit',
  'size',
  'currency',
  'tick',
  'settlement',
  'index',
  'feePerContract',
  'marginRate',
] as const satisfies readonly TermKey[]

function AddContract({ taken, onClose }: { taken: readonly string[]; onClose: (id: string | null) => void }) {
  const { language } = useWording()
  const words = marketTexts[language]
  const saving = useAction('market.save-contract')
  const asOf = useAsOf()
  const [id, setId] = useState('')
  const [typed, setTyped] = useState<Readonly<Partial<Record<TermKey, string>>>>({
    unit: 'GPU-hour',
    settlement: 'month-average-business-days',
  })
  const [isTried, setTried] = useState(false)
  const idProblem = !/^[A-Za-z0-9:._-]{1,40}$/.test(id) ? words.addForm.idBad : taken.includes(id) ? words.addForm.idTaken : undefined
  const terms = contractTerms.filter((term) => asked.some((key) => key === term.key))
  const read = terms.map((term) => ({ term, spec: term.typed(blankContract(id, asOf), typed[term.key] ?? '') }))
  const problems = new Set(read.flatMap(({ term, spec }) => (spec === null ? [term.key] : [])))
  const save = async (): Promise<void> => {
    setTried(true)
    if (idProblem !== undefined || problems.size > 0) return
    const contract = terms.reduce((spec, term) => term.typed(spec, typed[term.key] ?? '') ?? spec, blankContract(id, asOf))
    const provenance = Object.fromEntries(
      terms.map((term) => [term.provenance, { kind: 'user' as const, source: words.paste.entered, asOf }]),
    )
    if (await saving.run({ contract: { ...contract, provenance } })) onClose(id)
  }
  const actions = (
    <>
      <Button kind="secondary" onPress={() => onClose(null)}>
        {words.addForm.cancel}
      </Button>
      <Button kind="primary" onPress={() => void save()} isPending={saving.pending}>
        {words.addForm.save}
      </Button>
    </>
  )
  return (
    <Dialog title={words.addForm.title} isOpen isWide onClose={() => onClose(null)} actions={actions}>
      <p>{words.addForm.intro}</p>
      {saving.failure && <FailurePanel failure={saving.failure} />}
      <div className="form-grid">
        <Field
          label={words.addForm.id}
          value={id}
          onChange={setId}
          help={words.addForm.idHelp}
          autoFocus
          {...(isTried && idProblem !== undefined ? { error: idProblem } : {})}
        />
        {terms.map((term) =>
          term.options ? (
            <Select
              key={term.key}
              label={words.field[term.key]}
              options={term.options(words)}
              value={typed[term.key] ?? null}
              onChange={(value) => setTyped({ ...typed, [term.key]: value })}
            />
          ) : (
            <Field
              key={term.key}
              label={words.field[term.key]}
              value={typed[term.key] ?? ''}
              onChange={(value) => setTyped({ ...typed, [term.key]: value })}
              {...(isTried && problems.has(term.key)
                ? { error: (typed[term.key] ?? '') === '' ? words.addForm.needed : words.details.bad }
                : {})}
            />
          ),
        )}
      </div>
    </Dialog>
  )
}

function blankContract(id: string, asOf: string): ContractSpecData {
  return {
    id,
    name: '',
    venue: '',
    kind: 'template',
    status: { value: 'user-defined', asOf, source: '', next: '' },
    underlying: '',
    unit: 'GPU-hour',
    size: null,
    currency: null,
    tick: null,
    tickValue: null,
    settlement: { method: 'unknown', index: 'unknown', missingDay: null },
    lastTrade: null,
    firstMonth: null,
    listedMonths: null,
    feePerContract: null,
    marginRate: null,
    limits: { spotMonth: null, accountabilitySingle: null, accountabilityAll: null },
    hours: null,
    provenance: {},
  }
}
