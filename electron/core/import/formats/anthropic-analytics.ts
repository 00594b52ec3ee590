// Anthropic's analytics of a whole organisation, in CENTS of fractional decimal text: usage_report and cost_report (buckets
// with results), user_usage_report and user_cost_report (flat, one line per user), and their successors of 2026-08 usage and
// cost (flat, or with the parts `group`, `usage` and `cost`). Amounts are after discounts, before credits; Anthropic revises
// them for up to 30 days. Without a bucket width a line is the whole range asked for, and says no date.
// Lines by user leave out what no user is behind, so they stand below the organisation's own; lines by rbac_group_id count
// a user in each of his groups. Requests of the cost lines are those of the usage lines.
// Source: Analytics API reference and SDK (2026-10).
import { askedPeriod } from '../asked-period.ts'
import { between, type Format, type JsonLayout } from '../format.ts'
import { flatten } from '../json-rows.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json-text.ts'
import { entriesOf, firstTextAt, objectsAt, valueAt } from '../json-values.ts'
import { amount, count, required, times } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { isLongContext, tierOf } from '../words.ts'

/** Cents to dollars. */
const scale = '0.01'

const shortWrite = 'cache_creation.ephemeral_5m_input_tokens'
const longWrite = 'cache_creation.ephemeral_1h_input_tokens'
const searches = 'server_tool_use.web_search_requests'
const fetches = 'server_tool_use.web_fetch_requests'

/** The lines of a document as they stand: those of its buckets with the times of the bucket, otherwise its entries. */
function* linesOf(document: JsonValue): Generator<JsonObject> {
  for (const entry of entriesOf(document, 'data')) {
    if (isJsonArray(entry.get('data'))) yield* linesOf(entry)
    else if (!entry.has('results')) yield entry
    else {
      const bucket = [...entry].filter(([name]) => name !== 'results')
      for (const result of objectsAt(entry, 'results')) yield new Map([...bucket, ...result])
    }
  }
}

/** Parts of a line in the newest layout; the older ones have their members beside each other. */
const partNames = ['group', 'usage', 'cost']
const partPrefix = new RegExp(`^(?:${partNames.join('|')})\\.`)
const actorOf = (line: JsonObject): JsonValue | undefined => valueAt(line, 'actor') ?? valueAt(line, 'group', 'actor')

/** A line as one flat row, whichever layout it comes in; the person behind it is one text. */
function rowOf(line: JsonObject): ReadonlyMap<string, string> {
  const row = new Map<string, string>()
  for (const [name, text] of flatten(line)) {
    const plain = name.replace(partPrefix, '')
    if (plain !== 'actor' && !plain.startsWith('actor.')) row.set(plain, text)
  }
  row.set('actor', firstTextAt(actorOf(line), 'user_id', 'email_address', 'email', 'service_account_id', 'api_key_id', 'name'))
  row.set('is_dated', row.get('starting_at') ? 'yes' : 'no')
  return row
}

const has = (line: JsonObject, name: string): boolean =>
  [line, ...partNames.map((part) => valueAt(line, part))].some((at) => valueAt(at, name) !== undefined)
const tellsUsage = (line: JsonObject): boolean => has(line, 'uncached_input_tokens') && (has(line, 'product') || has(line, 'requests'))
const tellsCost = (line: JsonObject): boolean => has(line, 'amount') && (has(line, 'list_amount') || has(line, 'product'))

const layout = (tells: (line: JsonObject) => boolean, byUser: boolean): JsonLayout => ({
  claims: (document) => {
    for (const line of linesOf(document)) if (tells(line)) return isJsonObject(actorOf(line)) === byUser
    return false
  },
  rows: (document) => [...linesOf(document)].map(rowOf),
  splits: true,
})

const dimensions = ['actor', 'product', 'context_window', 'inference_geo', 'speed', 'api_key_id', 'service_tier', 'token_type']

const about = (texts: Texts) => ({
  provider: 'anthropic',
  model: texts.text('model'),
  team: texts.text('rbac_group_id'),
  project: texts.text('workspace_id'),
  tier: texts.text('speed') === 'fast' ? ('fast' as const) : tierOf(texts.text('service_tier')),
  context: isLongContext(texts.text('context_window')) ? ('long' as const) : ('' as const),
  // The successors serve both kinds of organisation; only the Console has workspaces and keys, only the seats have products.
  population: texts.text('product') === '' && texts.first('workspace_id', 'api_key_id') !== '' ? ('platform' as const) : ('seats' as const),
  period: texts.text('is_dated') === 'no' ? askedPeriod(texts) : between('starting_at', 'ending_at'),
})

const shared = { shape: 'json', zone: 'UTC', population: 'seats', identity: 'key', asks: { period: {} } } as const

const usage = {
  ...shared,
  signature: ['starting_at', 'ending_at', 'uncached_input_tokens', 'output_tokens', 'is_dated'],
  columns: {
    dates: ['starting_at', 'ending_at'],
    counts: [
      'uncached_input_tokens',
      'cache_read_input_tokens',
      'output_tokens',
      'total_tokens',
      'requests',
      shortWrite,
      longWrite,
      searches,
      fetches,
    ],
    amounts: [],
    texts: ['model', 'rbac_group_id', 'workspace_id', 'is_dated'],
    dimensions,
    ignored: [],
  },
  rule: (texts) => ({
    ...about(texts),
    measures: {
      inputUncached: required(count('uncached_input_tokens')),
      cacheRead: count('cache_read_input_tokens'),
      cacheWrite5m: count(shortWrite),
      cacheWrite1h: count(longWrite),
      output: required(count('output_tokens')),
      requests: count('requests'),
      annotations: { webSearches: count(searches), webFetches: count(fetches) },
      total: { measure: count('total_tokens'), of: [['inputUncached', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'output']] },
    },
  }),
} satisfies Partial<Format>

const cost = {
  ...shared,
  signature: ['starting_at', 'ending_at', 'amount', 'currency', 'is_dated'],
  columns: {
    dates: ['starting_at', 'ending_at'],
    counts: ['requests'],
    amounts: ['amount', 'list_amount'],
    texts: ['model', 'rbac_group_id', 'workspace_id', 'is_dated', 'currency', 'cost_type'],
    dimensions,
    ignored: [],
  },
  money: { amount: 'amount', scale, currency: { column: 'currency' } },
  rule: (texts) => ({
    ...about(texts),
    role: 'cost',
    currency: texts.currency('currency'),
    charge: texts.text('cost_type'),
    measures: {
      billed: required(times(amount('amount'), scale)),
      list: times(amount('list_amount'), scale),
      annotations: { requests: count('requests') },
    },
  }),
} satisfies Partial<Format>

export const anthropicAnalyticsUsage: Format = {
  ...usage,
  id: 'anthropic-analytics-usage-json',
  title: 'Anthropic analytics, usage',
  standing: 'vendorUsage',
  json: layout(tellsUsage, false),
}

export const anthropicAnalyticsUserUsage: Format = {
  ...usage,
  id: 'anthropic-analytics-user-usage-json',
  title: 'Anthropic analytics, usage by user',
  standing: 'vendorLog',
  json: layout(tellsUsage, true),
}

export const anthropicAnalyticsCost: Format = {
  ...cost,
  id: 'anthropic-analytics-cost-json',
  title: 'Anthropic analytics, cost',
  standing: 'bill',
  json: layout(tellsCost, false),
}

export const anthropicAnalyticsUserCost: Format = {
  ...cost,
  id: 'anthropic-analytics-user-cost-json',
  title: 'Anthropic analytics, cost by user',
  standing: 'roundedBill',
  json: layout(tellsCost, true),
}
