// What a change holds in each table: rows added, rows retired, and a digest of the added rows' content. The log keeps
// it, verify() recomputes it. The digest is a sum of hashes, so it does not depend on the order of rows.
import { countOf, type Database, textOf } from './database.ts'
import { contentDigest, contentText } from './identity.ts'

const columns = (...names: string[]): string => `concat_ws(chr(31), ${names.map((name) => `coalesce(${name}::VARCHAR, '')`).join(', ')})`

const contents = {
  document: columns('kind', 'id', 'body'),
  import_file: columns('id', 'name', 'sha256', 'format', 'new_rows', 'updated_rows', 'unchanged_rows', 'rejected_rows'),
  usage_row: contentText,
  price: columns('provider', 'model', 'bucket', 'tier', 'currency', 'per_mtok', 'valid_from', 'valid_to', 'source', 'entered'),
} as const
export type LedgerTable = keyof typeof contents

export interface Footprint {
  readonly added: number
  readonly retired: number
  readonly digest: string
}

/**
 * Inside exclusive work. For a change just made `trustContent` adds up the stored `content` of usage rows, made in it
 * from the same columns; verify() makes it anew from what the columns hold now.
 */
export async function footprints(
  database: Database,
  change: number,
  tables: ReadonlySet<LedgerTable>,
  trustContent: boolean,
): Promise<Partial<Record<LedgerTable, Footprint>>> {
  const found: Partial<Record<LedgerTable, Footprint>> = {}
  for (const table of [...tables].sort()) {
    const digest = table === 'usage_row' && trustContent ? contentDigest : `md5_number_lower(${contents[table]})`
    const [added] = await database.write(`SELECT count(*) AS n, sum(${digest}) AS digest FROM ${table} WHERE added_by = ${change}`)
    const [retired] = table === 'import_file' ? [] : await database.write(`SELECT count(*) AS n FROM ${table} WHERE retired_by = ${change}`)
    found[table] = { added: countOf(added, 'n'), retired: countOf(retired, 'n'), digest: textOf(added, 'digest') }
  }
  return found
}
