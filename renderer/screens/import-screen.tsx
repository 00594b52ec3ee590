// The Import screen: files, mapping, check, done. Nothing is written before the button that carries the count;
// Cancel discards. Files come by drop anywhere, by the choosers or from another screen.
import { useEffect, useRef } from 'react'
import type { WorkspaceInfoData } from '../../shared/contract/workspace-commands.ts'
import { importTexts } from '../../shared/language/import.ts'
import { importCheckTexts } from '../../shared/language/import-check.ts'
import { importGuideTexts } from '../../shared/language/import-guide.ts'
import { describeNote } from '../../shared/language/notes.ts'
import { useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { FileDrop } from '../parts/file-drop.tsx'
import { FailurePanel, MessagePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import { Progress } from '../parts/progress.tsx'
import { Screen } from '../parts/screen.tsx'
import { useApp } from '../state/store.ts'
import { ImportCounters, ImportMonths, ImportTotals } from './import-check.tsx'
import { ImportDays } from './import-days.tsx'
import { ImportDecisions, ImportMode } from './import-decisions.tsx'
import { ImportDone } from './import-done.tsx'
import { noteGroups } from './import-figures.ts'
import { FailedFiles, ImportFiles } from './import-files.tsx'
import { type ImportFlow, useImportFlow } from './import-flow.ts'
import { ImportGuide } from './import-guide.tsx'
import { ImportHistory } from './import-history.tsx'
import { useImportKeys } from './import-keys.ts'
import { ImportMapping } from './import-mapping.tsx'
import { askedQuestions, blockedBy, hasQuestions, type ImportStep, layoutGroups, wantedAnswers, writtenRows } from './import-model.ts'
import { ImportQuestion } from './import-questions.tsx'
import { ImportRejects, rejectTableId } from './import-rejects.tsx'
import { type ImportSession, setSession, useImportSession } from './import-session.ts'
import { ImportSteps } from './import-steps.tsx'
import { ImportUnpriced } from './import-unpriced.tsx'
import { useWording, type Wording } from './wording.ts'

type Text = (typeof importTexts)['en']

export function ImportScreen() {
  const { language } = useDisplay()
  const text = importTexts[language]
  const wording = useWording()
  const { count } = wording
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
    if (step === 'files') return
    // Keys of the wizard work from here, and a reader of the screen begins at the step.
    top.current?.focus({ preventScroll: true })
    top.current?.scrollIntoView({ block: 'start' })
  }, [step])
  const walk = walkOf(session, flow, info?.readOnly ?? false, text, wording)
  useImportKeys({ next: walk.next, back: walk.back, toRejects: step === 'check' ? toRejects : null })
  const failure = flow.failure?.kind === 'cancelled' ? undefined : flow.failure
  const isIdle = preview === null && flow.busy === null
  return (
    <Screen title={titleOf(session, flow, text, wording)}>
      <div ref={top} className="scroll-mark" tabIndex={-1} />
      <ImportSteps step={step} open={openSteps(session)} onOpen={(next) => setSession({ step: next })} />
      {failure && <FailurePanel failure={failure} onRetry={() => void flow.recount()} />}
      {flow.busy !== null && (
        <Progress
          step={text.title.reading(text.files(count(Math.max(1, session.files.length))))}
          told={flow.progress}
          onCancel={flow.cancel}
          isCancelling={flow.isCancelling}
        />
      )}
      {session.isGone && flow.busy === null && (
        <MessagePanel tone="warning" title={text.stopped.what} action={{ label: text.action.again, run: () => void flow.recount() }}>
          <p>{text.stopped.meaning}</p>
        </MessagePanel>
      )}
      <div className={flow.busy !== null && preview !== null ? 'screen-part stale' : 'screen-part'} aria-busy={flow.busy !== null}>
        {step === 'files' && (
          <>
            <FileDrop
              isWholeWindow
              hasFolders
              onFiles={(files) => void flow.take(files)}
              isDisabled={flow.busy !== null}
              label={preview === null ? importGuideTexts[language].empty : text.file.addMore}
            />
            {isIdle && session.files.length > 0 && (
              <div className="actions">
                <span className="quiet">{session.files.map((file) => file.name).join(', ')}</span>
                <Button kind="secondary" onPress={() => void flow.recount()}>
                  {text.action.again}
                </Button>
                <Button kind="quiet" icon="close" onPress={flow.start}>
                  {text.action.cancel}
                </Button>
              </div>
            )}
            {preview && (
              <ImportFiles
                files={preview.files}
                leftOut={session.leaveOut.length}
                isBusy={flow.busy !== null}
                onRemove={(name) => void flow.remove(name)}
                onTakeBack={() => void flow.takeBack()}
              />
            )}
          </>
        )}
        {step === 'mapping' && preview && <MappingStep session={session} flow={flow} />}
        {step === 'check' && preview && <CheckStep session={session} flow={flow} info={info} />}
        {step === 'done' && <ImportDone session={session} flow={flow} />}
      </div>
      {preview && step !== 'done' && <Walk walk={walk} flow={flow} />}
      {isIdle && <ImportHistory isReadOnly={info?.readOnly ?? false} />}
      {isIdle && <ImportGuide />}
    </Screen>
  )
}

