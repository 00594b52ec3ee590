// Spend by month and whatever it may be grouped by besides, kept until usage, prices or rates change: sums of days grow with
// the days, so that a question about months would take seconds on a large ledger, while these stay few. Held by the reading
// connection in a temporary table, made by the first question after a change. Used by usage-book.ts.
import { createHash } from 'node:crypto'
import { firstDayOf, monthOf, toEpochDay } from '../../../shared/units/calendar.ts'
import type { Changes } from './changes.ts'
import type { Database } from './database.ts'
import { figureColumns } from './figures.ts'
import type { RateTable } from './fx-rates.ts'
import type { GroupKey, UsageFilter } from './types.ts'

/** Everything but the day that usage can be grouped and filtered by, as columns of `spend`. */
const keys = 'provider, model, team, cost_center, project, source, charge, kind, tier'
const isUnpriced = 'FILTER (unpriced_tokens <> 0)'

export class MonthSums {
  readonly #database: Database
  readonly #changes: Changes
  /** By the days on which they are cut beside the ends of months. */
  readonly #tables = new Map<string, { readonly revision: string; readonly made: Promise<string> }>()

  constructor(database: Database, changes: Changes) {
    this.#database = database
    this.#changes = changes
  }

  /**
   * A relation of `figureColumns` by month, all keys and `rate_day`: with `rates` months are cut on each day on which a rate
   * changes. `day` is the first of the month. What has no price:
   * `unpriced_lines`, `first_unpriced`, `last_unpriced`. To be read in the same `steadily` of the database.
   */
  async of(rates: RateTable | null): Promise<string> {
    const rateDay = rates?.dayExpression ?? "''"
    const revision = `${this.#changes.dataRevision} ${this.#database.folds}`
    const known = this.#tables.get(rateDay)
    if (known?.revision === revision) return known.made
    const made = this.#make(rateDay)
    this.#tables.set(rateDay, { revision, made })
    made.catch(() => this.#tables.delete(rateDay))
    return made
  }

  /** Named by its cuts: whoever is about to read a table finds it cut alike when it has been made anew meanwhile. */
  async #make(rateDay: string): Promise<string> {
    const name = `spend_month_${createHash('sha256').update(rateDay).digest('hex')}`
    await this.#database.read(`CREATE OR REPLACE TEMP TABLE ${name} AS SELECT month AS day, * EXCLUDE (month) FROM (
      SELECT date_trunc('month', day)::DATE AS month, ${rateDay} AS rate_day, ${keys}, ${figureColumns},
        sum(line_count) ${isUnpriced} AS unpriced_lines, min(day) ${isUnpriced} AS first_unpriced, max(day) ${isUnpriced} AS last_unpriced
      FROM spend GROUP BY month, rate_day, ${keys}, cost_currency, basis)`)
    return name
  }
}

/** Whether sums of months can answer: nothing is asked by day, of part of a month, or of one import alone. */
export const areOfMonths = (by: readonly GroupKey[], { from, to, change }: UsageFilter = {}): boolean =>
  !by.includes('day') &&
  change === undefined &&
  (from === undefined || isFirst(toEpochDay(from))) &&
  (to === undefined || isFirst(toEpochDay(to) + 1))

const isFirst = (day: number): boolean => firstDayOf(monthOf(day)) === day
