// Calls commands over any transport: typed by the table, results checked, nothing left pending.
// Every failure arrives as a FailureError, so screens and the command line handle one kind of thing.
// A cancelled call settles when the core says how it ended, not before: what is reported is what happened.
import type { z } from 'zod'
import { fail } from '../language/failures.ts'
import { cancelled, FailureError } from '../result/failure.ts'
import type { ProgressData } from './commands.ts'
import type { Table } from './server.ts'
import type { Transport } from './transports.ts'
import { type Frame, protocolVersion } from './wire.ts'

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: ProgressData) => void) | undefined
}

export interface Client<T extends Table> {
  /** Settled by the greeting: rejected with the server's reason (other version, wrong token) or when the connection ends first. */
  readonly ready: Promise<void>
  call<K extends keyof T['commands'] & string>(
    name: K,
    args: z.input<T['commands'][K]['input']>,
    options?: CallOptions,
  ): Promise<z.output<T['commands'][K]['output']>>
  on<K extends keyof T['events'] & string>(name: K, listener: (data: z.output<T['events'][K]>) => void): () => void
  /** Called once with the reason, when no further call can succeed. */
  onClose(listener: (reason: FailureError) => void): void
  close(): void
}

interface Pending {
  settle(frame: Extract<Frame, { kind: 'reply' }>): void
  progress(data: ProgressData): void
  reject(reason: FailureError): void
}

export function createClient<T extends Table>(
  transport: Transport,
  table: T,
  options: { readonly token?: string | undefined; readonly version?: number } = {},
): Client<T> {
  const version = options.version ?? protocolVersion
  const pending = new Map<number, Pending>()
  const listeners = new Map<string, Set<(data: unknown) => void>>()
  const closeListeners: ((reason: FailureError) => void)[] = []
  let lastId = 0
  let closed: FailureError | undefined
  const greeting = new Greeting()

  function end(reason: FailureError): void {
    if (closed) return
    closed = reason
    greeting.reject(reason)
    for (const call of pending.values()) call.reject(reason)
    pending.clear()
    for (const listener of closeListeners) listener(reason)
    transport.close()
  }

  function receive(frame: Frame): void {
    switch (frame.kind) {
      case 'hello':
        return frame.version === version
          ? greeting.resolve()
          : end(fail('other-version', { theirs: String(frame.version), ours: String(version) }))
      case 'bye':
        return end(new FailureError(frame.failure))
      case 'reply': {
        const call = pending.get(frame.id)
        pending.delete(frame.id)
        return call?.settle(frame)
      }
      case 'progress':
        return pending.get(frame.id)?.progress(frame.data)
      case 'event':
        return announce(frame.name, frame.data)
      default:
        return end(fail('connection-closed'))
    }
  }

  function announce(name: string, data: unknown): void {
    const schema = Object.hasOwn(table.events, name) ? table.events[name] : undefined
    const parsed = schema?.safeParse(data)
    if (!parsed?.success) throw new Error(`event ${name} does not match its schema`, { cause: parsed?.error })
    for (const listener of [...(listeners.get(name) ?? [])]) listener(parsed.data)
  }

  function call(name: string, args: unknown, { signal, onProgress }: CallOptions = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (closed) return reject(closed)
      if (signal?.aborted) return reject(new FailureError(cancelled()))
      const id = ++lastId
      transport.post({ kind: 'call', id, name, args })
      const cancel = (): void => transport.post({ kind: 'cancel', id })
      const settled = (): void => signal?.removeEventListener('abort', cancel)
      signal?.addEventListener('abort', cancel)
      pending.set(id, {
        progress: (data) => onProgress?.(data),
        reject(reason) {
          settled()
          reject(reason)
        },
        settle(frame) {
          settled()
          if (!frame.ok) return reject(new FailureError(frame.failure))
          const output = table.commands[name]?.output.safeParse(frame.data)
          if (output?.success) return resolve(output.data)
          reject(new Error(`the result of ${name} does not match its schema`, { cause: output?.error }))
        },
      })
    })
  }

  transport.onFrame(receive)
  transport.onClose(() => end(fail('connection-closed')))
  transport.post({ kind: 'hello', version, ...(options.token === undefined ? {} : { token: options.token }) })

  return {
    ready: greeting.promise,
    // The table types name, arguments and result together; inside they are checked by its schemas.
    call: call as Client<T>['call'],
    on(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set)
      const wide = listener as (data: unknown) => void
      set.add(wide)
      return () => set.delete(wide)
    },
    onClose(listener) {
      if (closed) listener(closed)
      else closeListeners.push(listener)
    },
    close: () => transport.close(),
  }
}

class Greeting {
  readonly promise: Promise<void>
  resolve = (): void => undefined
  reject: (reason: FailureError) => void = () => undefined

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
    this.promise.catch(() => undefined) // who does not wait for it learns the same from every call
  }
}
