// OpenAI's usage before the organisation API: the answer of GET /v1/usage?date=... with one list per kind of use, and the
// dashboard's "Activity" CSV of 2024 with the columns of its first list. Slots of one or five minutes start at Unix seconds;
// context tokens hold the cached ones. Names and cut-down texts of keys are private. It tells of the same use as the newer API.
// Source: the answers that published scripts and monitoring agents read (2023 to 2025); of the CSV no specification exists.
import type { Format, JsonLayout } from '../format.ts'
import { flatten } from '../json-rows.ts'
import { isJsonArray, type JsonValue } from '../json-text.ts'
import { entriesOf, objectsAt, textAt, valueAt } from '../json-values.ts'
import { count, less, required } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { tierOf } from '../words.ts'

/** The lists of an answer, and what the newer API calls their kind. */
const kinds: Readonly<Record<string, string>> = {
  data: 'completions',
  ft_data: 'fine_tuning',
  dalle_api_data: 'images',
  whisper_api_data: 'audio_transcriptions',
  tts_api_data: 'audio_speeches',
  assistant_code_interpreter_data: 'code_interpreter_sessions',
  retrieval_storage_data: 'vector_stores',
}
const lists = Object.keys(kinds)

const times = ['aggregation_timestamp', 'timestamp', 'time']

const columns: Format['columns'] = {
  dates: times,
  counts: [
    'n_requests',
    'num_requests',
    'n_context_tokens_total',
    'n_cached_context_tokens_total',
    'n_generated_tokens_total',
    'num_images',
    'num_seconds',
    'num_characters',
    'num_sessions',
  ],
  amounts: [],
  texts: ['list', 'snapshot_id', 'model_id', 'model', 'project_id', 'request_type', 'api_key_name'],
  dimensions: [
    'operation',
    'organization_id',
    'organization_name',
    'project_name',
    'api_key_id',
    'api_key_type',
    'user_id',
    'email',
    'image_size',
  ],
  ignored: ['api_key_redacted', 'local_timestamp', 'n_context', 'n_generated'],
}

function rule(texts: Texts): ReturnType<Format['rule']> {
  const kind = kinds[texts.text('list')] ?? 'completions'
  const input = less(count('n_context_tokens_total'), 'n_cached_context_tokens_total')
  return {
    provider: 'openai',
    model: texts.first('snapshot_id', 'model_id', 'model'),
    project: texts.text('project_id'),
    tier: tierOf(texts.text('request_type')),
    charge: kind === 'completions' ? '' : kind,
    personal: { api_key_name: texts.text('api_key_name') },
    // Five minutes from the last slot of a day would reach into the next.
    period: { start: times, end: [], widthMs: 60_000 },
    measures: {
      inputUncached: kind === 'completions' ? required(input) : input,
      cacheRead: count('n_cached_context_tokens_total'),
      output: count('n_generated_tokens_total'),
      requests: count(texts.has('n_requests') && kind === 'completions' ? 'n_requests' : 'num_requests'),
      annotations: {
        images: count('num_images'),
        seconds: count('num_seconds'),
        characters: count('num_characters'),
        sessions: count('num_sessions'),
      },
    },
  }
}

const json: JsonLayout = {
  claims: (document) => entriesOf(document).some(isAnswer),
  rows: (document) =>
    entriesOf(document).flatMap((page) =>
      lists.flatMap((list) => objectsAt(page, list).map((entry) => new Map([['list', list], ...flatten(entry)]))),
    ),
}

/** Groq's answer has the token columns, but neither the slots nor the sister lists. */
function isAnswer(page: JsonValue): boolean {
  if (lists.some((list) => list !== 'data' && isJsonArray(valueAt(page, list)))) return true
  const [entry] = objectsAt(page, 'data')
  return textAt(entry, 'aggregation_timestamp') !== '' && textAt(entry, 'n_context_tokens_total') !== ''
}

const shared = { columns, rule, zone: 'UTC', population: 'platform', standing: 'vendorLog', identity: 'key' } as const
const tokens = ['n_context_tokens_total', 'n_generated_tokens_total']

export const openaiLegacyUsageJson: Format = {
  ...shared,
  id: 'openai-legacy-usage-json',
  title: 'OpenAI usage, before the organisation API',
  shape: 'json',
  signature: ['list', ...tokens],
  json,
}

export const openaiActivityCsv: Format = {
  ...shared,
  id: 'openai-legacy-usage-csv',
  title: 'OpenAI activity of 2024',
  shape: 'csv',
  signature: [...tokens, times],
  without: ['n_non_cached_context_tokens_total'],
}
