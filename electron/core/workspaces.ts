// Which workspace file is open: create, open, the sample, close; one at a time, and the change of one is announced.
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import type { AppInfoData, WorkspaceInfoData } from '../../shared/contract/workspace-commands.ts'
import { fail } from '../../shared/language/failures.ts'
import { openWorkspace } from './ledger/workspace.ts'
import { libraryPrices } from './prices/seed.ts'
import { RecentFiles } from './recent-files.ts'
import { buildSample } from './sample/build-sample.ts'
import { dropPreview } from './steps/import-usage.ts'
import type { Session } from './steps/session.ts'
import { changeSettings, readSettings } from './steps/settings.ts'

export interface Surroundings {
  readonly dataFolder: string
  readonly shell: AppInfoData['shell']
  readonly version: string
  readonly clock: () => string
  /** Tells every page that the workspace changed. */
  readonly announce: () => void
  readonly sampleSource: string | undefined
}

const sampleFile = 'Sample.ballast'

export class Workspaces {
  readonly #session: Session
  readonly #around: Surroundings
  readonly #recent: RecentFiles
  #tentative: string | null = null

  constructor(session: Session, around: Surroundings) {
    this.#session = session
    this.#around = around
    this.#recent = new RecentFiles(around.dataFolder)
  }

  async app(): Promise<AppInfoData> {
    return {
      version: this.#around.version,
      shell: this.#around.shell,
      dataFolder: this.#around.dataFolder,
      workspace: this.#session.isOpen ? await this.info() : null,
      recent: this.#recent.all(),
      // The core has no code that opens a connection; the counter is here so that the first one would show.
      networkRequests: 0,
    }
  }

  async create(ask: { name?: string | undefined; path?: string | undefined; company?: string | undefined }): Promise<WorkspaceInfoData> {
    const path = ask.path ? absolute(ask.path) : join(this.#around.dataFolder, `${fileName(ask.name ?? 'Workspace')}.ballast`)
    if (existsSync(path)) throw fail('workspace-exists', { file: path }, { file: path })
    const info = await this.#exchange(path, { create: true, readOnly: false })
    if (!ask.company) return info
    await changeSettings(this.#session, { company: ask.company })
    return this.info()
  }

  open(path: string, readOnly: boolean): Promise<WorkspaceInfoData> {
    return this.#exchange(absolute(path), { create: false, readOnly })
  }

  /** Opens a script's workspace file, making it when it is not there yet; one that is never written to is taken away again. */
  openOrCreate(path: string): Promise<WorkspaceInfoData> {
    if (!existsSync(path)) this.#tentative = absolute(path)
    return this.#exchange(absolute(path), { create: true, readOnly: false })
  }

  /** The sample is an ordinary file: made when it is first asked for, opened as it was left after that. */
  async openSample(file = join(this.#around.dataFolder, sampleFile)): Promise<WorkspaceInfoData> {
    const path = absolute(file)
    if (existsSync(path)) return this.open(path, false)
    const { sampleSource } = this.#around
    if (sampleSource !== undefined && existsSync(sampleSource)) {
      mkdirSync(dirname(path), { recursive: true })
      copyFileSync(sampleSource, path)
      return this.open(path, false)
    }
    await this.#exchange(path, { create: true, readOnly: false })
    await buildSample(this.#session)
    this.#around.announce()
    return this.info()
  }

  async close(): Promise<void> {
    await dropPreview(this.#session)
    const closing = this.#session.exchange(null)
    await closing?.close()
    if (closing === null || closing.path !== this.#tentative || closing.revision > 0) return
    rmSync(closing.path, { force: true })
    this.#recent.forget(closing.path)
  }

  forget(path: string): Promise<AppInfoData> {
    this.#recent.forget(path)
    return this.app()
  }

  async info(): Promise<WorkspaceInfoData> {
    const { workspace } = this.#session
    const [settings, coverage, steps, money, sample] = await Promise.all([
      readSettings(this.#session),
      workspace.usage.coverage(),
      workspace.undoable(),
      workspace.usage.query({ by: [] }),
      workspace.documents.get('sample', 'mark'),
    ])
    const words = (entry: typeof steps.undo) => (entry ? { command: entry.command, params: { label: entry.label, ...entry.params } } : null)
    return {
      path: workspace.path,
      name: basename(workspace.path, '.ballast'),
      company: settings.company,
      sample: sample !== null,
      readOnly: workspace.readOnly,
      revision: workspace.revision,
      asOf: settings.asOf ?? coverage.lastDay,
      firstDay: coverage.firstDay,
      lastDay: coverage.lastDay,
      providers: coverage.providers.map((each) => each.provider),
      currencies: Object.keys(money.totals.cost).sort(),
      undo: words(steps.undo),
      redo: words(steps.redo),
    }
  }

  async #exchange(path: string, options: { create: boolean; readOnly: boolean }): Promise<WorkspaceInfoData> {
    if (this.#session.isOpen && this.#session.workspace.path === path && this.#session.workspace.readOnly === options.readOnly)
      return this.info()
    if (options.create) mkdirSync(dirname(path), { recursive: true })
    await dropPreview(this.#session)
    const workspace = await openWorkspace(path, { ...options, clock: this.#around.clock, libraryPrices })
    await this.#session.exchange(workspace)?.close()
    this.#recent.opened(path, this.#around.clock())
    this.#around.announce()
    return this.info()
  }
}

const absolute = (path: string): string => (isAbsolute(path) ? path : resolve(path))

/** A name a person typed, as a file name on every system. */
function fileName(name: string): string {
  const safe = name
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^\.+/, '')
    .trim()
  return safe === '' ? 'Workspace' : safe.slice(0, 100)
}
