// The calls behind the import wizard: choose, count, answer, decide, mend, write, discard, undo. One preview at a time; an
// answer that arrives after Cancel or for another workspace is dropped. Called by ImportScreen only.
import { useRef, useState } from 'react'
import type { ProgressData } from '../../shared/contract/commands.ts'
import type { ImportOptionsData, ImportPreviewData, QuestionData, RejectRowData } from '../../shared/contract/import-commands.ts'
import { isAsideFile } from '../../shared/domain/aside-files.ts'
import type { Failure } from '../../shared/result/failure.ts'
import { toFailure } from '../../shared/result/failure.ts'
import { filePaths, type Given } from '../client/file-paths.ts'
import { useAction } from '../client/use-command.ts'
import { hasQuestions, stepFor, withAnswer, withFiles, withOptions } from './import-model.ts'
import { emptySession, type ImportSession, setSession, useImportSession } from './import-session.ts'

type Choice = Partial<Pick<ImportSession, 'files' | 'answers' | 'leaveOut' | 'mode' | 'late'>>

/** Refused rows held for the last step, and how many are fetched at a time. */
const mostHeldRejects = 20_000
const rejectPage = 5000

export function useImportFlow(workspace: string) {
  const preview = useAction('import.preview')
  const commit = useAction('import.commit')
  const mending = useAction('import.mend')
  const rejects = useAction('import.rejects')
  const discard = useAction('import.discard')
  const undo = useAction('change.undo')
  const [copying, setCopying] = useState<ProgressData | null>(null)
  const [copyFailure, setCopyFailure] = useState<Failure>()
  const copy = useRef<AbortController>(undefined)

  /** Counts the files as they would be written; `stays` keeps the reader at the step, else the first that needs something is shown. */
  const count = async (choice: Choice, stays = false): Promise<void> => {
    const before = useImportSession.getState()
    const { files, answers, leaveOut, mode, late } = { ...before, ...choice }
    if (files.length === 0) return start()
    setSession({ ...choice, workspace, written: null })
    const ask = { files: [...files], answers, leaveOut: [...leaveOut], mode }
    const counted = await preview.run(late === undefined ? ask : { ...ask, late })
    if (useImportSession.getState().files !== files) return release(counted)
    if (counted === undefined) {
      // What was chosen before stands, and so does what was counted of it; the core holds it no more.
      const { answers: a, leaveOut: l, mode: m, late: t } = before
      return setSession(before.preview === null ? {} : { answers: a, leaveOut: l, mode: m, late: t, isGone: true })
    }
    const step = stays && before.preview !== null && !(before.step === 'check' && hasQuestions(counted)) ? before.step : stepFor(counted)
    setSession({ preview: counted, isGone: false, step })
  }
  const release = (old: ImportPreviewData | null | undefined): void => {
    if (old && useImportSession.getState().written === null) void discard.run({ id: old.id })
  }
  /** Back to the empty first step; what was counted is discarded. */
  const start = (): void => {
    preview.cancel()
    copy.current?.abort()
    release(useImportSession.getState().preview)
    setSession(emptySession)
    for (const action of [preview, commit, mending, undo]) action.reset()
    setCopyFailure(undefined)
  }
  const answer = (answers: ImportSession['answers'], stays = false) => count({ answers }, stays)

  /** All refused rows of what is being prepared, as far as they can be held. */
  const heldRejects = async ({ id, totals }: ImportPreviewData): Promise<RejectRowData[] | null> => {
    if (totals.rejected.rows > mostHeldRejects) return null
    const held: RejectRowData[] = []
    while (held.length < totals.rejected.rows) {
      const page = await rejects.run({ id, limit: rejectPage, offset: held.length })
      if (page === undefined || page.rejects.length === 0) return null
      held.push(...page.rejects)
    }
    return held
  }

  return {
    start,
    async take(chosen: readonly Given[]): Promise<void> {
      const controller = new AbortController()
      copy.current = controller
      setCopyFailure(undefined)
      setCopying({ step: 'upload', unit: 'files', done: 0, total: 0 })
      try {
        const added = await filePaths(chosen, {
          signal: controller.signal,
          isAside: isAsideFile,
          onProgress: (done, total, about) => setCopying({ step: 'upload', about, unit: 'files', done, total }),
        })
        const { files, preview: counted, written } = useImportSession.getState()
        const failed = new Set(counted?.files.flatMap((file) => (file.failure ? [file.file] : [])))
        await count({ files: withFiles(written === null ? files : [], added, failed) })
      } catch (thrown) {
        setCopyFailure(toFailure(thrown))
      } finally {
        setCopying(null)
      }
    },
    /** Leaves out a file, or a table that is a part of one. */
    remove(name: string): Promise<void> {
      const { files, leaveOut } = useImportSession.getState()
      return files.some((file) => file.name === name)
        ? count({ files: files.filter((file) => file.name !== name) }, true)
        : count({ leaveOut: [...leaveOut, name] }, true)
    },
    takeBack: () => count({ leaveOut: [] }, true),
    answer: (files: readonly string[], id: QuestionData['id'], value: string) =>
      answer(withAnswer(useImportSession.getState().answers, files, id, value)),
    setOptions: (files: readonly string[], options: ImportOptionsData) =>
      answer(withOptions(useImportSession.getState().answers, files, options), true),
    setMode: (mode: ImportPreviewData['mode']) => count({ mode }, true),
    setLate: (late: 'include' | 'reject') => count({ late }, true),
    recount: () => count({}, true),
    /** True when the row came in. */
    async mend(reject: RejectRowData, cells: readonly { readonly column: string; readonly value: string }[]): Promise<boolean> {
      const { preview: counted } = useImportSession.getState()
      if (counted === null) return false
      const { file, line } = reject
      const mended = await mending.run({ id: counted.id, file, line, cells: [...cells] })
      if (mended && useImportSession.getState().preview?.id === mended.id) setSession({ preview: mended })
      return mended !== undefined
    },
    async write(): Promise<void> {
      const { preview: counted } = useImportSession.getState()
      if (counted === null) return
      const held = await heldRejects(counted)
      const written = await commit.run({ id: counted.id })
      if (written)
        setSession({ preview: written.preview, written: { change: written.change, isUndone: false, rejects: held }, step: 'done' })
    },
    async undo(): Promise<void> {
      const { written } = useImportSession.getState()
      if (written && (await undo.run({ through: written.change }))) setSession({ written: { ...written, isUndone: true } })
    },
    busy:
      copying !== null && !preview.pending
        ? ('upload' as const)
        : preview.pending
          ? ('preview' as const)
          : commit.pending
            ? ('commit' as const)
            : null,
    progress: preview.pending ? preview.progress : commit.pending ? commit.progress : (copying ?? undefined),
    cancel: preview.pending ? preview.cancel : commit.pending ? commit.cancel : () => copy.current?.abort(),
    isCancelling: preview.cancelling || commit.cancelling,
    isUndoing: undo.pending,
    isMending: mending.pending,
    mendFailure: mending.failure,
    forgetMendFailure: mending.reset,
    failure: copyFailure ?? preview.failure ?? commit.failure ?? undo.failure,
  }
}

export type ImportFlow = ReturnType<typeof useImportFlow>
