import { describe, expect, it } from 'vitest'
import { bearer, isToken, newToken, refuseRequest } from './guard.ts'

const address = '127.0.0.1:40123'
const own = { host: address, origin: `http://${address}` }

describe('a request', () => {
  it.each([
    ['from our own page', own],
    ['typed into the address bar', { host: address, 'sec-fetch-site': 'none' }],
    ['from a script', { host: address }],
    ['for a part of our page', { ...own, 'sec-fetch-site': 'same-origin' }],
  ])('%s is answered', (_what, headers) => {
    expect(refuseRequest(headers, address)).toBeNull()
  })

  it.each([
    ['under a name that was made to resolve here', { host: 'evil.example:40123', origin: 'http://evil.example:40123' }, 'refusedHost'],
    ['under another name of this computer', { host: 'localhost:40123' }, 'refusedHost'],
    ['for another port', { host: '127.0.0.1:1' }, 'refusedHost'],
    ['without a host', {}, 'refusedHost'],
    ['from a foreign page', { host: address, origin: 'https://evil.example' }, 'refusedOrigin'],
    ['from a page of another program on this computer', { host: address, origin: 'http://127.0.0.1:8080' }, 'refusedOrigin'],
    ['from a page that hides where it comes from', { host: address, origin: 'null' }, 'refusedOrigin'],
    ['that a foreign page causes without saying so', { host: address, 'sec-fetch-site': 'cross-site' }, 'refusedOrigin'],
    ['from another port of this computer', { host: address, 'sec-fetch-site': 'same-site' }, 'refusedOrigin'],
  ])('%s is refused', (_what, headers, refusal) => {
    expect(refuseRequest(headers, address)).toBe(refusal)
  })
})

describe('the token', () => {
  it('is new at each start and survives a URL fragment', () => {
    const [first, second] = [newToken(), newToken()]
    expect(first).not.toBe(second)
    expect(encodeURIComponent(first)).toBe(first)
    expect(first).toHaveLength(43)
  })

  it('must be whole', () => {
    const token = newToken()
    expect([token, token.slice(1), `${token}x`, '', undefined].map((offered) => isToken(offered, token))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
  })

  it.each([
    ['Bearer abc', 'abc'],
    ['bearer abc', undefined],
    ['Basic abc', undefined],
    ['Bearer a b', undefined],
  ])('is read from %s as %s', (authorization, token) => {
    expect(bearer({ authorization })).toBe(token)
  })
})
