// Reads the records of an inspected file in batches, each batch awaited before the next is read, so memory stays bounded
// whatever the file's size. Every row becomes exactly one record or one reject: read = records + rejects.
import { createHash } from 'node:crypto'
import type { Reject, UsageRecord } from '../../../shared/domain/usage.ts'
import { fail } from '../../../shared/language/failures.ts'
import { cancelled, FailureError } from '../../../shared/result/failure.ts'
import { dimensionColumns } from './column-uses.ts'
import type { RawRow } from './csv-reader.ts'
import { DateReader } from './dates.ts'
import type { Format } from './format.ts'
import { formats } from './formats/catalogue.ts'
import { genericFormat } from './formats/generic.ts'
import { Line } from './line.ts'
import type { FileInspection } from './options.ts'
import { PeriodTotals } from './period-totals.ts'
import { Hasher } from './privacy.ts'
import { rowBatches } from './row-source.ts'
import { type ReadSummary, Tally } from './tally.ts'
import { zoneOf } from './zones.ts'

interface RecordSink {
  readonly onBatch: (records: readonly UsageRecord[], rejects: readonly Reject[]) => Promise<void>
  readonly onProgress?: (bytesDone: number, bytesTotal: number, rows: number) => void
  readonly signal?: AbortSignal | undefined
  /** Secret of the workspace for hashes of personal columns; the same salt gives the same hashes. */
  readonly salt?: string
}

const totalsWords = /^(?:(?:grand|sub)?[\s-]*totals?|sum|overall)\b|^(?:合计|总计|小计|总和|汇总)/i

export async function readRecords(path: string, inspection: FileInspection, sink: RecordSink): Promise<ReadSummary> {
  const { file, layout, sizeBytes } = inspection
  const [question] = inspection.questions
  if (question) throw fail('open-question', { file, question: question.id, flag: question.flag })
  const format = formatOf(inspection)
  const line = new Line({
    header: layout.header,
    dates: new DateReader(inspection.dateOrder, zoneOf(inspection.zone)),
    mark: inspection.decimalMark,
    dimensions: dimensionColumns(inspection.columns),
    hasher: new Hasher(sink.salt ?? ''),
  })
  const tally = new Tally()
  const totals = new PeriodTotals(format.isPeriodTotal)
  const hash = createHash('sha256')
  let bytesDone = 0
  const onRaw = (chunk: Uint8Array) => {
    hash.update(chunk)
    bytesDone += chunk.length
  }
  for await (const batch of rowBatches(path, layout, { name: file, signal: sink.signal, onRaw })) {
    if (sink.signal?.aborted) throw new FailureError(cancelled())
    tally.skippedBlank += batch.blank
    tally.skippedHeaders += batch.repeatedHeaders
    const records: UsageRecord[] = []
    const rejects: Reject[] = []
    for (const row of batch.rows) {
      const record = readRow(row, line, format)
      if (record && line.fault === null && row.fault === undefined) {
        if (!totals.holds(record)) records.push(tally.accept(record))
      } else if (!record && line.fault === null && row.fault === undefined) tally.idle += 1
      else if (isTotalsRow(row, line)) tally.skippedTotals += 1
      else rejects.push(tally.refuse(rejectOf(row, line, format)))
    }
    if (records.length + rejects.length > 0) await sink.onBatch(records, rejects)
    sink.onProgress?.(bytesDone, sizeBytes, tally.read)
  }
  if (hash.digest('hex') !== inspection.sha256) throw fail('file-changed', { file })
  const { released, dropped } = totals.settle()
  tally.skippedTotals += dropped
  if (released.length > 0)
    await sink.onBatch(
      released.map((record) => tally.accept(record)),
      [],
    )
  sink.onProgress?.(sizeBytes, sizeBytes, tally.read)
  return tally.summary()
}

/** The format an inspection settled on, with its mapping. */
function formatOf(inspection: FileInspection): Format {
  const own = formats.find(({ id }) => id === inspection.format)
  if (own) return own
  if (inspection.format === null || inspection.mapping === null)
    throw fail('open-question', { file: inspection.file, question: 'mapping', flag: '--map' })
  const shape = inspection.layout.shape === 'csv' ? 'csv' : 'json'
  return genericFormat({ profile: inspection.mapping, shape, zone: zoneOf(inspection.zone), widthMs: inspection.widthMs })
}

function readRow(row: RawRow, line: Line, format: Format): UsageRecord | null {
  line.lay(row)
  return row.fault === undefined ? format.read(line) : null
}

/** A row that says "Total" where others begin, and gives no date. */
function isTotalsRow(row: RawRow, line: Line): boolean {
  const code = row.fault?.code ?? line.fault?.code
  if (code !== 'bad-date' && code !== 'missing-value' && code !== 'wrong-column-count') return false
  return totalsWords.test(row.cells.find((cell) => cell.trim() !== '')?.trim() ?? '')
}

function rejectOf(row: RawRow, line: Line, format: Format): Reject {
  const fault = row.fault ?? line.fault ?? { code: 'missing-value', column: '', value: '' }
  const { money } = format
  if (!money || row.fault !== undefined) return { line: row.line, ...fault, amount: '', currency: '' }
  line.lay(row)
  const amount = line.amount(money.amount, money.scale)
  if (line.fault || amount === '') return { line: row.line, ...fault, amount: '', currency: '' }
  const currency = 'code' in money.currency ? money.currency.code : line.currency(money.currency.column)
  return { line: row.line, ...fault, amount, currency }
}
