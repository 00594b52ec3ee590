// The desktop program from start to end, played against a fake of the Electron calls it makes.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseMemory } from '../host/memory.ts'
import { channels } from './channels.ts'
import { fileIn, startDesktop } from './desktop.ts'
import { FakeElectron } from './fake-electron.ts'

let folder = ''
let now = 0
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ballast-test-'))
  await mkdir(join(folder, 'page'))
  await writeFile(join(folder, 'page/index.html'), '<!doctype html>')
  now = 0
})
afterEach(() => rm(folder, { recursive: true }))

async function start({
  argv = ['ballast'],
  isFirst = true,
  platform = 'linux',
}: {
  argv?: string[]
  isFirst?: boolean
  platform?: NodeJS.Platform
} = {}) {
  const fake = new FakeElectron(folder, isFirst)
  const places = { core: '/dist/core.js', preload: '/dist/preload.cjs', pageDir: join(folder, 'page') }
  await startDesktop(fake.electron, places, { argv, cwd: '/home/cfo', platform, now: () => now })
  const window = fake.windows[0]
  const core = () => fake.processes.at(-1)
  /** The page asks for its port; what it gets back. */
  const connect = (url = 'app://ballast/') => {
    const answers: unknown[][] = []
    const sender = { postMessage: (...answer: unknown[]) => answers.push(answer), send: (...answer: unknown[]) => answers.push(answer) }
    fake.ipc.emit(channels.connect, { sender, senderFrame: { url, parent: null } }, 'nonce-1')
    return answers
  }
  return { fake, window, core, connect }
}

const ours = { senderFrame: { url: 'app://ballast/', parent: null } }
const theirs = { senderFrame: { url: 'https://evil.example/', parent: null } }

describe('starting', () => {
  it('shows our page in a closed window and starts the core beside it', async () => {
    const { fake, window } = await start()
    expect(window).toMatchObject({
      url: 'app://ballast/',
      isShown: true,
      options: { webPreferences: { sandbox: true, preload: '/dist/preload.cjs' } },
    })
    expect(fake.forked).toEqual([
      ['/dist/core.js', ['--data', folder], { serviceName: 'Ballast core', env: { ...databaseMemory, ...process.env } }],
    ])
  })

  it('leaves to the instance that is already running', async () => {
    const { fake } = await start({ isFirst: false })
    expect({ quits: fake.quits, windows: fake.windows.length }).toEqual({ quits: 1, windows: 0 })
  })

  it('comes to the front when it is started again, and takes the file along', async () => {
    const { fake, window, connect } = await start()
    connect()
    fake.events.emit('second-instance', {}, ['ballast', 'firm.ballast'], '/work')
    expect(window?.focused).toBe(1)
    expect(window?.sent).toEqual([[channels.tell, { kind: 'ballast-open', path: '/work/firm.ballast' }]])
  })
})

describe('the port', () => {
  it('goes to our page with its own nonce, the other end to the core', async () => {
    const { core, connect } = await start()
    expect(connect()).toEqual([[channels.port, 'nonce-1', [expect.objectContaining({})]]])
    expect(core()?.received).toEqual([{ message: { kind: 'connect' }, ports: 1 }])
  })

  it('goes to no other page', async () => {
    const { core, connect } = await start()
    expect(connect('https://evil.example/')).toEqual([])
    expect(core()?.received).toEqual([])
  })

  it('leads to a new core after a crash, in the same window', async () => {
    const { fake, core, connect } = await start()
    core()?.emit('exit', 139)
    expect(connect()).toHaveLength(1)
    expect({ cores: fake.processes.length, windows: fake.windows.length }).toEqual({ cores: 2, windows: 1 })
    expect(core()?.received).toHaveLength(1)
  })

  it('is refused, and the user told, when the core crashes three times within a minute', async () => {
    const { fake, core, connect } = await start()
    for (now of [1000, 2000, 3000]) core()?.emit('exit', 139)
    expect(fake.processes).toHaveLength(3)
    expect(fake.errors).toEqual([expect.stringContaining('not restarted')])
    expect(connect()).toEqual([])
  })

  it('survives crashes that are far apart', async () => {
    const { fake, core } = await start()
    for (now of [0, 70_000, 140_000, 210_000]) core()?.emit('exit', 139)
    expect({ cores: fake.processes.length, errors: fake.errors }).toEqual({ cores: 5, errors: [] })
  })
})

