// The views that hide undo and pricing from every query. Made anew whenever a file is migrated: changing one
// therefore needs a new (possibly empty) step in migrations.ts.
import { priceView, spendView } from './spend-view.ts'

/** A row is alive when its adder is not undone and it has no retirer or its retirer is undone. */
const alive = (table: string): string => `CREATE OR REPLACE VIEW ${table}_alive AS
  SELECT * FROM ${table}
  WHERE added_by NOT IN (SELECT n FROM change WHERE undone)
    AND (retired_by IS NULL OR retired_by IN (SELECT n FROM change WHERE undone))`

const usageRow = `CREATE OR REPLACE VIEW usage_row AS
  SELECT usage_line.* EXCLUDE (label), l.* EXCLUDE (id) FROM usage_line JOIN usage_label l ON l.id = usage_line.label`

export const viewStatements: readonly string[] = [usageRow, alive('document'), alive('usage_row'), alive('price'), priceView, spendView]
