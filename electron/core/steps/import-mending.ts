// Refused rows mended by hand: other values in some of their cells, judged by the rules that refused them. What was mended
// is kept with the import under way, so that it is done again when its files are read anew, and goes into the log.
import type { Parsed } from '../../../shared/contract/commands.ts'
import type { Reject } from '../../../shared/domain/usage.ts'
import { fail } from '../../../shared/language/failures.ts'
import type { ImportStaging } from '../ledger/types.ts'
import type { ReadTable } from './import-reading.ts'

export interface Mend {
  readonly file: string
  readonly line: number
  readonly cells: readonly { readonly column: string; readonly from: string; readonly to: string }[]
}

/** Takes the row in with the new cells; throws when it is none of the refused or is refused again. */
export async function mendRow(
  staging: ImportStaging,
  tables: readonly ReadTable[],
  { file, line, cells: wanted }: Pick<Parsed<'import.mend'>, 'file' | 'line' | 'cells'>,
): Promise<Mend> {
  const table = tables.find(({ name }) => name === file)
  if (!table?.inspection || !table.reading || table.staged === null) throw fail('no-such-reject', { file, line: String(line) })
  const [refused] = await staging.rejects({ file: table.staged, line, limit: 1 })
  if (!refused) throw fail('no-such-reject', { file, line: String(line) })
  const { header } = table.inspection.layout
  const cells = header.map((_, index) => refused.cells[index] ?? '')
  const mended: { column: string; from: string; to: string }[] = []
  for (const { column, value } of wanted) {
    const at = header.indexOf(column)
    if (at < 0) throw fail('no-such-column', { file, column })
    mended.push({ column, from: cells[at] ?? '', to: value })
    cells[at] = value
  }
  const verdict = table.reading.rows.read({ line, cells })
  if (verdict.kind !== 'record') throw stillRefused(verdict.kind === 'reject' ? verdict.reject : null)
  await staging.mend(table.staged, line, [verdict.record])
  return { file, line, cells: mended }
}

/** Mends again what was mended before the files were read anew; what no longer is refused, or is refused for more, stays as it was read. */
export async function mendAgain(staging: ImportStaging, tables: readonly ReadTable[], mends: readonly Mend[]): Promise<Mend[]> {
  const held: Mend[] = []
  for (const { file, line, cells } of mends) {
    const wanted = cells.map(({ column, to }) => ({ column, value: to }))
    const mend = await mendRow(staging, tables, { file, line, cells: wanted }).catch(() => null)
    if (mend) held.push(mend)
  }
  return held
}

function stillRefused(reject: Reject | null): Error {
  if (!reject) return fail('still-refused', {})
  const { line, column, value, code, amount, currency } = reject
  return fail('still-refused', { line: String(line), column, value, code, amount, currency })
}
