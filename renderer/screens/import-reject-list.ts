// Refused rows as files: in front why each was refused, behind it the row as it stands, where it is still known. The rows
// can be mended in a spreadsheet and imported again: the importer knows the columns in front and leaves them out.
import type { FilePreviewData, RejectRowData } from '../../shared/contract/import-commands.ts'
import { rejectListColumns } from '../../shared/domain/reject-list.ts'
import { csvOfCells } from '../../shared/units/csv.ts'

interface RejectFile {
  readonly name: string
  readonly text: string
}

/**
 * One file for all rows of the same columns: rows under another header would be another table. `tables`: what the rows were
 * refused from; none once an import is written, and the list then holds the reasons only.
 */
export function rejectFiles(
  rejects: readonly RejectRowData[],
  tables: readonly FilePreviewData[],
  reason: (reject: RejectRowData) => string,
): RejectFile[] {
  const headers = new Map(tables.map((table) => [table.file, headerOf(table)]))
  const groups = new Map<string, { header: readonly string[]; lines: string[][] }>()
  for (const reject of rejects) {
    const own = reject.cells.length === 0 ? [] : (headers.get(reject.file) ?? [])
    const key = JSON.stringify(own)
    const group = groups.get(key) ?? { header: own, lines: [] }
    groups.set(key, group)
    const { file, line, column, value, code, amount, currency } = reject
    const why = [file, String(line), column, value, code, reason(reject), amount, currency]
    // A row may have more cells than the header has names: it is written as it stands.
    group.lines.push([...why, ...(own.length === 0 ? [] : reject.cells.map((cell) => cell.value))])
  }
  return [...groups.values()].map(({ header, lines }, index) => ({
    name: groups.size === 1 ? 'rejects.csv' : `rejects-${index + 1}.csv`,
    text: csvOfCells([[...rejectListColumns, ...header], ...lines]),
  }))
}

/** Rows of a table can be written as a table; those of a JSON document cannot be put back into one. */
const headerOf = ({ delimiter, columns }: FilePreviewData): readonly string[] =>
  delimiter === null ? [] : columns.map(({ column }) => column)
