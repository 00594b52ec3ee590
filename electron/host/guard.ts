// Who may talk to the loopback host. Any page in any browser on this computer can send requests to 127.0.0.1,
// so a request must name our own address (a foreign name that resolves here is DNS rebinding), must not come
// from a foreign page, and whatever reads or changes data must show the secret of this start.
// Comparing Host with Origin would not do: under rebinding both are the attacker's.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

export type Refusal = 'refusedHost' | 'refusedOrigin' | 'refusedToken'

/** `address` is what the server is bound to, for example 127.0.0.1:40123. */
export function refuseRequest(headers: IncomingHttpHeaders, address: string): Refusal | null {
  if (headers.host !== address) return 'refusedHost'
  // Scripts send no Origin. A page always does with a socket or an upload; 'null' is a page that hides its own.
  if (headers.origin !== undefined && headers.origin !== `http://${address}`) return 'refusedOrigin'
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'refusedOrigin'
  return null
}

/** 256 random bits, in letters that survive a URL fragment. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** Takes the same time wherever the texts differ: hashes have one length and show nothing of the token. */
export function isToken(offered: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(offered ?? ''), digest(token))
}

export function bearer(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1]
}
