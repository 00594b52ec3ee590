// OpenTelemetry as files carry it, and the attributes of its GenAI conventions by one name for all their versions. OTLP/JSON
// wraps each value by its type and writes whole numbers as text; other exports have attributes as members or as columns.
// Whatever has no name here (messages, tool calls, sessions) is not kept.
// Source: open-telemetry/semantic-conventions(-genai), v1.27 to v1.42 (2026-10), and instrumentations in use.
import { flatten } from './json-rows.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json-text.ts'
import { objectsAt, textAt, valueAt } from './json-values.ts'

const spellings: Readonly<Record<string, readonly string[]>> = {
  time: [
    'starttimeunixnano',
    'start_time_unix_nano',
    'start_time',
    'starttime',
    'timestamp',
    '@timestamp',
    '_time',
    'time',
    'start',
    'date',
  ],
  trace_id: ['traceid', 'trace_id', 'trace.trace_id', 'trace.id', 'context.trace_id'],
  span_id: ['spanid', 'span_id', 'trace.span_id', 'span.id', 'context.span_id'],
  parent_id: ['parentspanid', 'parent_span_id', 'parentid', 'parent_id', 'trace.parent_id', 'parent.id', 'parent_spanid'],
  operation: ['gen_ai.operation.name'],
  provider: ['gen_ai.provider.name'],
  system: ['gen_ai.system'],
  model: ['gen_ai.response.model'],
  request_model: ['gen_ai.request.model'],
  input: ['gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens'],
  output: ['gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens'],
  cache_read: [
    'gen_ai.usage.cache_read.input_tokens',
    'gen_ai.usage.cache_read_input_tokens',
    'gen_ai.usage.details.cache_read_tokens',
    'gen_ai.usage.cached_tokens',
  ],
  cache_write: [
    'gen_ai.usage.cache_write.input_tokens',
    'gen_ai.usage.cache_creation.input_tokens',
    'gen_ai.usage.cache_creation_input_tokens',
    'gen_ai.usage.details.cache_write_tokens',
  ],
  reasoning: ['gen_ai.usage.reasoning.output_tokens', 'gen_ai.usage.reasoning_tokens', 'gen_ai.usage.details.reasoning_tokens'],
  total: ['gen_ai.usage.total_tokens', 'llm.usage.total_tokens'],
  cost: ['gen_ai.usage.cost'],
  service: ['service.name', 'servicename'],
  team: ['team', 'team.id', 'team.name', 'department', 'cost_center'],
  environment: ['deployment.environment.name', 'deployment.environment'],
}

const fieldOfName = new Map(Object.entries(spellings).flatMap(([field, names]) => names.map((name) => [name, field] as const)))
const wrappings = /^(?:(?:resource|span|scope)[._]?attributes|attributes|resource|span|attrs?|tags|@)[._]?(?=[a-z])/

/** What a span itself states; an attribute of such a name is another thing. */
const structural: ReadonlySet<string> = new Set(['time', 'trace_id', 'span_id', 'parent_id'])

/** The field of an attribute or column, whatever it is wrapped in; null for all others. */
export function fieldOf(name: string): string | null {
  const lower = name.toLowerCase()
  const known = fieldOfName.get(lower)
  if (known !== undefined) return known
  const wrapped = fieldOfName.get(lower.replace(wrappings, ''))
  return wrapped === undefined || structural.has(wrapped) ? null : wrapped
}

/** The fields among named texts; of several spellings the first that is not blank. */
export function fieldsOf(named: Iterable<readonly [string, string]>): Map<string, string> {
  const fields = new Map<string, string>()
  for (const [name, text] of named) {
    const field = fieldOf(name)
    if (field !== null && text !== '' && !fields.has(field)) fields.set(field, text)
  }
  return fields
}

/** Attributes by name as text: a list of keys and typed values, or an object. */
export function attributesOf(attributes: JsonValue | undefined): Map<string, string> {
  if (isJsonObject(attributes)) return flatten(attributes)
  return new Map(objectsAt(attributes).map((entry) => [textAt(entry, 'key'), anyValue(entry.get('value'))]))
}

/** The scalar in `{"intValue": "12"}`; '' for lists and maps, which hold contents. */
const anyValue = (value: JsonValue | undefined): string =>
  isJsonObject(value) ? textAt([...value.values()].find((member) => textAt(member) !== '')) : textAt(value)

/** An item with what stands above it: its resource's attributes. */
export interface OtelItem {
  readonly item: JsonObject
  readonly resource: Map<string, string>
  /** Items of one scope share this object. */
  readonly scope: JsonObject
}

type Kind = 'Spans' | 'Metrics' | 'Logs'

/** The spans, metrics or log records of an OTLP document, or of a list of such: resources, their scopes, their items. */
export function itemsOf(document: JsonValue, kind: Kind): readonly OtelItem[] {
  if (isJsonArray(document)) return document.flatMap((part) => itemsOf(part, kind))
  const items = kind === 'Logs' ? ['logRecords', 'log_records'] : [kind.toLowerCase()]
  return listAt(document, ...resourceLists(kind)).flatMap((resourced) => {
    const resource = attributesOf(valueAt(resourced, 'resource', 'attributes'))
    return listAt(resourced, `scope${kind}`, `scope_${kind.toLowerCase()}`, `instrumentationLibrary${kind}`).flatMap((scope) =>
      listAt(scope, ...items).map((item) => ({ item, resource, scope })),
    )
  })
}

/** Whether a document is OTLP of that kind, be it empty. */
export function isOtlp(document: JsonValue, kind: Kind): boolean {
  if (isJsonArray(document)) return document.slice(0, 20).some((part) => isOtlp(part, kind))
  return isJsonObject(document) && resourceLists(kind).some((name) => document.has(name))
}

const resourceLists = (kind: Kind): string[] => [
  `resource${kind}`,
  `resource_${kind.toLowerCase()}`,
  ...(kind === 'Spans' ? ['batches'] : []),
]

const listAt = (value: JsonValue, ...names: readonly string[]): readonly JsonObject[] => names.flatMap((name) => objectsAt(value, name))
