// OpenTelemetry metrics of tokens, OTLP/JSON: the GenAI conventions' histogram gen_ai.client.token.usage (by gen_ai.token.type)
// and the counters gen_ai.client.inference.usage.* that followed it (by modality; cached tokens are inside the input), and
// Claude Code's claude_code.token.usage (disjoint) and claude_code.cost.usage (an estimate, USD). A file may hold several of
// them for the same use: the counters count, then the token histogram, then the histograms by operation. Points are sums since
// the last point (delta) or since the start (cumulative: the earlier point is taken off); without a temporality they are
// refused. The points of one time and one set of attributes make one line.
// Source: OpenTelemetry GenAI conventions, token metrics (2026-10); Claude Code, monitoring usage.

import type { TokenBucket } from '../../../../shared/domain/usage.ts'
import { addDecimals, decimalText } from '../../../../shared/units/decimal.ts'
import type { Format } from '../format.ts'
import type { JsonObject } from '../json-text.ts'
import { firstTextAt, objectsAt, textAt } from '../json-values.ts'
import { amount, count, less } from '../measure.ts'
import { attributesOf, fieldsOf, isOtlp, itemsOf, type OtelItem } from '../otel-fields.ts'
import { bucketOfKey, isReasoningKey } from '../token-words.ts'
import { providerSlug, sellerOf } from '../words.ts'

const counts = ['input', 'cache_read', 'cache_write', 'output', 'reasoning', 'requests']
const texts = ['metric', 'temporality', 'use', 'provider', 'system', 'model', 'request_model', 'service', 'team', 'speed']

