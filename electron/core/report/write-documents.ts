// Writes the documents of one frozen result: pack (HTML, PDF), workbook, data extract, JSON. Everything is made in
// memory first, then put on disk whole. Called by the step behind 'report.write'; opens no workspace, reads no clock.
import type { FrozenResult } from '../../../shared/contract/frozen.ts'
import type { NoteData } from '../../../shared/contract/scalars.ts'
import type { Language } from '../../../shared/language/text.ts'
import { canonicalJson } from './canonical-json.ts'
import { csvTables } from './csv-tables.ts'
import { type Document, type WrittenFile, writeFiles } from './file-output.ts'
import { boardPack } from './html.ts'
import { type FindChromium, printPdf } from './pdf.ts'
import { boardWorkbook } from './workbook/workbook.ts'

export interface DocumentOptions {
  readonly formats: readonly ('pdf' | 'xlsx' | 'csv' | 'json' | 'html')[]
  readonly language: Language
  readonly outDir: string
  /** File names start with it: 'plan-v3' gives 'plan-v3.pdf', 'plan-v3-usage.csv' ... */
  readonly fileStem: string
  readonly findChromium: FindChromium
  readonly signal?: AbortSignal
}

export interface WrittenDocuments {
  readonly files: readonly WrittenFile[]
  readonly notes: readonly NoteData[]
}

export async function writeDocuments(frozen: FrozenResult, options: DocumentOptions): Promise<WrittenDocuments> {
  const { language, signal } = options
  const wants = new Set(options.formats)
  const stem = `${safeName(options.fileStem)}${frozen.sample ? '-SAMPLE' : ''}`
  const documents: Document[] = []
  const notes: NoteData[] = []
  const add = (name: string, format: string, content: string | Uint8Array): void => {
    documents.push({ name: `${stem}${name}`, format, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content })
  }
  const html = wants.has('html') || wants.has('pdf') ? await boardPack(frozen, language) : ''
  if (wants.has('pdf')) {
    const printed = await pdfOf(html, options)
    if (printed instanceof Uint8Array) add('.pdf', 'pdf', printed)
    else notes.push(printed)
  }
  signal?.throwIfAborted()
  if (wants.has('xlsx')) add('.xlsx', 'xlsx', await boardWorkbook(frozen, language))
  if (wants.has('csv')) for (const table of csvTables(frozen)) add(`-${table.name}.csv`, 'csv', table.text)
  if (wants.has('json')) add('.json', 'json', canonicalJson(frozen))
  if (wants.has('html')) add('.html', 'html', html)
  return { files: await writeFiles(options.outDir, documents, signal), notes }
}

/** The other documents are worth having without the PDF: what is wrong with the browser becomes a remark. */
async function pdfOf(html: string, { findChromium, signal }: DocumentOptions): Promise<Uint8Array | NoteData> {
  const browser = await findChromium()
  if (browser === null) return { code: 'no-browser', params: {}, severity: 'warning' }
  try {
    return await printPdf(html, browser, signal)
  } catch (problem) {
    signal?.throwIfAborted()
    const reason = problem instanceof Error ? (problem.message.split('\n')[0] ?? '') : String(problem)
    return { code: 'pdf-failed', params: { browser: browser.path, reason }, severity: 'warning' }
  }
}

/** Letters, digits, dot, hyphen and underscore of any script; no separators, no names a system reserves. */
function safeName(stem: string): string {
  const name = stem
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 120)
  return name === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(name) ? `report-${name}` : name
}
