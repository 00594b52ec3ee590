// The core as a process beside the window: a crash in native code ends it, not the window. It is started again,
// and the page, whose port has closed, asks for a new one. Three crashes within a minute are not an accident.
import type { MessageChannelMain, MessagePortMain, UtilityProcess } from 'electron'
import { databaseMemory } from '../host/memory.ts'

export interface CoreMaker {
  readonly utilityProcess: {
    fork(modulePath: string, args: string[], options: { serviceName: string; env: NodeJS.ProcessEnv }): UtilityProcess
  }
  readonly MessageChannelMain: new () => MessageChannelMain
}

const mostCrashes = 3
const withinMs = 60_000
const patienceMs = 5000

export class CoreProcess {
  readonly #electron: CoreMaker
  readonly #path: string
  readonly #args: string[]
  readonly #now: () => number
  readonly #onGiveUp: () => void
  #process: UtilityProcess | null = null
  #crashes: number[] = []
  #isEnding = false

  constructor(electron: CoreMaker, path: string, args: string[], onGiveUp: () => void, now: () => number) {
    this.#electron = electron
    this.#path = path
    this.#args = args
    this.#onGiveUp = onGiveUp
    this.#now = now
  }

  start(): void {
    const core = this.#electron.utilityProcess.fork(this.#path, this.#args, {
      serviceName: 'Ballast core',
      env: { ...databaseMemory, ...process.env },
    })
    this.#process = core
    core.once('exit', () => this.#exited())
  }

  /** One end of a new connection to the core; null when it is given up. */
  connect(): MessagePortMain | null {
    if (!this.#process) return null
    const { port1, port2 } = new this.#electron.MessageChannelMain()
    this.#process.postMessage({ kind: 'connect' }, [port1])
    return port2
  }

  /** Lets the core close its workspace; a core that does not answer is ended. */
  async end(): Promise<void> {
    this.#isEnding = true
    const core = this.#process
    if (!core) return
    await new Promise<void>((resolve) => {
      const patience = setTimeout(() => core.kill(), patienceMs)
      core.once('exit', () => {
        clearTimeout(patience)
        resolve()
      })
      core.postMessage({ kind: 'end' })
    })
  }

  #exited(): void {
    this.#process = null
    if (this.#isEnding) return
    const now = this.#now()
    this.#crashes = [...this.#crashes.filter((at) => now - at < withinMs), now]
    if (this.#crashes.length < mostCrashes) this.start()
    else this.#onGiveUp()
  }
}
