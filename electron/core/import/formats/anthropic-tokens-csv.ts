// Anthropic Console, claude_api_tokens_*.csv. Disjoint token columns by UTC day; files before 2025 have one cache-write
// column without its term. `model_version` is a model id. Source: as anthropic-cost-csv.
import { emptyTokens } from '../../../../shared/domain/usage.ts'
import { blankRecord, bucketOf, dayMs, type Format, tierOf } from '../format.ts'

export const anthropicTokensCsv: Format = {
  id: 'anthropic-tokens-csv',
  title: 'Anthropic Console tokens',
  shape: 'csv',
  signature: ['usage_date_utc', 'usage_input_tokens_no_cache'],
  columns: {
    dates: ['usage_date_utc'],
    counts: [
      'usage_input_tokens_no_cache',
      'usage_input_tokens_cache_write',
      'usage_input_tokens_cache_write_5m',
      'usage_input_tokens_cache_write_1h',
      'usage_input_tokens_cache_read',
      'usage_output_tokens',
    ],
    amounts: [],
    texts: ['model_version', 'workspace'],
    dimensions: ['api_key', 'usage_type', 'context_window', 'inference_geo', 'speed'],
    ignored: ['web_search_count'],
  },
  utc: true,
  read: (line) => {
    const record = blankRecord('anthropic-tokens-csv', line, bucketOf(line, 'usage_date_utc', '', dayMs))
    return {
      ...record,
      provider: 'anthropic',
      model: line.text('model_version'),
      project: line.text('workspace'),
      tier: line.text('speed') === 'fast' ? 'fast' : tierOf(line.text('usage_type')),
      tokens: {
        ...emptyTokens,
        inputUncached: line.count('usage_input_tokens_no_cache'),
        cacheRead: line.count('usage_input_tokens_cache_read'),
        cacheWrite5m: line.count('usage_input_tokens_cache_write_5m'),
        cacheWrite1h: line.count('usage_input_tokens_cache_write_1h'),
        cacheWriteOther: line.count('usage_input_tokens_cache_write'),
        output: line.count('usage_output_tokens'),
      },
    }
  },
}
