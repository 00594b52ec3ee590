// LiteLLM proxy, GET /user/daily/activity (and /team/..., /tag/...): days with a breakdown by models, providers, keys and
// entities, each of which repeats the day's total. The models are taken. Older versions put the numbers under the name
// itself, without `metrics`. A day can be parted among pages, so pages belong into one file.
// Source: docs.litellm.ai, spend tracking; BerriAI/litellm (2026).
import { dayOf, type Format } from '../format.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json-text.ts'
import { entriesOf, textAt, valueAt } from '../json-values.ts'
import { amount, count, less, required } from '../measure.ts'
import { litellmModel } from './litellm-spend-logs.ts'

const counts = [
  'prompt_tokens',
  'completion_tokens',
  'cache_read_input_tokens',
  'cache_creation_input_tokens',
  'api_requests',
  'failed_requests',
]

export const litellmActivityJson: Format = {
  id: 'litellm-activity-json',
  title: 'LiteLLM daily activity API',
  shape: 'json',
  signature: ['date', 'model', ...counts],
  json: {
    claims: (document) => daysOf(document).some((day) => textAt(day, 'date') !== '' && isJsonObject(valueAt(day, 'breakdown', 'models'))),
    rows: (document) => daysOf(document).flatMap(rowsOf),
    splits: true,
  },
  columns: {
    dates: ['date'],
    counts,
    amounts: ['spend'],
    texts: ['model', 'provider'],
    dimensions: [],
    ignored: [],
  },
  money: { amount: 'spend', currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'gateway',
  identity: 'key',
  isEstimate: true,
  rule: (texts) => ({
    ...litellmModel(texts.text('model'), texts.text('provider')),
    currency: 'USD',
    period: dayOf('date'),
    measures: {
      inputUncached: less(required(count('prompt_tokens')), 'cache_read_input_tokens', 'cache_creation_input_tokens'),
      cacheRead: count('cache_read_input_tokens'),
      cacheWriteOther: count('cache_creation_input_tokens'),
      output: count('completion_tokens'),
      requests: count('api_requests'),
      billed: amount('spend'),
      annotations: { failedRequests: count('failed_requests') },
    },
  }),
}

const daysOf = (document: JsonValue): readonly JsonObject[] => entriesOf(document, 'results')

function rowsOf(day: JsonObject): ReadonlyMap<string, string>[] {
  const models = valueAt(day, 'breakdown', 'models')
  if (!isJsonObject(models)) return []
  const providers = valueAt(day, 'breakdown', 'providers')
  // Of several providers none can be said of a model, unless its name tells.
  const [only = ''] = isJsonObject(providers) && providers.size === 1 ? providers.keys() : []
  return [...models].map(([model, told]) => {
    const metrics = valueAt(told, 'metrics') ?? told
    const numbers = [...counts, 'spend'].map((name) => [name, textAt(metrics, name)] as const)
    return new Map([['date', textAt(day, 'date')], ['model', model], ['provider', only], ...numbers])
  })
}
