// Anthropic's Claude Code analytics: a line per UTC day, person or key, and terminal, with the tokens of each model and an
// ESTIMATE of their cost in CENTS. API customers find the same use in the usage report, so it is never added to that;
// subscribers find it nowhere else. Counts of sessions, commits and lines of code are no usage.
// Source: Claude Code Analytics API reference (2026).
import { dayOf, type Format } from '../format.ts'
import type { JsonValue } from '../json-text.ts'
import { entriesOf, firstTextAt, objectsAt, rowOfTexts, textAt, valueAt } from '../json-values.ts'
import { amount, count, times } from '../measure.ts'
import { currencyCode } from '../texts.ts'

/** Cents to dollars. */
const scale = '0.01'

/** The lines of an answer, or of a list of answers or lines. */
const linesOf = (document: JsonValue) =>
  entriesOf(document, 'data').flatMap((entry) => (entry.has('data') ? objectsAt(entry, 'data') : [entry]))

function rowsOf(line: JsonValue): ReadonlyMap<string, string>[] {
  const about = {
    date: textAt(line, 'date'),
    actor: firstTextAt(valueAt(line, 'actor'), 'email_address', 'api_key_name', 'email'),
    organization_id: textAt(line, 'organization_id'),
    customer_type: textAt(line, 'customer_type'),
    subscription_type: textAt(line, 'subscription_type'),
    terminal_type: textAt(line, 'terminal_type'),
  }
  const models = objectsAt(line, 'model_breakdown')
  if (models.length === 0) return [rowOfTexts({ ...about, has_models: 'no' })]
  return models.map((model) =>
    rowOfTexts({
      ...about,
      has_models: 'yes',
      model: textAt(model, 'model'),
      input: textAt(model, 'tokens', 'input'),
      output: textAt(model, 'tokens', 'output'),
      cache_read: textAt(model, 'tokens', 'cache_read'),
      cache_creation: textAt(model, 'tokens', 'cache_creation'),
      estimated_cost: textAt(model, 'estimated_cost', 'amount'),
      currency: textAt(model, 'estimated_cost', 'currency'),
    }),
  )
}

export const anthropicClaudeCode: Format = {
  id: 'anthropic-claude-code-json',
  title: 'Anthropic Claude Code analytics',
  shape: 'json',
  signature: ['date', 'customer_type', 'terminal_type', 'has_models'],
  columns: {
    dates: ['date'],
    counts: ['input', 'output', 'cache_read', 'cache_creation'],
    amounts: ['estimated_cost'],
    texts: ['has_models', 'model', 'currency'],
    dimensions: ['actor', 'organization_id', 'customer_type', 'subscription_type', 'terminal_type'],
    ignored: [],
  },
  json: {
    claims: (document) =>
      linesOf(document).some((line) => line.has('model_breakdown') || (line.has('core_metrics') && line.has('customer_type'))),
    rows: (document) => linesOf(document).flatMap(rowsOf),
    splits: true,
  },
  money: { amount: 'estimated_cost', scale, currency: { column: 'currency' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'observer',
  identity: 'key',
  isEstimate: true,
  rule: (texts) => {
    if (texts.text('has_models') === 'no') return 'not-usage'
    return {
      provider: 'anthropic',
      model: texts.text('model'),
      population: texts.text('customer_type') === 'subscription' ? 'seats' : 'platform',
      currency: currencyCode(texts.text('currency')) ?? '',
      currencyColumn: 'currency',
      period: dayOf('date'),
      measures: {
        inputUncached: count('input'),
        cacheRead: count('cache_read'),
        cacheWriteOther: count('cache_creation'),
        output: count('output'),
        billed: times(amount('estimated_cost'), scale),
      },
    }
  },
  counted: ['input', 'output', 'cache_read', 'cache_creation', 'estimated_cost'],
}
