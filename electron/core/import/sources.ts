// Which tables a dropped file or folder holds: the file itself, the entries of a ZIP archive, the sheets of a workbook, the
// files below a folder. What is no table (folders, manifests, pictures, notes, what the system hides) is left out; what
// should be one and cannot be read is told beside the others, each under its own name.
import { open, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isAsideFile } from '../../../shared/domain/aside-files.ts'
import { fail, failure } from '../../../shared/language/failures.ts'
import { type Failure, FailureError } from '../../../shared/result/failure.ts'
import { bookArchive, type Source } from './file-bytes.ts'
import { fileFailure } from './file-failures.ts'
import { isEncryptedOffice, officeKind } from './file-kind.ts'
import { Workbook } from './workbook.ts'
import { ZipArchive } from './zip-archive.ts'

/** A table, or why one cannot be read. `name`: `archive.zip/entry.csv`, `book.xlsx/Sheet1`, or a path below a folder. */
export type FoundSource = { readonly name: string; readonly source: Source } | { readonly name: string; readonly failure: Failure }

const deepest = 12
const mostFiles = 20_000
const headBytes = 600

/** Throws when the whole file or folder cannot be read or holds nothing. */
export async function sourcesOf(path: string, name = basename(path)): Promise<readonly FoundSource[]> {
  const facts = await stat(path).catch((error: unknown) => {
    throw fileFailure(error, name)
  })
  if (facts.isFile()) return fileSources(path, name)
  if (!facts.isDirectory()) throw fail('not-a-plain-file', { file: name })
  const found: FoundSource[] = []
  for (const file of await filesBelow(path, '', name)) {
    if (typeof file !== 'string') found.push(file)
    else found.push(...(await attempted(file, () => fileSources(join(path, file), file))))
  }
  if (found.length === 0) throw fail('nothing-inside', { file: name })
  return found
}

/** The one table of a file; a file that holds several must be taken apart with sourcesOf. */
export async function sourceOf(path: string, name: string): Promise<Source> {
  const [only, ...more] = await fileSources(path, name)
  if (!only) throw fail('nothing-inside', { file: name })
  if (more.length > 0) throw fail('several-tables', { file: name, names: [only, ...more].map((each) => each.name).join(', ') })
  if ('failure' in only) throw new FailureError(only.failure)
  return only.source
}

async function fileSources(path: string, name: string): Promise<readonly FoundSource[]> {
  const head = await bytesAt(path, name, 0, headBytes)
  if (head.subarray(0, 8).equals(compoundFile) && (await isEncrypted(path, name, head))) throw fail('workbook-encrypted', { file: name })
  const packing = packingOf(head)
  if (packing === 'zip') return archiveSources(path, name)
  return [{ name, source: { path, packing, ...(isColumnar(head) ? { columnar: true } : {}) } }]
}

async function archiveSources(path: string, name: string): Promise<readonly FoundSource[]> {
  const archive = await ZipArchive.open(path, name)
  try {
    const kind = officeKind(archive.entries.map((entry) => entry.name))
    if (kind === 'xlsx') return await sheetSources(archive, { path, packing: 'none' }, name)
    if (kind !== null) throw fail('foreign-file', { file: name, kind })
    const found: FoundSource[] = []
    for (const entry of archive.entries.toSorted((a, b) => compareNames(a.name, b.name))) {
      const full = `${name}/${entry.name}`
      if (isAsideFile(entry.name)) continue
      if (entry.obstacle) found.push({ name: full, failure: entry.obstacle })
      else found.push(...(await attempted(full, () => entrySources(archive, entry.name, path, full))))
    }
    if (found.length === 0) throw fail('nothing-inside', { file: name })
    return found
  } finally {
    archive.close()
  }
}

