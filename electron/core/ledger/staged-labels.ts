// The labels of an import, each once, by a number of the import's own. Lines that share a label object find it at once;
// others by its text. Used by staged-lines.ts and bulk-table.ts.
import type { DuckDBValue } from '@duckdb/node-api'
import { standings, type UsageLabel } from '../../../shared/domain/usage.ts'
import { sourceFamily } from './usage-columns.ts'

const rememberedLabels = 200_000 // beyond this the memory of labels starts anew; a label written twice does no harm

export class StagedLabels {
  readonly #known = new WeakMap<UsageLabel, number>()
  readonly #byText = new Map<string, number>()
  #next = 0
  #fresh: DuckDBValue[][] = []

  numberOf(label: UsageLabel, replaces: string): number {
    const known = this.#known.get(label)
    if (known !== undefined) return known
    const row = rowOf(label, replaces)
    const text = row.join('\u001f')
    let number = this.#byText.get(text)
    if (number === undefined) {
      if (this.#byText.size >= rememberedLabels) this.#byText.clear()
      number = this.#next++
      this.#byText.set(text, number)
      this.#fresh.push([number, ...row])
    }
    this.#known.set(label, number)
    return number
  }

  /** Rows of `stage.label` that are not in the table yet. */
  get fresh(): readonly (readonly DuckDBValue[])[] {
    return this.#fresh
  }

  written(): void {
    this.#fresh = []
  }
}

/** In the order of the columns of `stage.label` after its number. */
function rowOf(label: UsageLabel, replaces: string): DuckDBValue[] {
  const { source, role, population, standing, provider, model, team, project, tier, context, currency, costIsEstimate, charge, kind } =
    label
  return [
    sourceFamily(source),
    role,
    population,
    standings[standing],
    provider,
    model,
    team,
    project,
    tier,
    context,
    currency,
    costIsEstimate,
    charge,
    kind,
    label.identity,
    label.scope,
    dimensionsText(label.dimensions),
    replaces,
  ]
}

/** Sorted by name and without empty values: the order of columns, or a new empty one, does not make another line. */
function dimensionsText(dimensions: Readonly<Record<string, string>>): string {
  const stated = Object.entries(dimensions).filter(([, value]) => value !== '')
  return JSON.stringify(Object.fromEntries(stated.sort(([a], [b]) => (a < b ? -1 : 1))))
}
