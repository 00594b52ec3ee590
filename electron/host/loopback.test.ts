// The loopback host over real sockets: what it serves, and everything it refuses.
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { createClient } from '../../shared/contract/client.ts'
import type { EventsOf } from '../../shared/contract/server.ts'
import { socketTransport } from '../../shared/contract/transports.ts'
import { type Host, startHost } from './loopback.ts'

const table = {
  commands: {
    'text.repeat': { input: z.object({ text: z.string() }), output: z.object({ text: z.string() }) },
    'report.offer': { input: z.object({}), output: z.object({ url: z.string() }) },
  },
  events: { 'ledger.changed': z.object({ revision: z.number() }) },
}

let folder = ''
let host: Host
const logged: string[] = []
const announcers = new Set<(event: EventsOf<typeof table>) => void>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ballast-test-'))
  await mkdir(join(folder, 'page/assets'), { recursive: true })
  await writeFile(join(folder, 'page/index.html'), '<!doctype html><title>Ballast</title>')
  await writeFile(join(folder, 'page/assets/main-1234.js'), 'document.title = "Ballast"')
  await writeFile(join(folder, 'page/.stamp'), '')
  await writeFile(join(folder, 'secret.html'), 'not part of the page')
  await writeFile(join(folder, '董事会报告.pdf'), 'a report')
  host = await startHost({
    pageDir: join(folder, 'page'),
    table,
    handlersFor: ({ offerDownload }) => ({
      'text.repeat': ({ text }) => ({ text: text + text }),
      'report.offer': () => ({ url: offerDownload(join(folder, '董事会报告.pdf')) }),
    }),
    events: (listener) => {
      announcers.add(listener)
      return () => announcers.delete(listener)
    },
    log: (message) => void logged.push(message),
    maxUploadBytes: 1000,
    maxMessageBytes: 10_000,
  })
})

afterAll(async () => {
  await host.close()
  await rm(folder, { recursive: true })
})

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A request with exactly these headers and this path, as no browser would help an attacker to send. */
async function send(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<Answer> {
  const { port } = new URL(host.origin)
  const outgoing = request({ host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: options.headers ?? {}, agent: false })
  outgoing.end(options.body)
  const [incoming] = (await once(outgoing, 'response')) as [import('node:http').IncomingMessage]
  let body = ''
  for await (const chunk of incoming) body += String(chunk)
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body }
}

/** How a socket ends that is opened with these headers: refused before it opens, or open. */
async function openSocket(path: string, headers: Record<string, string>): Promise<string> {
  const socket = new WebSocket(host.origin.replace('http', 'ws') + path, { headers })
  return new Promise((resolve) => {
    socket.on('open', () => {
      socket.terminate()
      resolve('open')
    })
    socket.on('unexpected-response', (_request, response) => resolve(String(response.statusCode)))
    socket.on('error', (problem) => resolve(problem.message))
  })
}

const page = (token: string | undefined = host.token, headers: Record<string, string> = { origin: host.origin }) =>
  createClient(
    socketTransport(new WebSocket(`${host.origin.replace('http', 'ws')}/socket`, { headers })),
    table,
    token === undefined ? {} : { token },
  )

