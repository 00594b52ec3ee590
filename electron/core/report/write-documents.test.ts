import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sparticuz from '@sparticuz/chromium'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FailureError } from '../../../shared/result/failure.ts'
import { frozenFixture } from './fixtures/frozen.ts'
import { boardPack } from './html.ts'
import { printPdf } from './pdf.ts'
import { type DocumentOptions, writeDocuments } from './write-documents.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ballast-report-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const frozen = frozenFixture()
const options = (changes: Partial<DocumentOptions> = {}): DocumentOptions => ({
  formats: ['csv', 'json'],
  language: 'en',
  outDir: join(folder, 'out'),
  fileStem: 'plan-v3',
  findChromium: async () => null,
  ...changes,
})
const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no failure',
    (problem: unknown) => (problem instanceof FailureError ? problem.failure.code : String(problem)),
  )

describe('writing documents', () => {
  it('puts whole files there and says what they are', async () => {
    const { files, notes } = await writeDocuments(frozen, options({ formats: ['xlsx', 'csv', 'json', 'html', 'pdf'] }))
    expect(files.map((file) => file.name)).toEqual(
      ['.xlsx', '-usage.csv', '-forecast.csv', '-exposure.csv', '-hedge.csv', '-alternatives.csv', '-cash.csv', '.json', '.html'].map(
        (end) => `plan-v3-SAMPLE${end}`,
      ),
    )
    expect(notes).toEqual([{ code: 'no-browser', params: {}, severity: 'warning' }])
    for (const file of files) {
      const bytes = await readFile(file.path)
      expect([file.bytes, file.sha256]).toEqual([bytes.byteLength, createHash('sha256').update(bytes).digest('hex')])
    }
    expect((await readdir(join(folder, 'out'))).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('writes the frozen result itself as JSON, keys in order, and the same bytes each time', async () => {
    const [file] = (await writeDocuments(frozen, options({ formats: ['json'] }))).files
    const text = await readFile(file?.path ?? '', 'utf8')
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(frozen)))
    expect(Object.keys(JSON.parse(text) as object)).toEqual(Object.keys(frozen).sort())
    const hashes = async (): Promise<string[]> =>
      (await writeDocuments(frozenFixture(), options({ formats: ['csv', 'json', 'html', 'xlsx'] }))).files.map((each) => each.sha256)
    expect(await hashes()).toEqual(await hashes())
  })

  it('leaves SAMPLE out of real names, and path separators out of all', async () => {
    const { files } = await writeDocuments(
      frozenFixture({ sample: false }),
      options({ formats: ['json'], fileStem: '../../etc/方案 2027' }),
    )
    expect(files[0]?.path).toBe(join(folder, 'out', 'etc-方案-2027.json'))
  })

  it('notes a browser that does not start, and still writes the rest', async () => {
    const { files, notes } = await writeDocuments(
      frozen,
      options({ formats: ['pdf', 'json'], findChromium: async () => ({ path: join(folder, 'no-such-browser'), args: [] }) }),
    )
    expect([files.map((file) => file.format), notes.map((note) => note.code)]).toEqual([['json'], ['pdf-failed']])
  })

  it('fails in words when the folder is a file, a folder stands in the way, or the call is cancelled', async () => {
    await writeFile(join(folder, 'a-file'), 'x')
    expect(await code(writeDocuments(frozen, options({ outDir: join(folder, 'a-file') })))).toBe('report-folder-is-file')
    expect(await code(writeDocuments(frozen, options({ outDir: join(folder, 'a-file', 'below') })))).toBe('report-folder-is-file')
    await mkdir(join(folder, 'blocked', 'plan-v3-SAMPLE.json'), { recursive: true })
    expect(await code(writeDocuments(frozen, options({ formats: ['json'], outDir: join(folder, 'blocked') })))).toBe('report-file-in-use')
    expect(await readdir(join(folder, 'blocked'))).toEqual(['plan-v3-SAMPLE.json'])
    await expect(writeDocuments(frozen, options({ outDir: join(folder, 'never'), signal: AbortSignal.abort() }))).rejects.toThrow(/abort/i)
    expect(existsSync(join(folder, 'never'))).toBe(false)
  })

  it.skipIf(process.getuid?.() === 0)('fails in words without the right to write', async () => {
    await mkdir(join(folder, 'locked'))
    await chmod(join(folder, 'locked'), 0o500)
    expect(await code(writeDocuments(frozen, options({ outDir: join(folder, 'locked') })))).toBe('report-no-permission')
  })
})

describe('the PDF', { timeout: 90_000 }, () => {
  const browser = async (): Promise<{ path: string; args: string[] }> => ({
    path: process.env.CHROMIUM_PATH ?? (await sparticuz.executablePath()),
    args: ['--no-sandbox'],
  })

  it.each(['en', 'zh'] as const)('prints nine chapters in %s, tagged and with an outline', async (language) => {
    const bytes = Buffer.from(await printPdf(await boardPack(frozen, language), await browser()))
    const text = bytes.toString('latin1')
    expect(text.startsWith('%PDF-')).toBe(true)
    const pages = [...text.matchAll(/\/Type \/Page\b(?!s)/g)].length
    expect(pages).toBeGreaterThanOrEqual(9)
    expect(pages).toBeLessThan(14)
    expect(text).toMatch(/\/MarkInfo|\/StructTreeRoot/)
    expect(text).toMatch(/\/Outlines/)
    expect(text).toMatch(language === 'zh' ? /\/Lang \(zh-CN\)/ : /\/Lang \(en\)/)
  })

  it('stops when the call is cancelled', async () => {
    const stop = new AbortController()
    const printing = printPdf(await boardPack(frozen, 'en'), await browser(), stop.signal)
    stop.abort()
    await expect(printing).rejects.toThrow(/abort/i)
  })
})
