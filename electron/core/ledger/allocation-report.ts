// What rules of allocation do to the usage that is there, whether they are stored or only tried: what each takes, which are
// never reached, what stays without a team or cost centre, and what most of that has in common. Money is what counts as spend.
import { dimensionField, type RuleField } from '../../../shared/domain/allocation.ts'
import { addDecimals, subtractDecimals, sumDecimals } from '../../../shared/units/decimal.ts'
import { allocationOf, statedText } from './allocation.ts'
import { countOf, type Database, decimalOf, type Row, textOf } from './database.ts'
import { addMoney } from './figures.ts'
import { spendOf } from './spend-view.ts'
import type { AllocatedUsage, AllocationAsk, AllocationReport } from './types.ts'
import { dayLines } from './views.ts'

export async function readAllocation(database: Database, ask: AllocationAsk): Promise<AllocationReport> {
  const { dimensions, fields } = await statedFields(database, ask.missing)
  const by = ask.by ?? fields[0] ?? 'provider'
  const { sql, params } = reportOf(ask, by)
  const rows = await database.read(sql, params)
  const report = {
    rules: ask.rules.map(() => ({ ...emptySum(), fits: 0, takenBy: [] as number[] })),
    all: emptySum(),
    missing: { team: emptySum(), costCenter: emptySum() },
    values: [] as (Sum & { value: string })[],
  }
  for (const row of rows) {
    const [part, rule, text] = [textOf(row, 'part'), report.rules[countOf(row, 'rule') - 1], textOf(row, 'text')]
    const value = report.values[countOf(row, 'place') - 1]
    if (part === 'value') report.values.push({ ...emptySum(), value: text })
    else if (part === 'fits' && rule) Object.assign(rule, { fits: countOf(row, 'labels'), takenBy: rulesOf(text) })
    else {
      const lacks = [row.has_team === false ? report.missing.team : [], row.has_cost_center === false ? report.missing.costCenter : []]
      for (const sum of [report.all, rule ?? [], value ?? [], ...lacks].flat()) addRow(sum, row)
    }
  }
  return { ...report, by, fields, dimensions, others: without(report.missing[ask.missing], report.values) }
}

/** Fields that usage without a team or cost centre states, those that say most about whose it is first; and all further labels. */
async function statedFields(database: Database, missing: AllocationAsk['missing']): Promise<{ fields: RuleField[]; dimensions: string[] }> {
  const labels = `(SELECT l.*, ${missing === 'team' ? `coalesce(nullif(a.team, ''), l.team)` : `coalesce(a.cost_center, '')`} = '' AS lacks
    FROM usage_label l LEFT JOIN label_allocation a ON a.label = l.id)`
  const plain = ['team', 'project', 'model', 'provider', 'source', 'tier'] as const
  const [stated] = await database.read(
    `SELECT ${plain.map((field) => `count(*) FILTER (lacks AND ${field === 'source' ? 'family' : field} <> '') AS ${field}`).join(', ')} FROM ${labels}`,
  )
  const names = await database.read(
    `SELECT name, count(*) FILTER (lacks) AS n FROM (SELECT unnest(json_keys(dimensions)) AS name, lacks FROM ${labels}) GROUP BY name ORDER BY n DESC, name`,
  )
  const isStated = (field: (typeof plain)[number]): boolean => countOf(stated, field) > 0
  const further = names.filter((row) => countOf(row, 'n') > 0).map((row) => dimensionField(textOf(row, 'name')))
  return {
    fields: [...plain.slice(0, 2).filter(isStated), ...further, ...plain.slice(2).filter(isStated)],
    dimensions: names.map((row) => textOf(row, 'name')).sort(),
  }
}

/**
 * First the largest values in their order (place, text), then sums by rule, by what is lacking, by value and by currency, with
 * the count of labels apart, since a label may have money in several currencies; then what each rule would take by itself.
 */
