// The assumptions behind the statement, typed in place: contract, beta and why, and per vendor what is committed or
// moves with volume only. Each kept edit is one change; the statement follows.
import { useState } from 'react'
import type { ExposureData } from '../../shared/contract/forecast-commands.ts'
import { exposureTexts } from '../../shared/language/exposure.ts'
import { quantityOf } from '../../shared/units/quantity.ts'
import { useAction, useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { AmountField, Field } from '../parts/field.tsx'
import { InputCell } from '../parts/input-cell.tsx'
import { FailurePanel, MessagePanel } from '../parts/message-panel.tsx'
import { NumberCell } from '../parts/number-cell.tsx'
import { Panel } from '../parts/panel.tsx'
import { Select } from '../parts/select.tsx'

type Split = ExposureData['assumptions']['splits'][number]

export function ExposureAssumptions({ exposure }: { exposure: ExposureData }) {
  const text = exposureTexts[useDisplay().language].assumptions
  const contracts = useCommand('market.contracts', {})
  const workspace = useCommand('app.info', {}).data?.workspace
  const set = useAction('exposure.set')
  const [note, setNote] = useState<string | null>(null)
  const { assumptions, ratio } = exposure
  const options = (contracts.data?.contracts ?? []).map((contract) => ({ id: contract.id, label: contract.name, note: contract.venue }))
  const known = options.some((option) => option.id === assumptions.contract)
    ? options
    : [...options, { id: assumptions.contract, label: assumptions.contract, note: '' }]
  const providers = [...new Set([...(workspace?.providers ?? []), ...assumptions.splits.map((split) => split.provider)])].toSorted()
  const fitted = ratio?.usable === true ? Math.min(3, Math.max(0, Number(ratio.ratio.toFixed(4)))) : null
  return (
    <Panel title={text.heading}>
      {set.failure && <FailurePanel failure={set.failure} />}
      <div className="form-grid">
        <Select
          label={text.contract}
          help={text.contractMeaning}
          options={known}
          value={assumptions.contract}
          onChange={(contract) => void set.run({ contract })}
        />
        <AmountField
          label={`${text.beta} (${text.betaSource[assumptions.betaSource]})`}
          help={text.betaMeaning}
          format={{ kind: 'number', decimals: 2 }}
          value={quantityOf(assumptions.beta)}
          check={(typed) => (Number(typed) >= 0 && Number(typed) <= 3 ? undefined : text.betaRange)}
          onCommit={(typed) => typed !== null && void set.run({ beta: Number(typed), betaSource: 'user' })}
        />
        <Field
          label={text.betaNote}
          value={note ?? assumptions.betaNote}
          onChange={setNote}
          onCommit={(typed) => {
            if (note !== null && typed.trim() !== assumptions.betaNote) void set.run({ betaNote: typed.trim() })
            setNote(null)
          }}
        />
        {fitted !== null && assumptions.betaSource !== 'estimated' && (
          <Button onPress={() => void set.run({ beta: fitted, betaSource: 'estimated' })}>{text.takeFitted(fitted.toFixed(2))}</Button>
        )}
      </div>
      <Splits providers={providers} splits={assumptions.splits} save={(splits) => void set.run({ splits })} />
    </Panel>
  )
}

function Splits({ providers, splits, save }: { providers: readonly string[]; splits: readonly Split[]; save: (splits: Split[]) => void }) {
  const text = exposureTexts[useDisplay().language].assumptions
  const [problem, setProblem] = useState<string | null>(null)
  const splitOf = (provider: string): Split =>
    splits.find((split) => split.provider === provider) ?? { provider, committedShare: 0, volumeOnlyShare: 0, source: '' }
  const keep = (provider: string, part: Partial<Split>): void => {
    const next = { ...splitOf(provider), ...part }
    if (next.committedShare + next.volumeOnlyShare > 1) return setProblem(`${provider}: ${text.tooMuch}`)
    setProblem(null)
    save([
      ...splits.filter((split) => split.provider !== provider),
      { ...next, source: next.source === '' ? text.enteredByYou : next.source },
    ])
  }
  const inRange = (typed: string): string | undefined => (Number(typed) >= 0 && Number(typed) <= 1 ? undefined : text.shareRange)
  return (
    <>
      {problem !== null && <MessagePanel tone="warning" title={problem} onDismiss={() => setProblem(null)} />}
      <table className="plain-table" aria-label={text.splits}>
        <thead>
          <tr>
            <th scope="col">{text.vendor}</th>
            <th scope="col" className="number">
              {text.committed}
            </th>
            <th scope="col" className="number">
              {text.volumeOnly}
            </th>
            <th scope="col" className="number">
              {text.sensitive}
            </th>
            <th scope="col">{text.splitSource}</th>
          </tr>
        </thead>
        <tbody>
          {providers.map((provider) => {
            const split = splitOf(provider)
            return (
              <tr key={provider}>
                <th scope="row">{provider || <span className="quiet">{text.unnamed}</span>}</th>
                {(['committedShare', 'volumeOnlyShare'] as const).map((key) => (
                  <td key={key} className="number">
                    <InputCell
                      value={quantityOf(split[key])}
                      format={{ kind: 'percent' }}
                      label={text.splitLabel(key === 'committedShare' ? text.committed : text.volumeOnly, provider)}
                      check={inRange}
                      onCommit={(typed) => keep(provider, { [key]: Number(typed) })}
                    />
                  </td>
                ))}
                <td className="number">
                  <NumberCell
                    value={quantityOf(Number((1 - split.committedShare - split.volumeOnlyShare).toPrecision(12)))}
                    format={{ kind: 'percent' }}
                  />
                </td>
                <td>
                  <SplitSource
                    value={split.source}
                    label={`${text.splitSource}, ${provider}`}
                    onKeep={(source) => keep(provider, { source })}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}

function SplitSource({ value, label, onKeep }: { value: string; label: string; onKeep: (source: string) => void }) {
  const [draft, setDraft] = useState<string | null>(null)
  const keep = (): void => {
    if (draft !== null && draft.trim() !== value) onKeep(draft.trim())
    setDraft(null)
  }
  return (
    <input
      type="text"
      className="cell-text"
      aria-label={label}
      value={draft ?? value}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => event.key === 'Enter' && keep()}
    />
  )
}
