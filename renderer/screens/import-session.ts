// The import under way: files, answers, step and the counted preview. Kept beside the screen, so that a look at
// another screen or a change of language loses nothing. Emptied by Cancel, by "import more" and with the workspace.
import { create } from 'zustand'
import type { ImportPreviewData } from '../../shared/contract/import-commands.ts'
import type { PathedFile } from '../client/file-paths.ts'
import type { Answers, ImportStep } from './import-model.ts'

export interface ImportSession {
  /** Workspace the files were chosen for. */
  readonly workspace: string
  readonly files: readonly PathedFile[]
  readonly answers: Answers
  readonly mode: ImportPreviewData['mode']
  readonly step: ImportStep
  readonly preview: ImportPreviewData | null
  /** Set once written; `undone` when the reader took it back from the last step. */
  readonly written: { readonly change: number; readonly undone: boolean } | null
}

export const emptySession: ImportSession = {
  workspace: '',
  files: [],
  answers: {},
  mode: 'add',
  step: 'files',
  preview: null,
  written: null,
}

export const useImportSession = create<ImportSession>(() => emptySession)

export const setSession = (part: Partial<ImportSession>): void => useImportSession.setState(part)
