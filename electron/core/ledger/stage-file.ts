// Where an import waits: a folder beside the workspace, with one database for the lines read row by row and one for each
// large table. The workspace's own file is not touched until the commit, and what a crash leaves is swept at the next opening.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from './database.ts'
import { stageFolder, sweepStage } from './stage-folder.ts'
import { stageTables } from './stage-tables.ts'

export class StageFile {
  readonly #database: Database
  readonly folder: string
  readonly #attached: string[] = []

  private constructor(database: Database) {
    this.#database = database
    this.folder = stageFolder(database.path)
  }

  /** Inside exclusive work, outside a transaction. */
  static async create(database: Database): Promise<StageFile> {
    const stage = new StageFile(database)
    sweepStage(database.path)
    mkdirSync(stage.folder, { recursive: true })
    await stage.attach('stage', 'lines.duckdb', false)
    for (const statement of stageTables) await database.write(statement)
    return stage
  }

  pathOf(name: string): string {
    return join(this.folder, name)
  }

  async attach(alias: string, name: string, readOnly: boolean): Promise<void> {
    await this.#database.write(`ATTACH '${this.pathOf(name).replaceAll("'", "''")}' AS ${alias}${readOnly ? ' (READ_ONLY)' : ''}`)
    this.#attached.push(alias)
  }

  /** Inside exclusive work, outside a transaction; nothing may refer to the tables any more. */
  async remove(): Promise<void> {
    for (const alias of this.#attached.splice(0)) await this.#database.write(`DETACH ${alias}`)
    sweepStage(this.#database.path)
  }
}
