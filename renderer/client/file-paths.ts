// The core knows files by path only. On the desktop what was chosen has one; in a browser it is uploaded to the loopback
// host first, which keeps it until the program ends: a folder as a folder, so that the core names what is in it as the
// desktop does. Used by Import and by Welcome.
import { fail } from '../../shared/language/failures.ts'
import { cancelled, FailureError } from '../../shared/result/failure.ts'
import { hostToken } from './connect.ts'

export interface PathedFile {
  readonly path: string
  readonly name: string
}

/** A folder as it was dropped or chosen; see parts/chosen-files.ts. */
export interface FolderOfFiles {
  readonly name: string
  readonly self: File | null
  readonly list: () => Promise<readonly { readonly path: string; readonly file: File }[]>
}

export type Given = File | FolderOfFiles | PathedFile

interface Copying {
  /** Files copied, and how many there are. */
  readonly onProgress?: (done: number, total: number, name: string) => void
  readonly signal?: AbortSignal
  /** Files of a folder that need not be copied, by their path below it. */
  readonly isAside?: (path: string) => boolean
}

/** What comes with a path, as from the command line, keeps it. */
export function filePaths(given: readonly Given[], copying: Copying = {}): Promise<PathedFile[]> {
  const { ballast } = window
  return ballast ? Promise.all(given.map((each) => pathOnDesktop(each, ballast))) : copied(given, copying)
}

async function pathOnDesktop(given: Given, ballast: NonNullable<Window['ballast']>): Promise<PathedFile> {
  if ('path' in given) return given
  const { name } = given
  if (given instanceof File) return { name, path: ballast.pathOf(given) }
  if (given.self) return { name, path: ballast.pathOf(given.self) }
  const [first] = await given.list()
  if (!first) throw fail('nothing-inside', { file: name })
  // `/home/me/june/sub/a.csv`, which is `sub/a.csv` below the folder, tells `/home/me/june`.
  return { name, path: ballast.pathOf(first.file).slice(0, -first.path.length - 1) }
}

async function copied(given: readonly Given[], { onProgress, signal, isAside = () => false }: Copying): Promise<PathedFile[]> {
  const parts = await Promise.all(given.map((each) => filesOf(each, isAside)))
  const total = parts.reduce((sum, { files }) => sum + files.length, 0)
  const pathed: PathedFile[] = []
  let done = 0
  for (const { name, known, folder, files } of parts) {
    let path = known
    for (const each of files) {
      onProgress?.(done++, total, each.path)
      path = await upload(each.path, each.file, folder, signal)
    }
    pathed.push({ name, path })
  }
  return pathed
}

interface FilesToCopy {
  readonly name: string
  /** Where it is already. */
  readonly known: string
  /** Holds the files of one folder together. */
  readonly folder: string | null
  readonly files: readonly { readonly path: string; readonly file: File }[]
}

async function filesOf(given: Given, isAside: (path: string) => boolean): Promise<FilesToCopy> {
  const { name } = given
  if ('path' in given) return { name, known: given.path, folder: null, files: [] }
  if (given instanceof File) return { name, known: '', folder: null, files: [{ path: name, file: given }] }
  const files = (await given.list()).filter(({ path }) => !isAside(path))
  if (files.length === 0) throw fail('nothing-inside', { file: name })
  return { name, known: '', folder: crypto.randomUUID(), files: files.map(({ path, file }) => ({ path: `${name}/${path}`, file })) }
}

/** Gives the path of the file, or of the folder that it is part of. */
async function upload(path: string, file: File, folder: string | null, signal: AbortSignal | undefined): Promise<string> {
  const request: RequestInit = { method: 'PUT', headers: { Authorization: `Bearer ${hostToken() ?? ''}` }, body: file }
  if (signal) request.signal = signal
  const address = `/upload/${encodeURIComponent(path)}${folder === null ? '' : `?folder=${folder}`}`
  const response = await fetch(address, request).catch(() => null)
  if (signal?.aborted) throw new FailureError(cancelled())
  if (!response) throw fail('connection-closed')
  // The host says why in both languages; a file it cannot take is told with those words.
  if (!response.ok) throw fail('upload-refused', { name: path, reason: (await response.text()).trim() })
  return ((await response.json()) as { path: string }).path
}
