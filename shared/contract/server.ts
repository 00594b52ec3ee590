// Answers the calls of one connection: checks each against the table, runs its handler, replies.
// Expected failures travel as they are; anything else thrown is a bug, logged here and told without its stack.
// Called once per connection by the loopback host, the desktop's utility process and the command line.
import type { z } from 'zod'
import { fail, failure } from '../language/failures.ts'
import { type Failure, toFailure } from '../result/failure.ts'
import type { ProgressData } from './commands.ts'
import type { Transport } from './transports.ts'
import { type Frame, type Hello, protocolVersion } from './wire.ts'

/** Commands with the schemas of their arguments and results, and events with the schema of their data. */
export interface Table {
  readonly commands: Readonly<Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>>
  readonly events: Readonly<Record<string, z.ZodType>>
}

export interface CallContext {
  /** Aborted when the caller cancels or its connection ends. */
  readonly signal: AbortSignal
  readonly progress: (progress: ProgressData) => void
}

/** The compiler demands one handler per command. */
export type HandlersFor<T extends Table> = {
  readonly [K in keyof T['commands']]: (
    args: z.output<T['commands'][K]['input']>,
    context: CallContext,
  ) => Promise<z.input<T['commands'][K]['output']>> | z.input<T['commands'][K]['output']>
}

export type EventsOf<T extends Table> = {
  [K in keyof T['events'] & string]: { readonly name: K; readonly data: z.input<T['events'][K]> }
}[keyof T['events'] & string]

/** Registers a listener for everything the core announces; returns the way to stop. */
export type Subscribe<T extends Table> = (listener: (event: EventsOf<T>) => void) => () => void

interface ServeOptions<T extends Table> {
  /** The host's check of the first frame (its token); the failure is the answer when it is refused. */
  readonly checkHello?: (hello: Hello) => Failure | null
  readonly events?: Subscribe<T>
  readonly log: (message: string, error: unknown) => void
}

type AnyHandler = (args: unknown, context: CallContext) => unknown

export function serve<T extends Table>(transport: Transport, table: T, handlers: HandlersFor<T>, options: ServeOptions<T>): void {
  const calls = new Map<number, AbortController>()
  let greeted = false
  let unsubscribe = (): void => undefined

  const refuse = (reason: Failure): void => {
    transport.post({ kind: 'bye', failure: reason })
    transport.close()
  }

  function greet(frame: Frame): void {
    if (frame.kind !== 'hello') return refuse(failure('out-of-turn'))
    // The token first: a stranger learns nothing, not even the version.
    const refused = options.checkHello?.(frame)
    if (refused) return refuse(refused)
    if (frame.version !== protocolVersion)
      return refuse(failure('other-version', { theirs: String(frame.version), ours: String(protocolVersion) }))
    greeted = true
    transport.post({ kind: 'hello', version: protocolVersion })
    unsubscribe = options.events?.(({ name, data }) => transport.post({ kind: 'event', name, data })) ?? unsubscribe
  }

  async function answer(id: number, name: string, args: unknown): Promise<void> {
    const controller = new AbortController()
    calls.set(id, controller)
    try {
      const context: CallContext = {
        signal: controller.signal,
        progress: (data) => {
          if (calls.get(id) === controller) transport.post({ kind: 'progress', id, data })
        },
      }
      transport.post({ kind: 'reply', id, ok: true, data: await run(name, args, context) })
    } catch (thrown) {
      const told = toFailure(thrown)
      if (told.kind === 'bug') options.log(`command ${name}`, thrown)
      transport.post({ kind: 'reply', id, ok: false, failure: told })
    } finally {
      calls.delete(id)
    }
  }

  async function run(name: string, args: unknown, context: CallContext): Promise<unknown> {
    const command = Object.hasOwn(table.commands, name) ? table.commands[name] : undefined
    if (!command || !Object.hasOwn(handlers, name)) throw fail('unknown-command', { name })
    const input = command.input.safeParse(args)
    if (!input.success) {
      const [issue] = input.error.issues
      const field = issue?.path.map(String).join('.') ?? ''
      throw fail('bad-arguments', { name, field: field || name, problem: issue?.message ?? '' }, { field })
    }
    // The table's mapped type pairs this handler with this schema; by name alone the compiler cannot see it.
    return (handlers as Record<string, AnyHandler>)[name]?.(input.data, context)
  }

  transport.onFrame((frame) => {
    if (!greeted) return greet(frame)
    if (frame.kind === 'cancel') return calls.get(frame.id)?.abort()
    if (frame.kind === 'call' && !calls.has(frame.id)) return void answer(frame.id, frame.name, frame.args)
    refuse(failure('out-of-turn'))
  })
  transport.onClose(() => {
    unsubscribe()
    for (const controller of calls.values()) controller.abort()
  })
}
