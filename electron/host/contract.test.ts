// One story told over every road a frame can take: memory, a real MessageChannel, a real WebSocket.
// It stands here because only this folder may open a socket.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { createClient } from '../../shared/contract/client.ts'
import { type EventsOf, type HandlersFor, serve } from '../../shared/contract/server.ts'
import { memoryPair, portTransport, socketTransport, type Transport } from '../../shared/contract/transports.ts'
import { maxMessageBytes } from '../../shared/contract/wire.ts'
import { fail, failure } from '../../shared/language/failures.ts'

const table = {
  commands: {
    'series.double': {
      input: z.object({ values: z.instanceof(Float64Array) }),
      output: z.object({ values: z.instanceof(Float64Array), low: z.nan() }),
    },
    'file.import': { input: z.object({ path: z.string().default('usage.csv') }), output: z.object({ rows: z.number() }) },
    'job.wait': { input: z.object({}), output: z.object({}) },
    'result.wrong': { input: z.object({}), output: z.object({ count: z.number() }) },
    'program.break': { input: z.object({}), output: z.object({}) },
  },
  events: { 'ledger.changed': z.object({ revision: z.number() }) },
}
type Table = typeof table

/** What the server's side did, in order. */
class Heard {
  readonly said: string[] = []
  #listener: () => void = () => undefined
  say(words: string): void {
    this.said.push(words)
    this.#listener()
  }
  until(words: string): Promise<void> {
    return new Promise((resolve) => {
      this.#listener = () => {
        if (this.said.includes(words)) resolve()
      }
      this.#listener()
    })
  }
}

const handlersFor = (heard: Heard): HandlersFor<Table> => ({
  'series.double': ({ values }) => ({ values: values.map((value) => value * 2), low: Number.NaN }),
  'file.import': ({ path }, { progress }) => {
    if (path === 'june.csv') throw fail('empty-file', { file: path }, { file: path, line: 184 })
    progress({ step: 'reading', done: 1, total: 2 })
    return { rows: path.length }
  },
  'job.wait': (_args, { signal }) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        heard.say('aborted')
        reject(signal.reason as Error)
      })
    }),
  'result.wrong': () => ({ count: 'many' }) as unknown as { count: number },
  'program.break': () => {
    throw new TypeError('a null that could not be')
  },
})

type Road = () => Promise<{ client: Transport; server: Transport; done: () => void }>
const roads: Record<string, Road> = {
  memory: () => {
    const [client, server] = memoryPair()
    return Promise.resolve({ client, server, done: () => undefined })
  },
  'a MessageChannel': () => {
    const { port1, port2 } = new MessageChannel()
    return Promise.resolve({ client: portTransport(port1), server: portTransport(port2), done: () => port1.close() })
  },
  'a WebSocket': async () => {
    const listener = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false, maxPayload: maxMessageBytes })
    await once(listener, 'listening')
    const accepted = once(listener, 'connection') as Promise<[WebSocket]>
    const socket = new WebSocket(`ws://127.0.0.1:${(listener.address() as AddressInfo).port}`)
    const client = socketTransport(socket)
    const [peer] = await accepted
    return { client, server: socketTransport(peer), done: () => listener.close() }
  },
}

