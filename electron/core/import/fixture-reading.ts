// Reads fixtures for the tests of this folder: a file in, its inspection, records and rejects out.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Reject, UsageLabel, UsageRecord } from '../../../shared/domain/usage.ts'
import { FailureError } from '../../../shared/result/failure.ts'
import { instantText } from './dates.ts'
import { inspectFile } from './inspection.ts'
import type { FileInspection, ImportOptions } from './options.ts'
import { readRecords } from './reading.ts'
import type { ReadSummary } from './tally.ts'

export const fixtures = fileURLToPath(new URL('./fixtures/', import.meta.url))

/** A record with its label's fields beside its own and its times as text: easy to compare. */
type ToldRecord = UsageLabel & Omit<UsageRecord, 'label' | 'start' | 'end'> & { readonly start: string; readonly end: string }

interface Reading {
  inspection: FileInspection
  summary: ReadSummary
  records: ToldRecord[]
  rejects: Reject[]
}

export async function readFile(path: string, options: ImportOptions = {}): Promise<Reading> {
  const inspection = await inspectFile({ path }, options)
  const records: ToldRecord[] = []
  const rejects: Reject[] = []
  const summary = await readRecords(inspection, {
    onBatch: async (taken, refused) => {
      records.push(...taken.map(told))
      rejects.push(...refused)
    },
  })
  if (summary.read !== records.length + rejects.length) throw new Error('a row was lost between reading and the sink')
  return { inspection, summary, records, rejects }
}

const told = ({ label, start, end, ...rest }: UsageRecord): ToldRecord => ({
  ...label,
  ...rest,
  start: instantText(start),
  end: instantText(end),
})

export const ok = (name: string, options?: ImportOptions) => readFile(join(fixtures, 'ok', name), options)
export const notOk = (name: string, options?: ImportOptions) => readFile(join(fixtures, 'not-ok', name), options)
/** Writes a file that lives as long as the test run. */
export function written(content: string | Uint8Array, name = 'file.csv'): string {
  const path = join(scratch(), name)
  writeFileSync(path, content)
  return path
}

let folder: string | undefined
function scratch(): string {
  folder ??= mkdtempSync(join(tmpdir(), 'ballast-import-'))
  return folder
}

/** Removes what `written` wrote; for afterAll. */
export function clearWritten(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true })
}

export async function failureOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof FailureError) return error.failure
  throw error ?? new Error('no failure')
}
