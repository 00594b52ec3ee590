// Anthropic Console, claude_api_tokens_*.csv. Disjoint token columns by UTC day; files before 2025 have one cache-write
// column without its term, those of June 2025 no context window, place or speed, and the Console drops columns that hold
// nothing in the range. `model_version` is a model id. Source: as anthropic-cost-csv.
import { dayOf, type Format } from '../format.ts'
import { count } from '../measure.ts'
import { isLongContext, tierOf } from '../words.ts'

export const anthropicTokensCsv: Format = {
  id: 'anthropic-console-tokens-csv',
  title: 'Anthropic Console tokens',
  shape: 'csv',
  signature: ['usage_date_utc', ['usage_input_tokens_no_cache', 'usage_output_tokens', 'usage_input_tokens_cache_read', 'model_version']],
  without: ['cost_usd'],
  columns: {
    dates: ['usage_date_utc'],
    counts: [
      'usage_input_tokens_no_cache',
      'usage_input_tokens_cache_write',
      'usage_input_tokens_cache_write_5m',
      'usage_input_tokens_cache_write_1h',
      'usage_input_tokens_cache_read',
      'usage_output_tokens',
      'web_search_count',
    ],
    amounts: [],
    texts: ['model_version', 'workspace'],
    dimensions: ['api_key', 'usage_type', 'context_window', 'inference_geo', 'speed'],
    ignored: [],
  },
  zone: 'UTC',
  population: 'platform',
  standing: 'vendorLog',
  identity: 'key',
  rule: (texts) => ({
    provider: 'anthropic',
    model: texts.text('model_version'),
    project: texts.text('workspace'),
    tier: texts.text('speed') === 'fast' ? 'fast' : tierOf(texts.text('usage_type')),
    context: isLongContext(texts.text('context_window')) ? 'long' : '',
    period: dayOf('usage_date_utc'),
    measures: {
      inputUncached: count('usage_input_tokens_no_cache'),
      cacheRead: count('usage_input_tokens_cache_read'),
      cacheWrite5m: count('usage_input_tokens_cache_write_5m'),
      cacheWrite1h: count('usage_input_tokens_cache_write_1h'),
      cacheWriteOther: count('usage_input_tokens_cache_write'),
      output: count('usage_output_tokens'),
      annotations: { webSearches: count('web_search_count') },
    },
  }),
}
