// The built page as a closed list of files, read once: only a name on the list can be asked for, so there is
// no path to climb out of. Used by the loopback host.
import { readdir } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

export interface PageFile {
  readonly path: string
  readonly type: string
  /** Hashed names never change; the page itself is asked for anew at each start. */
  readonly cache: string
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** From the path of a request ('/', '/assets/x.js') to the file. A kind of file that is not known is not served. */
export async function listPageFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(join(folder, sep).length).split(sep).join('/')
    const isPage = name.endsWith('.html')
    files.set(`/${name}`, { path, type, cache: isPage ? 'no-store' : 'private, max-age=31536000, immutable' })
  }
  const index = files.get('/index.html')
  if (index) files.set('/', index)
  return files
}

/**
 * The page may load only what is ours, talk only to us, and be framed by nobody. `socket` is its own ws: address.
 * 'wasm-unsafe-eval' lets the page's worker compile WebAssembly (the simulation's kernel, the linear solver), so that a
 * figure can be calculated a second time beside the core. It opens WebAssembly only: eval and new Function stay forbidden.
 */
export function contentPolicy(socket: string): string {
  return [
    "default-src 'self'",
    "style-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `connect-src 'self' ${socket}`.trimEnd(),
    "img-src 'self' data: blob:",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
