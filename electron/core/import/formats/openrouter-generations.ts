// OpenRouter, one row per generation: the activity CSV (24 columns whose order has changed), and GET /api/v1/generation, whose
// native_tokens_* are the billed ones. Times without a zone are UTC. cost_total is what was charged, in credits = USD, rounded
// to 6 decimals; cost_cache (discount or write surcharge), web search and files are already in it; blank is 0. tokens_cached
// is part of the prompt, tokens_reasoning of the completion. With a key of one's own the use is paid at the provider:
// byok_usage_inference is beside cost_total. Source: openrouter.ai/docs and activity exports of 2026.
import { type Format, momentOf } from '../format.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json-text.ts'
import { entriesOf, firstTextAt, rowOfTexts, textAt } from '../json-values.ts'
import { amount, count, less, oneEach, orZero, required } from '../measure.ts'
import type { Texts } from '../texts.ts'

const shared = {
  signature: ['generation_id', 'created_at', 'cost_total', 'tokens_prompt', 'tokens_completion'],
  columns: {
    dates: ['created_at'],
    counts: ['tokens_prompt', 'tokens_completion', 'tokens_reasoning', 'tokens_cached'],
    amounts: ['cost_total', 'cost_cache', 'cost_web_search', 'cost_file_processing', 'byok_usage_inference'],
    texts: ['model_permaslug'],
    dimensions: ['provider_name', 'variant', 'app_name', 'api_key_name'],
    ids: ['generation_id'],
    ignored: [
      'user',
      'cancelled',
      'streamed',
      'finish_reason_raw',
      'finish_reason_normalized',
      'generation_time_ms',
      'time_to_first_token_ms',
      'api_key_disabled',
    ],
  },
  money: { amount: 'cost_total', currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'roundedBill',
  identity: 'id',
  rule: (texts: Texts) => ({
    provider: 'openrouter',
    model: texts.text('model_permaslug'),
    currency: 'USD',
    period: momentOf('created_at'),
    measures: {
      inputUncached: less(required(count('tokens_prompt')), 'tokens_cached'),
      cacheRead: count('tokens_cached'),
      output: count('tokens_completion'),
      reasoning: count('tokens_reasoning'),
      requests: oneEach,
      billed: orZero(amount('cost_total')),
      annotations: {
        cacheCost: amount('cost_cache'),
        webSearchCost: amount('cost_web_search'),
        fileCost: amount('cost_file_processing'),
        ownKeyCost: amount('byok_usage_inference'),
      },
    },
  }),
} satisfies Omit<Format, 'id' | 'title' | 'shape'>

export const openrouterGenerationsCsv: Format = {
  ...shared,
  id: 'openrouter-generations-csv',
  title: 'OpenRouter activity, per request',
  shape: 'csv',
}

export const openrouterGenerationsJson: Format = {
  ...shared,
  id: 'openrouter-generations-json',
  title: 'OpenRouter generation API',
  shape: 'json',
  json: {
    claims: (document) =>
      generationsOf(document)
        .slice(0, 5)
        .some((generation) => generation.has('native_tokens_prompt')),
    rows: (document) => generationsOf(document).map(rowOf),
    splits: true,
  },
}

/** `data` holds one generation, or several where a script gathered them; a gathered list may hold whole answers. */
const generationsOf = (document: JsonValue): readonly JsonObject[] =>
  entriesOf(document, 'data').map((entry) => {
    const inner = entry.get('data')
    return isJsonObject(inner) ? inner : entry
  })

const rowOf = (generation: JsonObject): ReadonlyMap<string, string> =>
  rowOfTexts({
    generation_id: textAt(generation, 'id'),
    created_at: textAt(generation, 'created_at'),
    cost_total: firstTextAt(generation, 'total_cost', 'usage'),
    cost_cache: firstTextAt(generation, 'usage_cache', 'cache_discount'),
    cost_web_search: textAt(generation, 'usage_web'),
    cost_file_processing: textAt(generation, 'usage_file'),
    byok_usage_inference: textAt(generation, 'is_byok') === 'true' ? textAt(generation, 'upstream_inference_cost') : '',
    tokens_prompt: firstTextAt(generation, 'native_tokens_prompt', 'tokens_prompt'),
    tokens_completion: firstTextAt(generation, 'native_tokens_completion', 'tokens_completion'),
    tokens_reasoning: textAt(generation, 'native_tokens_reasoning'),
    tokens_cached: textAt(generation, 'native_tokens_cached'),
    model_permaslug: firstTextAt(generation, 'model_permaslug', 'model'),
    provider_name: textAt(generation, 'provider_name'),
    variant: textAt(generation, 'variant'),
    app_name: textAt(generation, 'app_id'),
    api_key_name: textAt(generation, 'api_key_name'),
  })
