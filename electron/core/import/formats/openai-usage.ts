// OpenAI usage: pages of /v1/organization/usage/* and the dashboard's usage CSV, which has the same columns.
// input_tokens holds cached and cache-write tokens; output_tokens holds reasoning; counts may be `31422.0`.
// The layout of 2024-25 lacks the cache-write and uncached columns. What a result counts is said by `object`, not by the
// endpoint, since saved files mix them; a CSV is one of its kind and tells it by its columns.
// Source: OpenAI API reference, Usage (2026-08); dashboard exports of 2024 to 2026.
import type { Format, Period } from '../format.ts'
import { dayMs } from '../format.ts'
import { count, less, required } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { tierOf } from '../words.ts'

/** Unix times are the sure ones; ISO times come with and without an offset in one file. */
export const openaiPeriod: Period = { start: ['start_time', 'start_time_iso'], end: ['end_time', 'end_time_iso'], widthMs: dayMs }

const parts = ['input_audio_tokens', 'input_image_tokens', 'output_audio_tokens', 'output_image_tokens']

/** One of these at least is in every result of any endpoint. */
const counted = ['input_tokens', 'images', 'characters', 'seconds', 'num_sessions', 'num_requests', 'usage_bytes', 'num_model_requests']

const columns: Format['columns'] = {
  dates: ['start_time', 'end_time', 'start_time_iso', 'end_time_iso'],
  counts: ['input_cached_tokens', 'input_cache_write_tokens', 'input_uncached_tokens', 'output_tokens', ...counted, ...parts],
  amounts: [],
  texts: ['object', 'model', 'project_id', 'batch'],
  dimensions: ['service_tier', 'user_id', 'api_key_id', 'api_source', 'size', 'source', 'context_level', 'vector_store_id'],
  ignored: [
    'compute_units',
    'input_text_tokens',
    'input_cached_text_tokens',
    'input_cached_audio_tokens',
    'input_cached_image_tokens',
    'output_text_tokens',
  ],
}

/** Columns that only one kind of result has, the more telling first. */
const kindColumns: readonly (readonly [column: string, kind: string])[] = [
  ['output_tokens', 'completions'],
  ['images', 'images'],
  ['characters', 'audio_speeches'],
  ['seconds', 'audio_transcriptions'],
  ['usage_bytes', 'vector_stores'],
  ['num_sessions', 'code_interpreter_sessions'],
  ['vector_store_id', 'file_searches'],
  ['num_requests', 'web_searches'],
]

function kindOf(texts: Texts): string {
  const named = /^organization\.usage\.(\w+)\.result$/.exec(texts.text('object'))?.[1]
  if (named !== undefined) return named
  const found = kindColumns.find(([column]) => texts.has(column))?.[1]
  return found ?? (/moderation/i.test(texts.text('model')) ? 'moderations' : 'embeddings')
}

function rule(texts: Texts): ReturnType<Format['rule']> {
  const kind = kindOf(texts)
  const input = less(count('input_tokens'), 'input_cached_tokens', 'input_cache_write_tokens')
  // The model requests of a search are among those of the completions already.
  const isSearch = kind === 'web_searches' || kind === 'file_searches'
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
      ...(isSearch ? {} : { requests: count('num_model_requests') }),
      annotations: {
        audioInput: count('input_audio_tokens'),
        imageInput: count('input_image_tokens'),
        audioOutput: count('output_audio_tokens'),
        imageOutput: count('output_image_tokens'),
        images: count('images'),
        characters: count('characters'),
        seconds: count('seconds'),
        sessions: count('num_sessions'),
        searches: count('num_requests'),
        storedBytes: count('usage_bytes'),
      },
      total: { measure: count('input_uncached_tokens'), of: [['inputUncached']] },
    },
  }
}

const shared = { columns, rule, zone: 'UTC', population: 'platform', standing: 'vendorUsage', identity: 'key' } as const

export const openaiUsageJson: Format = {
  ...shared,
  id: 'openai-usage-json',
  title: 'OpenAI usage API',
  shape: 'json',
  signature: ['start_time', 'end_time', 'object', counted],
}

export const openaiUsageCsv: Format = {
  ...shared,
  id: 'openai-usage-csv',
  title: 'OpenAI dashboard usage',
  shape: 'csv',
  signature: ['start_time', 'end_time', 'start_time_iso', 'end_time_iso', counted],
  without: ['amount_value'],
  idle: [...counted, 'model', 'output_tokens'],
}
