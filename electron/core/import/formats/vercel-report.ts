// Vercel AI Gateway, GET /v1/report: rows of one grouping (model, provider, user, credential type or only time), by day, by
// hour, or over the whole span, which is then asked. The groupings repeat each other, so each is a source of its own and the
// models go first; a request counts once per tag, so reports by tag are left out. total_cost is what Vercel charged, 0 with
// keys of one's own; market_cost is the list price. Numbers may be strings. Cached tokens are inside the input as far as
// providers do so; cache writes are unclear: where the parts exceed the input they stand beside it.
// Source: vercel.com/docs, AI Gateway custom reporting (2026-09).
import { askedPeriod } from '../asked-period.ts'
import { dayOf, type Format, hourMs } from '../format.ts'
import { amount, count, lessUnlessMore, required } from '../measure.ts'
import type { Texts } from '../texts.ts'

const groupings = ['model', 'provider', 'user', 'credential_type', 'tag'] as const

const columns: Format['columns'] = {
  dates: ['day', 'hour'],
  counts: ['input_tokens', 'output_tokens', 'cached_input_tokens', 'cache_creation_input_tokens', 'reasoning_tokens', 'request_count'],
  amounts: ['total_cost', 'market_cost', 'surcharge'],
  texts: ['model'],
  dimensions: ['provider', 'user', 'credential_type', 'tag'],
  ignored: [],
}

function periodOf(texts: Texts): ReturnType<typeof dayOf> {
  if (texts.has('hour')) return { ...dayOf('hour'), widthMs: hourMs }
  return texts.has('day') ? dayOf('day') : askedPeriod(texts)
}

const rule = (texts: Texts): ReturnType<Format['rule']> =>
  texts.has('tag')
    ? 'repeats-other-rows'
    : {
        provider: 'vercel',
        model: texts.text('model'),
        currency: 'USD',
        period: periodOf(texts),
        measures: {
          inputUncached: lessUnlessMore(count('input_tokens'), 'cached_input_tokens', 'cache_creation_input_tokens'),
          cacheRead: count('cached_input_tokens'),
          cacheWriteOther: count('cache_creation_input_tokens'),
          output: count('output_tokens'),
          reasoning: count('reasoning_tokens'),
          requests: count('request_count'),
          billed: required(amount('total_cost')),
          list: amount('market_cost'),
          annotations: { surcharge: amount('surcharge') },
        },
      }

const report = (name: string, own: readonly string[], without: readonly string[]): Format => ({
  id: `vercel-report-${name}-json`,
  title: `Vercel AI Gateway report by ${name.replace('-', ' ')}`,
  shape: 'json',
  signature: ['total_cost', 'input_tokens', 'request_count', ['market_cost', 'cached_input_tokens'], ...own],
  without,
  columns,
  money: { amount: 'total_cost', currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'platform',
  standing: name === 'model' ? 'bill' : 'roundedBill',
  identity: 'key',
  asks: { period: {} },
  rule,
})

/** A report that groups by several belongs to the first of them. */
export const vercelReports: readonly Format[] = [
  ...groupings.map((column, at) => report(column.replace('_', '-'), [column], groupings.slice(0, at))),
  report('day', [], groupings),
]