function MappingStep({ session: { preview }, flow }: { session: ImportSession; flow: ImportFlow }) {
  if (!preview) return null
  const isBusy = flow.busy !== null
  return (
    <>
      {askedQuestions(preview).map((asked) => (
        <ImportQuestion
          key={`${asked.id} ${asked.asked.map(({ file }) => file).join()}`}
          asked={asked}
          files={preview.files}
          isBusy={isBusy}
          onAnswer={(files, value) => void flow.answer(files, asked.id, value)}
        />
      ))}
      {layoutGroups(preview).map((group) => (
        <ImportMapping key={group.key} group={group} isBusy={isBusy} onOptions={(files, options) => void flow.setOptions(files, options)} />
      ))}
    </>
  )
}

function CheckStep({ session, flow, info }: { session: ImportSession; flow: ImportFlow; info: WorkspaceInfoData | null }) {
  const { language } = useDisplay()
  const text = importCheckTexts[language]
  const { preview } = session
  if (!preview) return null
  const notes = noteGroups(preview)
  const currency = Object.keys(preview.totals.read.money)[0] ?? info?.currencies[0] ?? 'USD'
  return (
    <>
      <FailedFiles files={preview.files} />
      <ImportDecisions decisions={preview.decisions} flow={flow} />
      <ImportCounters preview={preview} />
      <ImportMonths preview={preview} />
      <ImportDays days={preview.days} />
      <ImportUnpriced preview={preview} currency={currency} onPriced={() => void flow.recount()} />
      <ImportRejects preview={preview} flow={flow} />
      <ImportMode session={session} preview={preview} flow={flow} />
      <ImportTotals preview={preview} />
      {notes.length > 0 && (
        <Panel title={text.notes}>
          <div className="messages">
            {notes.map(({ note, files }) => (
              <MessagePanel key={note.code + JSON.stringify(note.params)} tone={note.severity} title={describeNote(note, language)}>
                <p className="quiet">{files.join(', ')}</p>
              </MessagePanel>
            ))}
          </div>
        </Panel>
      )}
    </>
  )
}

interface Walking {
  readonly back: (() => void) | null
  readonly next: (() => void) | null
  /** Words of the way on, and why it is closed. */
  readonly label: string
  readonly isWrite: boolean
  readonly reason: string | null
}

