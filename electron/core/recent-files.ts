// The list of recently opened workspaces: a small JSON file in the data folder, written by rename. Losing it loses
// nothing but convenience, so a damaged list is started anew.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'

const Recent = z.array(z.object({ path: z.string(), lastOpened: z.string() }))
const kept = 12

export interface RecentFile {
  readonly path: string
  readonly name: string
  readonly lastOpened: string | null
  readonly missing: boolean
}

export class RecentFiles {
  readonly #folder: string
  readonly #list: string

  constructor(folder: string) {
    this.#folder = folder
    this.#list = join(folder, 'recent.json')
  }

  /** Newest first, then the workspaces of the data folder that were never opened. */
  all(): RecentFile[] {
    const opened = this.#read()
    const known = new Set(opened.map((each) => each.path))
    const found = existsSync(this.#folder) ? readdirSync(this.#folder).filter((name) => name.endsWith('.ballast')) : []
    return [
      ...opened.map(({ path, lastOpened }) => ({ path, name: basename(path, '.ballast'), lastOpened, missing: !existsSync(path) })),
      ...found
        .map((name) => join(this.#folder, name))
        .flatMap((path) => (known.has(path) ? [] : [{ path, name: basename(path, '.ballast'), lastOpened: null, missing: false }])),
    ]
  }

  opened(path: string, at: string): void {
    this.#write([{ path, lastOpened: at }, ...this.#read().filter((each) => each.path !== path)].slice(0, kept))
  }

  /** Takes a workspace off the list; the file stays. */
  forget(path: string): void {
    this.#write(this.#read().filter((each) => each.path !== path))
  }

  #read(): z.infer<typeof Recent> {
    try {
      return Recent.parse(JSON.parse(readFileSync(this.#list, 'utf8')))
    } catch {
      return []
    }
  }

  #write(list: z.infer<typeof Recent>): void {
    mkdirSync(this.#folder, { recursive: true })
    const temporary = `${this.#list}.${process.pid}.tmp`
    writeFileSync(temporary, JSON.stringify(list, null, 2))
    renameSync(temporary, this.#list)
  }
}