describe('a file from the system', () => {
  it('waits until the page is connected', async () => {
    const { connect } = await start({ argv: ['ballast', '--flag', 'q3/june.csv'] })
    expect(connect()[1]).toEqual([channels.tell, { kind: 'ballast-open', path: '/home/cfo/q3/june.csv' }])
    expect(connect()).toHaveLength(1)
  })

  it('is taken from the last argument that is one', () => {
    expect(fileIn(['a.ballast', '--x', '/data/b.ballast', '--y'], '/cwd')).toBe('/data/b.ballast')
    expect(fileIn(['a.ballast', '--x'], '/cwd')).toBeUndefined()
  })
})

describe('menus and dialogs', () => {
  it('follow the page into Chinese and send what was chosen', async () => {
    const { fake, window } = await start()
    fake.ipc.emit(channels.language, ours, 'zh')
    const [file] = fake.menu
    const [first] = (file?.submenu ?? []) as { click: () => void }[]
    first?.click()
    expect(file?.label).toBe('文件')
    expect(window?.sent).toEqual([[channels.tell, { kind: 'ballast-menu', action: 'new-workspace' }]])
  })

  it('ignore a language that is none and a sender that is not ours', async () => {
    const { fake } = await start()
    fake.ipc.emit(channels.language, ours, '__proto__')
    fake.ipc.emit(channels.language, theirs, 'zh')
    expect(fake.menu[0]?.label).toBe('File')
  })

  it('give the chosen path, null when cancelled, null to a stranger', async () => {
    const { fake } = await start()
    const ask = (channel: string, event: unknown) => fake.handlers.get(channel)?.(event, 'firm')
    fake.picked = '/home/cfo/firm.ballast'
    expect(await Promise.all([ask(channels.chooseOpen, ours), ask(channels.chooseSave, ours)])).toEqual([fake.picked, fake.picked])
    expect(await Promise.all([ask(channels.chooseOpen, theirs), ask(channels.chooseSave, theirs)])).toEqual([null, null])
    fake.picked = null
    expect(await Promise.all([ask(channels.chooseOpen, ours), ask(channels.chooseSave, ours)])).toEqual([null, null])
  })
})

describe('ending', () => {
  it('lets the core close its workspace first', async () => {
    const { fake, core } = await start()
    let prevented = 0
    const quit = () => fake.events.emit('before-quit', { preventDefault: () => prevented++ })
    quit()
    await new Promise((resolve) => setTimeout(resolve, 5))
    quit()
    expect(core()?.received).toEqual([{ message: { kind: 'end' }, ports: 0 }])
    expect({ prevented, quits: fake.quits, cores: fake.processes.length }).toEqual({ prevented: 1, quits: 1, cores: 1 })
  })

  it('remembers where the window was', async () => {
    const { window } = await start()
    window?.emit('close')
    expect(JSON.parse(await readFile(join(folder, 'window.json'), 'utf8'))).toEqual({
      bounds: { x: 10, y: 20, width: 1000, height: 700 },
      isMaximized: false,
      zoomLevel: 1,
    })
  })

  it('on a Mac keeps the program when the window closes, and opens another', async () => {
    const { fake, window } = await start({ platform: 'darwin' })
    window?.emit('closed')
    fake.events.emit('window-all-closed')
    fake.events.emit('activate')
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect({ quits: fake.quits, windows: fake.windows.length }).toEqual({ quits: 0, windows: 2 })
  })
})
