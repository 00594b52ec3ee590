// OpenAI usage: pages of /v1/organization/usage/* and the dashboard's usage CSV, which has the same columns.
// input_tokens holds cached and cache-write tokens; output_tokens holds reasoning; counts may be `31422.0`.
// The layout of 2024-25 lacks the cache-write and uncached columns. Source: OpenAI API reference, Usage (2026-08).
import type { Format, Period } from '../format.ts'
import { dayMs } from '../format.ts'
import { count, less, required } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { tierOf } from '../words.ts'

export const openaiPeriod: Period = { start: ['start_time', 'start_time_iso'], end: ['end_time', 'end_time_iso'], widthMs: dayMs }

const parts = ['input_audio_tokens', 'input_image_tokens', 'output_audio_tokens', 'output_image_tokens']

const columns: Format['columns'] = {
  dates: ['start_time', 'end_time', 'start_time_iso', 'end_time_iso'],
  counts: [
    'input_tokens',
    'input_cached_tokens',
    'input_cache_write_tokens',
    'input_uncached_tokens',
    'output_tokens',
    'num_model_requests',
    'images',
    'characters',
    'seconds',
    'num_sessions',
    'num_requests',
    ...parts,
  ],
  amounts: [],
  texts: ['object', 'model', 'project_id', 'batch'],
  dimensions: ['service_tier', 'user_id', 'api_key_id', 'size', 'source', 'context_level', 'vector_store_id'],
  ignored: [
    'compute_units',
    'usage_bytes',
    'input_text_tokens',
    'input_cached_text_tokens',
    'input_cached_audio_tokens',
    'input_cached_image_tokens',
    'output_text_tokens',
  ],
}

function rule(texts: Texts): ReturnType<Format['rule']> {
  const kind = /^organization\.usage\.(\w+)\.result$/.exec(texts.text('object'))?.[1] ?? 'completions'
  const input = less(count('input_tokens'), 'input_cached_tokens', 'input_cache_write_tokens')
  return {
    provider: 'openai',
    model: texts.text('model'),
    project: texts.text('project_id'),
    tier: texts.text('batch').toLowerCase() === 'true' ? 'batch' : tierOf(texts.text('service_tier')),
    charge: kind === 'completions' ? '' : kind,
    period: openaiPeriod,
    measures: {
      inputUncached: kind === 'completions' ? required(input) : input,
      cacheRead: count('input_cached_tokens'),
      cacheWriteOther: count('input_cache_write_tokens'),
      output: count('output_tokens'),
      requests: count(kind === 'file_searches' ? 'num_requests' : 'num_model_requests'),
      annotations: {
        audioInput: count('input_audio_tokens'),
        imageInput: count('input_image_tokens'),
        audioOutput: count('output_audio_tokens'),
        imageOutput: count('output_image_tokens'),
        images: count('images'),
        characters: count('characters'),
        seconds: count('seconds'),
        sessions: count('num_sessions'),
      },
      total: { measure: count('input_uncached_tokens'), of: [['inputUncached']] },
    },
  }
}

const signature = ['start_time', 'end_time', 'input_tokens', 'num_model_requests']
const shared = { columns, rule, zone: 'UTC', population: 'platform', standing: 'vendorUsage', identity: 'key' } as const

export const openaiUsageJson: Format = {
  ...shared,
  id: 'openai-usage-json',
  title: 'OpenAI usage API',
  shape: 'json',
  // A page of one sister endpoint alone has other counts than tokens.
  signature: ['start_time', 'end_time', 'object', ['input_tokens', 'images', 'characters', 'seconds', 'num_sessions', 'num_requests', 'usage_bytes', 'num_model_requests']],
}

export const openaiUsageCsv: Format = {
  ...shared,
  id: 'openai-usage-csv',
  title: 'OpenAI dashboard usage',
  shape: 'csv',
  signature: [...signature, 'start_time_iso', 'end_time_iso'],
  idle: ['input_tokens', 'num_model_requests', 'model', 'output_tokens'],
}
