// The import under way: files, answers, step and the counted preview. Kept beside the screen, so that a look at
// another screen or a change of language loses nothing. Emptied by Cancel, by "import more" and with the workspace.
import { create } from 'zustand'
import type { ImportPreviewData, RejectRowData } from '../../shared/contract/import-commands.ts'
import type { PathedFile } from '../client/file-paths.ts'
import type { Answers, ImportStep } from './import-model.ts'

export interface ImportSession {
  /** Workspace the files were chosen for. */
  readonly workspace: string
  readonly files: readonly PathedFile[]
  readonly answers: Answers
  /** Tables, by name, that are parts of what was chosen and not wanted. */
  readonly leaveOut: readonly string[]
  readonly mode: ImportPreviewData['mode']
  /** What was decided about rows of closed days. */
  readonly late: 'include' | 'reject' | undefined
  readonly step: ImportStep
  readonly preview: ImportPreviewData | null
  /** The core has given up what was counted, as after a recount that was stopped: it must be counted again. */
  readonly isGone: boolean
  readonly written: {
    readonly change: number
    readonly isUndone: boolean
    /** The refused rows with their cells, which the workspace does not keep; null when there were too many to hold. */
    readonly rejects: readonly RejectRowData[] | null
  } | null
}

export const emptySession: ImportSession = {
  workspace: '',
  files: [],
  answers: {},
  leaveOut: [],
  mode: 'auto',
  late: undefined,
  step: 'files',
  preview: null,
  isGone: false,
  written: null,
}

export const useImportSession = create<ImportSession>(() => emptySession)

export const setSession = (part: Partial<ImportSession>): void => useImportSession.setState(part)
