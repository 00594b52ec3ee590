// A whole core for tests: real DuckDB in a temporary folder, real models in this thread, the memory transport.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '../../shared/contract/client.ts'
import { commands, events } from '../../shared/contract/commands.ts'
import { serve } from '../../shared/contract/server.ts'
import { memoryPair } from '../../shared/contract/transports.ts'
import { answerRequest } from '../../shared/worker/answer-request.ts'
import type { WorkerAnswer, WorkerPort } from '../../shared/worker/port.ts'
import type { ContractTable } from './handlers.ts'
import { type Core, type CoreOptions, createCore } from './main.ts'

export interface TestCore {
  readonly client: Client<ContractTable>
  readonly folder: string
  readonly workspaces: Core['workspaces']
  /** Writes a file into the folder and gives its path. */
  file(name: string, content: string | Uint8Array): string
  close(): Promise<void>
}

export async function openCore(options: Partial<CoreOptions> = {}): Promise<TestCore> {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-core-'))
  let instant = 0
  const core = createCore({
    dataFolder: folder,
    shell: 'script',
    version: '0.0.0-test',
    spawnWorker: localPort,
    findChromium: () => Promise.resolve(null),
    clock: () => `2026-11-23T00:00:${String(instant++ % 60).padStart(2, '0')}Z`,
    ...options,
  })
  const [near, far] = memoryPair()
  serve(far, { commands, events }, core.handlers(), {
    events: core.events,
    log: (message, error) => process.stderr.write(`${message}: ${String(error)}\n`),
  })
  const client = createClient(near, { commands, events })
  await client.ready
  return {
    client,
    folder,
    workspaces: core.workspaces,
    file(name, content) {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    },
    async close() {
      client.close()
      await core.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Runs each job where it is posted: the same answers as a thread, without the built file a thread needs. */
function localPort(): WorkerPort {
  let handle: (answer: WorkerAnswer) => void = () => undefined
  return {
    post: (request) => queueMicrotask(() => void answerRequest(structuredClone(request), (answer) => handle(answer))),
    onMessage: (listener) => {
      handle = listener
    },
    onError: () => undefined,
    terminate: () => undefined,
  }
}
