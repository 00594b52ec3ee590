// The loopback host: the built page over HTTP and the contract's frames over a WebSocket, on this computer only.
// Any number of pages may connect; none of them ends the core. Called by the command line's `serve`.
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type WebSocket, WebSocketServer } from 'ws'
import { type HandlersFor, type Subscribe, serve, type Table } from '../../shared/contract/server.ts'
import { socketTransport } from '../../shared/contract/transports.ts'
import { maxMessageBytes } from '../../shared/contract/wire.ts'
import { fail, failure } from '../../shared/language/failures.ts'
import { hostTexts } from '../../shared/language/host.ts'
import { FileTransfer, TooLarge } from './file-transfer.ts'
import { bearer, isToken, newToken, refuseRequest } from './guard.ts'
import { contentPolicy, listPageFiles } from './page-files.ts'

export interface HostOptions<T extends Table> {
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** The folder of the built page. */
  readonly pageDir: string
  readonly table: T
  /** `offerDownload` turns a file the core has written into an address the page can fetch once. */
  readonly handlersFor: (host: { readonly offerDownload: (path: string) => string }) => HandlersFor<T>
  readonly events?: Subscribe<T>
  readonly log: (message: string, error: unknown) => void
  readonly maxUploadBytes?: number
  readonly maxMessageBytes?: number
}

export interface Host {
  /** The address with the token in its fragment, which browsers do not send anywhere. */
  readonly url: string
  readonly origin: string
  readonly token: string
  close(): Promise<void>
}

const gibibyte = 2 ** 30
/** A page on a busy machine takes its time; a stranger who never greets is cut off all the same. */
const greetingMs = 60_000

export async function startHost<T extends Table>(options: HostOptions<T>): Promise<Host> {
  const { table, handlersFor, log, maxUploadBytes = 8 * gibibyte } = options
  const files = await listPageFiles(options.pageDir)
  const transfer = await FileTransfer.open(maxUploadBytes)
  const handlers = handlersFor({ offerDownload: (path) => transfer.offer(path) })
  const token = newToken()
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: options.maxMessageBytes ?? maxMessageBytes })
  let address = ''

  const server = createServer((request, response) => {
    answer(request, response).catch((problem: unknown) => {
      if (!hasLeft(problem)) log('request', problem)
      response.destroy()
    })
  })
  server.on('upgrade', (request, socket, head) => {
    const refused = refuseRequest(request.headers, address) ?? (request.url === '/socket' ? null : 'notFound')
    if (refused) return refuseUpgrade(socket)
    sockets.handleUpgrade(request, socket, head, greet)
  })

  function greet(socket: WebSocket): void {
    const silent = setTimeout(() => socket.terminate(), greetingMs)
    socket.on('close', () => clearTimeout(silent))
    serve(socketTransport(socket), table, handlers, {
      checkHello: (hello) => {
        if (!isToken(hello.token, token)) return failure('wrong-token')
        clearTimeout(silent)
        return null
      },
      ...(options.events ? { events: options.events } : {}),
      log,
    })
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    protect(response, address)
    const refused = refuseRequest(request.headers, address)
    if (refused) return say(response, 403, refused)
    const [path = '', query = ''] = (request.url ?? '').split('?')
    if (request.method === 'PUT' && path.startsWith('/upload/')) {
      const folder = new URLSearchParams(query).get('folder')
      return upload(path.slice('/upload/'.length), folder, request, response)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return say(response, 405, 'notAllowed')
    if (request.method === 'GET' && path.startsWith('/download/')) {
      const isSent = await transfer.send(path.slice('/download/'.length), response)
      return isSent ? undefined : say(response, 404, 'notFound')
    }
    const file = files.get(path)
    if (!file) return say(response, 404, 'notFound')
    response.setHeader('Content-Type', file.type)
    response.setHeader('Cache-Control', file.cache)
    if (request.method === 'HEAD') return void response.end()
    await pipeline(createReadStream(file.path), response)
  }

  /** `folder`: the folder whose file it is, by an id the page has made up for it. */
  async function upload(name: string, folder: string | null, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isToken(bearer(request.headers), token)) return say(response, 403, 'refusedToken')
    try {
      const known = decodeURIComponent(name)
      const path = await (folder === null ? transfer.receive(known, request) : transfer.receiveInFolder(folder, known, request))
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify({ path }))
    } catch (problem) {
      if (problem instanceof TooLarge) return say(response, 413, 'tooLarge', `${maxUploadBytes / gibibyte} GiB`)
      if (problem instanceof URIError) return say(response, 404, 'notFound')
      throw problem
    }
  }

  try {
    server.listen({ host: '127.0.0.1', port: options.port ?? 0, exclusive: true })
    await once(server, 'listening')
  } catch (problem) {
    await transfer.close()
    throw portFailure(problem, options.port)
  }
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const origin = `http://${address}`

  return {
    origin,
    token,
    url: `${origin}/#token=${token}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      server.close()
      server.closeAllConnections()
      await transfer.close()
    },
  }
}

/** A page that is closed in the middle of a request is no fault of the program. */
const hasLeft = (problem: unknown): boolean =>
  problem instanceof Error && 'code' in problem && (problem.code === 'ERR_STREAM_PREMATURE_CLOSE' || problem.code === 'ECONNRESET')

function protect(response: ServerResponse, address: string): void {
  response.setHeader('Content-Security-Policy', contentPolicy(`ws://${address}`))
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
}

type Said = { [K in keyof typeof hostTexts.en]: (typeof hostTexts.en)[K] extends string ? K : 'tooLarge' }[keyof typeof hostTexts.en]

/** Both languages: the host does not know who reads it. A body that is still coming is not waited for. */
function say(response: ServerResponse, status: number, what: Said, limit = ''): void {
  const lines = [hostTexts.en[what], hostTexts.zh[what]].map((text) => (typeof text === 'string' ? text : text(limit)))
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', Connection: 'close' })
  response.end(`${lines.join('\n')}\n`)
}

function refuseUpgrade(socket: Duplex): void {
  socket.on('error', () => socket.destroy())
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
}

function portFailure(problem: unknown, port = 0): unknown {
  const code = problem instanceof Error && 'code' in problem ? problem.code : ''
  return code === 'EADDRINUSE' || code === 'EACCES' ? fail('port-taken', { port: String(port) }) : problem
}
