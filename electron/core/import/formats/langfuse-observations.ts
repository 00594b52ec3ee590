// Langfuse observations: the blob storage export in its legacy and v2 field sets (CSV, JSON, JSON lines; snake_case; v2 lets
// groups of fields be left out), the export of the page and the API (camelCase). Tokens and money stand in maps with exclusive
// keys, usage_details and cost_details, plus `total`; keys are open-ended. Only generations and embeddings use tokens; spans
// and events around them do not. Costs are Langfuse's estimates in USD. Windows of an export overlap: later wins, by id.
// Prompts and answers (input, output, metadata ...) are never kept.
// Source: langfuse/langfuse, export contract in source, and API reference (2026); the page's CSV is the least sure.

import { type TokenBucket, tokenBuckets } from '../../../../shared/domain/usage.ts'
import { addDecimals, decimalText } from '../../../../shared/units/decimal.ts'
import { type Format, type Measures, momentOf } from '../format.ts'
import { jsonCell, rememberingLast } from '../json-cells.ts'
import { jsonText } from '../json-rows.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json-text.ts'
import { entriesOf, rowOfTexts, textAt } from '../json-values.ts'
import { amount, amountWithin, count, countWithin, oneEach } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { bucketOfKey, isReasoningKey } from '../token-words.ts'
import { sellerOf } from '../words.ts'

const flatCounts = [
  'input_usage',
  'output_usage',
  'total_usage',
  'input_tokens',
  'output_tokens',
  'total_tokens',
  'prompt_tokens',
  'completion_tokens',
]

const columns: Format['columns'] = {
  dates: ['start_time'],
  counts: flatCounts,
  amounts: ['usage_details', 'usage', 'cost_details', 'total_cost', 'calculated_total_cost'],
  texts: ['type', 'provided_model_name', 'model', 'project_id', 'unit'],
  dimensions: ['environment', 'usage_pricing_tier_name'],
  ids: ['id'],
  ignored: [
    'trace_id',
    'parent_observation_id',
    'end_time',
    'name',
    'level',
    'status_message',
    'version',
    'release',
    'completion_start_time',
    'latency',
    'time_to_first_token',
    'tokens_per_second',
    'model_id',
    'model_parameters',
    'created_at',
    'updated_at',
    'event_ts',
    'is_deleted',
    'usage_pricing_tier_id',
    'user_id',
    'session_id',
    'tags',
    'bookmarked',
    'public',
    'comments',
    'scores',
  ],
  // Contents, and what else the page adds about prompts, tools, traces and prices.
  ignoredPrefixes: [
    'input',
    'output',
    'metadata',
    'prompt',
    'tool_',
    'trace_',
    'total_',
    'calculated_',
    'provided_',
    'internal_',
    'experiment_',
    'dataset_',
    'score_',
  ],
}

