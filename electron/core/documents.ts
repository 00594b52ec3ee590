// Writes the documents of a frozen result into a folder and offers them to the page for download.
import { basename, join, resolve } from 'node:path'
import type { Output, Parsed } from '../../shared/contract/commands.ts'
import type { FrozenResult } from '../../shared/contract/frozen.ts'
import type { FindChromium } from './report/pdf.ts'
import { writeDocuments } from './report/write-documents.ts'

export interface DocumentSurroundings {
  readonly dataFolder: string
  readonly findChromium: FindChromium
  readonly offerDownload: ((path: string) => string) | undefined
}

export async function writeReport(
  frozen: FrozenResult,
  ask: Parsed<'report.write'>,
  around: DocumentSurroundings,
  signal: AbortSignal,
): Promise<Output<'report.write'>> {
  const outDir = ask.outDir ? resolve(ask.outDir) : join(around.dataFolder, 'reports')
  const stem = basename(frozen.workspace, '.ballast')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .toLowerCase()
  const { files, notes } = await writeDocuments(frozen, {
    formats: ask.formats,
    language: ask.language,
    outDir,
    findChromium: around.findChromium,
    fileStem: `${stem}-v${frozen.version.version}`,
    signal,
  })
  return {
    version: frozen.version,
    files: files.map((file) => ({ ...file, url: around.offerDownload?.(file.path) ?? null })),
    notes: [...notes],
  }
}
