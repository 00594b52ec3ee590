// LiteLLM proxy, table LiteLLM_SpendLogs: one row per request, dumped to CSV or from GET /spend/logs and /spend/logs/v2.
// prompt_tokens holds what the provider cached, whoever the provider is; those counts stand only inside the JSON cell
// `metadata`. `spend` is worked out from LiteLLM's own price map. `cache_hit` is LiteLLM's response cache: such a row is
// called `<id>_cache_hit<time>`, repeats the tokens of an earlier answer and used nothing at a provider.
// Source: BerriAI/litellm schema.prisma and spend_tracking (2026).
import { tokenBuckets } from '../../../../shared/domain/usage.ts'
import { type Format, type Measures, momentOf } from '../format.ts'
import { jsonCell, rememberingLast } from '../json-cells.ts'
import { jsonText } from '../json-rows.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json-text.ts'
import { entriesOf, textAt, valueAt } from '../json-values.ts'
import { amount, count, countWithin, lessWithin, oneEach, required } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { cacheRead, cacheWrite, cacheWriteOf, reasoning, statedCount } from '../usage-object.ts'
import { providerSlug, sellerOf } from '../words.ts'

const documentIn = rememberingLast(jsonCell)
const usageMembers = ['additional_usage_values', 'usage_object'] as const

/** Reads a count out of the metadata: of the usage that the provider answered with, otherwise of LiteLLM's own object. */
const inMetadata =
  (read: (usage: JsonValue | undefined) => string) =>
  (cell: string): string | null => {
    const metadata = documentIn(cell)
    return metadata === null ? null : statedCount(usageMembers.map((name) => read(valueAt(metadata, name))))
  }

const cached = inMetadata(cacheRead)
const written = inMetadata(cacheWrite)
const writtenShort = inMetadata((usage) => cacheWriteOf(usage, '5m'))
const writtenLong = inMetadata((usage) => cacheWriteOf(usage, '1h'))

const measures: Measures = {
  inputUncached: lessWithin(required(count('prompt_tokens')), 'metadata', cached, written),
  cacheRead: countWithin('metadata', cached),
  cacheWrite5m: countWithin('metadata', writtenShort),
  cacheWrite1h: countWithin('metadata', writtenLong),
  cacheWriteOther: lessWithin(countWithin('metadata', written), 'metadata', writtenShort, writtenLong),
  output: count('completion_tokens'),
  reasoning: countWithin('metadata', inMetadata(reasoning)),
  requests: oneEach,
  billed: amount('spend'),
  total: { measure: count('total_tokens'), of: [tokenBuckets] },
}

const shared = {
  signature: ['request_id', 'call_type', 'spend', 'prompt_tokens', 'completion_tokens', 'starttime'],
  columns: {
    dates: ['starttime'],
    counts: ['total_tokens', 'prompt_tokens', 'completion_tokens'],
    amounts: ['spend', 'metadata'],
    texts: ['model', 'custom_llm_provider', 'team_id', 'cache_hit'],
    dimensions: [
      'api_key',
      'call_type',
      'model_id',
      'model_group',
      'user',
      'organization_id',
      'agent_id',
      'mcp_namespaced_tool_name',
      'status',
    ],
    ids: ['request_id'],
    ignored: [
      'end_user',
      'endtime',
      'completionstarttime',
      'request_duration_ms',
      'api_base',
      'cache_key',
      'request_tags',
      'requester_ip_address',
      'messages',
      'response',
      'proxy_server_request',
      'session_id',
    ],
  },
  money: { amount: 'spend', currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'gateway',
  identity: 'id',
  isEstimate: true,
  rule: (texts: Texts) => {
    if (/^(?:true|t|1)$/i.test(texts.text('cache_hit'))) return 'not-usage'
    return {
      ...litellmModel(texts.text('model'), texts.text('custom_llm_provider')),
      team: texts.text('team_id'),
      currency: 'USD',
      period: momentOf('starttime'),
      measures,
    }
  },
} satisfies Omit<Format, 'id' | 'title' | 'shape'>

export const litellmSpendLogsCsv: Format = { ...shared, id: 'litellm-spend-logs-csv', title: 'LiteLLM spend logs', shape: 'csv' }

export const litellmSpendLogsJson: Format = {
  ...shared,
  id: 'litellm-spend-logs-json',
  title: 'LiteLLM spend logs API',
  shape: 'json',
  json: {
    claims: (document) =>
      logsOf(document)
        .slice(0, 5)
        .some((log) => shared.signature.every((name) => byColumn(log).has(name))),
    rows: (document) => logsOf(document).map(rowOf),
    splits: true,
  },
}

const logsOf = (document: JsonValue): readonly JsonObject[] => entriesOf(document, 'data', 'spend_logs')

/** The provider that LiteLLM called, and the model without the route that LiteLLM writes before it, as in `azure/gpt-4o`. */
export function litellmModel(model: string, provider: string): { provider: string; model: string } {
  const seller = provider === '' ? sellerOf(model) : providerSlug(provider)
  const slash = model.indexOf('/')
  return { provider: seller, model: slash > 0 && providerSlug(model.slice(0, slash)) === seller ? model.slice(slash + 1) : model }
}

/** The log's members by the names of the table's columns; dumps and the API spell startTime alike, scripts do not. */
const byColumn = (log: JsonObject): JsonObject => new Map([...log].map(([name, value]) => [name.toLowerCase(), value]))

const { ignored, ...kept } = shared.columns
const columns = Object.values(kept).flat()

function rowOf(log: JsonObject): ReadonlyMap<string, string> {
  const members = byColumn(log)
  return new Map(columns.map((name) => [name, name === 'metadata' ? usageText(members.get(name)) : textAt(members, name)]))
}

/** Of the metadata only what tells of usage; what is no JSON stays as it is, to be refused. */
function usageText(metadata: JsonValue | undefined): string {
  const value = typeof metadata === 'string' ? jsonCell(metadata) : metadata
  if (!isJsonObject(value)) return textAt(metadata)
  return jsonText(new Map(usageMembers.flatMap((name) => (value.has(name) ? [[name, value.get(name) ?? null]] : []))))
}
