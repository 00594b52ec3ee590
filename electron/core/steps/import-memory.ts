// What a person settled about a source is kept in the workspace and asked no second time: the mapping of a table by its
// columns, the answers about an export by its format. An option given now goes before what is remembered.
import { ImportOptions, type ImportOptionsData, type MappingProfile } from '../../../shared/contract/import-commands.ts'
import type { FileInspection } from '../import/options.ts'
import type { Write } from '../ledger/types.ts'
import type { Session } from './session.ts'

const profileKind = 'mapping-profile'
const answersKind = 'import-answers'

/** Answers that hold for a format, not for one file of it. */
const lasting = ['unitScale', 'currency', 'costView', 'zone', 'dateOrder', 'columnUse'] as const
type Lasting = Pick<ImportOptionsData, (typeof lasting)[number]>

export class RememberedAnswers {
  readonly #profiles: ReadonlyMap<string, MappingProfile>
  readonly #answers: ReadonlyMap<string, Lasting>

  private constructor(profiles: ReadonlyMap<string, MappingProfile>, answers: ReadonlyMap<string, Lasting>) {
    this.#profiles = profiles
    this.#answers = answers
  }

  static async of({ workspace }: Session): Promise<RememberedAnswers> {
    const [profiles, answers] = await Promise.all([workspace.documents.list(profileKind), workspace.documents.list(answersKind)])
    return new RememberedAnswers(
      new Map(profiles.map(({ id, body }) => [id, (body as { profile: MappingProfile }).profile])),
      new Map(answers.map(({ id, body }) => [id, ImportOptions.parse(body)])),
    )
  }

  /** The mapping kept for a table with these columns. */
  profile(header: readonly string[]): MappingProfile | undefined {
    return this.#profiles.get(headerKey(header))
  }

  /** What was answered about earlier files of a format. */
  answers(format: string): Lasting {
    return this.#answers.get(format) ?? {}
  }
}

/** Keeps what was said about a file that came in: its whole mapping when it is a table, its answers otherwise. */
export async function rememberAnswers(write: Write, inspection: FileInspection, given: ImportOptionsData): Promise<void> {
  const { mapping, format, layout, remembered } = inspection
  if (mapping) {
    const settled = {
      ...mapping,
      ...(inspection.dateOrder === null ? {} : { dateOrder: inspection.dateOrder }),
      ...(inspection.decimalMark === null ? {} : { decimalMark: inspection.decimalMark }),
    }
    if (hasAnswer(given)) await write.put(profileKind, headerKey(layout.header), { profile: settled, header: layout.header })
    return
  }
  const answers = Object.fromEntries(lasting.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])))
  if (format !== null && Object.keys(answers).length > 0) await write.put(answersKind, format, { ...remembered.options, ...answers })
}

const hasAnswer = ({ format: _, encoding: __, ...answers }: ImportOptionsData): boolean =>
  Object.values(answers).some((answer) => answer !== undefined)

/** The same columns in another order or case are the same table. */
const headerKey = (header: readonly string[]): string => JSON.stringify(header.map((column) => column.toLowerCase()).sort())
