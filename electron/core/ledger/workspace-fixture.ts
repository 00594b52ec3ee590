// For tests of the ledger: workspaces in a fresh folder, a clock that ticks one second per call, and short usage records.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { DatedPrice } from '../../../shared/domain/price.ts'
import { emptyTokens, type UsageLabel, type UsageRecord } from '../../../shared/domain/usage.ts'
import type { ImportCounts, ImportOptions, ImportPreview, PriceLibrary, Workspace, WorkspaceOptions } from './types.ts'
import { openWorkspace } from './workspace.ts'

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-ledger-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function tickingClock(): () => string {
  let second = 0
  return () => new Date(Date.UTC(2026, 9, 1) + 1000 * second++).toISOString()
}

const price = (
  bucket: DatedPrice['bucket'],
  perMtok: string,
  validFrom: string | null = null,
  validTo: string | null = null,
): DatedPrice => ({
  bucket,
  tier: 'standard',
  currency: 'USD',
  perMtok,
  validFrom,
  validTo,
  source: 'test list',
})

/** 'stone' costs 2 in and 8 out, cached 0.5; 'river' fell from 10 / 40 to 2 / 8 on 2026-09-10; nothing else is known. */
export const testLibrary: PriceLibrary = (provider, model) => {
  if (provider !== 'openai') return null
  if (model === 'stone') return [price('input', '2'), price('cacheRead', '0.5'), price('output', '8')]
  if (model === 'river') {
    return [
      price('input', '10', null, '2026-09-10'),
      price('output', '40', null, '2026-09-10'),
      price('input', '2', '2026-09-10'),
      price('output', '8', '2026-09-10'),
    ]
  }
  return null
}

/** Opened in `path` or in a new folder; closed when the test ends. */
export async function testWorkspace(
  path = join(temporaryFolder(), 'test.ballast'),
  options: Partial<WorkspaceOptions> = {},
): Promise<Workspace> {
  const workspace = await openWorkspace(path, { create: true, clock: tickingClock(), libraryPrices: testLibrary, ...options })
  onTestFinished(() => workspace.close())
  return workspace
}

type Short = Partial<Omit<UsageRecord, 'tokens' | 'label' | 'start' | 'end'>> &
  Partial<UsageLabel> & {
    readonly day?: string
    readonly start?: string
    readonly end?: string
    readonly tokens?: Partial<UsageRecord['tokens']>
  }

const plainLabel: UsageLabel = {
  source: 'openai-usage-json',
  role: 'usage',
  population: '',
  standing: 'vendorUsage',
  provider: 'openai',
  model: 'stone',
  team: '',
  project: '',
  tier: 'standard',
  context: '',
  currency: '',
  costIsEstimate: false,
  charge: '',
  kind: 'usage',
  identity: 'key',
  scope: '',
  dimensions: {},
}

const plainRecord = {
  reasoning: '',
  requests: '',
  gpuHours: '',
  billed: '',
  list: '',
  contracted: '',
  annotations: {},
  rowId: '',
  line: 1,
  totalMismatch: '',
}

/** A day of usage of 'stone' by default; say only what matters. Fields of the label and of the line stand side by side. */
export function usage({ day = '2026-09-05', start, end, tokens = {}, ...rest }: Short = {}): UsageRecord {
  const from = Date.parse(start ?? `${day}T00:00:00Z`)
  const pick = <T extends object>(plain: T): T =>
    Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, rest[name as keyof typeof rest] ?? value])) as T
  return {
    ...pick(plainRecord),
    label: pick(plainLabel),
    start: from,
    end: end === undefined ? from + 86_400_000 : Date.parse(end),
    tokens: { ...emptyTokens, ...tokens },
  }
}

export const billed = (amount: string, rest: Short = {}): UsageRecord => usage({ billed: amount, currency: 'USD', ...rest })
export const report = (amount: string, rest: Short = {}): UsageRecord =>
  usage({
    source: 'openai-costs-json',
    role: 'cost',
    standing: 'bill',
    model: '',
    charge: 'tokens',
    billed: amount,
    currency: 'USD',
    ...rest,
  })

/** One import of one or more files, previewed and committed. */
export async function importFiles(
  workspace: Workspace,
  files: readonly (readonly UsageRecord[])[],
  options?: ImportOptions,
): Promise<{ preview: ImportPreview; counts: ImportCounts; change: number | null }> {
  const staging = await workspace.usage.beginImport(options)
  for (const [index, records] of files.entries()) {
    const file = await staging.addFile({
      name: `file-${index + 1}.json`,
      sha256: `sha-${JSON.stringify(records).length}-${index}`,
      format: 'test',
    })
    await staging.append(
      file,
      records.map((record, line) => ({ ...record, line: line + 1 })),
    )
  }
  const preview = await staging.classify()
  const { result, change } = await workspace.change('import', { label: 'Import' }, (write) => write.commitImport(), staging)
  return { preview, counts: result, change }
}

export const cost = async (workspace: Workspace): Promise<Readonly<Record<string, string>>> =>
  (await workspace.usage.query({ by: [] })).totals.cost
