// OpenTelemetry log events of model calls, OTLP/JSON or flat JSON lines: Claude Code's claude_code.api_request (counts
// disjoint, cost an estimate in USD) and the GenAI conventions' gen_ai.client.inference.operation.details (cached tokens
// inside the input). They tell the same as the metrics and traces of the same programs.
// Prompts and answers in other events and attributes are not kept.
// Source: Claude Code, monitoring usage, events (2026-10); OpenTelemetry GenAI conventions, events.
import { type Format, momentOf } from '../format.ts'
import { flatten } from '../json-rows.ts'
import type { JsonObject, JsonValue } from '../json-text.ts'
import { entriesOf, firstTextAt, textAt } from '../json-values.ts'
import { amount, count, lessUnlessMore, oneEach } from '../measure.ts'
import { attributesOf, fieldsOf, isOtlp, itemsOf } from '../otel-fields.ts'
import { providerSlug, sellerOf } from '../words.ts'

const claudeCode = 'claude_code.api_request'
const details = 'gen_ai.client.inference.operation.details'
const counts = ['input', 'cache_read', 'cache_write', 'output', 'reasoning']
const texts = ['event', 'provider', 'system', 'model', 'request_model', 'service', 'team', 'speed']

export const otelEventsJson: Format = {
  id: 'otel-events-json',
  title: 'OpenTelemetry log events',
  shape: 'json',
  signature: ['time', 'event', 'id'],
  json: {
    claims: (document) =>
      isOtlp(document, 'Logs') ||
      flatEvents(document)
        .slice(0, 50)
        .some((event) => eventOf(event, attributesOf(event.get('attributes'))) !== ''),
    rows: (document) => rowsOf(document),
  },
  columns: {
    dates: ['time'],
    counts,
    amounts: ['cost'],
    texts,
    dimensions: ['operation', 'environment', 'user', 'organization'],
    ids: ['id'],
    ignored: [],
  },
  money: { amount: 'cost', currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'observer',
  identity: 'id',
  isEstimate: true,
  rule: (texts) => {
    const event = texts.text('event')
    if (event === '') return 'not-usage'
    const isClaudeCode = event === claudeCode
    const model = texts.first('model', 'request_model')
    const provider = texts.first('provider', 'system')
    return {
      provider: isClaudeCode ? 'anthropic' : provider === '' ? sellerOf(model) : providerSlug(provider),
      model,
      team: texts.text('team'),
      project: isClaudeCode ? '' : texts.text('service'),
      tier: texts.text('speed') === 'fast' ? 'fast' : 'standard',
      currency: 'USD',
      period: momentOf('time'),
      measures: {
        inputUncached: isClaudeCode ? count('input') : lessUnlessMore(count('input'), 'cache_read', 'cache_write'),
        cacheRead: count('cache_read'),
        cacheWriteOther: count('cache_write'),
        output: count('output'),
        reasoning: count('reasoning'),
        requests: oneEach,
        billed: amount('cost'),
      },
    }
  },
}

const flatEvents = (document: JsonValue): readonly JsonObject[] =>
  isOtlp(document, 'Spans') || isOtlp(document, 'Metrics') ? [] : entriesOf(document, 'data', 'events', 'logs')

const rowsOf = (document: JsonValue): ReadonlyMap<string, string>[] =>
  isOtlp(document, 'Logs')
    ? itemsOf(document, 'Logs').map(({ item, resource }) => rowOf(item, resource))
    : flatEvents(document).map((event) => rowOf(event, attributesOf(event.get('resource'))))

type Attributes = ReadonlyMap<string, string>

/** The kind of event, where it is one that tells of use. */
function eventOf(record: JsonObject, attributes: Attributes): string {
  const body = textAt(record, 'body') || textAt(record, 'body', 'stringValue') || textAt(record, 'body', 'string_value')
  const name = firstTextAt(record, 'eventName', 'event_name', 'event.name', 'name') || (attributes.get('event.name') ?? '') || body
  if (
    name === claudeCode ||
    body === claudeCode ||
    (name === 'api_request' && (attributes.has('cost_usd') || attributes.has('cache_read_tokens')))
  )
    return claudeCode
  return name === details ? details : ''
}

function rowOf(record: JsonObject, resource: Attributes): ReadonlyMap<string, string> {
  const stated = record.has('attributes') ? attributesOf(record.get('attributes')) : flatten(record)
  const event = eventOf(record, stated)
  const fields = fieldsOf([...stated, ...resource])
  const of = (...names: readonly string[]): string =>
    names.map((name) => stated.get(name) ?? resource.get(name) ?? '').find((text) => text !== '') ?? ''
  const time =
    firstTextAt(record, 'timeUnixNano', 'time_unix_nano', 'observedTimeUnixNano', 'timestamp', 'time', '@timestamp') ||
    of('event.timestamp')
  const own: Readonly<Record<string, string>> = {
    event,
    time: time === '0' ? firstTextAt(record, 'observedTimeUnixNano') : time,
    user: of('user.email', 'user.account_uuid', 'user.id'),
    organization: of('organization.id'),
    ...(event === claudeCode
      ? ofClaudeCode(of, time)
      : { id: of('gen_ai.response.id') || `${textAt(record, 'traceId')} ${textAt(record, 'spanId')} ${time}` }),
  }
  const names = [...counts, ...texts, 'time', 'id', 'cost', 'operation', 'environment', 'user', 'organization']
  return new Map(names.map((name) => [name, own[name] ?? fields.get(name) ?? '']))
}

const ofClaudeCode = (of: (...names: readonly string[]) => string, time: string): Record<string, string> => ({
  id: of('request_id') || [of('session.id'), of('event.sequence'), time].join(' '),
  model: of('model'),
  input: of('input_tokens'),
  output: of('output_tokens'),
  cache_read: of('cache_read_tokens', 'cache_read_input_tokens'),
  cache_write: of('cache_creation_tokens', 'cache_creation_input_tokens'),
  cost: of('cost_usd'),
  speed: of('speed'),
})