describe.each(Object.entries(roads))('over %s', (_name, road) => {
  let finish: () => void = () => undefined
  afterEach(() => finish())

  async function connect(greeting: { version?: number; token?: string } = {}) {
    const ends = await road()
    finish = () => {
      ends.client.close()
      ends.done()
    }
    const heard = new Heard()
    let announce: (event: EventsOf<Table>) => void = () => undefined
    serve(ends.server, table, handlersFor(heard), {
      checkHello: ({ token }) => (token === 'wrong' ? failure('wrong-token') : null),
      events: (listener) => {
        announce = listener
        return () => heard.say('unsubscribed')
      },
      log: (message, error) => heard.say(`${message}: ${String(error)}`),
    })
    return {
      client: createClient(ends.client, table, greeting),
      server: ends.server,
      heard,
      announce: (event: EventsOf<Table>) => announce(event),
    }
  }

  it('returns a result with its typed arrays as typed arrays', async () => {
    const { client } = await connect()
    const result = await client.call('series.double', { values: Float64Array.of(1, 2.5) })
    expect(result).toEqual({ values: Float64Array.of(2, 5), low: Number.NaN })
  })

  it('fills defaults and tells progress before the result', async () => {
    const { client } = await connect()
    const seen: unknown[] = []
    const result = await client.call('file.import', {}, { onProgress: (progress) => seen.push(progress) })
    expect({ result, seen }).toEqual({ result: { rows: 9 }, seen: [{ step: 'reading', done: 1, total: 2 }] })
  })

  it('carries an expected failure with its place', async () => {
    const { client, heard } = await connect()
    await expect(client.call('file.import', { path: 'june.csv' })).rejects.toMatchObject({
      failure: { code: 'empty-file', at: { file: 'june.csv', line: 184 } },
    })
    expect(heard.said).toEqual([])
  })

  it('reports a bug as a bug and writes it to the log', async () => {
    const { client, heard } = await connect()
    await expect(client.call('program.break', {})).rejects.toMatchObject({ failure: { kind: 'bug', message: 'a null that could not be' } })
    expect(heard.said).toEqual(['command program.break: TypeError: a null that could not be'])
  })

  it('names the field of an invalid argument', async () => {
    const { client } = await connect()
    const call = client.call('file.import', { path: 7 as unknown as string })
    await expect(call).rejects.toMatchObject({ failure: { code: 'bad-arguments', at: { field: 'path' } } })
  })

  it.each(['constructor', '__proto__', 'toString', 'file.delete'])('refuses the name %s', async (name) => {
    const { client } = await connect()
    await expect(client.call(name as 'file.import', {})).rejects.toMatchObject({ failure: { code: 'unknown-command', params: { name } } })
  })

  it('does not hand on a result that does not match its schema', async () => {
    const { client } = await connect()
    await expect(client.call('result.wrong', {})).rejects.toThrow('result.wrong does not match')
  })

  it('cancels a running call and says so when it has stopped', async () => {
    const { client, heard } = await connect()
    const controller = new AbortController()
    const call = client.call('job.wait', {}, { signal: controller.signal })
    setTimeout(() => controller.abort(), 5)
    await expect(call).rejects.toMatchObject({ failure: { kind: 'cancelled' } })
    await heard.until('aborted')
  })

  it('does not send a call that was cancelled before it began', async () => {
    const { client, heard } = await connect()
    await expect(client.call('program.break', {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      failure: { kind: 'cancelled' },
    })
    expect(heard.said).toEqual([])
  })

  it('delivers events until the listener leaves', async () => {
    const { client, announce } = await connect()
    await client.ready
    const seen: number[] = []
    const leave = client.on('ledger.changed', ({ revision }) => seen.push(revision))
    announce({ name: 'ledger.changed', data: { revision: 1 } })
    await client.call('file.import', {})
    leave()
    announce({ name: 'ledger.changed', data: { revision: 2 } })
    await client.call('file.import', {})
    expect(seen).toEqual([1])
  })

  it('rejects what is pending, and what comes later, when the other side goes', async () => {
    const { client, server } = await connect()
    await client.ready
    const call = client.call('job.wait', {})
    const reason = new Promise((resolve) => client.onClose(resolve))
    server.close()
    await expect(call).rejects.toMatchObject({ failure: { code: 'connection-closed' } })
    await expect(client.call('file.import', {})).rejects.toMatchObject({ failure: { code: 'connection-closed' } })
    await expect(reason).resolves.toMatchObject({ failure: { code: 'connection-closed' } })
  })

  it('stops the work and the events of a caller who leaves', async () => {
    const { client, heard } = await connect()
    await client.ready
    const call = client.call('job.wait', {})
    await client.call('file.import', {})
    client.close()
    await expect(call).rejects.toMatchObject({ failure: { code: 'connection-closed' } })
    await heard.until('unsubscribed')
    expect(heard.said).toContain('aborted')
  })

  it('refuses another version and says which', async () => {
    const { client } = await connect({ version: 0 })
    await expect(client.ready).rejects.toMatchObject({ failure: { code: 'other-version', params: { theirs: '0' } } })
    await expect(client.call('file.import', {})).rejects.toMatchObject({ failure: { code: 'other-version' } })
  })

  it('refuses a first frame the host does not accept, before anything else', async () => {
    const { client, heard } = await connect({ token: 'wrong', version: 0 })
    await expect(client.call('program.break', {})).rejects.toMatchObject({ failure: { code: 'wrong-token' } })
    expect(heard.said).toEqual([])
  })

  it('refuses a caller who does not greet', async () => {
    const { client, server, done } = await road()
    const heard = new Heard()
    serve(server, table, handlersFor(heard), { log: (message) => heard.say(message) })
    const answers: unknown[] = []
    client.onFrame((frame) => answers.push(frame))
    const closed = new Promise<void>((resolve) => client.onClose(resolve))
    client.post({ kind: 'call', id: 1, name: 'program.break', args: {} })
    await closed
    done()
    expect(answers).toMatchObject([{ kind: 'bye', failure: { code: 'out-of-turn' } }])
    expect(heard.said).toEqual([])
  })
})

describe('a port that brings something else', () => {
  it('is closed at the first message that is not a frame', async () => {
    const { port1, port2 } = new MessageChannel()
    const transport = portTransport(port1)
    const closed = new Promise<void>((resolve) => transport.onClose(resolve))
    port2.postMessage({ kind: 'eval', code: '1' })
    await expect(closed).resolves.toBeUndefined()
  })
})
