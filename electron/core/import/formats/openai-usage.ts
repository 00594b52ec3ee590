// OpenAI usage: pages of /v1/organization/usage/* and the dashboard's usage CSV, which has the same columns.
// input_tokens holds cached and cache-write tokens; output_tokens holds reasoning; counts may be `31422.0`.
// Source: OpenAI API reference, Usage (2026-08); dashboard exports of 2025-26.
import { emptyTokens } from '../../../../shared/domain/usage.ts'
import { blankRecord, bucketOf, dayMs, type Format, mismatch, tierOf, uncachedInput } from '../format.ts'
import type { Line } from '../line.ts'

const columns: Format['columns'] = {
  dates: ['start_time', 'end_time', 'start_time_iso', 'end_time_iso'],
  counts: [
    'input_tokens',
    'input_cached_tokens',
    'input_cache_write_tokens',
    'input_uncached_tokens',
    'output_tokens',
    'num_model_requests',
  ],
  amounts: [],
  texts: ['object', 'model', 'project_id', 'batch'],
  dimensions: ['service_tier', 'user_id', 'api_key_id', 'size', 'source', 'context_level', 'vector_store_id'],
  ignored: [
    'compute_units',
    'images',
    'characters',
    'seconds',
    'usage_bytes',
    'num_sessions',
    'num_requests',
    'input_text_tokens',
    'input_cached_text_tokens',
    'input_audio_tokens',
    'input_cached_audio_tokens',
    'input_image_tokens',
    'input_cached_image_tokens',
    'output_text_tokens',
    'output_audio_tokens',
    'output_image_tokens',
  ],
}

const readAs = (id: string) => (line: Line) => {
  if (line.text('input_tokens') === '' && line.text('num_model_requests') === '' && line.text('model') === '' && line.text('object') === '')
    return null
  const record = blankRecord(
    id,
    line,
    bucketOf(
      line,
      line.text('start_time') === '' ? 'start_time_iso' : 'start_time',
      line.text('end_time') === '' ? 'end_time_iso' : 'end_time',
      dayMs,
    ),
  )
  const kind = /^organization\.usage\.(\w+)\.result$/.exec(line.text('object'))?.[1] ?? 'completions'
  if (kind === 'completions' && line.text('input_tokens') === '') line.reject('missing-value', 'input_tokens')
  const cacheRead = line.count('input_cached_tokens')
  const cacheWriteOther = line.count('input_cache_write_tokens')
  const inputUncached = uncachedInput(line, 'input_tokens', line.count('input_tokens'), [cacheRead, cacheWriteOther])
  const tokens = { ...emptyTokens, inputUncached, cacheRead, cacheWriteOther, output: line.count('output_tokens') }
  return {
    ...record,
    provider: 'openai',
    model: line.text('model'),
    project: line.text('project_id'),
    tier: line.text('batch').toLowerCase() === 'true' ? ('batch' as const) : tierOf(line.text('service_tier')),
    tokens,
    requests: line.count('num_model_requests'),
    charge: kind === 'completions' ? '' : kind,
    totalMismatch: mismatch(line.count('input_uncached_tokens'), tokens, ['inputUncached']),
  }
}

const signature = ['start_time', 'end_time', 'input_tokens', 'num_model_requests']

export const openaiUsageJson: Format = {
  id: 'openai-usage-json',
  title: 'OpenAI usage API',
  shape: 'json',
  signature,
  columns,
  utc: true,
  read: readAs('openai-usage-json'),
}

export const openaiUsageCsv: Format = {
  id: 'openai-usage-csv',
  title: 'OpenAI dashboard usage',
  shape: 'csv',
  signature: [...signature, 'start_time_iso', 'end_time_iso'],
  columns,
  utc: true,
  read: readAs('openai-usage-csv'),
}
