// The running program refuses whoever is not its own page or does not know the secret of this start.
// The same rules case by case: electron/host/{guard,loopback}.test.ts. Here they meet a real browser.
import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket } from 'ws'
import { createClient } from '../shared/contract/client.ts'
import { contract } from '../shared/contract/commands.ts'
import { socketTransport } from '../shared/contract/transports.ts'
import { maxMessageBytes } from '../shared/contract/wire.ts'
import { type App, expect, test } from './app.ts'

/** A request with exactly this path and these headers, as a browser would never send it. */
async function status(app: App, path: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  const outgoing = request({ host: '127.0.0.1', port: new URL(app.origin).port, path, headers, agent: false }).end()
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
  incoming.resume()
  return incoming.statusCode
}

const socket = (app: App, headers: Record<string, string> = {}) => new WebSocket(`${app.origin.replace('http', 'ws')}/socket`, { headers })

/** A script's connection with this token: the code of the failure, or the answer of the core. */
async function ask(app: App, token: string): Promise<string> {
  const client = createClient(socketTransport(socket(app)), contract, { token })
  try {
    return (await client.call('app.info', {})).shell
  } catch (problem) {
    return (problem as { failure: { code: string } }).failure.code
  } finally {
    client.close()
  }
}

test('answers a script that shows the token, and no other', async ({ app }) => {
  expect(await ask(app, app.token)).toBe('browser')
  expect(await ask(app, '')).toBe('wrong-token')
  expect(await ask(app, app.token.slice(0, -1))).toBe('wrong-token')
})

test('answers only under its own address and to its own page', async ({ app }) => {
  expect(await status(app, '/')).toBe(200)
  expect(await status(app, '/', { host: 'evil.example' })).toBe(403)
  expect(await status(app, '/', { host: `localhost:${new URL(app.origin).port}` })).toBe(403)
  expect(await status(app, '/', { origin: 'https://evil.example' })).toBe(403)
  expect(await status(app, '/', { 'sec-fetch-site': 'cross-site' })).toBe(403)
})

test('opens no socket for a foreign page', async ({ app }) => {
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { host: 'evil.example' }]) {
    const [problem] = (await once(socket(app, headers), 'error')) as [Error]
    expect(problem.message).toContain('403')
  }
})

test('closes at an oversized frame and lives on', async ({ app }) => {
  const attacker = socket(app)
  await once(attacker, 'open')
  attacker.send(new Uint8Array(maxMessageBytes + 1))
  const [code] = (await once(attacker, 'close')) as [number]
  expect(code).toBe(1009)
  expect(await ask(app, app.token)).toBe('browser')
})

test('gives no file beside the page', async ({ app }) => {
  const paths = [
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/node/cli.js',
    '/assets/../../node/cli.js',
    '//etc/passwd',
    '/.stamp',
    '/\\..\\node\\cli.js',
  ]
  for (const path of paths) expect([path, await status(app, path)]).toEqual([path, 404])
})

test('a foreign page in the same browser can neither read nor connect', async ({ app, browser }) => {
  const foreign = createServer((_request, response) =>
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>foreign</title>'),
  )
  foreign.listen(0, '127.0.0.1')
  await once(foreign, 'listening')
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`)
  const outcome = await page.evaluate(async (origin) => {
    const read = await fetch(origin).then(
      () => 'read',
      () => 'refused',
    )
    const connected = await new Promise((resolve) => {
      const attempt = new WebSocket(`${origin.replace('http', 'ws')}/socket`)
      attempt.onopen = () => resolve('open')
      attempt.onerror = () => resolve('refused')
    })
    const frame = document.createElement('iframe')
    frame.src = origin
    document.body.append(frame)
    await new Promise((resolve) => frame.addEventListener('load', resolve))
    return { read, connected, framed: frame.contentDocument !== null }
  }, app.origin)
  expect(outcome).toEqual({ read: 'refused', connected: 'refused', framed: false })
  await page.close()
  foreign.close()
})

test('the page runs no script that was not built with it', async ({ app, browser }) => {
  const page = await browser.newPage()
  await page.goto(app.url)
  const outcome = await page.evaluate(() => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
    const script = document.createElement('script')
    script.textContent = 'document.title = "changed"'
    document.head.append(script)
    return new Promise<{ title: string; violations: string[] }>((resolve) =>
      setTimeout(() => resolve({ title: document.title, violations }), 100),
    )
  })
  expect(outcome.title).not.toBe('changed')
  expect(outcome.violations).toContain('script-src-elem')
  await page.close()
})

test('the page compiles WebAssembly for its calculator, and no text', async ({ app, browser }) => {
  const page = await browser.newPage()
  await page.goto(app.url)
  const outcome = await page.evaluate(() => {
    const attempt = (run: () => unknown): string => {
      try {
        run()
        return 'done'
      } catch (problem) {
        return (problem as Error).name
      }
    }
    const attempts = () => ({
      kernel: attempt(() => new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))),
      text: attempt(() => Reflect.construct(Function, ['return 1'])),
    })
    // Later, as the page itself: the debugger's own call is not held to the policy.
    return new Promise<ReturnType<typeof attempts>>((resolve) => setTimeout(() => resolve(attempts()), 0))
  })
  expect(outcome).toEqual({ kernel: 'done', text: 'EvalError' })
  await page.close()
})

test('ends in order at Ctrl+C', async ({ app }) => {
  expect(await app.stop()).toBe(0)
})
