// A folder that this person may read and not write to: what is in it can be looked at, and a failure says why the rest cannot be done.
import { chmod, chown, copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { cliJson, runCliAs } from './cli.ts'

/** Nothing is closed to root, so it takes the place of somebody without rights. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

test('a folder that may only be read: a workspace in it can be read, an import says why it cannot be kept', async ({ dataFolder }) => {
  // biome-ignore lint/suspicious/noSkippedTests: there is nothing to test without such rights
  test.skip(process.platform === 'win32', 'rights are another matter on Windows')
  const shared = await mkdtemp(join(tmpdir(), 'ballast-shared-'))
  try {
    const [closed, own, workspace] = [join(shared, 'closed'), join(shared, 'own'), join(shared, 'closed', 'w.ballast')]
    for (const folder of [closed, own]) await mkdir(folder)
    const log = join(shared, 'log.csv')
    await writeFile(log, 'timestamp,provider,model,team,input_tokens,output_tokens,cost_usd\n2026-10-01T10:00:00Z,acme,m,a,10,5,0.25\n')
    await cliJson(dataFolder, 'import', log, '--workspace', join(own, 'w.ballast'))
    await copyFile(join(own, 'w.ballast'), workspace)
    if (nobody.uid !== undefined) await chown(own, nobody.uid, nobody.gid)
    await chmod(shared, 0o755)
    await chmod(closed, 0o555)
    const run = (...args: string[]) => runCliAs(nobody, own, ...args)
    // biome-ignore lint/suspicious/noSkippedTests: told as skipped, with its reason
    test.skip((await run('help')).code !== 0, 'somebody without rights cannot run the program where it lies')

    const closedFile = await run('import', log, '--workspace', join(closed, 'new.ballast'))
    expect(closedFile).toMatchObject({ code: 1 })
    expect(closedFile.stderr).toContain('Permission denied. Nothing was changed. Choose a folder you may write to')
    await chmod(workspace, 0o666)
    const closedFolder = await run('import', log, '--add', '--workspace', workspace)
    expect(closedFolder).toMatchObject({ code: 1 })
    expect(closedFolder.stderr).toContain('permission denied')
    for (const args of [[], ['--read-only']]) {
      const { code, stdout } = await run('usage', '--json', '--workspace', workspace, ...args)
      expect([code, (JSON.parse(stdout) as { totals: { cost: unknown } }).totals.cost]).toEqual([0, { USD: '0.25' }])
    }
    expect(await readdir(closed)).toEqual(['w.ballast'])
  } finally {
    await chmod(join(shared, 'closed'), 0o755)
    await rm(shared, { recursive: true, force: true })
  }
})
