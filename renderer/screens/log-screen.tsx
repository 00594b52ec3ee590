// The Log screen: every change of the workspace, newest first, in words, with what was undone and the hash that
// chains it to the one before. Undo and redo here are the same as everywhere; verify recomputes the chain.
import type { LogEntryData } from '../../shared/contract/workspace-commands.ts'
import { describeChange, logTexts } from '../../shared/language/log.ts'
import { useAction, useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { FailurePanel, MessagePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import { Progress } from '../parts/progress.tsx'
import { Screen } from '../parts/screen.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { useWording } from './wording.ts'

const shownAtMost = 2000

export function LogScreen() {
  const { language } = useDisplay()
  const text = logTexts[language]
  const { count } = useWording()
  const log = useCommand('change.log', { limit: shownAtMost })
  const verify = useAction('workspace.verify')
  const entries = log.data?.entries ?? []
  const newest = entries.toSorted((a, b) => b.n - a.n)[0]
  const title = verify.data
    ? verify.data.intact
      ? text.title.intact(count(verify.data.entries))
      : text.title.broken(String(verify.data.firstBroken ?? ''))
    : log.data === undefined
      ? text.title.loading
      : newest === undefined
        ? text.title.empty
        : text.title.changes(count(newest.n), describeChange(newest, language))
  return (
    <Screen
      title={title}
      subtitle={text.hashMeaning}
      actions={
        <>
          <UndoRedo />
          <Button icon="check" isPending={verify.pending} onPress={() => void verify.run({})}>
            {text.verify}
          </Button>
        </>
      }
    >
      {verify.pending && <Progress step={text.verifying} onCancel={verify.cancel} isCancelling={verify.cancelling} />}
      {verify.failure && <FailurePanel failure={verify.failure} />}
      {verify.data && (
        <MessagePanel
          tone={verify.data.intact ? 'ok' : 'breach'}
          title={
            verify.data.intact
              ? text.intact(count(verify.data.entries), count(verify.data.usageRows))
              : text.broken(String(verify.data.firstBroken ?? ''))
          }
          onDismiss={verify.reset}
        >
          {!verify.data.intact && <p>{`${text.brokenMeaning} ${text.brokenAction}`}</p>}
        </MessagePanel>
      )}
      <Loaded query={log}>{(data) => <Entries entries={data.entries} />}</Loaded>
    </Screen>
  )
}

function Entries({ entries }: { entries: readonly LogEntryData[] }) {
  const { language } = useDisplay()
  const text = logTexts[language]
  const { instant, count } = useWording()
  const columns: Column<LogEntryData>[] = [
    { key: 'n', title: text.table.n, kind: 'count', width: 72, value: (row) => String(row.n) },
    { key: 'at', title: text.table.at, kind: 'text', value: (row) => instant(row.at) },
    { key: 'what', title: text.table.what, kind: 'text', value: (row) => describeChange(row, language) },
    {
      key: 'details',
      title: text.table.details,
      kind: 'text',
      width: 420,
      value: (row) =>
        Object.entries(row.params)
          .filter(([name]) => name !== 'label')
          .map(([name, value]) => `${name} ${value}`)
          .join(', '),
    },
    {
      key: 'state',
      title: text.table.state,
      kind: 'text',
      width: 120,
      // Undo and redo are not undone themselves; the change they touched is.
      value: (row) => (row.target !== null ? '' : row.undone ? text.state.undone : text.state.stands),
      render: (row) =>
        row.target === null && <Tag tone={row.undone ? 'warning' : 'neutral'}>{row.undone ? text.state.undone : text.state.stands}</Tag>,
    },
    {
      key: 'hash',
      title: text.table.hash,
      kind: 'text',
      width: 130,
      value: (row) => row.hash,
      render: (row) => <code title={`${text.hashTitle}: ${row.hash}`}>{row.hash.slice(0, 12)}</code>,
    },
  ]
  return (
    <Panel>
      <DataTable
        caption={text.table.name}
        rows={entries}
        columns={columns}
        rowKey={(row) => String(row.n)}
        initialSort={{ column: 'n', descending: true }}
        filterable
        maxHeight={620}
        empty={<EmptyState title={text.title.empty} reason={text.empty} />}
      />
      {entries.length === shownAtMost && <p className="panel-note">{text.older(count(shownAtMost))}</p>}
    </Panel>
  )
}

function UndoRedo() {
  const { language } = useDisplay()
  const text = logTexts[language]
  const workspace = useCommand('app.info', {}).data?.workspace
  const undo = useAction('change.undo')
  const redo = useAction('change.redo')
  const failure = undo.failure ?? redo.failure
  return (
    <>
      <Button icon="undo" isDisabled={!workspace?.undo} isPending={undo.pending} onPress={() => void undo.run({})}>
        {workspace?.undo ? text.undo(describeChange(workspace.undo, language)) : text.nothingToUndo}
      </Button>
      <Button icon="redo" isDisabled={!workspace?.redo} isPending={redo.pending} onPress={() => void redo.run({})}>
        {workspace?.redo ? text.redo(describeChange(workspace.redo, language)) : text.nothingToRedo}
      </Button>
      {failure && <FailurePanel failure={failure} />}
    </>
  )
}
