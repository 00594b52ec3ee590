// Any table with a time and something to count, read through a mapping profile. Unmapped columns are dimensions.
// Whether input tokens hold the cached ones is the one thing a header cannot say: it is asked, never guessed.
import { type TokenBucket, tokenBuckets, type UsageRecord } from '../../../../shared/domain/usage.ts'
import { toEpochDay } from '../../../../shared/units/calendar.ts'
import { type Bucket, blankRecord, bucketOf, dayMs, type Format, mismatch, providerSlug, tierOf, uncachedInput } from '../format.ts'
import type { Line } from '../line.ts'
import type { MappingField, MappingProfile } from '../mapping-profile.ts'
import { utcOf, type Zone } from '../zones.ts'

interface GenericReading {
  readonly profile: MappingProfile
  readonly shape: 'csv' | 'json'
  readonly zone: Zone
  /** Length of a line's period when it states no end, from the spacing of the file's times. */
  readonly widthMs: number
}

const countFields = [
  'inputTokens',
  'inputUncached',
  'cacheRead',
  'cacheWrite',
  'cacheWrite5m',
  'cacheWrite1h',
  'outputTokens',
  'reasoning',
  'totalTokens',
] as const
const hourMs = 3_600_000
const rememberedSlugs = 1000

export function genericFormat({ profile, shape, zone, widthMs }: GenericReading): Format {
  const id = shape === 'csv' ? 'generic-csv' : 'generic-json'
  const columns = Object.fromEntries(Object.entries(profile.columns).map(([field, column]) => [field, column.toLowerCase()])) as Partial<
    Record<MappingField, string>
  >
  const named = (...fields: readonly MappingField[]) => fields.flatMap((field) => columns[field] ?? [])
  const text = (line: Line, field: MappingField) => line.text(columns[field] ?? '')
  const amount = (line: Line, field: MappingField) => line.amount(columns[field] ?? '')
  const unit = profile.tokenUnit ?? '1'
  const count = (line: Line, field: MappingField) =>
    unit === '1' ? line.count(columns[field] ?? '') : scaledCount(line, columns[field] ?? '', unit)
  const dayZero = profile.dayIndexStart === undefined ? 0 : utcOf(toEpochDay(profile.dayIndexStart) * dayMs, zone)

  const bucket = (line: Line): Bucket => {
    if (columns.date !== undefined) return bucketOf(line, columns.date, columns.end ?? '', widthMs)
    const column = columns.dayIndex ?? columns.hourIndex ?? ''
    const step = columns.dayIndex === undefined ? hourMs : dayMs
    if (line.text(column) === '') line.reject('missing-value', column)
    const start = dayZero + Number(line.count(column) || '0') * step
    if (start - dayZero > 200 * 366 * dayMs) line.reject('out-of-range', column)
    return line.fault ? { start: dayZero, end: dayZero + step } : { start, end: start + step }
  }

  const slugs = new Map<string, string>()
  const provider = (line: Line, model: string): string => {
    const name = text(line, 'provider') || profile.provider || providerOfModel(model)
    const known = slugs.get(name)
    if (known !== undefined) return known
    const slug = providerSlug(name)
    if (slugs.size < rememberedSlugs) slugs.set(name, slug)
    return slug
  }

  const read = (line: Line): UsageRecord => {
    const record = blankRecord(id, line, bucket(line))
    const cacheRead = count(line, 'cacheRead')
    const writes = {
      cacheWrite5m: count(line, 'cacheWrite5m'),
      cacheWrite1h: count(line, 'cacheWrite1h'),
      cacheWriteOther: count(line, 'cacheWrite'),
    }
    const inside = profile.cachedInInput === 'yes' ? [cacheRead, ...Object.values(writes)] : []
    const whole = uncachedInput(line, columns.inputTokens ?? '', count(line, 'inputTokens'), inside)
    const tokens = { inputUncached: count(line, 'inputUncached') || whole, cacheRead, ...writes, output: count(line, 'outputTokens') }
    const billed = amount(line, 'cost')
    const model = text(line, 'model')
    const requests = line.count(columns.requests ?? '')
    const gpuHours = positive(line, columns.gpuHours, amount(line, 'gpuHours'))
    const isMoneyOnly = requests === '' && gpuHours === '' && tokenBuckets.every((bucket) => tokens[bucket] === '')
    if (billed === '' && isMoneyOnly)
      line.reject('missing-value', named('inputTokens', 'inputUncached', 'cost', 'requests', 'gpuHours')[0] ?? '')
    return {
      ...record,
      role: billed === '' ? 'usage' : isMoneyOnly ? 'cost' : 'both',
      provider: provider(line, model),
      model,
      team: text(line, 'team'),
      project: text(line, 'project'),
      tier: tierOf(text(line, 'tier')),
      tokens,
      reasoningInOutput: count(line, 'reasoning'),
      requests,
      gpuHours,
      currency: billed === '' ? '' : columns.currency === undefined ? (profile.currency ?? '') : line.currency(columns.currency),
      billed,
      list: amount(line, 'list'),
      contracted: amount(line, 'contracted'),
      charge: text(line, 'charge'),
      totalMismatch: totalGap(count(line, 'totalTokens'), tokens),
    }
  }

  return {
    id,
    title: shape === 'csv' ? 'Table (CSV)' : 'Table (JSON)',
    shape,
    signature: [],
    columns: {
      dates: named('date', 'end'),
      counts: unit === '1' ? named(...countFields, 'requests', 'dayIndex', 'hourIndex') : named('requests', 'dayIndex', 'hourIndex'),
      amounts:
        unit === '1' ? named('cost', 'list', 'contracted', 'gpuHours') : named('cost', 'list', 'contracted', 'gpuHours', ...countFields),
      texts: named('provider', 'model', 'team', 'project', 'tier', 'currency', 'charge'),
      dimensions: [],
      ignored: (profile.drop ?? []).map((column) => column.toLowerCase()),
    },
    ...(columns.cost === undefined
      ? {}
      : {
          money: {
            amount: columns.cost,
            currency: columns.currency === undefined ? { code: profile.currency ?? '' } : { column: columns.currency },
          },
        }),
    utc: false,
    read,
  }
}

