// The core knows files by path only. On the desktop a chosen file has one; in a browser it is uploaded to the
// loopback host first, which keeps it until the program ends. Used by Import and by Welcome.
import { fail } from '../../shared/language/failures.ts'
import { hostToken } from './connect.ts'

export interface PathedFile {
  readonly path: string
  readonly name: string
}

/** A file that comes with a path, as from the command line, keeps it. */
export function useFilePaths(): (files: readonly (File | PathedFile)[]) => Promise<PathedFile[]> {
  return filePaths
}

async function filePaths(files: readonly (File | PathedFile)[]): Promise<PathedFile[]> {
  const pathed: PathedFile[] = []
  for (const file of files)
    pathed.push('path' in file ? file : { name: file.name, path: window.ballast?.pathOf(file) ?? (await upload(file)) })
  return pathed
}

async function upload(file: File): Promise<string> {
  const request = { method: 'PUT', headers: { Authorization: `Bearer ${hostToken() ?? ''}` }, body: file }
  const response = await fetch(`/upload/${encodeURIComponent(file.name)}`, request).catch(() => null)
  if (!response) throw fail('connection-closed')
  // The host says why in both languages; a file it cannot take is told with those words.
  if (!response.ok) throw fail('upload-refused', { name: file.name, reason: (await response.text()).trim() })
  const { path } = (await response.json()) as { path: string }
  return path
}
