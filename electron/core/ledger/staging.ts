// One import on its way into the ledger: collected in temporary tables, classified, shown, then committed or dropped.
// Preview and commit use the same verdicts, counts and prices; the preview works out the months from the rows that will
// be there without writing them (staging.test.ts holds it against the ledger after the commit).
import type { Reject, UsageRecord } from '../../../shared/domain/usage.ts'
import { fail } from '../../../shared/language/failures.ts'
import type { Changes, OpenChange } from './changes.ts'
import { classifyStaged } from './classification.ts'
import type { Database } from './database.ts'
import { applyImport, type CountedFile, importCounts, seedStagedPrices } from './import-commit.ts'
import { spendEffect, unpricedModels } from './import-effect.ts'
import { StagedLines } from './staged-lines.ts'
import { stagingTables, temporaryTables } from './staged-tables.ts'
import type { ImportCounts, ImportFile, ImportPreview, ImportStaging, PriceLibrary } from './types.ts'

export class Staging implements ImportStaging {
  readonly #database: Database
  readonly #changes: Changes
  readonly #library: PriceLibrary
  readonly #mode: 'add' | 'replace-period'
  readonly #lines = new StagedLines()
  readonly #files: CountedFile[] = []
  /** The revision the verdicts were made against; null while lines are still coming. */
  #classifiedAt: number | null = null
  /** What the preview counted on those verdicts. */
  #counts: ImportCounts | null = null
  #finished = false

  private constructor(database: Database, changes: Changes, library: PriceLibrary, mode: 'add' | 'replace-period') {
    this.#database = database
    this.#changes = changes
    this.#library = library
    this.#mode = mode
  }

  static async begin(database: Database, changes: Changes, library: PriceLibrary, mode: 'add' | 'replace-period'): Promise<Staging> {
    await database.exclusive(async () => {
      for (const statement of stagingTables) await database.write(statement)
    })
    return new Staging(database, changes, library, mode)
  }

  get finished(): boolean {
    return this.#finished
  }

  async addFile(file: ImportFile): Promise<number> {
    this.#expectOpen()
    return this.#files.push({ ...file, rejects: [] })
  }

  async append(file: number, records: readonly UsageRecord[]): Promise<void> {
    this.#expectOpen()
    this.#fileOf(file)
    this.#classifiedAt = null
    try {
      await this.#database.exclusive(() => this.#lines.append(this.#database, file, records))
    } catch (thrown) {
      // Some of the lines may be in: what is left of this import must not be committed.
      await this.discard()
      throw thrown
    }
  }

  async reject(file: number, rejects: readonly Reject[]): Promise<void> {
    this.#expectOpen()
    for (const reject of rejects) this.#fileOf(file).rejects.push(reject)
  }

  async classify(): Promise<ImportPreview> {
    this.#expectOpen()
    return this.#database.exclusive(async () => {
      await this.#lines.flush(this.#database)
      if (this.#classifiedAt !== this.#changes.revision) await classifyStaged(this.#database, this.#mode)
      this.#classifiedAt = this.#changes.revision
      return this.#database.transaction(
        () => this.#preview(),
        () => false,
      )
    })
  }

  /** Inside the change `open`. */
  async commit(open: OpenChange): Promise<ImportCounts> {
    this.#expectOpen()
    // Made inside the transaction, lines and verdicts would vanish with it: neither is taken as done.
    await this.#lines.write(this.#database)
    const isPreviewed = this.#classifiedAt === this.#changes.revision
    if (!isPreviewed) await classifyStaged(this.#database, this.#mode)
    await seedStagedPrices(this.#database, open, this.#library)
    const counts = (isPreviewed ? this.#counts : null) ?? (await this.#count())
    await applyImport(this.#database, open, this.#files, counts)
    return counts
  }

  /** After the change is safely stored, or the import is given up. */
  async discard(): Promise<void> {
    if (this.#finished) return
    this.#finished = true
    await this.#database.exclusive(async () => {
      await this.#database.write('DROP VIEW IF EXISTS temp.staged_whole')
      for (const table of temporaryTables) await this.#database.write(`DROP TABLE IF EXISTS temp.${table}`)
    })
  }

  async #preview(): Promise<ImportPreview> {
    const open: OpenChange = { number: await this.#changes.nextNumber(), touched: new Set() }
    await seedStagedPrices(this.#database, open, this.#library)
    const counts = await this.#count()
    this.#counts = counts
    const isChange = open.touched.size > 0 || counts.new.rows + counts.updated.rows + counts.retired.rows > 0
    return { ...counts, ...(await spendEffect(this.#database, isChange)), unpriced: await unpricedModels(this.#database) }
  }

  #count(): Promise<ImportCounts> {
    return importCounts(this.#database, this.#files, this.#lines.roundedAmounts)
  }

  #fileOf(file: number): CountedFile {
    const found = this.#files[file - 1]
    if (!found) throw new Error(`No file ${file} in this import`)
    return found
  }

  #expectOpen(): void {
    if (this.#finished) throw fail('import-finished')
  }
}
