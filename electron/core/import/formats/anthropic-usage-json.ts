// Anthropic Admin API, usage_report/messages. All token fields are disjoint; thinking is in output; no request count.
// A null workspace is the default workspace. Source: Anthropic Admin API reference, usage report (2026).
import { between, type Format } from '../format.ts'
import { count, required } from '../measure.ts'
import { isLongContext, tierOf } from '../words.ts'

const shortWrite = 'cache_creation.ephemeral_5m_input_tokens'
const longWrite = 'cache_creation.ephemeral_1h_input_tokens'
const searches = 'server_tool_use.web_search_requests'
const fetches = 'server_tool_use.web_fetch_requests'

export const anthropicUsageJson: Format = {
  id: 'anthropic-usage-json',
  title: 'Anthropic usage report API',
  shape: 'json',
  signature: ['starting_at', 'ending_at', 'uncached_input_tokens', 'output_tokens'],
  columns: {
    dates: ['starting_at', 'ending_at'],
    counts: ['uncached_input_tokens', shortWrite, longWrite, 'cache_read_input_tokens', 'output_tokens', searches, fetches],
    amounts: [],
    texts: ['model', 'workspace_id', 'account_id'],
    dimensions: ['api_key_id', 'service_tier', 'context_window', 'inference_geo', 'speed', 'service_account_id'],
    ignored: [],
  },
  zone: 'UTC',
  population: 'platform',
  standing: 'vendorUsage',
  identity: 'key',
  rule: (texts) => ({
    provider: 'anthropic',
    model: texts.text('model'),
    project: texts.text('workspace_id'),
    tier: texts.text('speed') === 'fast' ? 'fast' : tierOf(texts.text('service_tier')),
    context: isLongContext(texts.text('context_window')) ? 'long' : '',
    personal: { account_id: texts.text('account_id') },
    period: between('starting_at', 'ending_at'),
    measures: {
      inputUncached: count('uncached_input_tokens'),
      cacheRead: count('cache_read_input_tokens'),
      cacheWrite5m: count(shortWrite),
      cacheWrite1h: count(longWrite),
      output: required(count('output_tokens')),
      annotations: { webSearches: count(searches), webFetches: count(fetches) },
    },
  }),
}
