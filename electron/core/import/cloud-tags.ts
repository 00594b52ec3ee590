// Tags that a customer puts on cloud resources, as JSON in a cell or as columns of their own. Only those that tell to what
// part of the firm a line belongs are kept: the others are free text, and may name people or hold anything.
import { jsonMember, jsonObjects, organisationalTags } from './json-cells.ts'
import type { Texts } from './texts.ts'
import { firmPartNamed } from './words.ts'

interface Tags {
  readonly team: string
  readonly dimensions: Readonly<Record<string, string>>
}

const teamNames = ['team', 'squad', 'cost center', 'department', 'business unit'] as const
const otherNames = ['division', 'project', 'product', 'application', 'service', 'component', 'workload', 'environment', 'stage'] as const
const names = [...teamNames, ...otherNames]
const teamKey = /(?:^|[/:._-])(?:team|squad|cost[\s_-]?cent(?:er|re)|department|dept|business[\s_-]?unit)$/i

/** The columns a format lists under `texts` for tags in columns; all other tags have the column name `tag`. */
export const tagColumns: readonly string[] = names.map((name) => `tag ${name}`)

/** For `columnName` of a format whose tags are columns: `resourceTags/user:CostCenter` -> `tag cost center`. */
export function tagColumn(tag: string): string {
  const name = firmPartNamed(tag)
  return name === null ? 'tag' : `tag ${name}`
}

export const tagsInCell = (cell: string): Tags => ({ team: jsonMember(cell, teamKey), dimensions: organisationalTags(cell) })

/** Tags as a list such as [{"key": "team", "value": "search"}]. */
export function tagsInEntries(cell: string): Tags {
  const kept: Record<string, string> = {}
  let team = ''
  for (const entry of jsonObjects(cell) ?? []) {
    const [name, value] = [entry.get('key'), entry.get('value')]
    if (typeof name !== 'string' || typeof value !== 'string' || value === '' || firmPartNamed(name) === null) continue
    kept[`tag ${name}`] = value
    if (team === '' && teamKey.test(name)) team = value
  }
  return { team, dimensions: kept }
}

const pair = /key:\s*([^;]*?)\s+value:\s*([^;]*)/g
const chineseTeam = /^(?:团队|小组|部门|成本中心|业务线)$/

/** Tags as `key:team value:search; key:env value:prod`. */
export function tagsInPairs(cell: string): Tags {
  const kept: Record<string, string> = {}
  let team = ''
  for (const [, name = '', value = ''] of cell.matchAll(pair)) {
    if (value.trim() === '' || (firmPartNamed(name) === null && !chineseTeam.test(name))) continue
    kept[`tag ${name}`] = value.trim()
    if (team === '' && (teamKey.test(name) || chineseTeam.test(name))) team = value.trim()
  }
  return { team, dimensions: kept }
}

export function tagsInColumns(texts: Texts): Tags {
  const kept = names.flatMap((name) => {
    const value = texts.text(`tag ${name}`)
    return value === '' ? [] : [[`tag ${name}`, value] as const]
  })
  return { team: texts.first(...teamNames.map((name) => `tag ${name}`)), dimensions: Object.fromEntries(kept) }
}
