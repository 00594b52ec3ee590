// Properties over any bytes and any table.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { FailureError } from '../../../shared/result/failure.ts'
import { zipOf, zstdOf } from './fixture-archives.ts'
import { clearWritten, fixtures, readFile, written } from './fixture-reading.ts'
import { inspectFile } from './inspection.ts'
import { readRecords } from './reading.ts'
import { rowBatches } from './row-source.ts'
import { sourcesOf } from './sources.ts'

afterAll(clearWritten)

describe('any bytes', () => {
  /** Every table found is read to its end, and each of its rows is a record, a reject or a counted omission. */
  const outcome = async (bytes: Uint8Array) => {
    const path = written(bytes, 'fuzz')
    try {
      for (const found of await sourcesOf(path)) {
        if ('failure' in found) continue
        const inspection = await inspectFile({ path, ...found }, { currency: 'USD' })
        if (inspection.questions.length > 0) continue
        let [told, rows] = [0, 0]
        const summary = await readRecords(inspection, {
          onBatch: async (records, rejects) => {
            told += records.length + rejects.length
          },
        })
        for await (const batch of rowBatches(inspection.source, inspection.layout, { name: 'fuzz' })) rows += batch.rows.length
        expect(summary.read).toBe(told)
        expect(told + summary.skippedTotals + summary.idle + summary.skipped.reduce((sum, each) => sum + each.rows, 0)).toBe(rows)
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
    // A whole cell of a known export with something else in it: past the layout, into the rule of the format.
    const texts = contents.map((content) => content.toString('latin1')).filter((text) => /^[^\n]*[,;][^\n]*\n/.test(text))
    const cell = fc.constantFrom(
      ...['', '-1', '1e999', '0x1F', 'NaN', '1.5', 'Included', '{"a":', '[]', 'null', '=1+1', '2026-02-30', '99999999999999999999'],
    )
    const misled = fc
      .tuple(fc.constantFrom(...texts), fc.array(fc.tuple(fc.nat(), cell), { minLength: 1, maxLength: 8 }))
      .map(([text, changes]) => {
        const cells = text.split(/([,;\n])/)
        for (const [at, value] of changes) cells[2 * (at % Math.ceil(cells.length / 2))] = value
        return Buffer.from(cells.join(''), 'latin1')
      })
    await fc.assert(fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), damaged, misled), outcome), { numRuns: 600 })
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
