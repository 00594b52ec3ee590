// A workspace: one DuckDB file `*.ballast` with everything in it. Opening checks before it touches: a file that is
// newer, damaged or no workspace is left byte for byte as it was. Called by the core when the user opens or creates one.
import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fail } from '../../../shared/language/failures.ts'
import { Changes, type OpenChange } from './changes.ts'
import { Database } from './database.ts'
import { removeDiscount, setDiscount } from './discounts.ts'
import { documentsOf, putDocument, removeDocument } from './documents.ts'
import { removeRate, setRate } from './fx-rates.ts'
import { migrate, schemaVersion, versionOf } from './migrations.ts'
import { priceBookOf, setPrice } from './price-book.ts'
import { repricedBy } from './repricing.ts'
import { sweepStage } from './stage-folder.ts'
import { Staging } from './staging.ts'
import type { Workspace, WorkspaceOptions, Write } from './types.ts'
import { usageBookOf } from './usage-book.ts'

export async function openWorkspace(path: string, options: WorkspaceOptions): Promise<Workspace> {
  const { create = false, readOnly = false } = options
  const exists = existsSync(path)
  if (!exists && (!create || readOnly)) throw fail('workspace-missing', { file: path }, { file: path })
  const real = realPath(path)
  if (exists) await Database.mend(real, readOnly)
  const version = exists ? await checkedVersion(real, readOnly) : 0
  const database = await Database.open(real, readOnly)
  try {
    if (!readOnly) sweepStage(real) // what an import left that was cut short
    if (version < schemaVersion) await migrate(database, version)
    const changes = await Changes.load(database, options.clock, readOnly)
    return workspaceOf(database, changes, readOnly, options)
  } catch (thrown) {
    await database.close()
    throw thrown
  }
}

/** Looks at an existing file read-only first, so that a refusal leaves no trace in it. */
async function checkedVersion(path: string, readOnly: boolean): Promise<number> {
  const database = await Database.open(path, true)
  try {
    const version = await versionOf(database)
    const known = { file: path, made: String(version), have: String(schemaVersion) }
    if (version === null) throw fail('not-a-workspace', { file: path }, { file: path })
    if (version > schemaVersion && !readOnly) throw fail('newer-workspace', known, { file: path })
    if (version < schemaVersion && readOnly) throw fail('older-workspace', known, { file: path })
    return version
  } finally {
    await database.close()
  }
}

/** One file has one path, whatever links lead to it; a folder that is not there is a failure of writing. */
function realPath(path: string): string {
  try {
    return existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path))
  } catch (thrown) {
    throw fail('not-writable', { file: path, reason: thrown instanceof Error ? thrown.message : String(thrown) }, { file: path })
  }
}

function workspaceOf(database: Database, changes: Changes, readOnly: boolean, options: WorkspaceOptions): Workspace {
  return {
    path: database.path,
    readOnly,
    get revision() {
      return changes.revision
    },
    get dataRevision() {
      return changes.dataRevision
    },
    documents: documentsOf(database),
    usage: usageBookOf(database, changes, options.libraryPrices),
    prices: priceBookOf(database),
    async change(command, note, work, staging, signal) {
      if (staging !== undefined && !(staging instanceof Staging)) throw new Error('This import was not begun by a workspace')
      const changed = await changes.change(command, note, (open) => work(writeOf(database, open, staging)), staging, signal)
      await staging?.discard()
      if (staging) await database.fold()
      return changed
    },
    undo: () => changes.undo(),
    redo: () => changes.redo(),
    undoable: () => changes.undoable(),
    log: (page) => changes.log(page),
    verify: () => changes.verify(),
    close: () => database.close(),
  }
}

function writeOf(database: Database, open: OpenChange, staging: Staging | undefined): Write {
  return {
    change: open.number,
    put: (kind, id, body) => putDocument(database, open, kind, id, body),
    remove: (kind, id) => removeDocument(database, open, kind, id),
    setPrice: (price) => setPrice(database, open, price),
    repriced: (about, work) => repricedBy(database, open, about, work),
    setDiscount: (discount) => setDiscount(database, open, discount),
    removeDiscount: (id, reprices) => removeDiscount(database, open, id, reprices),
    setRate: (rate) => setRate(database, open, rate),
    removeRate: (base, quote, validFrom) => removeRate(database, open, base, quote, validFrom),
    async commitImport() {
      if (!staging) throw new Error('A change that commits an import is begun with it')
      return staging.commit(open)
    },
  }
}
