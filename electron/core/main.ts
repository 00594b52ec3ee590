// The composition root: the same program under the desktop (utility process), the loopback host and the command line.
import { randomBytes } from 'node:crypto'
import type { EventsOf, HandlersFor, Subscribe } from '../../shared/contract/server.ts'
import type { SettingsData } from '../../shared/contract/workspace-commands.ts'
import { createPool } from '../../shared/worker/pool.ts'
import type { WorkerPort } from '../../shared/worker/port.ts'
import { fingerprint } from './fingerprint.ts'
import { type ContractTable, handlersOf } from './handlers.ts'
import type { FindChromium } from './report/pdf.ts'
import { Workspaces } from './workspaces.ts'

export interface CoreOptions {
  /** Where new workspaces, the sample and reports go. */
  readonly dataFolder: string
  readonly shell: 'electron' | 'browser' | 'script'
  readonly version: string
  /** Starts one worker; the entrance knows where its built file lies. */
  readonly spawnWorker: () => WorkerPort
  readonly findChromium: FindChromium
  /** A sample workspace made with the build, to be copied; made anew when left out or missing. */
  readonly sampleSource?: string
  /** The present instant, ISO; the real clock when left out. */
  readonly clock?: () => string
  /** Settings a script's options put in place of the workspace's own. */
  readonly overrides?: Partial<SettingsData>
}

export interface Core {
  /** `offerDownload` makes a written file reachable for a page; a script needs none. */
  handlers(host?: { readonly offerDownload?: (path: string) => string }): HandlersFor<ContractTable>
  readonly events: Subscribe<ContractTable>
  readonly workspaces: Workspaces
  close(): Promise<void>
}

/** Simulations use one core; a second worker answers short questions meanwhile. */
const workers = 2

export function createCore(options: CoreOptions): Core {
  const clock = options.clock ?? (() => new Date().toISOString())
  const pool = createPool({ size: workers, spawn: options.spawnWorker })
  const listeners = new Set<(event: EventsOf<ContractTable>) => void>()
  const announce = (): void => {
    const { revision } = workspaces
    const event: EventsOf<ContractTable> =
      revision === null ? { name: 'workspace.closed', data: {} } : { name: 'workspace.changed', data: { revision } }
    for (const listener of [...listeners]) listener(event)
  }
  const workspaces = new Workspaces({
    dataFolder: options.dataFolder,
    shell: options.shell,
    announce,
    sampleSource: options.sampleSource,
    steps: {
      clock,
      pool,
      fingerprint,
      secret: () => randomBytes(32).toString('hex'),
      version: options.version,
      overrides: options.overrides ?? {},
    },
  })
  return {
    handlers: (host) =>
      handlersOf(workspaces, {
        pool,
        dataFolder: options.dataFolder,
        findChromium: options.findChromium,
        offerDownload: host?.offerDownload,
        announce,
      }),
    events: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    workspaces,
    async close() {
      await workspaces.close()
      pool.close()
    },
  }
}
