// The Import screen: files, mapping, check, done. Nothing is written before the button that carries the count;
// Cancel discards. Files come by drop anywhere, by the chooser or from another screen.
import { useEffect, useRef } from 'react'
import type { WorkspaceInfoData } from '../../shared/contract/workspace-commands.ts'
import { importTexts } from '../../shared/language/import.ts'
import { importGuideTexts } from '../../shared/language/import-guide.ts'
import { describeNote } from '../../shared/language/notes.ts'
import { useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { Choice } from '../parts/field.tsx'
import { FileDrop } from '../parts/file-drop.tsx'
import { FailurePanel, MessagePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import { Progress } from '../parts/progress.tsx'
import { Screen } from '../parts/screen.tsx'
import { useApp } from '../state/store.ts'
import { ImportCounters, ImportMonths, ImportTotals } from './import-check.tsx'
import { ImportDays } from './import-days.tsx'
import { ImportDone } from './import-done.tsx'
import { FailedFiles, ImportFiles } from './import-files.tsx'
import { type ImportFlow, useImportFlow } from './import-flow.ts'
import { ImportGuide, ImportHistory } from './import-history.tsx'
import { ImportMapping } from './import-mapping.tsx'
import { blockedBy, type ImportStep, noteGroups, openQuestions, writtenRows } from './import-model.ts'
import { ImportQuestion } from './import-questions.tsx'
import { ImportRejects, ImportUnpriced } from './import-rejects.tsx'
import { type ImportSession, setSession, useImportSession } from './import-session.ts'
import { ImportSteps } from './import-steps.tsx'
import { useWording, type Wording } from './wording.ts'

type Text = (typeof importTexts)['en']

export function ImportScreen() {
  const { language } = useDisplay()
  const text = importTexts[language]
  const wording = useWording()
  const info = useCommand('app.info', {}).data?.workspace ?? null
  const session = useImportSession()
  const flow = useImportFlow(info?.path ?? '')
  const { droppedFiles, dropFiles } = useApp()

  useEffect(() => {
    if (droppedFiles.length === 0) return
    dropFiles([])
    void flow.take(droppedFiles)
  }, [droppedFiles, dropFiles, flow])

  // Files counted against one workspace say nothing about another.
  const isForeign = info !== null && session.workspace !== '' && session.workspace !== info.path
  useEffect(() => {
    if (isForeign) flow.start()
  }, [isForeign, flow])

  const { preview, step } = session
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (step !== 'files') top.current?.scrollIntoView({ block: 'start' })
  }, [step])
  const failure = flow.failure?.kind === 'cancelled' ? undefined : flow.failure
  const isIdle = preview === null && flow.busy === null
  return (
    <Screen title={titleOf(session, flow, text, wording)}>
      <div ref={top} className="scroll-mark" />
      <ImportSteps step={step} open={openSteps(session)} onOpen={(next) => setSession({ step: next })} />
      {failure && <FailurePanel failure={failure} onRetry={() => void flow.recount()} />}
      {flow.busy !== null && (
        <Progress
          step={text.progress[flow.busy]}
          {...progressOf(flow)}
          {...(flow.cancel ? { onCancel: flow.cancel, isCancelling: flow.isCancelling } : {})}
        />
      )}
      <div className={flow.busy !== null && preview !== null ? 'screen-part stale' : 'screen-part'} aria-busy={flow.busy !== null}>
        {step === 'files' && (
          <>
            <FileDrop
              onFiles={(files) => void flow.take(files)}
              isDisabled={flow.busy !== null}
              label={preview === null ? importGuideTexts[language].empty : text.file.addMore}
            />
            {isIdle && session.files.length > 0 && (
              <div className="actions">
                <span className="quiet">{session.files.map((file) => file.name).join(', ')}</span>
                <Button kind="quiet" icon="close" onPress={flow.start}>
                  {text.action.cancel}
                </Button>
              </div>
            )}
            {preview && <ImportFiles files={preview.files} onRemove={(name) => void flow.remove(name)} />}
            {preview && <Walk session={session} flow={flow} />}
          </>
        )}
        {step === 'mapping' && preview && <MappingStep session={session} flow={flow} />}
        {step === 'check' && preview && <CheckStep session={session} flow={flow} info={info} />}
        {step === 'done' && <ImportDone session={session} flow={flow} revision={info?.revision ?? 0} />}
      </div>
      {isIdle && <ImportHistory />}
      {isIdle && <ImportGuide />}
    </Screen>
  )
}

function MappingStep({ session: { preview }, session, flow }: { session: ImportSession; flow: ImportFlow }) {
  if (!preview) return null
  return (
    <>
      {openQuestions(preview).map(({ file, question }) => (
        <ImportQuestion
          key={`${file} ${question.id}`}
          file={file}
          question={question}
          isBusy={flow.busy !== null}
          onAnswer={(value) => void flow.answer(file, question.id, value)}
        />
      ))}
      {preview.files.map(
        (file) =>
          file.failure === null && (
            <ImportMapping key={file.file} file={file} onOptions={(options) => void flow.setOptions(file.file, options)} />
          ),
      )}
      <Walk session={session} flow={flow} />
    </>
  )
}

