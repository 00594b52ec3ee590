// Which workspace file is open: create, open, the sample, close; one at a time, and the change of one is announced.
import { copyFileSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { AppInfoData, WorkspaceInfoData } from '../../shared/contract/workspace-commands.ts'
import { fail } from '../../shared/language/failures.ts'
import { moneyEntries } from '../../shared/units/money-order.ts'
import { openWorkspace } from './ledger/workspace.ts'
import { libraryPrices } from './prices/seed.ts'
import { RecentFiles } from './recent-files.ts'
import { buildSample } from './sample/build-sample.ts'
import { dropPreview } from './steps/import-usage.ts'
import { Session, type Surroundings as StepSurroundings } from './steps/session.ts'
import { changeSettings, readSettings } from './steps/settings.ts'

export interface Surroundings {
  readonly dataFolder: string
  readonly shell: AppInfoData['shell']
  /** Tells every page that the workspace changed. */
  readonly announce: () => void
  readonly sampleSource: string | undefined
  readonly steps: StepSurroundings
}

const sampleFile = 'Sample.ballast'

export class Workspaces {
  readonly #around: Surroundings
  readonly #recent: RecentFiles
  #session: Session | null = null
  #tentative: string | null = null
  /** The last opening or closing; the next one waits for it. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(around: Surroundings) {
    this.#around = around
    this.#recent = new RecentFiles(around.dataFolder)
  }

  /** The session of the workspace that is open now. */
  get session(): Session {
    if (!this.#session) throw fail('no-workspace')
    return this.#session
  }

  /** null while no workspace is open. */
  get revision(): number | null {
    return this.#session?.workspace.revision ?? null
  }

  async app(): Promise<AppInfoData> {
    return {
      version: this.#around.steps.version,
      shell: this.#around.shell,
      dataFolder: this.#around.dataFolder,
      workspace: this.#session ? await this.info(this.#session) : null,
      recent: this.#recent.all(),
      // The core has no code that opens a connection; the counter is here so that the first one would show.
      networkRequests: 0,
    }
  }

  async create(ask: { name?: string | undefined; path?: string | undefined; company?: string | undefined }): Promise<WorkspaceInfoData> {
    const path = ask.path ? resolve(ask.path) : join(this.#around.dataFolder, `${fileName(ask.name ?? 'Workspace')}.ballast`)
    if (existsSync(path)) throw fail('workspace-exists', { file: path }, { file: path })
    const session = await this.#exchange(path, { create: true, readOnly: false })
    if (ask.company) await changeSettings(session, { company: ask.company })
    return this.info(session)
  }

  async open(path: string, readOnly: boolean): Promise<WorkspaceInfoData> {
    return this.info(await this.#exchange(resolve(path), { create: false, readOnly }))
  }

  /** Opens a script's workspace file, making it when it is not there yet; one that is never written to is taken away again. */
  async openOrCreate(path: string): Promise<WorkspaceInfoData> {
    const isNew = !existsSync(path)
    const session = await this.#exchange(resolve(path), { create: true, readOnly: false })
    if (isNew) this.#tentative = session.workspace.path
    return this.info(session)
  }

  /** The sample is an ordinary file: made when it is first asked for, opened as it was left after that. */
  async openSample(file = join(this.#around.dataFolder, sampleFile)): Promise<WorkspaceInfoData> {
    const path = resolve(file)
    if (existsSync(path)) {
      const info = await this.open(path, false)
      if (!info.sample) throw fail('workspace-exists', { file: path }, { file: path })
      return info
    }
    const { sampleSource } = this.#around
    if (sampleSource !== undefined && existsSync(sampleSource)) {
      mkdirSync(dirname(path), { recursive: true })
      const copy = `${path}.${process.pid}.tmp` // a copy cut short must not be taken for the sample
      copyFileSync(sampleSource, copy)
      renameSync(copy, path)
      return this.open(path, false)
    }
    const session = await this.#exchange(path, { create: true, readOnly: false })
    try {
      await buildSample(session)
    } catch (thrown) {
      if (this.#session === session) await this.close()
      rmSync(path, { force: true }) // half a sample is none
      throw thrown
    }
    this.#around.announce()
    return this.info(session)
  }

  close(): Promise<void> {
    return this.#inTurn(() => this.#put(null))
  }

  forget(path: string): Promise<AppInfoData> {
    this.#recent.forget(path)
    return this.app()
  }

  async info(session: Session): Promise<WorkspaceInfoData> {
    const { workspace } = session
    const [settings, coverage, steps, money, sample] = await Promise.all([
      readSettings(session),
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
      currency: settings.currency,
      currencies: moneyEntries(money.totals.cost, settings.currency).map(([currency]) => currency),
      undo: words(steps.undo),
      redo: words(steps.redo),
    }
  }

  #exchange(path: string, options: { create: boolean; readOnly: boolean }): Promise<Session> {
    return this.#inTurn(async () => {
      const present = this.#session
      const isSameFile = present !== null && existsSync(path) && realpathSync(path) === present.workspace.path
      if (isSameFile && present.workspace.readOnly === options.readOnly) return present
      if (options.create) mkdirSync(dirname(path), { recursive: true })
      // A file is open once; the present workspace stays open until the other one could be opened.
      if (isSameFile) await this.#put(null)
      const { clock } = this.#around.steps
      const session = new Session(this.#around.steps, await openWorkspace(path, { ...options, clock, libraryPrices }))
      await this.#put(session)
      this.#recent.opened(path, clock())
      this.#around.announce()
      return session
    })
  }

  /** Puts a session in place of the present one and closes that. */
  async #put(session: Session | null): Promise<void> {
    const before = this.#session
    this.#session = session
    if (!before) return
    await dropPreview(before)
    await before.close()
    const { path, revision } = before.workspace
    if (path !== this.#tentative || revision > 0) return
    rmSync(path, { force: true })
    this.#recent.forget(path)
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => undefined)
    return done
  }
}

/** A name a person typed, as a file name on every system. */
function fileName(name: string): string {
  const safe = name
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^\.+/, '')
    .trim()
  return safe === '' ? 'Workspace' : safe.slice(0, 100)
}
