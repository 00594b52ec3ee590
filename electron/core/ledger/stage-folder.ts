// The folder of an import, beside its workspace: the one place, besides its own file, that the locked-down database may use.
import { rmSync } from 'node:fs'

export const stageFolder = (workspacePath: string): string => `${workspacePath}.import`

export const sweepStage = (workspacePath: string): void => rmSync(stageFolder(workspacePath), { recursive: true, force: true })