function reportOf({ rules, missing, currency, limit }: AllocationAsk, by: RuleField): { sql: string; params: string[] } {
  const { judged, given, params } = allocationOf(rules)
  const bind = (value: string): string => `$${params.push(value)}`
  const kept = 'rule, has_team, has_cost_center, place'
  /** Lines or labels with what they lack, and the value of `by` only where they lack it. */
  const lacking = (columns: string, relation: string): string => `
    SELECT ${columns}, rule, has_team, has_cost_center, CASE WHEN ${missing === 'team' ? 'has_team' : 'has_cost_center'} THEN NULL ELSE spelt END AS spelt
    FROM (SELECT *, team <> '' AS has_team, cost_center <> '' AS has_cost_center, ${statedText(by, bind, 'stated_team')} AS spelt FROM ${relation})`
  const sql = `
    WITH ${judged}, given AS MATERIALIZED (${given}), part AS MATERIALIZED (
      SELECT * EXCLUDE (line_count, total_tokens, cost), sum(line_count) AS lines, sum(total_tokens) AS tokens, sum(cost) AS cost FROM (${lacking(
        `cost_currency AS currency, line_count, total_tokens, CASE WHEN basis IN ('billed', 'estimated') THEN cost END AS cost`,
        `(${spendOf(`(${dayLines('given')})`)})`,
      )}) GROUP BY ALL HAVING sum(line_count) <> 0
    ), label AS MATERIALIZED (${lacking(
      'combination',
      `(SELECT l.* REPLACE (coalesce(nullif(g.team, ''), l.team) AS team), l.team AS stated_team, g.cost_center, coalesce(g.rule, 0) AS rule, g.combination
        FROM given g JOIN usage_label l ON l.id = g.label WHERE g.label IN (
          SELECT label FROM usage_day WHERE change NOT IN (SELECT n FROM change WHERE undone) GROUP BY label HAVING sum(line_count) > 0))`,
    )}), top AS MATERIALIZED (
      SELECT lower(spelt) AS value, min(spelt) AS text, row_number() OVER (ORDER BY coalesce(sum(cost) FILTER (currency = ${bind(currency)}), 0) DESC,
        sum(tokens) DESC, sum(lines) DESC, lower(spelt)) AS place
      FROM part WHERE spelt IS NOT NULL GROUP BY value ORDER BY place LIMIT ${Math.trunc(limit)}
    )
    SELECT 'value' AS part, NULL AS rule, NULL AS has_team, NULL AS has_cost_center, place, '' AS currency, text, 0 AS labels, 0 AS lines, 0 AS tokens, NULL AS cost FROM top
    UNION ALL SELECT 'sum', ${kept}, currency, '', 0, sum(lines), sum(tokens), sum(cost) FROM part LEFT JOIN top ON value = lower(spelt) GROUP BY ${kept}, currency
    UNION ALL SELECT 'sum', ${kept}, '', '', count(*), 0, 0, NULL FROM label LEFT JOIN top ON value = lower(spelt) GROUP BY ${kept}
    UNION ALL SELECT 'fits', fit, NULL, NULL, NULL, '', string_agg(DISTINCT rule::VARCHAR, ',') FILTER (rule <> fit), sum(n), 0, 0, NULL FROM (
      SELECT rule, n, unnest(range(1, len(fits) + 1)) AS fit, unnest(fits) AS is_fit FROM judged JOIN (SELECT combination, count(*) AS n FROM label GROUP BY combination) USING (combination)
    ) WHERE is_fit GROUP BY fit
    ORDER BY part DESC, place`
  return { sql, params }
}

interface Sum {
  labels: number
  lines: number
  tokens: string
  readonly money: Record<string, string>
}

const emptySum = (): Sum => ({ labels: 0, lines: 0, tokens: '0', money: {} })

function addRow(sum: Sum, row: Row): void {
  sum.labels += countOf(row, 'labels')
  sum.lines += countOf(row, 'lines')
  sum.tokens = addDecimals(sum.tokens, decimalOf(row, 'tokens'))
  if (textOf(row, 'cost') !== '') addMoney(sum.money, textOf(row, 'currency'), decimalOf(row, 'cost'))
}

const rulesOf = (text: string): number[] =>
  text === ''
    ? []
    : text
        .split(',')
        .map(Number)
        .sort((a, b) => a - b)

function without(whole: Sum, parts: readonly Sum[]): AllocatedUsage {
  const count = (of: (sum: Sum) => number): number => parts.reduce((left, part) => left - of(part), of(whole))
  const money = Object.entries(whole.money).map(
    ([currency, amount]) => [currency, subtractDecimals(amount, sumDecimals(parts.map((part) => part.money[currency] ?? '0')))] as const,
  )
  return {
    labels: count((sum) => sum.labels),
    lines: count((sum) => sum.lines),
    tokens: subtractDecimals(whole.tokens, sumDecimals(parts.map((part) => part.tokens))),
    money: Object.fromEntries(money.filter(([, amount]) => amount !== '0')),
  }
}
