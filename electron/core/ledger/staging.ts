// One import on its way into the ledger: collected in a database beside it, classified, shown, then committed or dropped.
// Preview and commit use the same verdicts, sums and prices; the preview works out the spend from the sums that will be
// there without writing them (staging.test.ts holds it against the ledger after the commit).
import { rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import type { TablePlan } from '../../../shared/domain/table-plan.ts'
import type { RejectCode, UsageRecord } from '../../../shared/domain/usage.ts'
import { fail } from '../../../shared/language/failures.ts'
import { LargeTable } from './bulk-table.ts'
import type { Changes, OpenChange } from './changes.ts'
import { classifyStaged } from './classification.ts'
import { writeAsCsv } from './columnar-file.ts'
import { countOf, type Database, type Row, textOf } from './database.ts'
import { addMoney } from './figures.ts'
import { applyImport, seedStagedPrices } from './import-commit.ts'
import { type CountedFile, importCounts } from './import-counts.ts'
import { spendEffect } from './import-effect.ts'
import { admitLate, lateLines, refuseLate } from './late-lines.ts'
import { refreshPrices } from './price-view.ts'
import { regroupedUse } from './regrouping.ts'
import { decideLeaving } from './replacement.ts'
import { StageFile } from './stage-file.ts'
import { rejectTypes, stagedKeyView, stagedLineView, temporaryTables, temporaryViews } from './stage-tables.ts'
import { sumStaged } from './staged-days.ts'
import { StagedLabels } from './staged-labels.ts'
import { appendChunks, chunksOf, StagedLines } from './staged-lines.ts'
import type {
  BulkTable,
  DoubtfulScope,
  ImportCounts,
  ImportFile,
  ImportMode,
  ImportOptions,
  ImportPreview,
  ImportStaging,
  PriceLibrary,
  RefusedLine,
  RejectSum,
  StagedReject,
} from './types.ts'
import { type Measure, measureColumns } from './usage-columns.ts'

interface StagedFile extends CountedFile {
  readonly rejects: Map<RejectCode, RejectSum>
  skipped: unknown
}

export class Staging implements ImportStaging {
  readonly #database: Database
  readonly #changes: Changes
  readonly #library: PriceLibrary
  #mode: ImportMode = 'auto'
  #lockedThrough: string | null = null
  #late: 'include' | 'reject' | undefined
  readonly #stage: StageFile
  readonly #labels = new StagedLabels()
  readonly #lines = new StagedLines(this.#labels)
  readonly #files: StagedFile[] = []
  readonly #tables: { readonly name: string; readonly table: LargeTable }[] = []
  /** How many of the tables are attached to the workspace's database. */
  #attached = 0
  /** Tables begun, which names and numbers them: one that was given up leaves its name unused. */
  #opened = 0
  /** The revision the verdicts were made against; null while lines are still coming. */
  #classifiedAt: number | null = null
  /** What the preview counted on those verdicts. */
  #counts: ImportCounts | null = null
  #finished = false

  private constructor(database: Database, changes: Changes, library: PriceLibrary, options: ImportOptions, stage: StageFile) {
    this.#database = database
    this.#changes = changes
    this.#library = library
    this.#stage = stage
    this.decide(options)
  }

  static async begin(database: Database, changes: Changes, library: PriceLibrary, options: ImportOptions): Promise<Staging> {
    const stage = await database.exclusive(() => StageFile.create(database))
    return new Staging(database, changes, library, options, stage)
  }

  get finished(): boolean {
    return this.#finished
  }

  decide({ mode = 'auto', lockedThrough = null, late }: ImportOptions): void {
    this.#mode = mode
    this.#lockedThrough = lockedThrough
    this.#late = late
    this.#classifiedAt = null
  }

  async addFile(file: ImportFile): Promise<number> {
    this.#expectOpen()
    return this.#files.push({ ...file, rejects: new Map(), skipped: [] })
  }

  async append(file: number, records: readonly UsageRecord[]): Promise<void> {
    this.#expectOpen()
    const { replaces = '' } = this.#fileOf(file)
    this.#classifiedAt = null
    try {
      await this.#database.exclusive(() => this.#lines.append(this.#database, file, replaces, records))
    } catch (thrown) {
      // Some of the lines may be in: what is left of this import must not be committed.
      await this.discard()
      throw thrown
    }
  }

  async addTable(
    file: number,
    plan: TablePlan,
    { signal, onProgress }: { signal?: AbortSignal | undefined; onProgress?: (step: string, percent: number) => void } = {},
  ): Promise<BulkTable | null> {
    this.#expectOpen()
    const { replaces = '' } = this.#fileOf(file)
    this.#classifiedAt = null
    this.#opened += 1
    const name = `table${this.#opened}`
    const path = this.#stage.pathOf(`${name}.duckdb`)
    const firstSid = BigInt(this.#opened) << 40n
    const table = await LargeTable.read(plan, { path, file, firstSid, labels: this.#labels, replaces, signal, onProgress })
    if (table) this.#tables.push({ name, table })
    return table
  }

  async unfold(parquet: string | AsyncIterable<Uint8Array>, file: string, signal?: AbortSignal): Promise<{ csv: string; parquet: string }> {
    this.#expectOpen()
    this.#opened += 1
    const name = this.#stage.pathOf(`columns${this.#opened}`)
    const path = typeof parquet === 'string' ? parquet : `${name}.parquet`
    if (typeof parquet !== 'string') await writeFile(path, parquet)
    await writeAsCsv(path, `${name}.csv`, file, signal)
    return { csv: `${name}.csv`, parquet: path }
  }

  async giveUp(file: number): Promise<void> {
    this.#expectOpen()
    this.#fileOf(file).rejects.clear()
    this.#classifiedAt = null
    const last = this.#tables.at(-1)
    if (last?.table.file === file && this.#tables.length > this.#attached) {
      this.#tables.pop()
      rmSync(this.#stage.pathOf(`${last.name}.duckdb`), { force: true })
    }
    await this.#database.exclusive(async () => {
      await this.#lines.flush(this.#database)
      for (const table of ['line', 'reject']) await this.#database.write(`DELETE FROM stage.${table} WHERE file = ${file}`)
    })
  }

  async reject(file: number, rejects: readonly RefusedLine[]): Promise<void> {
    this.#expectOpen()
    if (rejects.length === 0) return
    const sums = this.#fileOf(file).rejects
    for (const reject of rejects) addReject(sums, reject, 1)
    const rows = rejects.map(({ line, column, value, code, amount, currency, cells }) => [
      file,
      line,
      column,
      value,
      code,
      amount,
      currency,
      JSON.stringify(cells),
    ])
    await this.#database.exclusive(() => appendChunks(this.#database, 'reject', chunksOf(rejectTypes, rows)))
  }

  leaveOut(file: number, skipped: unknown): void {
    this.#fileOf(file).skipped = skipped
  }

  async rejects({ file, line, code, limit, offset = 0 }: Parameters<ImportStaging['rejects']>[0]): Promise<StagedReject[]> {
    this.#expectOpen()
    const conditions = [
      file === undefined ? [] : `file = ${file}`,
      line === undefined ? [] : `line = ${line}`,
      code === undefined ? [] : `code = '${code}'`,
    ].flat()
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
    const rows = await this.#database.exclusive(() =>
      this.#database.write(`SELECT * FROM stage.reject ${where} ORDER BY file, line, "column" LIMIT ${limit} OFFSET ${offset}`),
    )
    return rows.map(toStagedReject)
  }

  async mend(file: number, line: number, records: readonly UsageRecord[]): Promise<void> {
    const [mended] = await this.rejects({ file, line, limit: 1 })
    if (!mended) throw new Error(`Line ${line} of file ${file} is not refused`)
    await this.append(file, records)
    // A line of JSON may hold several rows: only the one that was mended is refused no more.
    const first = `SELECT rowid FROM stage.reject WHERE file = ${file} AND line = ${line} ORDER BY "column" LIMIT 1`
    await this.#database.exclusive(() => this.#database.write(`DELETE FROM stage.reject WHERE rowid IN (${first})`))
    addReject(this.#fileOf(file).rejects, mended, -1)
  }

  async classify(signal?: AbortSignal): Promise<ImportPreview> {
    this.#expectOpen()
    return this.#database.interruptible(signal, async () => {
      const doubtful = await this.#judge()
      return this.#database.transaction(
        () => this.#preview(doubtful),
        () => false,
      )
    })
  }

  /** Inside the change `open`. */
  async commit(open: OpenChange): Promise<ImportCounts> {
    this.#expectOpen()
    await seedStagedPrices(this.#database, open, this.#library)
    const counts = this.#counts ?? (await this.#count(open.number))
    await applyImport(this.#database, open, this.#files, counts)
    return counts
  }

  /** Before a change begins: verdicts are made anew when the ledger has moved since. Inside exclusive work. */
  async makeReady(): Promise<void> {
    this.#expectOpen()
    if (this.#classifiedAt === this.#changes.revision) return
    this.#counts = null
    await this.#judge()
  }

  /** After the change is safely stored, or the import is given up. */
  async discard(): Promise<void> {
    if (this.#finished) return
    this.#finished = true
    await this.#database.exclusive(async () => {
      for (const view of temporaryViews) await this.#database.write(`DROP VIEW IF EXISTS temp.${view}`)
      for (const table of temporaryTables) await this.#database.write(`DROP TABLE IF EXISTS temp.${table}`)
      await this.#stage.remove()
    })
  }

  async #judge(): Promise<DoubtfulScope[]> {
    await this.#lines.flush(this.#database)
    for (; this.#attached < this.#tables.length; this.#attached++) {
      const { name = '' } = this.#tables[this.#attached] ?? {}
      await this.#stage.attach(name, `${name}.duckdb`, true)
    }
    await this.#database.write(stagedLineView(this.#tables.flatMap(({ name, table }) => table.linesSql(name) ?? [])))
    await this.#database.write(stagedKeyView(this.#tables.flatMap(({ name, table }) => table.keysSql(name) ?? [])))
    await classifyStaged(this.#database, this.#files.length)
    const doubtful = await decideLeaving(this.#database, this.#mode)
    if (this.#lockedThrough !== null && this.#late === 'reject') await refuseLate(this.#database, this.#lockedThrough)
    else await admitLate(this.#database)
    await sumStaged(this.#database, this.#library, await this.#measures())
    this.#classifiedAt = this.#changes.revision
    return doubtful
  }

  async #preview(doubtful: readonly DoubtfulScope[]): Promise<ImportPreview> {
    const open: OpenChange = { number: await this.#changes.nextNumber(), touched: new Set() }
    await seedStagedPrices(this.#database, open, this.#library)
    if (open.touched.size > 0) await this.#database.write(refreshPrices)
    const counts = await this.#count(open.number)
    this.#counts = counts
    const isChange = open.touched.size > 0 || counts.new.rows + counts.updated.rows + counts.retired.rows > 0
    const effect = await spendEffect(this.#database, open.number, isChange)
    const late = this.#lockedThrough === null ? null : await lateLines(this.#database, open.number, this.#lockedThrough)
    const regrouped = this.#mode === 'auto' ? await regroupedUse(this.#database) : []
    return { ...counts, ...effect, doubtful, regrouped, late }
  }

  /** The measures that some staged line may state. */
  async #measures(): Promise<Set<Measure>> {
    const [bits] = await this.#database.write('SELECT coalesce(bit_or(stated_columns), 0) AS mask FROM stage.line')
    const mask = countOf(bits, 'mask')
    const ofRows = measureColumns.filter((_, bit) => (mask & (1 << bit)) !== 0)
    return new Set([...ofRows, ...this.#tables.flatMap(({ table }) => table.measures)])
  }

  #count(change: number): Promise<ImportCounts> {
    return importCounts(this.#database, change, this.#files, this.#lines.roundedAmounts)
  }

  #fileOf(file: number): StagedFile {
    const found = this.#files[file - 1]
    if (!found) throw new Error(`No file ${file} in this import`)
    return found
  }

  #expectOpen(): void {
    if (this.#finished) throw fail('import-finished')
  }
}

function addReject(sums: Map<RejectCode, RejectSum>, { code, amount, currency }: RefusedLine, sign: 1 | -1): void {
  const { rows, money } = sums.get(code) ?? { rows: 0, money: {} }
  const sum = { ...money }
  if (amount !== '' && currency !== '') addMoney(sum, currency, sign === 1 ? amount : negated(amount))
  if (rows + sign === 0) sums.delete(code)
  else sums.set(code, { code, rows: rows + sign, money: sum })
}

const negated = (amount: string): string => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`)

function toStagedReject(row: Row): StagedReject {
  return {
    file: countOf(row, 'file'),
    line: countOf(row, 'line'),
    column: textOf(row, 'column'),
    value: textOf(row, 'value'),
    code: textOf(row, 'code') as StagedReject['code'],
    amount: textOf(row, 'amount'),
    currency: textOf(row, 'currency'),
    cells: JSON.parse(textOf(row, 'cells')) as string[],
  }
}
