// Keys and filters of the usage queries as SQL. Column names come from the closed list here, values as parameters.
import type { GroupKey, UsageFilter } from './types.ts'

const expressions: Readonly<Record<GroupKey, string>> = {
  month: `strftime(day, '%Y-%m')`,
  day: `strftime(day, '%Y-%m-%d')`,
  provider: 'provider',
  model: 'model',
  team: 'team',
  costCenter: 'cost_center',
  project: 'project',
  source: 'source',
  charge: 'charge',
  kind: 'kind',
  tier: 'tier',
}

/** `provider AS key_provider, ...` with a trailing comma, and the names to group and order by. */
export function keyColumns(by: readonly GroupKey[]): { select: string; names: string[] } {
  const unique = [...new Set(by)]
  return { select: unique.map((key) => `${expressions[key]} AS key_${key}, `).join(''), names: unique.map((key) => `key_${key}`) }
}

export function condition(filter: UsageFilter = {}): { where: string; params: string[] } {
  const parts: string[] = []
  const params: string[] = []
  const bind = (value: string): string => `$${params.push(value)}`
  for (const key of ['provider', 'model', 'team', 'costCenter', 'project', 'source', 'charge', 'kind', 'tier'] as const) {
    const values = filter[key]
    if (values) parts.push(values.length === 0 ? 'false' : `${expressions[key]} IN (${values.map(bind).join(', ')})`)
  }
  if (filter.from !== undefined) parts.push(`day >= ${bind(filter.from)}::DATE`)
  if (filter.to !== undefined) parts.push(`day <= ${bind(filter.to)}::DATE`)
  if (filter.change !== undefined) parts.push(`file IN (SELECT id FROM import_file WHERE added_by = ${Math.trunc(filter.change)})`)
  return { where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, params }
}
