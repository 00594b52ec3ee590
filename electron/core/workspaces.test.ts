// One workspace at a time: what is still being computed for the one before never shows up in the next.
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toFailure } from '../../shared/result/failure.ts'
import { openCore, type TestCore } from './core-fixture.ts'

let core: TestCore
beforeEach(async () => {
  core = await openCore()
})
afterEach(() => core.close())

const pathOf = (name: string): string => join(core.folder, `${name}.ballast`)

/** Four months of the same day. Both workspaces of a test have the same revision, dates and settings: only the money differs. */
async function make(name: string, cost: string): Promise<void> {
  await core.client.call('workspace.create', { path: pathOf(name) })
  const rows = Array.from(
    { length: 122 },
    (_, n) => `${new Date(Date.UTC(2026, 4, 1 + n)).toISOString().slice(0, 10)},acme,own,1000000,${cost}`,
  )
  const path = core.file(`${name}.csv`, ['date,provider,model,input_tokens,cost_usd', ...rows].join('\n'))
  const { id } = await core.client.call('import.preview', { files: [{ path }] })
  await core.client.call('import.commit', { id })
}

const expected = async (): Promise<string | undefined> => (await core.client.call('exposure.measure', {})).statement[0]?.amount

describe('opening another workspace', () => {
  it('gives its own figures, whatever was still being computed for the one before', async () => {
    await make('One', '60.00')
    await make('Two', '120.00')
    const own = await expected()
    for (const wait of [0, 5, 10, 20, 40]) {
      await core.client.call('workspace.open', { path: pathOf('One') })
      const left = core.client.call('exposure.measure', {}).then(
        () => 'done',
        (thrown: unknown) => toFailure(thrown).kind,
      )
      await new Promise((resolve) => setTimeout(resolve, wait))
      await core.client.call('workspace.open', { path: pathOf('Two') })
      expect(['done', 'cancelled']).toContain(await left)
      expect(await expected()).toBe(own)
    }
  }, 20_000)

  it('writes no report of the one before into the next', async () => {
    await make('One', '60.00')
    await make('Two', '120.00')
    await core.client.call('workspace.open', { path: pathOf('One') })
    const left = core.client.call('report.write', { formats: ['json'], outDir: core.folder }).catch(toFailure)
    await core.client.call('workspace.open', { path: pathOf('Two') })
    await left
    expect(await core.client.call('report.versions', {})).toEqual({ versions: [] })
  }, 20_000)

  it('opens the present file again for reading only', async () => {
    await make('One', '60.00')
    expect(await core.client.call('workspace.open', { path: pathOf('One'), readOnly: true })).toMatchObject({ readOnly: true })
  })

  it('opens one file once, however many ask at the same time', async () => {
    await make('One', '60.00')
    await core.client.call('workspace.close', {})
    const open = () => core.client.call('workspace.open', { path: pathOf('One') })
    expect(await Promise.all([open(), open()])).toMatchObject([{ name: 'One' }, { name: 'One' }])
  })
})
