// When are two lines of usage the same line? By the class of their label:
//   id    same source family and row id
//   key   same label, period and row id (aggregates)
//   row   everything the same (no key at all; equal lines are legitimate and counted)
// SQL expressions over lines with the label's ledger id as `label_id`, its `family` and `identity_class`. Used by
// classification.ts on the few lines that could meet another one, so the price of text and MD5 does not matter there.
import { createHash } from 'node:crypto'
import { measureColumns } from './usage-columns.ts'

/** The key as hexadecimal: in decimals, 128 bits take a thousand times as long. */
const asText = (column: string): string => (column === 'row_key' ? 'hex(row_key)' : `${column}::VARCHAR`)
const joined = (columns: readonly string[]): string =>
  `concat_ws(chr(31), ${columns.map((column) => `coalesce(${asText(column)}, '')`).join(', ')})`

const keyText = joined(['label_id', 'start_at', 'end_at', 'row_key'])
/** All that a line states except where it stood. */
const contentText = joined(['label_id', 'start_at', 'end_at', 'row_key', ...measureColumns, 'annotations'])

export const contentHash = `md5_number(${contentText})`
export const identityHash = `md5_number(CASE identity_class WHEN 'id' THEN ${joined(['family', 'row_key'])} WHEN 'key' THEN ${keyText} ELSE ${contentText} END)`

/** The 128 bits that a row id is kept as; the same that md5_number gives in SQL. */
export function rowKey(rowId: string): bigint {
  const digest = createHash('md5').update(rowId).digest()
  return (digest.readBigUInt64LE(8) << 64n) | digest.readBigUInt64LE(0)
}
