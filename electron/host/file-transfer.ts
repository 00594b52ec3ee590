// Files between a browser and the core, which knows only paths: an upload becomes a file in a folder that ends
// with the program, a document the core has written is offered under an address that works once.
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export class TooLarge extends Error {}

export class FileTransfer {
  readonly #offered = new Map<string, string>()
  readonly #folder: string
  readonly #maxBytes: number
  #count = 0

  static async open(maxBytes: number): Promise<FileTransfer> {
    return new FileTransfer(await mkdtemp(join(tmpdir(), 'ballast-upload-')), maxBytes)
  }

  private constructor(folder: string, maxBytes: number) {
    this.#folder = folder
    this.#maxBytes = maxBytes
  }

  /** Writes the body of the request; returns where. The name is kept as far as a file name can carry it. */
  async receive(name: string, request: IncomingMessage): Promise<string> {
    const folder = join(this.#folder, String(++this.#count))
    const path = join(folder, safeName(name))
    await this.#write(path, request, folder)
    return path
  }

  /**
   * Writes one file of a folder that comes file by file: `path` from the folder's own name on, `id` the same for all of
   * them. Returns where the folder is.
   */
  async receiveInFolder(id: string, path: string, request: IncomingMessage): Promise<string> {
    const [top = '', ...below] = path.split('/').map(safeName)
    const folder = join(this.#folder, `folder-${safeName(id)}`, top)
    const file = join(folder, ...below)
    await this.#write(file, request, file)
    return folder
  }

  /** `onFailure` is taken away again when the body does not come whole. */
  async #write(path: string, request: IncomingMessage, onFailure: string): Promise<void> {
    if (Number(request.headers['content-length'] ?? 0) > this.#maxBytes) throw new TooLarge()
    await mkdir(dirname(path), { recursive: true })
    try {
      await pipeline(request, atMost(this.#maxBytes), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    } catch (problem) {
      await rm(onFailure, { recursive: true, force: true })
      throw problem
    }
  }

  /** The address of a file the core wrote, for one download. */
  offer(path: string): string {
    const id = randomUUID()
    this.#offered.set(id, path)
    return `/download/${id}`
  }

  /** Sends the offered file; false when nothing (or nothing any more) is offered under the id. */
  async send(id: string, response: ServerResponse): Promise<boolean> {
    const path = this.#offered.get(id)
    this.#offered.delete(id)
    const size = path === undefined ? null : await stat(path).catch(() => null)
    if (path === undefined || size === null) return false
    response.setHeader('Content-Type', 'application/octet-stream')
    response.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(basename(path))}`)
    response.setHeader('Content-Length', size.size)
    response.setHeader('Cache-Control', 'no-store')
    await pipeline(createReadStream(path), response)
    return true
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }
}

/** A file name that stays in its folder on every system: no separators, no reserved or control characters, no leading dot. */
export function safeName(name: string): string {
  const plain = name
    .replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .replace(/^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i, '_$1')
  // File systems allow 255 bytes; the end of the name says what kind of file it is.
  const letters = [...plain]
  while (Buffer.byteLength(letters.join('')) > 200) letters.shift()
  return letters.join('') || 'file'
}

function atMost(maxBytes: number): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > maxBytes) done(new TooLarge())
      else done(null, chunk)
    },
  })
}