const shared = {
  signature: ['id', 'trace_id', 'type', 'start_time', ['usage_details', 'usage', ...flatCounts]],
  columns,
  columnName: (header: string) => header.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase(),
  money: { amount: 'total_cost', currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'observer',
  identity: 'id',
  isEstimate: true,
  rule: (texts: Texts) => {
    if (!/^(?:generation|embedding)$/i.test(texts.text('type'))) return 'not-usage'
    const model = texts.first('provided_model_name', 'model')
    const isTokens = /^(?:|tokens)$/i.test(texts.text('unit'))
    return {
      provider: sellerOf(model),
      model,
      project: texts.text('project_id'),
      context: /large|long|>\s*\d/i.test(texts.text('usage_pricing_tier_name')) ? 'long' : '',
      currency: 'USD',
      period: momentOf('start_time'),
      measures: {
        ...(isTokens ? tokensOf(texts) : {}),
        requests: oneEach,
        billed: texts.has('total_cost')
          ? amount('total_cost')
          : texts.has('cost_details')
            ? amountWithin('cost_details', totalCost)
            : amount('calculated_total_cost'),
      },
    }
  },
} satisfies Omit<Format, 'id' | 'title' | 'shape'>

export const langfuseObservationsCsv: Format = {
  ...shared,
  id: 'langfuse-observations-csv',
  title: 'Langfuse observations',
  shape: 'csv',
}

export const langfuseObservationsJson: Format = {
  ...shared,
  id: 'langfuse-observations-json',
  title: 'Langfuse observations (JSON)',
  shape: 'json',
  json: {
    claims: (document) =>
      observationsOf(document)
        .slice(0, 20)
        .some((observation) => isObservation(byColumn(observation))),
    rows: (document) => observationsOf(document).map(rowOf),
    splits: true,
  },
}

/** The maps of a line, or in exports without them its plain columns. */
function tokensOf(texts: Texts): Measures {
  const map = ['usage_details', 'usage'].find((column) => texts.has(column))
  if (map === undefined) {
    const column = (...names: string[]) => names.find((name) => texts.has(name)) ?? ''
    return {
      inputUncached: count(column('input_usage', 'input_tokens', 'prompt_tokens')),
      output: count(column('output_usage', 'output_tokens', 'completion_tokens')),
      total: { measure: count(column('total_usage', 'total_tokens')), of: [tokenBuckets] },
    }
  }
  const sumOf = (bucket: TokenBucket) =>
    countWithin(
      map,
      usageOf((key) => bucketOfKey(key) === bucket),
    )
  return {
    ...Object.fromEntries(tokenBuckets.map((bucket) => [bucket, sumOf(bucket)])),
    reasoning: countWithin(map, usageOf(isReasoningKey)),
    total: {
      measure: countWithin(
        map,
        usageOf((key) => bucketOfKey(key) === 'total'),
      ),
      of: [tokenBuckets],
    },
  }
}

const mapIn = rememberingLast((cell: string) => {
  const map = jsonCell(cell)
  return isJsonObject(map) ? map : null
})

/** Reads the sum of a map's numbers whose keys count; older maps also tell their unit and their costs. */
const usageOf =
  (counts: (key: string) => boolean) =>
  (cell: string): string | null =>
    sumIn(mapIn(cell), (key) => counts(key) && !/cost|unit/i.test(key))

function totalCost(cell: string): string | null {
  const map = mapIn(cell)
  return map?.has('total') ? sumIn(map, (key) => key === 'total') : sumIn(map, () => true)
}

/** '' when no key counts, null when the cell is no map or the value no number. */
function sumIn(map: JsonObject | null, counts: (key: string) => boolean): string | null {
  if (!map) return null
  let sum = ''
  for (const [key, value] of map) {
    if (value === null || !counts(key)) continue
    const number = typeof value === 'string' ? decimalText(value) : null
    if (number === null) return null
    sum = sum === '' ? number : addDecimals(sum, number)
  }
  return sum
}

/** Of traces with their observations the observations. */
const observationsOf = (document: JsonValue): readonly JsonObject[] =>
  entriesOf(document, 'data', 'observations').flatMap((entry) =>
    isJsonArray(entry.get('observations')) ? entriesOf(entry, 'observations') : [entry],
  )

const byColumn = (observation: JsonObject): JsonObject => new Map([...observation].map(([name, value]) => [shared.columnName(name), value]))

const isObservation = (members: JsonObject): boolean =>
  ['id', 'trace_id', 'type', 'start_time'].every((name) => members.has(name)) &&
  ['usage_details', 'usage', 'cost_details'].some((name) => members.has(name))

/** What the API spells in several ways in one column each. */
function rowOf(observation: JsonObject): ReadonlyMap<string, string> {
  const members = byColumn(observation)
  const cell = (name: string): string => {
    const value = members.get(name)
    return isJsonObject(value) ? jsonText(value) : textAt(value)
  }
  return rowOfTexts({
    id: cell('id'),
    type: cell('type'),
    start_time: cell('start_time'),
    provided_model_name: cell('provided_model_name') || cell('model'),
    project_id: cell('project_id'),
    environment: cell('environment'),
    usage_pricing_tier_name: cell('usage_pricing_tier_name'),
    unit: cell('unit') || textAt(members, 'usage', 'unit'),
    usage_details: cell('usage_details') || cell('usage'),
    total_cost: cell('total_cost') || cell('calculated_total_cost') || (totalCost(cell('cost_details')) ?? ''),
  })
}
