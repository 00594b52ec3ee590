// Entry of the desktop's utility process: the core as a process of its own beside the window. It imports nothing
// of Electron; the window sends it a port for each connection and asks it to end (electron/shell/core-process.ts).
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { contract } from '../../shared/contract/commands.ts'
import { serve } from '../../shared/contract/server.ts'
import { type PortLike, portTransport } from '../../shared/contract/transports.ts'
import { createCore } from '../core/main.ts'
import { spawnNodeWorker } from '../core/node-port.ts'
import { findChromium } from './chromium.ts'
import { version } from './version.ts'

/** What Electron adds to `process` in a utility process. */
interface ParentPort {
  on(type: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly PortLike[] }) => void): unknown
}

const { parentPort } = process as unknown as { parentPort?: ParentPort }
if (!parentPort) throw new Error('utility is the entry of a utility process and was started as a program')

const { values } = parseArgs({ options: { data: { type: 'string' } } })
if (values.data === undefined) throw new Error('utility was started without its data folder')

const core = createCore({
  dataFolder: values.data,
  shell: 'electron',
  version,
  spawnWorker: () => spawnNodeWorker(new URL('worker.js', import.meta.url)),
  findChromium,
  sampleSource: fileURLToPath(new URL('../sample.ballast', import.meta.url)),
})
const log = (message: string, error: unknown): void => {
  process.stderr.write(`${message}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
}

parentPort.on('message', ({ data, ports }) => {
  const [port] = ports
  if (data === null || typeof data !== 'object' || !('kind' in data)) return
  if (data.kind === 'connect' && port) serve(portTransport(port), contract, core.handlers(), { events: core.events, log })
  if (data.kind === 'end') void core.close().finally(() => process.exit(0))
})