/** Where the step leads, back and on; the last one writes and carries the count. */
function walkOf(
  { step, preview, isGone }: ImportSession,
  flow: ImportFlow,
  isReadOnly: boolean,
  text: Text,
  { count, language }: Wording,
): Walking {
  const nowhere = { back: null, next: null, label: '', isWrite: false, reason: null }
  if (!preview || step === 'done') return nowhere
  const go = (to: ImportStep) => (): void => setSession({ step: to })
  const blocked = blockedBy(preview)
  const { rejectCode } = importCheckTexts[language]
  const reason = isReadOnly
    ? text.blocked.readOnly
    : isGone
      ? text.blocked.gone
      : blocked === null
        ? null
        : blocked.why === 'rejected'
          ? text.blocked.rejected(rejectCode[blocked.code as keyof typeof rejectCode] ?? blocked.code)
          : text.blocked[blocked.why]
  const needsMapping = hasQuestions(preview) || preview.files.some((file) => file.mapping !== null)
  const isBusy = flow.busy !== null
  if (step === 'files' && needsMapping) return { ...nowhere, next: isBusy ? null : go('mapping'), label: text.action.toMapping }
  if (step !== 'check') {
    const isClosed = isBusy || blocked?.why === 'question' || blocked?.why === 'failed'
    const back = step === 'mapping' ? go('files') : null
    return { ...nowhere, back, next: isClosed ? null : go('check'), label: text.action.next, reason: back === null ? null : reason }
  }
  const rows = writtenRows(preview)
  const words = text.rows(count(rows === 0 && preview.retired.rows > 0 ? preview.retired.rows : rows))
  return {
    back: go(needsMapping ? 'mapping' : 'files'),
    next: reason !== null || isBusy ? null : () => void flow.write(),
    label: rows === 0 && preview.retired.rows > 0 ? text.action.commitRetired(words) : text.action.commit(words),
    isWrite: true,
    reason,
  }
}

function Walk({ walk: { back, next, label, isWrite, reason }, flow }: { walk: Walking; flow: ImportFlow }) {
  const text = importTexts[useDisplay().language]
  return (
    <div className="wizard-foot">
      {back && <Button onPress={back}>{text.action.back}</Button>}
      <Button kind="quiet" onPress={flow.start}>
        {text.action.cancel}
      </Button>
      <Button
        kind="primary"
        isDisabled={next === null && flow.busy !== 'commit'}
        isPending={isWrite && flow.busy === 'commit'}
        onPress={() => next?.()}
      >
        {label}
      </Button>
      {reason !== null && <p className="wizard-reason">{reason}</p>}
      <p className="wizard-keys quiet">{text.action.keys}</p>
    </div>
  )
}

/** Shows the rejected rows and gives their table the focus, so that F2 mends the first. */
function toRejects(): void {
  const table = document.getElementById(rejectTableId)
  table?.scrollIntoView({ block: 'center' })
  table?.querySelector<HTMLElement>('[role=grid]')?.focus({ preventScroll: true })
}

function openSteps({ preview, written }: ImportSession): ReadonlySet<ImportStep> {
  if (written) return new Set<ImportStep>(['done'])
  if (!preview) return new Set<ImportStep>(['files'])
  return new Set<ImportStep>(hasQuestions(preview) ? ['files', 'mapping'] : ['files', 'mapping', 'check'])
}

function titleOf({ files, preview, written, isGone }: ImportSession, { busy }: ImportFlow, text: Text, { count }: Wording): string {
  if (written && preview) return written.isUndone ? text.done.undone : text.title.done(text.rows(count(writtenRows(preview))))
  if (preview === null) return busy === null ? text.title.idle : text.title.reading(text.files(count(Math.max(1, files.length))))
  if (isGone && busy === null) return text.title.stopped
  const blocked = blockedBy(preview)
  switch (blocked?.why) {
    case 'question':
      return text.title.question(count(wantedAnswers(preview)))
    case 'decision':
      return text.title.decision(count(preview.decisions.length))
    case 'rejected':
      return text.title.allRejected
    case 'failed':
      return text.title.unreadable
    case 'nothing':
    case 'empty':
      return text.title.nothing
    case undefined:
      if (writtenRows(preview) === 0) return text.title.retire(text.rows(count(preview.retired.rows)))
      return text.title.check(
        text.rows(count(writtenRows(preview))),
        text.files(count(preview.files.filter((file) => file.failure === null).length)),
        count(preview.totals.rejected.rows),
      )
  }
}
