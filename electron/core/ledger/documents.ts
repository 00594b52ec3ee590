// Small records kept as JSON text by kind and id: settings, policies, strategies, contract specs, quotes, frozen runs.
// A new body retires the old one, so undo brings it back. Reads see what is committed.
import { type OpenChange, retire } from './changes.ts'
import { countOf, type Database, type Row, textOf } from './database.ts'
import type { Documents, StoredDocument } from './types.ts'

export function documentsOf(database: Database): Documents {
  return {
    async get(kind, id) {
      const [row] = await database.read('SELECT * FROM document_alive WHERE kind = $1 AND id = $2', [kind, id])
      return row ? toDocument(row) : null
    },
    async list(kind) {
      return (await database.read('SELECT * FROM document_alive WHERE kind = $1 ORDER BY id', [kind])).map(toDocument)
    },
  }
}

export async function putDocument(database: Database, open: OpenChange, kind: string, id: string, body: unknown): Promise<void> {
  await removeDocument(database, open, kind, id)
  await database.write(`INSERT INTO document VALUES ($1, $2, $3, ${open.number}, NULL)`, [kind, id, JSON.stringify(body)])
  open.touched.add('document')
}

/** A body both written and removed within one change leaves no trace. */
export const removeDocument = (database: Database, open: OpenChange, kind: string, id: string): Promise<boolean> =>
  retire(database, open, 'document', 'kind = $1 AND id = $2', [kind, id])

function toDocument(row: Row): StoredDocument {
  return { kind: textOf(row, 'kind'), id: textOf(row, 'id'), body: JSON.parse(textOf(row, 'body')), change: countOf(row, 'added_by') }
}
