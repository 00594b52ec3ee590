// Prices and index values from the clipboard or a small file. Nothing is written before the preview has shown every
// line as accepted or with its reason; the counts add up, and adding is one undoable change.
import { useState } from 'react'
import type { Output } from '../../shared/contract/commands.ts'
import type { ContractSpecData } from '../../shared/contract/market-commands.ts'
import { marketTexts } from '../../shared/language/market.ts'
import { describeNote } from '../../shared/language/notes.ts'
import { decimalText } from '../../shared/units/decimal.ts'
import { quantityText } from '../../shared/units/quantity.ts'
import { useAction } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { FileDrop } from '../parts/file-drop.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { showToast } from '../parts/toast.tsx'
import { priceFormat, useAsOf } from './market-status.ts'
import { useWording } from './wording.ts'

type Pasted = Output<'market.paste'>
type Kind = 'quotes' | 'history'

export function MarketPaste({ contract }: { contract: ContractSpecData }) {
  const wording = useWording()
  const words = marketTexts[wording.language].paste
  const pasting = useAction('market.paste')
  const undoing = useAction('change.undo')
  const workspaceAsOf = useAsOf()
  const [kind, setKind] = useState<Kind>('quotes')
  const [text, setText] = useState('')
  const [asOf, setAsOf] = useState<string | null>(null)
  const [source, setSource] = useState<string>(words.sourceDefault)
  const [preview, setPreview] = useState<Pasted | null>(null)
  const ask = { contract: contract.id, kind, asOf: asOf ?? workspaceAsOf, source }
  const show = async (pasted: string): Promise<void> => setPreview((await pasting.run({ ...ask, text: pasted })) ?? null)
  const change = (pasted: string): void => {
    setText(pasted)
    setPreview(null)
  }
  const commit = async (): Promise<void> => {
    const done = await pasting.run({ ...ask, text, commit: true })
    if (!done) return
    showToast({ message: words.done(String(done.accepted)), action: { label: words.undo, run: () => void undoing.run({}) } })
    change('')
  }
  const readFile = async (files: readonly File[]): Promise<void> => {
    const [file] = files
    if (!file) return
    const content = await file.text()
    setText(content)
    setSource(file.name)
    await show(content)
  }
  const options = [
    { id: 'quotes', label: words.quotes },
    { id: 'history', label: words.history },
  ] as const
  return (
    <Panel title={words.title}>
      <div className="paste">
        <Choice
          label={words.what}
          options={options}
          value={kind}
          onChange={(id) => {
            setKind(id)
            setPreview(null)
          }}
        />
        <Field
          label={kind === 'quotes' ? words.quotes : words.history}
          help={kind === 'quotes' ? words.enterQuotes : words.enterHistory}
          placeholder={kind === 'quotes' ? words.exampleQuotes : words.exampleHistory}
          value={text}
          onChange={change}
          lines={6}
        />
        <div className="field-row">
          <Field
            label={words.asOf}
            value={asOf ?? workspaceAsOf}
            onChange={setAsOf}
            {...(/^\d{4}-\d{2}-\d{2}$/.test(ask.asOf) ? {} : { error: words.badDate })}
          />
          <Field label={words.source} value={source} onChange={setSource} />
          <Button kind="primary" onPress={() => void show(text)} isDisabled={text.trim() === ''} isPending={pasting.pending}>
            {words.preview}
          </Button>
        </div>
        <FileDrop label={words.file} hint="CSV, TSV" onFiles={(chosen) => void readFile(chosen.filter((each) => each instanceof File))} />
      </div>
      {pasting.failure && <FailurePanel failure={pasting.failure} />}
      {preview && <PastePreview contract={contract} kind={kind} preview={preview} onCommit={() => void commit()} />}
    </Panel>
  )
}

function PastePreview({
  contract,
  kind,
  preview,
  onCommit,
}: {
  contract: ContractSpecData
  kind: Kind
  preview: Pasted
  onCommit: () => void
}) {
  const { language } = useWording()
  const words = marketTexts[language].paste
  const verdict = (row: Pasted['rows'][number]): string => (row.problem === null ? words.taken : describeNote(row.problem, language))
  const columns: Column<Pasted['rows'][number]>[] = [
    { key: 'line', title: words.line, kind: 'count', value: (row) => String(row.line) },
    { key: 'when', title: words.first[kind], kind: 'text', value: (row) => row.month },
    {
      ...priceFormat(contract),
      key: 'price',
      title: words.second[kind],
      value: (row) => (decimalText(row.price) === null ? { absent: 'no-data', reason: row.price } : quantityText(row.price)),
    },
    {
      key: 'verdict',
      title: words.verdict,
      kind: 'text',
      value: verdict,
      render: (row) => <Tag tone={row.problem === null ? 'ok' : row.problem.severity}>{verdict(row)}</Tag>,
    },
  ]
  return (
    <div className="paste-preview">
      <p role="status">
        <b>{words.summary(String(preview.rows.length), String(preview.accepted), String(preview.rejected))}</b>
      </p>
      <DataTable caption={words.preview} rows={preview.rows} columns={columns} rowKey={(row) => String(row.line)} maxHeight={320} />
      {preview.accepted === 0 ? (
        <p className="quiet">{words.nothing}</p>
      ) : (
        <Button kind="primary" onPress={onCommit}>
          {words.commit(String(preview.accepted))}
        </Button>
      )}
    </div>
  )
}
