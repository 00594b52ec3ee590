// Step 4 of the import: what was written, as one change of the log; to Usage, back out of it, or the next files.
import { importTexts } from '../../shared/language/import.ts'
import { useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { MessagePanel } from '../parts/message-panel.tsx'
import { ImportCounters } from './import-check.tsx'
import type { ImportFlow } from './import-flow.ts'
import { importsOf, UndoImport, useShowImport } from './import-history.tsx'
import { DownloadRejects } from './import-rejects.tsx'
import type { ImportSession } from './import-session.ts'
import { useWording } from './wording.ts'

export function ImportDone({ session: { preview, written }, flow }: { session: ImportSession; flow: ImportFlow }) {
  const text = importTexts[useDisplay().language]
  const { count } = useWording()
  const show = useShowImport()
  const history = useCommand('import.history', {})
  if (!preview || !written) return null
  const { totals, retired } = preview
  const rows = (part: keyof typeof totals): string => count(totals[part].rows)
  // Undone here, from the head of the window, or in the log: the history knows.
  const past = importsOf(history.data?.imports ?? []).find((each) => each.change === written.change)
  const isUndone = written.isUndone || (past?.undone ?? false)
  return (
    <>
      <MessagePanel
        tone={isUndone ? 'info' : 'ok'}
        title={isUndone ? text.done.undone : text.done.sentence(rows('new'), rows('updated'), rows('unchanged'), rows('rejected'))}
      >
        {!isUndone && (
          <p>
            {retired.rows > 0 && `${text.done.retired(text.rows(count(retired.rows)))} `}
            {text.done.change(String(written.change))}
          </p>
        )}
      </MessagePanel>
      <div className="wizard-foot">
        {!isUndone && (
          <Button kind="primary" onPress={() => show(written.change)}>
            {text.action.toUsage}
          </Button>
        )}
        {!isUndone && past && (
          <UndoImport past={past} label={text.action.undo} isPending={flow.isUndoing} onUndo={() => void flow.undo()} isSecondary />
        )}
        {totals.rejected.rows > 0 && !isUndone && (
          <DownloadRejects source={{ change: written.change }} tables={written.rejects ? preview.files : []} held={written.rejects} />
        )}
        <Button kind="quiet" onPress={flow.start}>
          {text.action.another}
        </Button>
      </div>
      <ImportCounters preview={preview} />
    </>
  )
}
