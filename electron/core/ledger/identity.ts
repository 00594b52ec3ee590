// When are two lines of usage the same line? By the class of their label:
//   id    same source family and row id
//   key   same label, period and row id (aggregates)
//   row   everything the same (no key at all; equal lines are legitimate and counted)
// SQL expressions over lines with the label's ledger id as `label_id`, its `family` and `identity_class`. Used by
// classification.ts within one import; nothing of them is kept.
import { createHash } from 'node:crypto'
import { decimalColumns, measureColumns } from './usage-columns.ts'

/** One type each on both sides of a comparison, since the hash of a decimal depends on its places. */
const places = new Map<string, number>(decimalColumns)
const typed = (column: string): string => (places.has(column) ? `${column}::DECIMAL(38,${places.get(column)})` : column)

/** 128 bits of the values themselves, in both orders: to write a single decimal as text takes twice as long as all of this. */
function bitsOf(columns: readonly string[]): string {
  const values = columns.map(typed)
  return `((hash(${values.join(', ')})::UHUGEINT << 64) | hash(${values.toReversed().join(', ')}))`
}

const keyBits = bitsOf(['label_id', 'start_at', 'end_at', 'row_key'])

/** All that a line states except where it stood. */
export const contentHash = bitsOf(['label_id', 'start_at', 'end_at', 'row_key', ...measureColumns, 'annotations'])
export const identityHash = `CASE identity_class WHEN 'id' THEN ${bitsOf(['family', 'row_key'])} WHEN 'key' THEN ${keyBits} ELSE ${contentHash} END`

/** The 128 bits that a row id is kept as; the same that md5_number gives in SQL. */
export function rowKey(rowId: string): bigint {
  const digest = createHash('md5').update(rowId).digest()
  return (digest.readBigUInt64LE(8) << 64n) | digest.readBigUInt64LE(0)
}
