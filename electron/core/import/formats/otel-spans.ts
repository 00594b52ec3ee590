// OpenTelemetry traces of model calls: OTLP/JSON as a collector writes it (one document a line, or one file), spans as flat
// JSON, and tables with a column per attribute. input_tokens holds the cached tokens by convention; instrumentations that
// break it state more cached tokens than input, and then they stand beside it. A span above others (agent, chain, wrapper of
// a client) repeats their usage and is left out; a table does not show what stands above, so agents are left out there.
// Sampled traces are only a part of the use. Source: OpenTelemetry GenAI conventions, span attributes (2026-10).
import { tokenBuckets } from '../../../../shared/domain/usage.ts'
import { type Format, momentOf } from '../format.ts'
import { flatten } from '../json-rows.ts'
import { isJsonArray, isJsonObject, type JsonValue } from '../json-text.ts'
import { entriesOf, textAt } from '../json-values.ts'
import { amount, count, lessUnlessMore, oneEach } from '../measure.ts'
import { attributesOf, fieldOf, fieldsOf, isOtlp, itemsOf } from '../otel-fields.ts'
import type { Texts } from '../texts.ts'
import { providerSlug, sellerOf } from '../words.ts'

const counts = ['input', 'output', 'cache_read', 'cache_write', 'reasoning', 'total']
const texts = ['operation', 'provider', 'system', 'model', 'request_model', 'service', 'team', 'use']
const other = 'other '

const shared = {
  columns: {
    dates: ['time'],
    counts,
    amounts: ['cost'],
    texts,
    dimensions: ['environment'],
    ids: ['trace_id', 'span_id'],
    ignored: ['parent_id'],
    ignoredPrefixes: [other],
  },
  money: { amount: 'cost', currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'observer',
  identity: 'id',
  isEstimate: true,
  notes: ['traces-may-be-sampled'],
  rule: (texts: Texts) => {
    const use = texts.has('use') ? texts.text('use') : /agent|workflow/i.test(texts.text('operation')) ? 'repeated' : 'own'
    if (use !== 'own') return use === 'repeated' ? 'repeats-other-rows' : 'not-usage'
    const model = texts.first('model', 'request_model')
    const provider = texts.first('provider', 'system')
    return {
      provider: provider === '' ? sellerOf(model) : providerSlug(provider),
      model,
      team: texts.text('team'),
      project: texts.text('service'),
      currency: 'USD',
      identity: texts.has('span_id') ? 'id' : 'row',
      period: momentOf('time'),
      measures: {
        inputUncached: lessUnlessMore(count('input'), 'cache_read', 'cache_write'),
        cacheRead: count('cache_read'),
        cacheWriteOther: count('cache_write'),
        output: count('output'),
        reasoning: count('reasoning'),
        requests: oneEach,
        billed: amount('cost'),
        total: { measure: count('total'), of: [tokenBuckets] },
      },
    }
  },
} satisfies Omit<Format, 'id' | 'title' | 'shape' | 'signature'>

export const otelSpansCsv: Format = {
  ...shared,
  id: 'otel-spans-csv',
  title: 'OpenTelemetry spans (table)',
  shape: 'csv',
  signature: ['time', ['input', 'output'], ['model', 'request_model', 'provider', 'system']],
  columnName: (header) => fieldOf(header) ?? `${other}${header.toLowerCase()}`,
  idle: ['input', 'output'],
}

export const otelSpansJson: Format = {
  ...shared,
  id: 'otel-spans-json',
  title: 'OpenTelemetry traces',
  shape: 'json',
  signature: otelSpansCsv.signature,
  json: {
    claims: (document) => isOtlp(document, 'Spans') || spansOf(document, 50).some(isUse),
    rows: (document, memory) => rowsOf(spansOf(document), memory),
  },
}

type Span = ReadonlyMap<string, string>

const isUse = (span: Span): boolean => span.has('input') || span.has('output')

/** The spans of a document by the fields of otel-fields.ts; of flat spans as many as `most`. */
function spansOf(document: JsonValue, most = Number.POSITIVE_INFINITY): readonly Span[] {
  if (isOtlp(document, 'Spans'))
    return itemsOf(document, 'Spans').map(({ item, resource }) =>
      fieldsOf([...members(item), ...attributesOf(item.get('attributes')), ...resource]),
    )
  if (isOtlp(document, 'Logs') || isOtlp(document, 'Metrics')) return []
  return entriesOf(document, 'spans', 'data')
    .slice(0, most)
    .map((span) => fieldsOf([...members(span), ...flatten(span), ...attributesOf(span.get('attributes'))]))
}

const members = (item: ReadonlyMap<string, JsonValue>): (readonly [string, string])[] =>
  [...item].flatMap(([name, value]) => (isJsonArray(value) || isJsonObject(value) ? [] : [[name, textAt(value)] as const]))

const remembered = 100_000

/** `memory` holds spans below which some use was told already: children end before their parents, and are written first. */
function rowsOf(spans: readonly Span[], memory: Map<string, string>): ReadonlyMap<string, string>[] {
  const key = (span: Span, id: 'span_id' | 'parent_id') => (span.has(id) ? `${span.get('trace_id') ?? ''} ${span.get(id)}` : '')
  const parents = new Map(spans.map((span) => [key(span, 'span_id'), key(span, 'parent_id')]))
  for (const span of spans) {
    if (!isUse(span) && !memory.has(key(span, 'span_id'))) continue
    for (let above = key(span, 'parent_id'); above !== '' && !memory.has(above); above = parents.get(above) ?? '') memory.set(above, '')
  }
  for (const oldest of memory.keys()) if (memory.size > remembered) memory.delete(oldest)
  const columns = [...counts, ...texts, 'time', 'cost', 'environment', 'trace_id', 'span_id']
  return spans.map((span) => {
    const use = !isUse(span) ? 'none' : memory.has(key(span, 'span_id')) ? 'repeated' : 'own'
    return new Map(columns.map((name) => [name, name === 'use' ? use : (span.get(name) ?? '')]))
  })
}
