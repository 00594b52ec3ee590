import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OnBeforeRequestListenerDetails, Session } from 'electron'
import { describe, expect, it } from 'vitest'
import { closeSession, guardNavigation, isOurPage, isTrusted, servePage, webPreferences } from './security.ts'

const foreign = [
  'https://evil.example/',
  'app://evil/',
  'app://ballast.evil/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  '',
  'ballast',
]

describe('our page', () => {
  it.each(['app://ballast/', 'app://ballast/index.html#/risk'])('%s is', (url) => expect(isOurPage(url)).toBe(true))
  it.each(foreign)('%j is not', (url) => expect(isOurPage(url)).toBe(false))
})

describe('a message to the main process', () => {
  const from = (senderFrame: unknown) => isTrusted({ senderFrame } as Parameters<typeof isTrusted>[0])

  it('counts only from the top frame of our page', () => {
    expect(from({ url: 'app://ballast/', parent: null })).toBe(true)
    expect(from({ url: 'app://ballast/', parent: {} })).toBe(false)
    expect(from({ url: 'https://evil.example/', parent: null })).toBe(false)
    expect(from(null)).toBe(false)
  })
})

it('keeps page and system apart', () => {
  expect(webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  })
})

describe('navigation', () => {
  const listeners = new Map<string, (event: { url: string; preventDefault(): void }) => void>()
  let openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })
  const contents = {
    on: (name: string, listener: (event: { url: string; preventDefault(): void }) => void) => listeners.set(name, listener),
    setWindowOpenHandler: (handler: typeof openHandler) => {
      openHandler = handler
    },
  }
  guardNavigation(contents as unknown as Parameters<typeof guardNavigation>[0])

  function isPrevented(name: string, url: string): boolean {
    let prevented = false
    listeners.get(name)?.({ url, preventDefault: () => (prevented = true) })
    return prevented
  }

  it.each(foreign)('to %j is prevented, in the page and in any frame', (url) => {
    expect([isPrevented('will-navigate', url), isPrevented('will-frame-navigate', url)]).toEqual([true, true])
  })

  it('within the page is free', () => {
    expect(isPrevented('will-navigate', 'app://ballast/index.html')).toBe(false)
  })

  it('opens no second window and no webview', () => {
    expect(openHandler({ url: 'https://evil.example/' })).toEqual({ action: 'deny' })
    expect(isPrevented('will-attach-webview', 'app://ballast/')).toBe(true)
  })
})

it('grants no permission but writing to the clipboard, and lets no request leave the computer', () => {
  type Request = (details: OnBeforeRequestListenerDetails, decide: (answer: { cancel?: boolean }) => void) => void
  const asked: Record<string, unknown> = {}
  let request: Request = () => undefined
  const session = {
    setPermissionRequestHandler: (handler: (contents: null, permission: string, decide: (granted: boolean) => void) => void) => {
      for (const permission of ['media', 'clipboard-read', 'clipboard-sanitized-write'])
        handler(null, permission, (granted) => (asked[permission] = granted))
    },
    setPermissionCheckHandler: (handler: (contents: null, permission: string) => boolean) => {
      asked.check = ['geolocation', 'clipboard-sanitized-write'].map((permission) => handler(null, permission))
    },
    setDevicePermissionHandler: (handler: () => boolean) => (asked.device = handler()),
    webRequest: { onBeforeRequest: (listener: Request) => (request = listener) },
  }
  closeSession(session as unknown as Session)
  const isCancelled = (url: string) => {
    let cancelled: boolean | undefined
    request({ url } as OnBeforeRequestListenerDetails, (answer) => (cancelled = answer.cancel))
    return cancelled
  }
  expect(asked).toEqual({ media: false, 'clipboard-read': false, 'clipboard-sanitized-write': true, check: [false, true], device: false })
  expect(
    ['https://example.com/', 'http://127.0.0.1:80/', 'ws://127.0.0.1/', 'file:///etc/passwd', 'app://ballast/', 'blob:app://ballast/1'].map(
      isCancelled,
    ),
  ).toEqual([true, true, true, true, false, false])
})

describe('the page under app://', () => {
  it('is served with its policy; anything else does not exist', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ballast-test-'))
    await writeFile(join(folder, 'index.html'), '<!doctype html>')
    let handler: (request: Request) => Promise<Response> = () => Promise.reject(new Error('no handler'))
    const handle = (_scheme: string, answer: (request: Request) => Promise<Response> | Response) => {
      handler = async (request) => answer(request)
    }
    await servePage({ handle }, folder)
    const get = (url: string, method = 'GET') => handler({ url, method } as Request)

    const page = await get('app://ballast/')
    expect(await page.text()).toBe('<!doctype html>')
    expect(page.headers.get('content-security-policy')).toMatch(
      /default-src 'self'.*script-src 'self' 'wasm-unsafe-eval';.*connect-src 'self';.*frame-ancestors 'none'/,
    )
    for (const url of ['app://ballast/../../etc/passwd', 'app://ballast/%2e%2e%2fsecret', 'app://ballast/none.js', 'app://evil/']) {
      expect((await get(url)).status).toBe(404)
    }
    expect((await get('app://ballast/', 'POST')).status).toBe(404)
    await rm(folder, { recursive: true })
  })
})
