// Reads the records of an inspected file in batches, each batch awaited before the next is read, so memory stays bounded
// whatever the file's size. Every row becomes exactly one record, reject or counted omission: nothing is dropped in silence.
import { createHash } from 'node:crypto'
import type { Reject, UsageRecord } from '../../../shared/domain/usage.ts'
import { fail } from '../../../shared/language/failures.ts'
import { cancelled, FailureError } from '../../../shared/result/failure.ts'
import type { RawRow } from './csv-reader.ts'
import type { Format } from './format.ts'
import { formats } from './formats/catalogue.ts'
import { genericFormat } from './formats/generic.ts'
import type { FileInspection } from './options.ts'
import { PeriodTotals } from './period-totals.ts'
import { RowReader } from './row-reader.ts'
import { rowBatches } from './row-source.ts'
import { type ReadSummary, Tally } from './tally.ts'
import { zoneOf } from './zones.ts'

/** A refused row with its cells as they stand, so that it can be mended. */
export interface RefusedRow extends Reject {
  readonly cells: readonly string[]
}

interface RecordSink {
  readonly onBatch: (records: readonly UsageRecord[], rejects: readonly RefusedRow[]) => Promise<void>
  readonly onProgress?: (bytesDone: number, bytesTotal: number, rows: number) => void
  readonly signal?: AbortSignal | undefined
  /** Secret of the workspace for hashes of personal columns; the same salt gives the same hashes. */
  readonly salt?: string
}

export async function readRecords(
  inspection: FileInspection,
  sink: RecordSink,
  reading = new FileReading(inspection, sink.salt ?? ''),
): Promise<ReadSummary> {
  const { file, source, layout, sizeBytes } = inspection
  const hash = createHash('sha256')
  let bytesDone = 0
  const onRaw = (chunk: Uint8Array) => {
    hash.update(chunk)
    bytesDone += chunk.length
  }
  for await (const batch of rowBatches(source, layout, { name: file, signal: sink.signal, onRaw })) {
    if (sink.signal?.aborted) throw new FailureError(cancelled())
    reading.tally.skippedBlank += batch.blank
    reading.tally.skippedHeaders += batch.repeatedHeaders
    const { records, rejects } = reading.read(batch.rows)
    if (records.length + rejects.length > 0) await sink.onBatch(records, rejects)
    sink.onProgress?.(bytesDone, sizeBytes, reading.tally.read)
  }
  if (hash.digest('hex') !== inspection.contentHash) throw fail('file-changed', { file })
  const released = reading.settle()
  if (released.length > 0) await sink.onBatch(released, [])
  sink.onProgress?.(sizeBytes, sizeBytes, reading.tally.read)
  return reading.tally.summary()
}

/** The verdicts on a file's rows, with what is counted and held back on the way. */
export class FileReading {
  readonly tally = new Tally()
  readonly rows: RowReader
  readonly #totals: PeriodTotals

  constructor(inspection: FileInspection, salt: string) {
    const [question] = inspection.questions
    if (question) throw fail('open-question', { file: inspection.file, question: question.id, flag: question.flag })
    const format = formatOf(inspection)
    this.rows = new RowReader(format, inspection, salt)
    this.#totals = new PeriodTotals(format.isPeriodTotal !== undefined)
  }

  read(rows: readonly RawRow[]): { records: UsageRecord[]; rejects: RefusedRow[] } {
    const records: UsageRecord[] = []
    const rejects: RefusedRow[] = []
    for (const row of rows) {
      const verdict = this.rows.read(row)
      if (verdict.kind === 'record') {
        if (!this.#totals.holds(verdict.record, verdict.isPeriodTotal)) records.push(this.tally.accept(verdict.record))
      } else if (verdict.kind === 'reject') {
        this.tally.refuse(verdict.reject)
        rejects.push({ ...verdict.reject, cells: row.cells })
      } else if (verdict.kind === 'skipped') this.tally.skip(verdict.code, verdict.amount, verdict.currency)
      else if (verdict.kind === 'totals-row') this.tally.skippedTotals += 1
      else this.tally.idle += 1
    }
    return { records, rejects }
  }

  /** The records held back that are no totals after all. */
  settle(): UsageRecord[] {
    const { released, dropped } = this.#totals.settle()
    this.tally.skippedTotals += dropped
    return released.map((record) => this.tally.accept(record))
  }
}

/** The format an inspection settled on, with its mapping. */
export function formatOf(inspection: FileInspection): Format {
  const own = formats.find(({ id }) => id === inspection.format)
  if (own) return own
  if (inspection.format === null || inspection.mapping === null)
    throw fail('open-question', { file: inspection.file, question: 'mapping', flag: '--map' })
  const shape = inspection.layout.shape === 'csv' ? 'csv' : 'json'
  return genericFormat({ profile: inspection.mapping, shape, zone: zoneOf(inspection.zone), widthMs: inspection.widthMs })
}