function CheckStep({ session, flow, info }: { session: ImportSession; flow: ImportFlow; info: WorkspaceInfoData | null }) {
  const { language } = useDisplay()
  const text = importTexts[language]
  const { preview } = session
  if (!preview) return null
  const notes = noteGroups(preview)
  const currency = Object.keys(preview.totals.read.money)[0] ?? info?.currencies[0] ?? 'USD'
  return (
    <>
      <FailedFiles files={preview.files} />
      <ImportCounters preview={preview} />
      <ImportMonths preview={preview} />
      <ImportDays days={preview.days} />
      <ImportUnpriced preview={preview} currency={currency} onPriced={() => void flow.recount()} />
      <ImportRejects preview={preview} />
      <ImportTotals preview={preview} />
      {notes.length > 0 && (
        <Panel title={text.check.notes}>
          <div className="messages">
            {notes.map(({ note, files }) => (
              <MessagePanel key={note.code + JSON.stringify(note.params)} tone={note.severity} title={describeNote(note, language)}>
                <p className="quiet">{files.join(', ')}</p>
              </MessagePanel>
            ))}
          </div>
        </Panel>
      )}
      <Panel>
        <Choice
          label={text.check.mode}
          value={session.mode}
          onChange={(mode) => void flow.setMode(mode)}
          options={[
            { id: 'add', label: text.check.add, help: text.check.addMeaning },
            { id: 'replace-period', label: text.check.replace, help: text.check.replaceMeaning },
          ]}
        />
      </Panel>
      <Walk session={session} flow={flow} isReadOnly={info?.readOnly ?? false} />
    </>
  )
}

/** Back and forward at the foot of a step; the last one writes and carries the count. */
function Walk({
  session: { step, preview },
  flow,
  isReadOnly = false,
}: {
  session: ImportSession
  flow: ImportFlow
  isReadOnly?: boolean
}) {
  const text = importTexts[useDisplay().language]
  const { count } = useWording()
  if (!preview) return null
  const blocked = blockedBy(preview)
  const reason = isReadOnly
    ? text.blocked.readOnly
    : blocked === null
      ? null
      : blocked.why === 'rejected'
        ? text.blocked.rejected(text.rejectCode[blocked.code as keyof Text['rejectCode']] ?? blocked.code)
        : text.blocked[blocked.why]
  const needsMapping = openQuestions(preview).length > 0 || preview.files.some((file) => file.mapping !== null)
  return (
    <div className="wizard-foot">
      {step !== 'files' && (
        <Button onPress={() => setSession({ step: step === 'check' && needsMapping ? 'mapping' : 'files' })}>{text.action.back}</Button>
      )}
      <Button kind="quiet" onPress={flow.start}>
        {text.action.cancel}
      </Button>
      {step === 'files' && needsMapping && (
        <Button kind="primary" onPress={() => setSession({ step: 'mapping' })}>
          {text.action.toMapping}
        </Button>
      )}
      {(step === 'mapping' || (step === 'files' && !needsMapping)) && (
        <Button
          kind="primary"
          isDisabled={blocked?.why === 'question' || blocked?.why === 'failed'}
          onPress={() => setSession({ step: 'check' })}
        >
          {text.action.next}
        </Button>
      )}
      {step === 'check' && (
        <Button
          kind="primary"
          isDisabled={reason !== null || flow.busy === 'preview'}
          isPending={flow.busy === 'commit'}
          onPress={() => void flow.write()}
        >
          {text.action.commit(text.rows(count(writtenRows(preview))))}
        </Button>
      )}
      {step !== 'files' && reason !== null && <p className="wizard-reason">{reason}</p>}
    </div>
  )
}

function openSteps({ preview, written }: ImportSession): ReadonlySet<ImportStep> {
  if (written) return new Set<ImportStep>(['done'])
  if (!preview) return new Set<ImportStep>(['files'])
  return new Set<ImportStep>(openQuestions(preview).length > 0 ? ['files', 'mapping'] : ['files', 'mapping', 'check'])
}

function progressOf({ progress }: ImportFlow): { done?: number; total?: number } {
  return progress ? { done: progress.done, total: progress.total ?? 0 } : {}
}

function titleOf({ files, preview, written }: ImportSession, { busy }: ImportFlow, text: Text, { count }: Wording): string {
  if (written && preview) return written.undone ? text.done.undone : text.title.done(count(writtenRows(preview)))
  if (preview === null) return busy === null ? text.title.idle : text.title.reading(text.files(String(Math.max(1, files.length))))
  const blocked = blockedBy(preview)
  const questions = openQuestions(preview).length
  switch (blocked?.why) {
    case 'question':
      return text.title.question(String(questions))
    case 'rejected':
      return text.title.allRejected
    case 'failed':
      return text.title.unreadable
    case 'nothing':
    case 'empty':
      return text.title.nothing
    case undefined:
      return text.title.check(
        count(writtenRows(preview)),
        text.files(String(preview.files.filter((file) => file.failure === null).length)),
        count(preview.totals.rejected.rows),
      )
  }
}
