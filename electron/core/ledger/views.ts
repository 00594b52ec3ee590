// The views that hide undo and pricing from every query. Made anew whenever a file is migrated: changing one
// therefore needs a new (possibly empty) step in migrations.ts.
import { priceViews } from './price-view.ts'
import { spendView } from './spend-view.ts'

/** A row is alive when its adder is not undone and it has no retirer or its retirer is undone. */
const alive = (table: string): string => `CREATE OR REPLACE VIEW ${table}_alive AS
  SELECT * FROM ${table}
  WHERE added_by NOT IN (SELECT n FROM change WHERE undone)
    AND (retired_by IS NULL OR retired_by IN (SELECT n FROM change WHERE undone))`

/** The columns of a label, with the team and cost centre that rules of allocation give it; `stated_team` is the files' own. */
const label = `l.* EXCLUDE (id, added_by) REPLACE (coalesce(nullif(a.team, ''), l.team) AS team),
  l.team AS stated_team, coalesce(a.cost_center, '') AS cost_center, coalesce(a.rule, 0) AS rule`

/** A line with its label and the change it came with. */
const usageRow = `CREATE OR REPLACE VIEW usage_row AS
  SELECT usage_line.* EXCLUDE (label), usage_line.label AS label_id, start_at::DATE AS day, ${label}, f.added_by, f.format AS source
  FROM usage_line JOIN usage_label l ON l.id = usage_line.label JOIN import_file f ON f.id = usage_line.file
    LEFT JOIN label_allocation a ON a.label = usage_line.label`

/**
 * The sums of every change that stands, with their label: a line that a later change took out is there once with each sign.
 * `allocation`: a relation like label_allocation.
 */
export const dayLines = (allocation: string): string => `
  SELECT d.* EXCLUDE (label), d.label AS label_id, f.added_by AS booked, f.format AS source, ${label}
  FROM usage_day d JOIN usage_label l ON l.id = d.label JOIN import_file f ON f.id = d.file LEFT JOIN ${allocation} a ON a.label = d.label
  WHERE d.change NOT IN (SELECT n FROM change WHERE undone)`

export const viewStatements: readonly string[] = [
  usageRow,
  `CREATE OR REPLACE VIEW day_line AS ${dayLines('label_allocation')}`,
  alive('document'),
  alive('usage_row'),
  alive('price'),
  alive('discount'),
  alive('fx_rate'),
  ...priceViews,
  spendView,
]
