// Step 4 of the import: what was written, as one change of the log; to Usage, back out of it, or the next files.
import { importTexts } from '../../shared/language/import.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { MessagePanel } from '../parts/message-panel.tsx'
import { useApp } from '../state/store.ts'
import { ImportCounters } from './import-check.tsx'
import type { ImportFlow } from './import-flow.ts'
import { DownloadRejects } from './import-rejects.tsx'
import type { ImportSession } from './import-session.ts'
import { useWording } from './wording.ts'

export function ImportDone({
  session: { preview, written },
  flow,
  revision,
}: {
  session: ImportSession
  flow: ImportFlow
  revision: number
}) {
  const text = importTexts[useDisplay().language]
  const { count } = useWording()
  const { goTo } = useApp()
  if (!preview || !written) return null
  const { totals } = preview
  const rows = (part: keyof typeof totals): string => count(totals[part].rows)
  // Undo takes back the last change: it is offered while that is this import.
  const isLast = revision === written.change
  return (
    <>
      <MessagePanel
        tone={written.undone ? 'info' : 'ok'}
        title={written.undone ? text.done.undone : text.done.sentence(rows('new'), rows('updated'), rows('unchanged'), rows('rejected'))}
      >
        {!written.undone && <p>{text.done.change(String(written.change))}</p>}
      </MessagePanel>
      <div className="wizard-foot">
        {!written.undone && (
          <Button kind="primary" onPress={() => goTo('usage')}>
            {text.action.toUsage}
          </Button>
        )}
        {!written.undone && (
          <Button icon="undo" isDisabled={!isLast} isPending={flow.isUndoing} onPress={() => void flow.undo()}>
            {text.action.undo}
          </Button>
        )}
        {totals.rejected.rows > 0 && !written.undone && <DownloadRejects source={{ change: written.change }} />}
        <Button kind="quiet" onPress={flow.start}>
          {text.action.another}
        </Button>
        {!isLast && !written.undone && <p className="wizard-reason">{text.done.undoBlocked}</p>}
      </div>
      <ImportCounters preview={preview} />
    </>
  )
}
