// The desktop window itself, where Electron's program is installed (it is not part of `npm ci`).
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, expect, test } from '@playwright/test'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Electron's program, or why it cannot run here. */
function electronProgram(): { path: string } | { whyNot: string } {
  const folder = join(root, 'node_modules/electron')
  const named = join(folder, 'path.txt')
  const path = existsSync(named) ? join(folder, 'dist', readFileSync(named, 'utf8').trim()) : ''
  if (!existsSync(path)) return { whyNot: 'the Electron program is not installed' }
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return { whyNot: 'there is no display' }
  if (process.platform === 'linux' && process.getuid?.() === 0) return { whyNot: 'Electron keeps its sandbox and root cannot have one' }
  return { path }
}

const program = electronProgram()
test.skip('whyNot' in program, 'whyNot' in program ? program.whyNot : '')

test('the window opens, reaches the core over its port, and quits cleanly', async () => {
  const data = await mkdtemp(join(tmpdir(), 'ballast-desktop-'))
  const executablePath = 'path' in program ? program.path : ''
  const app = await _electron.launch({ executablePath, args: [join(root, 'dist/node/shell.js'), `--user-data-dir=${data}`] })
  const page = await app.firstWindow()
  await expect(page.getByRole('main')).toBeVisible()
  expect(page.url()).toMatch(/^app:\/\/ballast\//)
  const reach = await page.evaluate(() => ({
    require: 'require' in window,
    process: 'process' in window,
    bridge: Object.keys((window as { ballast?: object }).ballast ?? {}).sort(),
  }))
  expect(reach).toEqual({ require: false, process: false, bridge: ['chooseOpen', 'chooseSave', 'pathOf', 'setLanguage'] })
  await app.close()
  await rm(data, { recursive: true, force: true })
})
