// A script's own connection to the running program: the same commands the page sends, over the WebSocket.
import { WebSocket } from 'ws'
import { type Client, createClient } from '../shared/contract/client.ts'
import { contract } from '../shared/contract/commands.ts'
import { socketTransport } from '../shared/contract/transports.ts'
import type { App } from './app.ts'

export type ScriptClient = Client<typeof contract>

export async function connectTo(app: App): Promise<ScriptClient> {
  const socket = new WebSocket(`${app.origin.replace('http', 'ws')}/socket`)
  const client = createClient(socketTransport(socket), contract, { token: app.token })
  await client.ready
  return client
}
