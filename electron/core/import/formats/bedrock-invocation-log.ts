// Amazon Bedrock model invocation log: JSON lines (or a list) as written to S3, or inside CloudWatch events. Counts are
// disjoint, cache counts absent in old records; the split of cache writes by term stands in the answer's usage. Contents
// (inputBodyJson, outputBodyJson, S3 references) are never kept. A failed request has an errorCode and no counts. Calls
// through the bedrock-mantle endpoint are not logged.
// Source: AWS, Model invocation logging, ModelInvocationLog 1.0 (2026); Converse API reference.
import { type Format, momentOf } from '../format.ts'
import { jsonCell, jsonMember, organisationalTags } from '../json-cells.ts'
import { jsonText } from '../json-rows.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json-text.ts'
import { entriesOf, rowOfTexts, textAt, valueAt } from '../json-values.ts'
import { count, less, oneEach } from '../measure.ts'
import { cacheWriteOf } from '../usage-object.ts'

const schema = 'ModelInvocationLog'

export const bedrockInvocationLog: Format = {
  id: 'bedrock-invocation-log-json',
  title: 'Amazon Bedrock invocation log',
  shape: 'json',
  signature: ['schema', 'request_id', 'model'],
  json: {
    claims: (document) =>
      recordsOf(document)
        .slice(0, 20)
        .some((record) => textAt(record, 'schemaType') === schema),
    rows: (document) => recordsOf(document).map(rowOf),
    splits: true,
  },
  columns: {
    dates: ['timestamp'],
    counts: ['input', 'cache_read', 'cache_write', 'cache_write_5m', 'cache_write_1h', 'output'],
    amounts: [],
    texts: ['schema', 'model', 'error', 'is_counted', 'request_metadata'],
    dimensions: ['account', 'region', 'inference_region', 'inference_profile', 'operation', 'role', 'user_arn'],
    ids: ['request_id'],
    ignored: [],
  },
  zone: 'UTC',
  population: 'platform',
  standing: 'vendorLog',
  identity: 'id',
  rule: (texts) => {
    if (texts.text('schema') !== schema) return 'not-usage'
    if (texts.text('error') !== '' && texts.text('is_counted') === '') return 'not-usage'
    const metadata = texts.text('request_metadata')
    return {
      provider: 'aws',
      model: texts.text('model'),
      team: jsonMember(metadata, /^(?:team|cost[_\s-]?cent(?:er|re)|department|business[_\s-]?unit)$/i),
      project: jsonMember(metadata, /^(?:project|product|app|application)$/i),
      dimensions: organisationalTags(metadata),
      period: momentOf('timestamp'),
      measures: {
        inputUncached: count('input'),
        cacheRead: count('cache_read'),
        cacheWrite5m: count('cache_write_5m'),
        cacheWrite1h: count('cache_write_1h'),
        cacheWriteOther: less(count('cache_write'), 'cache_write_5m', 'cache_write_1h'),
        output: count('output'),
        requests: oneEach,
      },
    }
  },
}

/** The log records of a document; CloudWatch hands them out inside the `message` of an event. */
const recordsOf = (document: JsonValue): readonly JsonObject[] =>
  entriesOf(document, 'events', 'logEvents', 'Records', 'results').map((entry) => {
    const message = entry.get('message') ?? entry.get('@message')
    const record = typeof message === 'string' ? jsonCell(message) : message
    return isJsonObject(record) ? record : entry
  })

function rowOf(record: JsonObject): ReadonlyMap<string, string> {
  const { model, profile } = bedrockModelOf(textAt(record, 'modelId'))
  const input = textAt(record, 'input', 'inputTokenCount')
  const output = textAt(record, 'output', 'outputTokenCount')
  const usage = usageIn(valueAt(record, 'output', 'outputBodyJson'))
  const caller = textAt(record, 'identity', 'arn')
  const role = /:assumed-role\/([^/]+)/.exec(caller)?.[1] ?? ''
  return rowOfTexts({
    schema: textAt(record, 'schemaType'),
    timestamp: textAt(record, 'timestamp'),
    request_id: textAt(record, 'requestId'),
    model,
    error: textAt(record, 'errorCode'),
    is_counted: `${input}${output}` === '' ? '' : 'yes',
    account: textAt(record, 'accountId'),
    region: textAt(record, 'region'),
    inference_region: textAt(record, 'inferenceRegion'),
    inference_profile: profile,
    operation: textAt(record, 'operation'),
    role,
    user_arn: role === '' ? caller : '',
    request_metadata: jsonText(record.get('requestMetadata') ?? null),
    input,
    cache_read: textAt(record, 'input', 'cacheReadInputTokenCount') || textAt(record, 'cacheReadInputTokenCount'),
    cache_write: textAt(record, 'input', 'cacheWriteInputTokenCount') || textAt(record, 'cacheWriteInputTokenCount'),
    cache_write_5m: cacheWriteOf(usage, '5m'),
    cache_write_1h: cacheWriteOf(usage, '1h'),
    output,
  })
}

/** The usage object of an answer; a streamed answer states it in one of its last chunks. */
function usageIn(body: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonArray(body)) return valueAt(body, 'usage')
  const stated = body.map((chunk) => valueAt(chunk, 'metadata', 'usage') ?? valueAt(chunk, 'message', 'usage') ?? valueAt(chunk, 'usage'))
  return stated.findLast((usage) => isJsonArray(valueAt(usage, 'cacheDetails')) || isJsonObject(valueAt(usage, 'cache_creation')))
}

/** A model id without the ARN around it and without the geography of its inference profile. Ids that name no model stay as they are. */
export function bedrockModelOf(id: string): { model: string; profile: string } {
  const named = /^arn:[^/]*:(?:foundation-model|inference-profile)\/(.+)$/.exec(id)?.[1] ?? id.replace(/^arn:(?:[^:/]*:){4}/, '')
  const parts = /^(us-gov|us|eu|apac|jp|au|ca|global)\.(.+)$/.exec(named)
  return { model: parts?.[2] ?? named, profile: parts?.[1] ?? '' }
}
