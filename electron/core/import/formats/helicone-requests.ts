// Helicone, one row per request: answers of POST /v1/request/query* as JSON or JSON lines, and the two CSV layouts of its
// export tool, of which the short one has neither request_id nor cache counts. All counts stand beside each other: cached,
// audio and reasoning tokens are outside prompt_tokens and completion_tokens, and total_tokens is the sum of all parts or, in
// some versions, of those outside the cache. Costs are Helicone's estimate in USD. Hits of Helicone's own cache are zero.
// Contents, custom properties and users are not kept; of the properties only the team is read.
// Source: Helicone/helicone, export tool, type definitions and usage queries (2026).
import { tokenBuckets } from '../../../../shared/domain/usage.ts'
import { type Format, momentOf } from '../format.ts'
import { jsonMember } from '../json-cells.ts'
import { jsonText } from '../json-rows.ts'
import type { JsonObject, JsonValue } from '../json-text.ts'
import { entriesOf, firstTextAt, rowOfTexts, textAt } from '../json-values.ts'
import { amount, count, oneEach, sum } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { providerSlug, sellerOf } from '../words.ts'

const input = ['prompt_tokens', 'prompt_audio_tokens'] as const
const output = ['completion_tokens', 'reasoning_tokens', 'completion_audio_tokens'] as const

const shared = {
  columns: {
    dates: ['request_created_at'],
    counts: [...input, ...output, 'prompt_cache_write_tokens', 'prompt_cache_read_tokens', 'total_tokens'],
    amounts: ['cost', 'costusd'],
    texts: ['model_override', 'response_model', 'model', 'request_model', 'provider', 'request_properties'],
    dimensions: ['response_status'],
    ids: ['request_id'],
    ignored: [
      'response_id',
      'response_created_at',
      'response_body',
      'request_body',
      'request_path',
      'request_user_id',
      'request_referrer',
      'helicone_user',
      'delay_ms',
      'latency',
      'time_to_first_token',
      'prompt_id',
      'prompt_version',
      'signed_body_url',
      'llmschema',
      'country_code',
      'properties',
      'assets',
      'asset_ids',
      'asset_urls',
      'scores',
      'target_url',
      'cache_reference_id',
      'cache_enabled',
      'updated_at',
      'storage_location',
    ],
    ignoredPrefixes: ['feedback_', 'properties.', 'scores.', 'request_body', 'response_body', 'ai_gateway_'],
  },
  money: { amount: 'cost', currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'observer',
  identity: 'id',
  isEstimate: true,
  rule: (texts: Texts) => {
    const model = texts.first('model_override', 'response_model', 'model', 'request_model')
    const provider = texts.text('provider')
    // The export tool doubles the quotes of this cell twice.
    const properties = texts.text('request_properties').replaceAll('""', '"')
    return {
      provider: /^(?:|custom|helicone)$/i.test(provider) ? sellerOf(model) : providerSlug(provider),
      model,
      team: jsonMember(properties, /^(?:helicone-property-)?(?:team|cost[_\s-]?cent(?:er|re)|department)$/i),
      currency: 'USD',
      period: momentOf('request_created_at'),
      measures: {
        inputUncached: sum(...input),
        cacheRead: count('prompt_cache_read_tokens'),
        cacheWriteOther: count('prompt_cache_write_tokens'),
        output: sum(...output),
        reasoning: count('reasoning_tokens'),
        requests: oneEach,
        billed: amount(texts.has('cost') ? 'cost' : 'costusd'),
        annotations: { audioInput: count('prompt_audio_tokens'), audioOutput: count('completion_audio_tokens') },
        total: { measure: count('total_tokens'), of: [tokenBuckets, ['inputUncached', 'output']] },
      },
    }
  },
} satisfies Omit<Format, 'id' | 'title' | 'shape' | 'signature'>

export const heliconeRequestsCsv: Format = {
  ...shared,
  id: 'helicone-requests-csv',
  title: 'Helicone requests',
  shape: 'csv',
  signature: ['request_id', 'request_created_at', 'response_id', 'prompt_tokens', 'completion_tokens', ['cost', 'costusd']],
}

export const heliconeExportCsv: Format = {
  ...shared,
  id: 'helicone-export-csv',
  title: 'Helicone requests, short export',
  shape: 'csv',
  signature: ['response_id', 'response_created_at', 'request_created_at', 'prompt_tokens', 'completion_tokens', 'cost'],
  without: ['request_id'],
  columns: { ...shared.columns, ids: ['response_id'] },
}

export const heliconeRequestsJson: Format = {
  ...shared,
  id: 'helicone-requests-json',
  title: 'Helicone requests API',
  shape: 'json',
  signature: heliconeRequestsCsv.signature,
  json: {
    claims: (document) =>
      requestsOf(document)
        .slice(0, 20)
        .some((request) => ['request_id', 'request_created_at', 'response_id', 'prompt_tokens'].every((name) => request.has(name))),
    rows: (document) => requestsOf(document).map(rowOf),
    splits: true,
  },
}

const requestsOf = (document: JsonValue): readonly JsonObject[] => entriesOf(document, 'data')

const { counts, texts, dimensions } = shared.columns

const rowOf = (request: JsonObject): ReadonlyMap<string, string> => {
  const plain = [...counts, ...texts, ...dimensions].map((name) => [name, textAt(request, name)] as const)
  return rowOfTexts({
    ...Object.fromEntries(plain),
    request_id: firstTextAt(request, 'request_id', 'response_id'),
    request_created_at: textAt(request, 'request_created_at'),
    request_properties: jsonText(request.get('request_properties') ?? request.get('properties') ?? null),
    cost: firstTextAt(request, 'costUSD', 'cost', 'cost_usd'),
  })
}
