// Properties over any bytes and any table, and the published samples when they are at hand.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { FailureError } from '../../../shared/result/failure.ts'
import { zipOf, zstdOf } from './fixture-archives.ts'
import { clearWritten, fixtures, readFile, written } from './fixture-reading.ts'
import { inspectFile } from './inspection.ts'
import type { ImportOptions } from './options.ts'
import { readRecords } from './reading.ts'
import { sourcesOf } from './sources.ts'

afterAll(clearWritten)

describe('any bytes', () => {
  /** Every table found is read to its end. */
  const outcome = async (bytes: Uint8Array) => {
    const path = written(bytes, 'fuzz')
    try {
      for (const found of await sourcesOf(path)) {
        if ('failure' in found) continue
        const inspection = await inspectFile({ path, ...found }, { currency: 'USD' })
        if (inspection.questions.length === 0) await readRecords(inspection, { onBatch: async () => undefined })
      }
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
    }
  }

  it('end in rows or in a failure, never in a crash', async () => {
    const seeds = readdirSync(join(fixtures, 'ok')).map((name) => join(fixtures, 'ok', name))
    const contents = seeds.map((seed) => readFileSync(seed))
    const packed = contents.slice(0, 3).map((content, at) => ({ name: `${at}.csv`, content }))
    const archives = [zipOf(packed), zipOf(packed.map((entry) => ({ ...entry, method: 0 }))), zstdOf(contents[0] ?? Buffer.alloc(0))]
    const damaged = fc
      .tuple(fc.oneof(fc.constantFrom(...contents), fc.constantFrom(...archives)), fc.nat(), fc.nat(), fc.uint8Array({ maxLength: 6 }))
      .map(([bytes, from, cut, insert]) => {
        const at = from % (bytes.length + 1)
        return Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(Math.min(bytes.length, at + (cut % 40)))])
      })
    await fc.assert(fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), damaged), outcome), { numRuns: 400 })
  }, 60_000)

  it('keeps any team name and amount through a quoted, gzipped CSV', async () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '"', ',', '\n', '日', '=', ';', '|') }).map((value) => `t${value}t`)
    const cents = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, cents), { minLength: 1, maxLength: 20 }), async (rows) => {
        const lines = rows.map(([team, value]) => `2026-09-01,gpt-5,"${team.replaceAll('"', '""')}",1,${value}e-12`)
        const { records, summary } = await readFile(
          written(gzipSync(`date,model,team,requests,cost_usd\n${lines.join('\n')}`), 'round.csv.gz'),
        )
        expect(records.map((record) => record.team)).toEqual(rows.map(([team]) => team))
        const sum = rows.reduce((total, [, value]) => total + value, 0n)
        const [whole = '', fraction = ''] = (summary.totals.billed.USD ?? '0').split('.')
        expect(BigInt(whole + fraction.padEnd(12, '0'))).toBe(sum)
      }),
      { numRuns: 50 },
    )
  }, 60_000)
})

// Files that vendors or researchers published, when they lie beside the project; their totals were computed independently.
const samples = fileURLToPath(new URL('../../../../shared/usage-samples/', import.meta.url))

describe.runIf(existsSync(samples))('published samples', () => {
  it.each<[string, object, ImportOptions?]>([
    [
      'openai-api-json/usage_completions_2026-09.json',
      { tokens: { inputUncached: String(297_836 + 1998), cacheRead: '265513', cacheWriteOther: '42726', output: '442527' } },
    ],
    ['openai-api-json/costs_2026-09.json', { billed: { USD: '10.3617192' } }],
    [
      'anthropic-admin-json/usage_report_2026-08.json',
      {
        tokens: { inputUncached: '23799630', cacheWrite5m: '8572669', cacheWrite1h: '1623840', cacheRead: '277561180', output: '13236796' },
      },
    ],
    ['anthropic-admin-json/cost_report_2026-08.json', { billed: { USD: '406.24113915' } }],
    ['github-copilot/ai_usage_2026-09.csv', { billed: { USD: '5.2380000000000001' }, list: { USD: '9.8870000000000011' } }],
    ['github-copilot/ai_usage_duplicates.csv', { billed: { USD: '0' }, list: { USD: '0.147' } }],
    [
      'local-agent-logs/ccusage_claude__projects__project-alpha__session-alpha__chat.jsonl',
      { tokens: { inputUncached: '600', cacheWriteOther: '75', cacheRead: '70', output: '250' }, billed: { USD: '1.02' } },
    ],
    ['focus/focus_1.0_sample_1000.csv', { billed: { USD: '20.52022672899' } }],
    [
      // 0.168 `Units` of input beside the rest, a million tokens each by the price; money of use without tax and credits
      'aws-cur/cur2_bedrock_2026-09.csv',
      {
        tokens: {
          inputUncached: String(4_938_268 + 168_000),
          output: String(395_060 + 25_000),
          cacheRead: '22000000',
          cacheWriteOther: '1000000',
        },
        byKind: { usage: { USD: '57.364624' }, credit: { USD: '-2.5' }, tax: { USD: '6.2' } },
      },
      { unitScale: '1000000' },
    ],
    ['azure-cost-export/opencost_Enterprise.csv', { billed: { CAD: '0' } }],
    [
      'gcp-billing/gcp_billing_2026-09.csv',
      {
        byKind: { usage: { USD: '33.5995' }, tax: { USD: '1.54' } },
        tokens: { inputUncached: '5000002', cacheRead: '18000000', output: '300000' },
      },
    ],
    ['oci/reports_cost-csv_0000000030000269.csv', { billed: { USD: '2.523589325400648027' } }],
    [
      'trace-servegen/daily_by_model.csv',
      { requests: '3824907861', tokens: { inputUncached: '681987634583', output: '112169311155' } },
      { dayIndexStart: '2026-09-01' },
    ],
    [
      'trace-azure-llm-2023/AzureLLMInferenceTrace_conv.csv',
      { requests: '19366', tokens: { inputUncached: '22361870', output: '4088665' } },
    ],
  ])('%s', async (name, totals, options) => {
    const { summary } = await readFile(join(samples, name), options)
    expect(summary.totals).toMatchObject(totals)
    expect(summary.rejects).toBe(0)
  })
})
