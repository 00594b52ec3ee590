import { describe, expect, it } from 'vitest'
import { openInBrowser } from './browser.ts'

const url = 'http://127.0.0.1:1/#token=a&open=sample'

function surroundings(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, outcome: 'started' | 'missing' | 'failed' = 'started') {
  const ran: string[][] = []
  const run = async (command: string, args: readonly string[]) => {
    ran.push([command, ...args])
    return outcome
  }
  return { ran, platform, env, run }
}

describe('opening the page', () => {
  it.each([
    ['linux', { DISPLAY: ':0' }, 'xdg-open'],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
    ['darwin', {}, 'open'],
    ['win32', {}, 'rundll32'],
  ] as const)('on %s with %j uses %s and keeps the address whole', async (platform, env, command) => {
    const there = surroundings(platform, env)
    expect(await openInBrowser(url, there)).toEqual({ isOpened: true })
    expect([there.ran[0]?.[0], there.ran[0]?.at(-1)]).toEqual([command, url])
  })

  it('does not try without a display', async () => {
    const there = surroundings('linux', {})
    expect(await openInBrowser(url, there)).toMatchObject({ isOpened: false, why: 'noDisplay' })
    expect(there.ran).toEqual([])
  })

  it.each([
    ['missing', 'noOpener'],
    ['failed', 'openerFailed'],
  ] as const)('says when the opener is %s', async (outcome, why) => {
    expect(await openInBrowser(url, surroundings('linux', { DISPLAY: ':0' }, outcome))).toMatchObject({
      isOpened: false,
      why,
      command: 'xdg-open',
    })
  })
})