export const otelMetricsJson: Format = {
  id: 'otel-metrics-json',
  title: 'OpenTelemetry metrics',
  shape: 'json',
  signature: ['time', 'metric', 'temporality'],
  json: {
    claims: (document) => isOtlp(document, 'Metrics'),
    rows: (document, memory) => rowsOf(itemsOf(document, 'Metrics'), memory),
  },
  columns: {
    dates: ['start', 'time'],
    counts,
    amounts: ['cost'],
    texts,
    dimensions: ['operation', 'environment', 'user', 'organization'],
    ignored: [],
  },
  money: { amount: 'cost', currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'observer',
  identity: 'row',
  isEstimate: true,
  rule: (texts) => {
    const use = texts.text('use')
    if (use === 'idle') return null
    if (use !== 'own') return use === 'repeated' ? 'repeats-other-rows' : 'not-usage'
    if (texts.text('temporality') === '') texts.reject('missing-value', 'temporality')
    const isClaudeCode = texts.text('metric') === 'claude_code'
    const model = texts.first('model', 'request_model')
    const provider = texts.first('provider', 'system')
    return {
      provider: isClaudeCode ? 'anthropic' : provider === '' ? sellerOf(model) : providerSlug(provider),
      model,
      team: texts.text('team'),
      project: isClaudeCode ? '' : texts.text('service'),
      tier: texts.text('speed') === 'fast' ? 'fast' : 'standard',
      currency: 'USD',
      period: { start: ['start', 'time'], end: ['time'], widthMs: 1000 },
      measures: {
        inputUncached: isClaudeCode ? count('input') : less(count('input'), 'cache_read', 'cache_write'),
        cacheRead: count('cache_read'),
        cacheWriteOther: count('cache_write'),
        output: count('output'),
        reasoning: count('reasoning'),
        requests: count('requests'),
        billed: amount('cost'),
      },
    }
  },
}

/** A metric that counts use: what it is part of, its rank among those that tell the same, and the column of a point. */
interface Counted {
  readonly metric: 'claude_code' | 'usage' | 'token' | 'operation'
  readonly column: string
}

function countedBy(name: string, attributes: ReadonlyMap<string, string>): Counted | null {
  if (name === 'claude_code.cost.usage') return { metric: 'claude_code', column: 'cost' }
  if (name === 'claude_code.token.usage') return named('claude_code', attributes.get('type') ?? '')
  if (name === 'gen_ai.client.token.usage') return named('token', attributes.get('gen_ai.token.type') ?? '')
  const [, kind, part = ''] = /^gen_ai\.client\.inference\.(usage|operation)\.(.*tokens)$/.exec(name) ?? []
  return kind === undefined ? null : named(kind === 'usage' ? 'usage' : 'operation', part)
}

const columnOf: Readonly<Partial<Record<TokenBucket, string>>> = {
  inputUncached: 'input',
  cacheRead: 'cache_read',
  cacheWriteOther: 'cache_write',
  output: 'output',
}

function named(metric: Counted['metric'], words: string): Counted | null {
  const bucket = bucketOfKey(words)
  const column = isReasoningKey(words) ? 'reasoning' : bucket === null || bucket === 'total' ? undefined : columnOf[bucket]
  return column === undefined ? null : { metric, column }
}

interface Point {
  readonly start: string
  readonly time: string
  readonly value: string
  readonly count: string
}

function rowsOf(items: readonly OtelItem[], memory: Map<string, string>): ReadonlyMap<string, string>[] {
  const rows = new Map<string, Map<string, string>>()
  const ruling = rulingMetrics(items)
  for (const { item, resource, scope } of items) {
    const name = textAt(item, 'name')
    const data = dataOf(item)
    for (const point of data.points) {
      const attributes = attributesOf(point.get('attributes'))
      const counted = countedBy(name, attributes)
      const metric = counted?.metric ?? 'other'
      const isRuling = metric === 'claude_code' || ruling.get(scope) === metric
      const use = !counted ? 'none' : isRuling ? 'own' : 'repeated'
      const stated = readPoint(point, data.isHistogram)
      const isTotal = data.temporality === 'cumulative' && use === 'own'
      const now = isTotal ? sincePrevious(stated, `${name} ${seriesOf(attributes, resource, true)}`, memory) : stated
      const key = [metric, use, now.time, seriesOf(attributes, resource)].join(' ')
      const row =
        rows.get(key) ?? labelled(attributes, resource, { metric, temporality: data.temporality, use, start: now.start, time: now.time })
      rows.set(key, row)
      if (!counted) continue
      if (now.start !== '' && now.start < (row.get('start') ?? '')) row.set('start', now.start)
      add(row, counted.column, now.value)
      if (counted.column === 'input' && data.isHistogram) add(row, 'requests', now.count)
    }
  }
  return [...rows.values()].map((row) => (row.get('use') === 'own' && isIdle(row) ? row.set('use', 'idle') : row))
}

/** Of the GenAI metrics of a scope the ones that count: of several the first of usage, token, operation. */
function rulingMetrics(items: readonly OtelItem[]): ReadonlyMap<JsonObject, string> {
  const ranks = ['operation', 'token', 'usage']
  const ruling = new Map<JsonObject, string>()
  for (const { item, scope } of items) {
    const name = textAt(item, 'name')
    const metric =
      name === 'gen_ai.client.token.usage' ? 'token' : (/^gen_ai\.client\.inference\.(usage|operation)\./.exec(name)?.[1] ?? '')
    if (ranks.indexOf(metric) > ranks.indexOf(ruling.get(scope) ?? '')) ruling.set(scope, metric)
  }
  return ruling
}

const isIdle = (row: ReadonlyMap<string, string>): boolean =>
  [...counts, 'cost'].every((name) => ['', '0'].includes(decimalText(row.get(name) ?? '') ?? row.get(name) ?? ''))

/** Points in the order of time, and how they count. */
function dataOf(metric: JsonObject): { points: readonly JsonObject[]; temporality: '' | 'delta' | 'cumulative'; isHistogram: boolean } {
  const kind = ['sum', 'histogram', 'exponentialHistogram', 'exponential_histogram', 'gauge'].find((name) => metric.has(name)) ?? ''
  const data = metric.get(kind)
  const stated = firstTextAt(data, 'aggregationTemporality', 'aggregation_temporality')
  const temporality = /^1$|delta$/i.test(stated) ? 'delta' : /^2$|cumulative$/i.test(stated) ? 'cumulative' : ''
  const points = [...objectsAt(data, 'dataPoints'), ...objectsAt(data, 'data_points')]
  return { points: points.sort((a, b) => timeOf(a).localeCompare(timeOf(b))), temporality, isHistogram: /histogram/i.test(kind) }
}

const timeOf = (point: JsonObject): string => firstTextAt(point, 'timeUnixNano', 'time_unix_nano')

function readPoint(point: JsonObject, isHistogram: boolean): Point {
  const start = firstTextAt(point, 'startTimeUnixNano', 'start_time_unix_nano')
  return {
    start: start === '0' ? '' : start,
    time: timeOf(point),
    value: isHistogram ? textAt(point, 'sum') : firstTextAt(point, 'asInt', 'as_int', 'asDouble', 'as_double'),
    count: textAt(point, 'count'),
  }
}

/** What a cumulative point adds to the one before it; all of it where a series is new or began anew. */
function sincePrevious(point: Point, series: string, memory: Map<string, string>): Point {
  const [start, time = '', value = '', counted = ''] = memory.get(series)?.split(' ') ?? []
  memory.set(series, [point.start, point.time, point.value, point.count].join(' '))
  if (start !== point.start) return point
  return { start: time, time: point.time, value: difference(point.value, value), count: difference(point.count, counted) }
}

/** A number that is none stays as it is, to be refused. */
function difference(now: string, before: string): string {
  const [a, b] = [decimalText(now), decimalText(before)]
  if (a === null || b === null) return now
  return addDecimals(a, b.startsWith('-') ? b.slice(1) : b === '0' ? '0' : `-${b}`)
}

function add(row: Map<string, string>, column: string, value: string): void {
  const before = row.get(column) ?? ''
  const [a, b] = [decimalText(before), decimalText(value)]
  row.set(column, a !== null && b !== null ? addDecimals(a, b) : before === '' ? value : before)
}

const parted = new Set(['type', 'gen_ai.token.type', 'gen_ai.token.modality'])

/** The attributes that keep points apart: all but those that part the tokens of one use, or with them the whole series. */
const seriesOf = (attributes: ReadonlyMap<string, string>, resource: ReadonlyMap<string, string>, whole = false): string =>
  JSON.stringify([[...attributes].filter(([name]) => whole || !parted.has(name)).sort(), [...resource].sort()])

function labelled(
  attributes: ReadonlyMap<string, string>,
  resource: ReadonlyMap<string, string>,
  known: Readonly<Record<string, string>>,
): Map<string, string> {
  const fields = fieldsOf([...attributes, ...resource])
  const own: Readonly<Record<string, string | undefined>> = {
    ...known,
    model: fields.get('model') ?? attributes.get('model'),
    speed: attributes.get('speed'),
    user: ['user.email', 'user.account_uuid', 'user.id']
      .map((name) => attributes.get(name) ?? resource.get(name))
      .find((text) => text !== undefined),
    organization: attributes.get('organization.id') ?? resource.get('organization.id'),
  }
  const names = [...counts, ...texts, 'start', 'time', 'cost', 'operation', 'environment', 'user', 'organization']
  return new Map(names.map((name) => [name, own[name] ?? (counts.includes(name) || name === 'cost' ? '' : (fields.get(name) ?? ''))]))
}