describe('the page', () => {
  it('comes from this computer only, with every protection on', async () => {
    const { status, headers, body } = await send('/')
    expect({ status, body }).toEqual({ status: 200, body: '<!doctype html><title>Ballast</title>' })
    expect(host.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    })
    expect(headers['content-security-policy']).toContain(
      `default-src 'self'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ${host.origin.replace('http', 'ws')};`,
    )
    expect(headers['content-security-policy']).not.toMatch(/'unsafe-|\*/)
  })

  it('serves its parts with their kind', async () => {
    expect((await send('/assets/main-1234.js')).headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8' })
    expect(await send('/assets/main-1234.js', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' })
  })

  it.each([
    '/../secret.html',
    '/assets/../../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/assets/..\\..\\secret.html',
    '//etc/passwd',
    '/.stamp',
    '/__proto__',
    '/index.html%00.js',
    '/assets',
    'secret.html',
  ])('has nothing at %s', async (path) => {
    expect((await send(path)).status).toBeGreaterThanOrEqual(400)
  })

  it.each(['POST', 'DELETE', 'PUT', 'OPTIONS', 'TRACE'])('does not answer %s', async (method) => {
    expect(await send('/', { method })).toMatchObject({ status: 405 })
  })

  it.each([
    ['another host', { host: 'evil.example' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['a cross-site link', { 'sec-fetch-site': 'cross-site' }],
  ])('is refused to %s, with the protections still on', async (_what, headers) => {
    const answer = await send('/', { headers })
    expect(answer.status).toBe(403)
    expect(answer.body).toContain('已拒绝')
    expect(answer.headers['content-security-policy']).toBeDefined()
  })
})

describe('the socket', () => {
  it.each([
    ['its own page', () => ({ origin: host.origin }), 'open'],
    ['a script', () => ({}), 'open'],
    ['a foreign page', () => ({ origin: 'https://evil.example' }), '403'],
    ['a page without an origin', () => ({ origin: 'null' }), '403'],
    ['a rebound name', () => ({ host: 'evil.example', origin: 'http://evil.example' }), '403'],
    ['a cross-site request', () => ({ 'sec-fetch-site': 'cross-site' }), '403'],
  ])('opened by %s', async (_who, headers, outcome) => {
    expect(await openSocket('/socket', headers())).toBe(outcome)
  })

  it('opens at one address only', async () => {
    expect(await openSocket('/', { origin: host.origin })).toBe('403')
  })

  it('answers a page and a script that show the token', async () => {
    for (const client of [page(), page(host.token, {})]) {
      expect(await client.call('text.repeat', { text: 'ab' })).toEqual({ text: 'abab' })
      client.close()
    }
  })

  it.each([
    ['a wrong token', 'x'.repeat(43)],
    ['no token', undefined],
  ])('answers nothing to %s', async (_what, token) => {
    const client = page(token ?? '')
    await expect(client.call('text.repeat', { text: 'ab' })).rejects.toMatchObject({ failure: { code: 'wrong-token' } })
  })

  it('closes at a frame above the limit and lives on for others', async () => {
    const client = page()
    await expect(client.call('text.repeat', { text: 'x'.repeat(20_000) })).rejects.toMatchObject({ failure: { code: 'connection-closed' } })
    const other = page()
    expect(await other.call('text.repeat', { text: 'still' })).toEqual({ text: 'stillstill' })
    other.close()
  })

  it('closes at a message that is not a frame', async () => {
    const socket = new WebSocket(`${host.origin.replace('http', 'ws')}/socket`)
    await once(socket, 'open')
    socket.send('{"kind":"hello","version":1}')
    await once(socket, 'close')
    expect(socket.readyState).toBe(WebSocket.CLOSED)
  })

  it('tells every page of a change, and one that leaves takes nobody with it', async () => {
    const [first, second] = [page(), page()]
    await Promise.all([first.ready, second.ready])
    const heard = new Promise((resolve) => second.on('ledger.changed', resolve))
    first.close()
    for (const announce of announcers) announce({ name: 'ledger.changed', data: { revision: 7 } })
    expect(await heard).toEqual({ revision: 7 })
    second.close()
  })

  it('survives bytes that are not HTTP', async () => {
    const raw = connect(Number(new URL(host.origin).port), '127.0.0.1')
    raw.end('\u0016\u0003\u0001 not http\r\n\r\n')
    raw.resume()
    await once(raw, 'close')
    expect((await send('/')).status).toBe(200)
  })
})

describe('files', () => {
  const upload = (name: string, body: string, headers: Record<string, string> = { authorization: `Bearer ${host.token}` }) =>
    send(`/upload/${name}`, { method: 'PUT', body, headers })

  it('takes an upload and says where it is', async () => {
    const { status, body } = await upload(encodeURIComponent('六月 usage.csv'), 'a,b\n1,2\n')
    const { path } = JSON.parse(body) as { path: string }
    expect({ status, text: await readFile(path, 'utf8') }).toEqual({ status: 200, text: 'a,b\n1,2\n' })
    expect(path.endsWith('六月 usage.csv')).toBe(true)
  })

  it('takes a folder file by file and says where the folder is', async () => {
    const put = async (path: string, text: string) => {
      const { body } = await upload(`${encodeURIComponent(path)}?folder=4b1f`, text)
      return (JSON.parse(body) as { path: string }).path
    }
    const folder = await put('june/a.csv', 'one')
    expect(await put('june/sub/b.csv', 'two')).toBe(folder)
    expect(await Promise.all(['a.csv', 'sub/b.csv'].map((name) => readFile(join(folder, name), 'utf8')))).toEqual(['one', 'two'])
    const outside = await put('../../../tmp/c.csv', 'x')
    expect(dirname(dirname(outside))).toBe(dirname(dirname(folder)))
  })

  it('keeps two uploads of one name apart', async () => {
    const [first, second] = await Promise.all([upload('a.csv', '1'), upload('a.csv', '2')])
    expect(first.body).not.toBe(second.body)
  })

  it('keeps a hostile name in its folder', async () => {
    const { body } = await upload('..%2F..%2F..%2Ftmp%2Fevil.sh', 'x')
    const { path } = JSON.parse(body) as { path: string }
    expect(dirname(dirname(path))).toContain('ballast-upload-')
  })

  it.each([
    ['without a token', {}],
    ['with a wrong token', { authorization: 'Bearer nothing' }],
    ['from a foreign page', { authorization: 'Bearer x', origin: 'https://evil.example' }],
  ])('refuses an upload %s', async (_what, headers: Record<string, string>) => {
    expect((await upload('a.csv', 'x', headers)).status).toBe(403)
  })

  it('refuses an upload above the limit, also when its size is not announced', async () => {
    expect((await upload('a.csv', 'x'.repeat(1001))).status).toBe(413)
    const chunked = { authorization: `Bearer ${host.token}`, 'transfer-encoding': 'chunked' }
    expect((await upload('a.csv', 'x'.repeat(1001), chunked)).status).toBe(413)
  })

  it('calls it no fault when the page leaves in the middle', async () => {
    const { host: name, port } = new URL(host.origin)
    const socket = connect(Number(port), '127.0.0.1')
    await once(socket, 'connect')
    socket.write(`PUT /upload/half.csv HTTP/1.1\r\nHost: ${name}\r\nAuthorization: Bearer ${host.token}\r\nContent-Length: 900\r\n\r\nday,`)
    await new Promise((resolve) => setTimeout(resolve, 100))
    socket.destroy()
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(logged).toEqual([])
  })

  it('refuses a name that is not well encoded', async () => {
    expect((await upload('%E0%A4%A', 'x')).status).toBe(404)
  })

  it('gives an offered file once, under its name, and nothing else', async () => {
    const client = page()
    const { url } = await client.call('report.offer', {})
    client.close()
    const first = await send(url)
    expect({ status: first.status, body: first.body }).toEqual({ status: 200, body: 'a report' })
    expect(first.headers['content-disposition']).toContain(encodeURIComponent('董事会报告.pdf'))
    expect((await send(url)).status).toBe(404)
    expect((await send('/download/constructor')).status).toBe(404)
  })

  it('leaves no upload behind when it ends', async () => {
    const own = await startHost({
      pageDir: join(folder, 'page'),
      table: { commands: {}, events: {} },
      handlersFor: () => ({}),
      log: () => undefined,
    })
    const answer = await fetch(`${own.origin}/upload/a.csv`, {
      method: 'PUT',
      body: 'x',
      headers: { authorization: `Bearer ${own.token}` },
    })
    const { path } = (await answer.json()) as { path: string }
    await own.close()
    await expect(readFile(path)).rejects.toThrow('ENOENT')
  })
})

it('says which port it could not take', async () => {
  const port = Number(new URL(host.origin).port)
  const second = startHost({
    port,
    pageDir: join(folder, 'page'),
    table: { commands: {}, events: {} },
    handlersFor: () => ({}),
    log: () => undefined,
  })
  await expect(second).rejects.toMatchObject({ failure: { code: 'port-taken', params: { port: String(port) } } })
})
