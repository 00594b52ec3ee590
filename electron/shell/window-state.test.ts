import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeWindow, readWindowState, writeWindowState } from './window-state.ts'

const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const monitor = { x: 1440, y: 0, width: 2560, height: 1400 }
const state = (x: number, y: number, width = 1200, height = 800) => ({ bounds: { x, y, width, height }, isMaximized: false, zoomLevel: 0 })

describe('where the window comes back', () => {
  it('is in the middle of the main screen at the first start', () => {
    expect(placeWindow(null, [monitor, laptop])).toEqual({ x: 2000, y: 250, width: 1440, height: 900 })
  })

  it('is where it was left, on whichever screen', () => {
    expect(placeWindow(state(1600, 100), [laptop, monitor])).toEqual({ x: 1600, y: 100, width: 1200, height: 800 })
  })

  it('is the main screen when its monitor is gone', () => {
    expect(placeWindow(state(1600, 100), [laptop])).toEqual({ x: 120, y: 63, width: 1200, height: 800 })
  })

  it('can always be taken hold of', () => {
    const whole = fc.integer({ min: -5000, max: 5000 })
    const size = fc.integer({ min: 1, max: 5000 })
    fc.assert(
      fc.property(whole, whole, size, size, (x, y, width, height) => {
        const placed = placeWindow(state(x, y, width, height), [laptop])
        expect(placed.x).toBeLessThanOrEqual(laptop.x + laptop.width - 100)
        expect(placed.x + placed.width).toBeGreaterThanOrEqual(laptop.x + 100)
        expect(placed.y).toBeGreaterThanOrEqual(laptop.y)
        expect(placed.y).toBeLessThanOrEqual(laptop.y + laptop.height - 40)
      }),
    )
  })
})

it('is kept in a file, and a file that is not one is ignored', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-test-'))
  const path = join(folder, 'window.json')
  writeWindowState(path, state(10, 20))
  expect(await readWindowState(path)).toEqual(state(10, 20))
  for (const text of ['', '{', '[]', '{"bounds":null}', '{"bounds":{"x":"left"}}']) {
    await writeFile(path, text)
    expect(await readWindowState(path)).toBeNull()
  }
  await rm(folder, { recursive: true })
})
