// Anthropic Admin API, usage_report/messages. All token fields are disjoint; thinking is in output; no request count.
// A null workspace is the default workspace. Source: Anthropic Admin API reference, usage report (2026).
import { emptyTokens } from '../../../../shared/domain/usage.ts'
import { blankRecord, bucketOf, dayMs, type Format, tierOf } from '../format.ts'

const shortWrite = 'cache_creation.ephemeral_5m_input_tokens'
const longWrite = 'cache_creation.ephemeral_1h_input_tokens'

export const anthropicUsageJson: Format = {
  id: 'anthropic-usage-json',
  title: 'Anthropic usage report API',
  shape: 'json',
  signature: ['starting_at', 'ending_at', 'uncached_input_tokens', 'output_tokens'],
  columns: {
    dates: ['starting_at', 'ending_at'],
    counts: ['uncached_input_tokens', shortWrite, longWrite, 'cache_read_input_tokens', 'output_tokens'],
    amounts: [],
    texts: ['model', 'workspace_id'],
    dimensions: ['api_key_id', 'service_tier', 'context_window', 'inference_geo', 'speed', 'account_id', 'service_account_id'],
    ignored: ['server_tool_use.web_search_requests', 'server_tool_use.web_fetch_requests'],
  },
  utc: true,
  read: (line) => {
    const record = blankRecord('anthropic-usage-json', line, bucketOf(line, 'starting_at', 'ending_at', dayMs))
    if (line.text('output_tokens') === '') line.reject('missing-value', 'output_tokens')
    return {
      ...record,
      provider: 'anthropic',
      model: line.text('model'),
      project: line.text('workspace_id'),
      tier: line.text('speed') === 'fast' ? 'fast' : tierOf(line.text('service_tier')),
      tokens: {
        ...emptyTokens,
        inputUncached: line.count('uncached_input_tokens'),
        cacheRead: line.count('cache_read_input_tokens'),
        cacheWrite5m: line.count(shortWrite),
        cacheWrite1h: line.count(longWrite),
        output: line.count('output_tokens'),
      },
    }
  },
}
