// Which team and cost centre a label's usage is given. The rules are one document; what they give is worked out once for
// every label and kept in `label_allocation` (changes.ts keeps it fresh), so that reading costs a join and no rule.
//
//   label_allocation   label, the number of the rule that took it (from 1), team ('' as stated), cost centre
import { type AllocationRule, dimensionOf, type RuleCondition, type RuleField } from '../../../shared/domain/allocation.ts'
import { type Database, textOf } from './database.ts'
import { sourceFamily } from './usage-columns.ts'

export const allocationKind = 'allocation'
const allocationId = 'rules'

/** Inside exclusive work: all labels, by the rules as they now stand. */
export async function refreshAllocation(database: Database): Promise<void> {
  await database.write('DELETE FROM label_allocation')
  await allocate(database, 'true')
}

/** Inside exclusive work: labels that a change brought. */
export const allocateLabelsOf = (database: Database, change: number): Promise<void> => allocate(database, `added_by = ${change}`)

async function allocate(database: Database, labels: string): Promise<void> {
  const [stored] = await database.write(`SELECT body FROM document_alive WHERE kind = '${allocationKind}' AND id = '${allocationId}'`)
  // Written by nobody but the step that has checked them.
  const rules = JSON.parse(textOf(stored, 'body') || '[]') as AllocationRule[]
  if (rules.length === 0) return
  const { judged, given, params } = allocationOf(rules, labels)
  await database.write(
    `INSERT INTO label_allocation WITH ${judged} SELECT label, rule, team, cost_center FROM (${given}) WHERE rule IS NOT NULL`,
    params,
  )
}

/**
 * What rules give to labels. Rules are tried once for each combination of what they ask for, since there are far fewer of
 * these than labels.
 *
 *   judged   two common table expressions: `stated` has label and what is asked of it; `judged` has the combinations: combination, rule
 *            (NULL: none), team, cost_center, and `fits`: for each rule whether it would take them if it stood first
 *   given    a query on these: label, combination, rule, team, cost_center
 */
export function allocationOf(rules: readonly AllocationRule[], labels = 'true'): { judged: string; given: string; params: string[] } {
  const params: string[] = []
  const bind = (value: string): string => `$${params.push(value)}`
  const fields = [...new Set(rules.flatMap((rule) => rule.when.map(({ field }) => field)))]
  const columnOf = (field: RuleField): string => `asked_${fields.indexOf(field)}`
  const columns = ['asked_nothing', ...fields.map(columnOf)].join(', ')
  const asked = fields.map((field) => `, lower(${statedText(field, bind)}) AS ${columnOf(field)}`).join('')
  const holds = ({ field, test, values }: RuleCondition): string => {
    const column = columnOf(field)
    const wanted = values.map((value) => bind((field === 'source' && test === 'equals' ? sourceFamily(value) : value).toLowerCase()))
    switch (test) {
      case 'equals':
        return `${column} IN (${wanted.join(', ')})`
      case 'starts-with':
        return `(${wanted.map((value) => `starts_with(${column}, ${value})`).join(' OR ')})`
      case 'contains':
        return `(${wanted.map((value) => `contains(${column}, ${value})`).join(' OR ')})`
    }
  }
  const fits = rules.map(({ when }) => (when.length === 0 ? 'true' : when.map(holds).join(' AND ')))
  const byRule = (text: (rule: AllocationRule) => string): string =>
    rules.length === 0 ? `''` : `CASE rule ${rules.map((rule, at) => `WHEN ${at + 1} THEN ${bind(text(rule))}`).join(' ')} ELSE '' END`
  const first = fits.length === 0 ? 'NULL' : `CASE ${fits.map((fit, at) => `WHEN ${fit} THEN ${at + 1}`).join(' ')} END`
  const judged = `
    stated AS MATERIALIZED (SELECT id AS label, 0 AS asked_nothing${asked} FROM usage_label WHERE ${labels}),
    judged AS MATERIALIZED (
      SELECT *, ${byRule(({ team }) => team)} AS team, ${byRule(({ costCenter }) => costCenter)} AS cost_center, row_number() OVER () AS combination FROM (
        SELECT *, (${first})::INTEGER AS rule, [${fits.join(', ')}]::BOOLEAN[] AS fits FROM (SELECT DISTINCT ${columns} FROM stated)
      )
    )`
  return { judged, given: `SELECT label, combination, rule, team, cost_center FROM stated JOIN judged USING (${columns})`, params }
}

/** SQL: what a row with the columns of `usage_label` states in a field. */
export function statedText(field: RuleField, bind: (value: string) => string, team = 'team'): string {
  const name = dimensionOf(field)
  if (name !== null) return `coalesce(json_extract_string(dimensions, ${bind(pointer(name))}), '')`
  return field === 'source' ? 'family' : field === 'team' ? team : field
}

/** A JSON pointer to a member by its name. */
const pointer = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
