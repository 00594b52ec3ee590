// The imports so far, each with its counts, and a way to take one back as a whole, also after a restart. What was changed
// since was counted against it and goes with it; the reader is told before.
import { useState } from 'react'
import type { Output } from '../../shared/contract/commands.ts'
import { importTexts } from '../../shared/language/import.ts'
import { importCheckTexts } from '../../shared/language/import-check.ts'
import { formatName } from '../../shared/language/import-formats.ts'
import { describeChange } from '../../shared/language/log.ts'
import { useAction, useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { useDisplay } from '../parts/display.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { useApp } from '../state/store.ts'
import { DownloadRejects } from './import-rejects.tsx'
import { setUsageView } from './usage-view.ts'
import { useWording } from './wording.ts'

type PastFile = Output<'import.history'>['imports'][number]

/** An import as it is undone: all its files together. */
interface PastImport {
  readonly change: number
  readonly files: readonly string[]
  readonly undone: boolean
  /** Changes made since that stand. */
  readonly later: number
}

export function importsOf(files: readonly PastFile[]): PastImport[] {
  const imports = new Map<number, PastImport>()
  for (const { change, file, undone, later } of files)
    imports.set(change, { change, undone, later, files: [...(imports.get(change)?.files ?? []), file] })
  return [...imports.values()]
}

/** Opens Usage with only what an import brought. */
export function useShowImport(): (change: number) => void {
  const { goTo } = useApp()
  return (change) => {
    setUsageView({ filter: {}, drill: null, change })
    goTo('usage')
  }
}

export function ImportHistory({ isReadOnly }: { isReadOnly: boolean }) {
  const { language } = useDisplay()
  const text = importTexts[language]
  const check = importCheckTexts[language]
  const { instant } = useWording()
  const show = useShowImport()
  const undo = useAction('change.undo')
  const history = useCommand('import.history', {})
  const imports = importsOf(history.data?.imports ?? [])
  const counts = ['read', 'new', 'updated', 'unchanged', 'rejected'] as const
  // The undo stands once an import, at its first file.
  const first = new Map(history.data?.imports.toReversed().map((row) => [row.change, row.file]))
  const columns: Column<PastFile>[] = [
    { key: 'file', title: text.file.name, kind: 'text', width: 220, value: (row) => row.file },
    {
      key: 'actions',
      title: '',
      kind: 'text',
      width: 250,
      value: () => '',
      render: (row) => {
        const past = imports.find(({ change }) => change === row.change)
        if (row.undone || !past) return null
        return (
          <span className="row-actions">
            <Button kind="quiet" aria-label={text.history.usage(row.file)} onPress={() => show(row.change)}>
              {text.history.toUsage}
            </Button>
            {row.rejected > 0 && (
              <DownloadRejects isQuiet source={{ change: row.change, file: row.file }} name={text.history.rejectsOf(row.file)} />
            )}
            {!isReadOnly && first.get(row.change) === row.file && (
              <UndoImport
                past={past}
                label={text.history.undo}
                isPending={undo.pending}
                onUndo={() => void undo.run({ through: row.change })}
              />
            )}
          </span>
        )
      },
    },
    {
      key: 'state',
      title: text.history.state,
      kind: 'text',
      value: (row) => (row.undone ? text.history.undone : text.history.stands),
      render: (row) => <Tag tone={row.undone ? 'warning' : 'ok'}>{row.undone ? text.history.undone : text.history.stands}</Tag>,
    },
    { key: 'at', title: text.history.at, kind: 'text', value: (row) => instant(row.at) },
    ...counts.map((part): Column<PastFile> => ({ key: part, title: check[part], kind: 'count', value: (row) => String(row[part]) })),
    {
      key: 'skipped',
      title: text.history.skipped,
      kind: 'count',
      value: (row) => String(row.skipped.reduce((sum, { rows }) => sum + rows, 0)),
    },
    { key: 'format', title: text.file.format, kind: 'text', value: (row) => formatName(row.format, language) },
    { key: 'change', title: text.history.change, kind: 'text', width: 72, value: (row) => String(row.change) },
  ]
  return (
    <Panel title={text.history.heading}>
      {undo.failure && <FailurePanel failure={undo.failure} />}
      <Loaded query={history}>
        {(data) => (
          <DataTable
            caption={text.history.heading}
            rows={data.imports}
            columns={columns}
            rowKey={(row) => `${row.change} ${row.file}`}
            maxHeight={320}
            empty={<p className="quiet">{text.history.empty}</p>}
          />
        )}
      </Loaded>
    </Panel>
  )
}

interface UndoProps {
  readonly past: PastImport
  readonly label: string
  readonly isPending: boolean
  readonly onUndo: () => void
  readonly isSecondary?: boolean
}

/** Undoes at once what is the last change; asks first where later ones go with it. */
export function UndoImport({ past, label, isPending, onUndo, isSecondary = false }: UndoProps) {
  const { history: text, names } = importTexts[useDisplay().language]
  const [isAsking, setAsking] = useState(false)
  const files = names(past.files.slice(0, 2).join(', '), String(Math.max(0, past.files.length - 2)))
  return (
    <>
      <Button
        kind={isSecondary ? 'secondary' : 'quiet'}
        icon="undo"
        isPending={isPending}
        {...(isSecondary ? {} : { 'aria-label': text.undoOf(files) })}
        onPress={() => (past.later === 0 ? onUndo() : setAsking(true))}
      >
        {label}
      </Button>
      {isAsking && <AskUndo past={past} files={files} onClose={() => setAsking(false)} onUndo={onUndo} />}
    </>
  )
}

/** Names the changes that an undo would take back with the import. */
function AskUndo({ past, files, onClose, onUndo }: { past: PastImport; files: string; onClose: () => void; onUndo: () => void }) {
  const { language } = useDisplay()
  const { history: text } = importTexts[language]
  const log = useCommand('change.log', { limit: 2000 })
  // Newest first, as they would be undone: the standing changes before the import comes.
  const standing = (log.data?.entries ?? []).filter((entry) => entry.target === null && !entry.undone).slice(0, past.later)
  return (
    <Dialog
      title={text.ask(files)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" onPress={onClose}>
            {text.keep}
          </Button>
          <Button
            kind="danger"
            onPress={() => {
              onClose()
              onUndo()
            }}
          >
            {text.undoAll(String(past.later + 1))}
          </Button>
        </>
      }
    >
      <p>{text.later(String(past.later))}</p>
      <ul>
        {standing.map((entry) => (
          <li key={entry.n}>{describeChange(entry, language)}</li>
        ))}
      </ul>
      <p className="quiet">{text.redo}</p>
    </Dialog>
  )
}