/** Vendors by the beginning of their model names; '' when the name tells nothing. */
function providerOfModel(model: string): string {
  return makers.find(([pattern]) => pattern.test(model))?.[1] ?? ''
}

const makers: readonly (readonly [RegExp, string])[] = [
  [/^(?:openai\/|gpt[-\s_]?\d|gpt-|chatgpt|o[1345](?:$|[-\s])|text-embedding-|dall-e|whisper|tts-|davinci|codex)/i, 'openai'],
  [/^(?:anthropic[/.]|claude)/i, 'anthropic'],
  [/^(?:google\/|vertex_ai\/|gemini|gemma|palm|text-bison)/i, 'google'],
  [/^(?:deepseek)/i, 'deepseek'],
  [/^(?:mistral|mixtral|codestral|magistral|ministral)/i, 'mistral'],
  [/^(?:meta-llama|meta\/|llama)/i, 'meta'],
  [/^(?:xai\/|grok)/i, 'xai'],
  [/^(?:cohere|command-)/i, 'cohere'],
  [/^(?:qwen|qwq)/i, 'alibaba'],
  [/^(?:moonshot|kimi)/i, 'moonshot'],
  [/^(?:glm|chatglm)/i, 'zhipu'],
  [/^(?:doubao)/i, 'volcengine'],
  [/^(?:amazon[/.]|nova-|titan-)/i, 'amazon'],
]

function scaledCount(line: Line, column: string, unit: string): string {
  const value = line.amount(column, unit)
  if (value.startsWith('-')) return line.reject('negative-tokens', column)
  return value.includes('.') ? line.reject('fractional-tokens', column) : value
}

const positive = (line: Line, column: string | undefined, value: string): string =>
  value.startsWith('-') ? line.reject('out-of-range', column ?? '') : value

/** A stated total may or may not count cached tokens beside input and output: either tie is a tie. */
function totalGap(total: string, tokens: Readonly<Record<TokenBucket, string>>): string {
  const all = mismatch(total, tokens, ['inputUncached', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'cacheWriteOther', 'output'])
  return all === '' ? '' : mismatch(total, tokens, ['inputUncached', 'output'])
}
