// Finds the core and says hello: through the port the desktop hands over, or the socket of the loopback host
// (its token stands in the address after #). One connection per window; main.tsx makes it before the first paint.
import { type Client, createClient } from '../../shared/contract/client.ts'
import { commands, events } from '../../shared/contract/commands.ts'
import { portTransport, socketTransport, type Transport } from '../../shared/contract/transports.ts'

const table = { commands, events } as const

export type CoreClient = Client<typeof table>

/** What the desktop's preload script leaves in the page; absent in a browser. */
export interface DesktopBridge {
  /** The path of a dropped or chosen file. */
  pathOf(file: File): string
  /** Native dialogs; null when cancelled. */
  chooseOpen?(): Promise<string | null>
  chooseSave?(suggestedName: string): Promise<string | null>
}

declare global {
  interface Window {
    readonly ballast?: DesktopBridge
  }
}

export async function connect(): Promise<CoreClient> {
  const token = hostToken()
  const transport = window.ballast === undefined ? hostSocket() : portTransport(await desktopPort())
  const client = createClient(transport, table, token === undefined ? {} : { token })
  await client.ready
  return client
}

/** The loopback host's token, for uploads; undefined on the desktop. */
export function hostToken(): string | undefined {
  return new URLSearchParams(location.hash.slice(1)).get('token') ?? undefined
}

function hostSocket(): Transport {
  return socketTransport(new WebSocket(`ws://${location.host}/socket`))
}

/** The preload script posts the port once the page asks for it, so neither can be early. */
function desktopPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent): void => {
      const port = event.ports[0]
      if (event.source !== window || event.data !== 'ballast-port' || port === undefined) return
      window.removeEventListener('message', receive)
      resolve(port)
    }
    window.addEventListener('message', receive)
    window.postMessage('ballast-ready', location.origin)
  })
}
