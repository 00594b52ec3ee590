// Three roads for frames, one shape. Everything above (client.ts, server.ts) is written once against Transport.
// The structural types name only what is used, so a browser's, Node's and Electron's objects all fit.
// What arrives is checked to be a frame before a listener sees it; a message that is not one ends the connection.
import { BadFrame, decodeFrame, encodeFrame, type Frame, parseFrame } from './wire.ts'

export interface Transport {
  post(frame: Frame): void
  onFrame(listener: (frame: Frame) => void): () => void
  /** Called once, whichever side or fault ended it; at once when it has ended already. */
  onClose(listener: () => void): () => void
  close(): void
}

/** Two ends in one process, for the command line and tests. Frames are cloned, so neither side can touch the other's data. */
export function memoryPair(): [Transport, Transport] {
  const left = new Ends()
  const right = new Ends()
  const end = (own: Ends, other: Ends): Transport => ({
    post(frame) {
      const copy = structuredClone(frame)
      queueMicrotask(() => other.receive(copy))
    },
    onFrame: (listener) => own.onFrame(listener),
    onClose: (listener) => own.onClose(listener),
    close() {
      own.end()
      queueMicrotask(() => other.end())
    },
  })
  return [end(left, right), end(right, left)]
}

/** A DOM or Node MessagePort. */
interface WebPort {
  postMessage(message: unknown): void
  close(): void
  start?(): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close', listener: () => void): void
}

/** Electron's MessagePortMain: the same port with an emitter's names. */
interface EmitterPort {
  postMessage(message: unknown): void
  close(): void
  start(): void
  on(type: 'message', listener: (event: { data: unknown }) => void): unknown
  on(type: 'close', listener: () => void): unknown
}

export type PortLike = WebPort | EmitterPort

export function portTransport(port: PortLike): Transport {
  const ends = new Ends()
  const close = (): void => {
    port.close()
    ends.end()
  }
  const receive = (event: { data: unknown }): void => readOr(close, () => ends.receive(parseFrame(event.data)))
  if ('addEventListener' in port) {
    port.addEventListener('message', receive)
    port.addEventListener('close', () => ends.end())
  } else {
    port.on('message', receive)
    port.on('close', () => ends.end())
  }
  port.start?.()
  return {
    post: (frame) => port.postMessage(frame),
    onFrame: (listener) => ends.onFrame(listener),
    onClose: (listener) => ends.onClose(listener),
    close,
  }
}

/** A browser's WebSocket or the ws package's. */
export interface SocketLike {
  binaryType: string
  readonly readyState: number
  send(data: Uint8Array<ArrayBuffer>): void
  close(): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void
}

const connecting = 0
const open = 1

export function socketTransport(socket: SocketLike): Transport {
  const ends = new Ends()
  let waiting: Uint8Array<ArrayBuffer>[] = []
  socket.binaryType = 'arraybuffer'
  const close = (): void => {
    socket.close()
    ends.end()
  }
  socket.addEventListener('open', () => {
    for (const message of waiting) socket.send(message)
    waiting = []
  })
  socket.addEventListener('message', ({ data }) =>
    readOr(close, () => ends.receive(data instanceof ArrayBuffer ? decodeFrame(data) : parseFrame(data))),
  )
  socket.addEventListener('close', () => ends.end())
  socket.addEventListener('error', close)
  return {
    post(frame) {
      const message = encodeFrame(frame)
      if (socket.readyState === connecting) waiting.push(message)
      else if (socket.readyState === open) socket.send(message)
    },
    onFrame: (listener) => ends.onFrame(listener),
    onClose: (listener) => ends.onClose(listener),
    close,
  }
}

function readOr(close: () => void, read: () => void): void {
  try {
    read()
  } catch (problem) {
    close()
    if (!(problem instanceof BadFrame)) throw problem
  }
}

// The listening half common to all transports. Frames that come before the first listener wait for it.
class Ends {
  readonly #frameListeners = new Set<(frame: Frame) => void>()
  readonly #closeListeners = new Set<() => void>()
  #early: Frame[] = []
  #ended = false

  receive(frame: Frame): void {
    if (this.#ended) return
    if (this.#frameListeners.size === 0) this.#early.push(frame)
    for (const listener of [...this.#frameListeners]) listener(frame)
  }

  end(): void {
    if (this.#ended) return
    this.#ended = true
    for (const listener of [...this.#closeListeners]) listener()
    this.#frameListeners.clear()
    this.#closeListeners.clear()
  }

  onFrame(listener: (frame: Frame) => void): () => void {
    this.#frameListeners.add(listener)
    const early = this.#early
    this.#early = []
    for (const frame of early) listener(frame)
    return () => this.#frameListeners.delete(listener)
  }

  onClose(listener: () => void): () => void {
    if (this.#ended) listener()
    else this.#closeListeners.add(listener)
    return () => this.#closeListeners.delete(listener)
  }
}
