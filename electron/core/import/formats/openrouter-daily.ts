// OpenRouter by UTC day: the daily CSV (Date, Slug, Usage ..., every cell quoted, days as "2026-05-12 00:00:00") and
// GET /api/v1/activity, which parts a day further by endpoint; so they are not the same lines. USD charged; what a key of
// one's own cost at its provider stands beside it. Prompt tokens hold the cached ones, which are not told.
// Source: openrouter.ai/docs, activity (2026).
import { dayOf, type Format } from '../format.ts'
import { amount, count, orZero, required } from '../measure.ts'
import type { Texts } from '../texts.ts'

const shared = {
  columns: {
    dates: ['date'],
    counts: ['requests', 'byok_requests', 'prompt_tokens', 'completion_tokens', 'reasoning_tokens'],
    amounts: ['usage', 'byok_usage_inference'],
    texts: ['model_permaslug', 'model'],
    dimensions: ['provider_name', 'endpoint_id'],
    ignored: [],
  },
  money: { amount: 'usage', currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'bill',
  identity: 'key',
  rule: (texts: Texts) => ({
    provider: 'openrouter',
    model: texts.first('model_permaslug', 'model'),
    currency: 'USD',
    period: dayOf('date'),
    measures: {
      inputUncached: required(count('prompt_tokens')),
      output: count('completion_tokens'),
      reasoning: count('reasoning_tokens'),
      requests: count('requests'),
      billed: orZero(amount('usage')),
      annotations: { ownKeyCost: amount('byok_usage_inference'), ownKeyRequests: count('byok_requests') },
    },
  }),
} satisfies Omit<Format, 'id' | 'title' | 'shape' | 'signature'>

const apiNames: Readonly<Record<string, string>> = { slug: 'model_permaslug', 'byok usage': 'byok_usage_inference' }

export const openrouterDailyCsv: Format = {
  ...shared,
  id: 'openrouter-daily-csv',
  title: 'OpenRouter activity, per day',
  shape: 'csv',
  signature: ['date', 'model_permaslug', 'usage', 'byok_usage_inference', 'prompt_tokens'],
  columnName: (header) => apiNames[header.toLowerCase()] ?? header.toLowerCase().replaceAll(' ', '_'),
}

export const openrouterActivityJson: Format = {
  ...shared,
  id: 'openrouter-activity-json',
  title: 'OpenRouter activity API',
  shape: 'json',
  signature: ['date', 'model', 'usage', 'byok_usage_inference', 'prompt_tokens'],
}
