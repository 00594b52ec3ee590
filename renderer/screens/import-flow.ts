// The calls behind the import wizard: choose, count, answer, write, discard, undo. One preview at a time; an answer
// that arrives after Cancel or for another workspace is dropped. Called by ImportScreen only.
import { useState } from 'react'
import type { ImportOptionsData, ImportPreviewData, QuestionData } from '../../shared/contract/import-commands.ts'
import type { Failure } from '../../shared/result/failure.ts'
import { toFailure } from '../../shared/result/failure.ts'
import { type PathedFile, useFilePaths } from '../client/file-paths.ts'
import { useAction } from '../client/use-command.ts'
import { stepFor, withAnswer, withOption } from './import-model.ts'
import { emptySession, type ImportSession, setSession, useImportSession } from './import-session.ts'

type Choice = Partial<Pick<ImportSession, 'files' | 'answers' | 'mode'>>

export function useImportFlow(workspace: string) {
  const toPaths = useFilePaths()
  const preview = useAction('import.preview')
  const commit = useAction('import.commit')
  const discard = useAction('import.discard')
  const undo = useAction('change.undo')
  const [copying, setCopying] = useState(false)
  const [copyFailure, setCopyFailure] = useState<Failure>()

  /** Counts the files as they would be written; the reader is led to the first step that needs something. */
  const count = async (choice: Choice): Promise<void> => {
    const before = useImportSession.getState()
    const { files, answers, mode } = { ...before, ...choice }
    if (files.length === 0) return start()
    setSession({ ...choice, workspace, written: null })
    const counted = await preview.run({ files: [...files], answers, mode })
    if (useImportSession.getState().files !== files) return release(counted)
    if (counted === undefined) return before.preview === null ? undefined : setSession({ answers: before.answers, mode: before.mode })
    release(before.preview)
    setSession({ preview: counted, step: stepFor(counted) })
  }
  const release = (old: ImportPreviewData | null | undefined): void => {
    if (old && useImportSession.getState().written === null) void discard.run({ id: old.id })
  }
  /** Back to the empty first step; what was counted is discarded. */
  const start = (): void => {
    preview.cancel()
    release(useImportSession.getState().preview)
    setSession(emptySession)
    preview.reset()
    commit.reset()
    setCopyFailure(undefined)
  }

  return {
    start,
    async take(chosen: readonly (File | PathedFile)[]): Promise<void> {
      setCopying(true)
      setCopyFailure(undefined)
      try {
        const added = await toPaths(chosen)
        const { files, written } = useImportSession.getState()
        const kept = written === null ? files.filter((old) => added.every((file) => file.name !== old.name)) : []
        await count({ files: [...kept, ...added] })
      } catch (thrown) {
        setCopyFailure(toFailure(thrown))
      } finally {
        setCopying(false)
      }
    },
    remove: (name: string) => count({ files: useImportSession.getState().files.filter((file) => file.name !== name) }),
    answer: (file: string, id: QuestionData['id'], value: string) =>
      count({ answers: withAnswer(useImportSession.getState().answers, file, id, value) }),
    setOptions: (file: string, options: ImportOptionsData) =>
      count({ answers: withOption(useImportSession.getState().answers, file, options) }),
    setMode: (mode: ImportPreviewData['mode']) => count({ mode }),
    recount: () => count({}),
    async write(): Promise<void> {
      const { preview: counted } = useImportSession.getState()
      if (counted === null) return
      const written = await commit.run({ id: counted.id })
      if (written) setSession({ preview: written.preview, written: { change: written.change, undone: false }, step: 'done' })
    },
    async undo(): Promise<void> {
      const { written } = useImportSession.getState()
      if (written && (await undo.run({}))) setSession({ written: { ...written, undone: true } })
    },
    busy: copying ? ('upload' as const) : preview.pending ? ('preview' as const) : commit.pending ? ('commit' as const) : null,
    progress: commit.pending ? commit.progress : preview.progress,
    cancel: preview.pending && !copying ? preview.cancel : undefined,
    isCancelling: preview.cancelling,
    isUndoing: undo.pending,
    failure: copyFailure ?? preview.failure ?? commit.failure ?? undo.failure,
  }
}

export type ImportFlow = ReturnType<typeof useImportFlow>
