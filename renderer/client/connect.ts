// Finds the core and says hello: through the port the desktop hands over, or the socket of the loopback host
// (its token stands in the address after #). main.tsx calls it at the start and again when a connection has ended.
import { type Client, createClient } from '../../shared/contract/client.ts'
import { commands, events } from '../../shared/contract/commands.ts'
import type { DesktopBridge, PageMessage, ShellMessage } from '../../shared/contract/desktop.ts'
import { portTransport, socketTransport, type Transport } from '../../shared/contract/transports.ts'

const table = { commands, events } as const

export type CoreClient = Client<typeof table>

declare global {
  interface Window {
    /** Left by the desktop's preload script; absent in a browser. */
    readonly ballast?: DesktopBridge<File>
  }
}

export async function connect(): Promise<CoreClient> {
  const token = hostToken()
  const transport = window.ballast === undefined ? hostSocket() : portTransport(await desktopPort())
  const client = createClient(transport, table, { token })
  await client.ready
  return client
}

/** The loopback host's token, also shown with uploads; undefined on the desktop. */
export function hostToken(): string | undefined {
  return new URLSearchParams(location.hash.slice(1)).get('token') ?? undefined
}

function hostSocket(): Transport {
  return socketTransport(new WebSocket(`ws://${location.host}/socket`))
}

/** Asks with a number of its own and takes only the port that answers it. */
function desktopPort(): Promise<MessagePort> {
  const nonce = crypto.randomUUID()
  return new Promise((resolve) => {
    const receive = (event: MessageEvent): void => {
      const message = shellMessage(event)
      const port = event.ports[0]
      if (message?.kind !== 'ballast-port' || message.nonce !== nonce || port === undefined) return
      window.removeEventListener('message', receive)
      resolve(port)
    }
    window.addEventListener('message', receive)
    const ready: PageMessage = { kind: 'ballast-ready', nonce }
    window.postMessage(ready, location.origin)
  })
}

/** A message of the desktop's preload script, which posts to its own window; null for anything else. */
export function shellMessage(event: MessageEvent): ShellMessage | null {
  const data: unknown = event.data
  if (event.source !== window || typeof data !== 'object' || data === null || !('kind' in data)) return null
  const kinds: readonly unknown[] = ['ballast-port', 'ballast-menu', 'ballast-open']
  return kinds.includes(data.kind) ? (data as ShellMessage) : null
}
