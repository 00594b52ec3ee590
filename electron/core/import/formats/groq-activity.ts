// Groq's console activity: a line per day, model and key, nearly in the words of OpenAI's old usage answer, with dollars.
// Context tokens hold the cached ones, which are told only by what is not cached. Cut-down texts of keys are private.
// Source: answers of the console that published readers parse (2025 to 2026).
import { dayOf, type Format, type Measures } from '../format.ts'
import { amount, count, less, required } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { tierOf } from '../words.ts'

const context = 'n_context_tokens_total'
const uncached = 'n_non_cached_context_tokens_total'

const inputOf = (texts: Texts): Measures =>
  texts.has(uncached)
    ? { inputUncached: required(count(uncached)), cacheRead: less(count(context), uncached) }
    : { inputUncached: count(context) }

export const groqActivity: Format = {
  id: 'groq-activity-json',
  title: 'Groq activity',
  shape: 'json',
  signature: ['timestamp', context, 'n_generated_tokens_total', 'num_requests'],
  without: ['aggregation_timestamp'],
  columns: {
    dates: ['timestamp'],
    counts: [context, uncached, 'n_generated_tokens_total', 'num_requests'],
    amounts: ['cost', 'num_seconds', 'num_seconds_billed'],
    texts: ['model', 'project_id', 'api_key_name'],
    dimensions: ['organization_id', 'organization_name', 'api_key_id', 'service_tier', 'user_id', 'user', 'plan_id', 'subscription_id'],
    ignored: ['api_key_redacted'],
  },
  money: { amount: 'cost', currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'vendorUsage',
  identity: 'key',
  rule: (texts) => ({
    provider: 'groq',
    model: texts.text('model'),
    project: texts.text('project_id'),
    tier: tierOf(texts.text('service_tier')),
    currency: 'USD',
    personal: { api_key_name: texts.text('api_key_name') },
    period: dayOf('timestamp'),
    measures: {
      ...inputOf(texts),
      output: count('n_generated_tokens_total'),
      requests: count('num_requests'),
      billed: amount('cost'),
      annotations: { seconds: amount('num_seconds'), secondsBilled: amount('num_seconds_billed') },
    },
  }),
}