async function entrySources(archive: ZipArchive, entry: string, path: string, name: string): Promise<readonly FoundSource[]> {
  let head: Buffer = Buffer.alloc(0)
  for await (const chunk of archive.chunks(entry)) {
    head = Buffer.concat([head, chunk])
    if (head.length >= headBytes) break
  }
  const packing = packingOf(head)
  if (packing !== 'zip') return [{ name, source: { path, packing, entry, ...(isColumnar(head) ? { columnar: true } : {}) } }]
  const source: Source = { path, packing: 'none', entry }
  const inner = await bookArchive(source, name, {})
  try {
    const kind = officeKind(inner.entries.map((each) => each.name))
    if (kind === null) throw fail('zip-in-zip', { file: name })
    if (kind !== 'xlsx') throw fail('foreign-file', { file: name, kind })
    return await sheetSources(inner, source, name)
  } finally {
    inner.close()
  }
}

async function sheetSources(archive: ZipArchive, source: Source, name: string): Promise<readonly FoundSource[]> {
  const sheets = await (await Workbook.open(archive, name)).sheets()
  if (sheets.length === 0) throw fail('nothing-inside', { file: name })
  return sheets.map((sheet) => ({ name: sheets.length === 1 ? name : `${name}/${sheet}`, source: { ...source, sheet } }))
}

/** What a part holds, or its failure in its place, so that one bad file does not hide the others. */
async function attempted(name: string, look: () => Promise<readonly FoundSource[]>): Promise<readonly FoundSource[]> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof FailureError) return [{ name, failure: error.failure }]
    throw error
  }
}

/** Names below a folder in name order, each relative to it. */
async function filesBelow(root: string, below: string, name: string, count = { files: 0 }): Promise<(string | FoundSource)[]> {
  if (below.split('/').length > deepest)
    return [{ name: below, failure: failure('folder-too-deep', { file: below, limit: String(deepest) }) }]
  const inside = await readdir(join(root, below), { withFileTypes: true }).catch((error: unknown) => {
    throw fileFailure(error, below === '' ? name : below)
  })
  const files: (string | FoundSource)[] = []
  for (const item of inside.toSorted((a, b) => compareNames(a.name, b.name))) {
    const path = below === '' ? item.name : `${below}/${item.name}`
    if (isAsideFile(path)) continue
    if (item.isDirectory()) files.push(...(await filesBelow(root, path, name, count)))
    else if (item.isFile() || (item.isSymbolicLink() && (await isFile(join(root, path))))) {
      count.files += 1
      if (count.files > mostFiles) throw fail('too-many-files', { file: name, limit: String(mostFiles) })
      files.push(path)
    }
  }
  return files
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  )

/** The same order on every machine, numbers by value: part-2 before part-10. */
const collator = new Intl.Collator('en', { numeric: true })
const compareNames = (a: string, b: string): number => collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)

async function bytesAt(path: string, name: string, at: number, length: number): Promise<Buffer> {
  try {
    const handle = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw fileFailure(error, name)
  }
}

/** Office keeps a workbook behind a password as a stream of an old-style compound file; its directory tells. */
const compoundFile = Buffer.from('d0cf11e0a1b11ae1', 'hex')

async function isEncrypted(path: string, name: string, head: Buffer): Promise<boolean> {
  if (head.length < 52) return false
  const sector = 2 ** Math.min(head.readUInt16LE(30), 12)
  return isEncryptedOffice(await bytesAt(path, name, (head.readUInt32LE(48) + 1) * sector, 4096))
}

const isColumnar = (head: Buffer): boolean => head.subarray(0, 4).toString('latin1') === 'PAR1'

/** How a file is packed, by its first bytes, never by its name. */
function packingOf(head: Buffer): Source['packing'] | 'zip' {
  const magic = head.subarray(0, 4).toString('hex')
  if (magic.startsWith('1f8b')) return 'gzip'
  if (magic === '28b52ffd' || /^5.2a4d18$/.test(magic)) return 'zstd'
  return magic === '504b0304' || magic === '504b0506' ? 'zip' : 'none'
}
