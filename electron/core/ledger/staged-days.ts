// The sums of an import by file, verdict, day and label: what its counts, its effect and the ledger's `usage_day` are made of.
//   staged_day    lines that come, by verdict; `enters` says whether they do. A view of staged_sum, the measures that some line states
//   leaving_day   lines that go, with the sign they have in usage_day
// Used by staging.ts after the verdicts.
import type { Database } from './database.ts'
import { countOf, textOf } from './database.ts'
import { verdictType } from './stage-tables.ts'
import type { PriceLibrary } from './types.ts'
import { daySums, labelColumns, lastDay, type Measure, maskOf, slotOf, statedMask, zeroSums } from './usage-columns.ts'

/** Inside exclusive work. `stated`: the measures that some staged line states. */
export async function sumStaged(database: Database, library: PriceLibrary, stated: ReadonlySet<Measure>): Promise<void> {
  await findHourlyModels(database, library)
  const [verdicts] = await database.write('SELECT count(*) AS n FROM verdict')
  const [hourly] = await database.write('SELECT count(*) AS n FROM hourly_model')
  const isHourly = countOf(hourly, 'n') > 0
  const slot = isHourly
    ? `CASE WHEN label IN (${hourlyLabels('stage.label', 'label')}) THEN ${slotOf} ELSE -1 END::SMALLINT`
    : '(-1)::SMALLINT'
  const isJudged = countOf(verdicts, 'n') > 0
  // What is the same for all lines is no key: grouping ten million lines by a constant takes its time too.
  const verdict = isJudged
    ? `coalesce(v.verdict, 'new'::${verdictType}) AS verdict, coalesce(v.enters, true) AS enters, coalesce(v.is_repeat, false) AS is_repeat`
    : `'new'::${verdictType} AS verdict, true AS enters, false AS is_repeat`
  const keys = [
    'file',
    'day',
    'last_day',
    'label',
    'stated',
    ...(isHourly ? ['slot'] : []),
    ...(isJudged ? ['verdict', 'enters', 'is_repeat'] : []),
  ]
  await database.write(`CREATE OR REPLACE TEMP TABLE staged_sum AS
    SELECT file, ${verdict}, start_at::DATE AS day, ${lastDay} AS last_day, label, ${slot} AS slot, ${maskOf(stated)} AS stated, ${daySums(1, stated)}
    FROM staged_line ${isJudged ? `LEFT JOIN ${judged} v USING (sid)` : ''}
    GROUP BY ${keys.join(', ')}`)
  await database.write(`CREATE OR REPLACE TEMP VIEW staged_day AS SELECT ${['*', ...zeroSums(stated)].join(', ')} FROM staged_sum`)
  const leavingSlot = isHourly
    ? `CASE WHEN label IN (${hourlyLabels('usage_label', 'id')}) THEN ${slotOf} ELSE -1 END::SMALLINT`
    : '(-1)::SMALLINT'
  await database.write(`CREATE OR REPLACE TEMP TABLE leaving_day AS
    SELECT file, start_at::DATE AS day, ${lastDay} AS last_day, label, ${leavingSlot} AS slot, ${statedMask} AS stated, ${daySums(-1)},
      rowid IN (SELECT row_id FROM holding WHERE dropped AND row_id IS NOT NULL) AS is_updated
    FROM usage_line WHERE rowid IN (SELECT id FROM leaving) GROUP BY file, day, last_day, label, slot, stated, is_updated`)
}

/** All verdicts. Where a condition stands the planner counts on a fifth, so that it never makes a table of the lines to look them up in. */
const judged = '(SELECT * FROM verdict WHERE sid % 2 < 2)'

const hourlyLabels = (table: string, id: string): string =>
  `SELECT ${id} FROM ${table} WHERE (provider, model) IN (SELECT (provider, model) FROM hourly_model)`

/** Models whose price changes by the hour: only their lines are kept apart by the half hour. */
async function findHourlyModels(database: Database, library: PriceLibrary): Promise<void> {
  await database.write(
    `CREATE OR REPLACE TEMP TABLE hourly_model AS SELECT DISTINCT provider, model FROM price_alive WHERE slot_from IS NOT NULL`,
  )
  const unseen = await database.write(`SELECT DISTINCT provider, model FROM stage.label
    WHERE model <> '' AND (provider, model) NOT IN (SELECT (provider, model) FROM price_alive WHERE entered = 'library') ORDER BY provider, model`)
  for (const row of unseen) {
    const [provider, model] = [textOf(row, 'provider'), textOf(row, 'model')]
    if (library(provider, model)?.some(({ slots }) => slots !== undefined))
      await database.write('INSERT INTO hourly_model VALUES ($1, $2)', [provider, model])
  }
}

const labelText = labelColumns.join(', ')

/** Day sums of the staged lines with their label, as the columns of day_line; `change` is the one they would be booked at. */
export const stagedDays = (change: number): string =>
  `(SELECT d.* EXCLUDE (label), ${change} AS booked, ${labelText} FROM staged_day d JOIN stage.label USING (label))`

/** The same of the lines that go. */
export const leavingDays = `(SELECT d.* EXCLUDE (label), f.added_by AS booked, l.* EXCLUDE (id, added_by)
  FROM leaving_day d JOIN usage_label l ON l.id = d.label JOIN import_file f ON f.id = d.file)`
