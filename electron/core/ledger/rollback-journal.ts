// What makes a checkpoint safe against a power cut. DuckDB (1.5.5 and 1.5.6) writes a checkpoint into free blocks of its file
// and its header last, except for blocks of metadata with room in them: those it writes over where they lie, so that a file
// cut off in the middle of one never opens again. What will be written over is therefore kept from the opening of a file on,
// lies beside it while the checkpoint runs, and is put back when the header tells that the checkpoint did not come to its end.
// Used by database.ts, which sees to it that a file has one checkpoint between its opening and its closing.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, readSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

/** Three headers of 4096 bytes before the first block: the file's own, and two that take turns (DuckDB, Storage::FILE_HEADER_SIZE). */
const headerBytes = 3 * 4096
const mark = Buffer.from('ballast journal 1\n')

interface Piece {
  readonly at: number
  readonly bytes: Buffer
}

/** The headers of a file and its blocks of metadata, as they lie on the disk. */
export interface Overwritable {
  readonly headers: Buffer
  readonly blocks: readonly Piece[]
}

export const journalOf = (path: string): string => `${path}.journal`

/**
 * Of a file that this process does not hold open: to close a second handle on it would give up the lock of the first.
 * null when there is no file yet, and so nothing to write over.
 */
export async function readOverwritable(path: string): Promise<Overwritable | null> {
  if (!existsSync(path)) return null
  const { ids, size } = await readingOnly(path, metadataBlocks)
  const blocks = ids.map((id) => headerBytes + id * size).map((at) => ({ at, bytes: readPiece(path, at, size) }))
  return { headers: readPiece(path, 0, headerBytes), blocks }
}

async function readingOnly<T>(path: string, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY' })
  try {
    const connection = await instance.connect()
    try {
      return await work(connection)
    } finally {
      connection.closeSync()
    }
  } finally {
    instance.closeSync()
  }
}

async function metadataBlocks(connection: DuckDBConnection): Promise<{ ids: number[]; size: number }> {
  const found = await connection.runAndReadAll('SELECT DISTINCT block_id FROM pragma_metadata_info() ORDER BY block_id')
  const sizes = await connection.runAndReadAll('SELECT block_size FROM pragma_database_size()')
  return { ids: found.getRows().map(([id]) => Number(id)), size: Number(sizes.getRows()[0]?.[0]) }
}

/** Complete or not there: it has its name only when all of it is on the disk. */
export function writeJournal(path: string, { headers, blocks }: Overwritable): void {
  const unfinished = `${journalOf(path)}.new`
  const file = openSync(unfinished, 'w')
  try {
    const parts = blocks.map(({ at, bytes }) => {
      const place = Buffer.alloc(16)
      place.writeBigUInt64LE(BigInt(at), 0)
      place.writeBigUInt64LE(BigInt(bytes.length), 8)
      return Buffer.concat([place, bytes])
    })
    writeFileSync(file, Buffer.concat([mark, headers, ...parts]))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(unfinished, journalOf(path))
  syncFolder(dirname(path))
}

function readJournal(path: string): Overwritable | null {
  if (!existsSync(journalOf(path))) return null
  const stored = readFileSync(journalOf(path))
  const blocks: Piece[] = []
  let from = mark.length + headerBytes
  while (from < stored.length) {
    const length = Number(stored.readBigUInt64LE(from + 8))
    blocks.push({ at: Number(stored.readBigUInt64LE(from)), bytes: stored.subarray(from + 16, from + 16 + length) })
    from += 16 + length
  }
  return { headers: stored.subarray(mark.length, mark.length + headerBytes), blocks }
}

/** Whether a checkpoint was begun that left no mark in the header. Of a file that nobody holds open. */
export function isCutShort(path: string): boolean {
  const journal = readJournal(path)
  return journal !== null && hasHeaders(path, journal)
}

const hasHeaders = (path: string, { headers }: Overwritable): boolean => readPiece(path, 0, headerBytes).equals(headers)

/** After a checkpoint, however it ended: what it had not finished is undone, and the journal is gone. Of a file that nobody holds open. */
export function endCheckpoint(path: string): void {
  const journal = readJournal(path)
  rmSync(`${journalOf(path)}.new`, { force: true })
  if (!journal) return
  if (hasHeaders(path, journal)) {
    const file = openSync(path, 'r+')
    try {
      for (const { at, bytes } of journal.blocks) writeSync(file, bytes, 0, bytes.length, at)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  }
  rmSync(journalOf(path))
  syncFolder(dirname(path))
}

function readPiece(path: string, at: number, length: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(length)
    readSync(file, bytes, 0, length, at)
    return bytes
  } finally {
    closeSync(file)
  }
}

/** A new name, or one that is gone, is certain only then; Windows knows no such thing and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
