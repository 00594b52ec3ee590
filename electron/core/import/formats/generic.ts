// Any table with a time and something to count, read through a mapping profile. Unmapped columns are dimensions.
// Whether input tokens hold the cached ones is the one thing a header cannot say: it is asked, never guessed.
import { type TokenBucket, tokenBuckets } from '../../../../shared/domain/usage.ts'
import { toEpochDay } from '../../../../shared/units/calendar.ts'
import { dayMs, type Format, hourMs, type Measures, type Period } from '../format.ts'
import type { MappingField, MappingProfile } from '../mapping-profile.ts'
import { amount, count, less, type Measure, quantity, times } from '../measure.ts'
import { currencyCode, type Texts } from '../texts.ts'
import { makerOf, providerSlug, tierOf } from '../words.ts'
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
const quantityFields = ['inputTokens', 'inputUncached', 'cacheRead', 'outputTokens', 'requests', 'gpuHours'] as const

export function genericFormat({ profile, shape, zone, widthMs }: GenericReading): Format {
  const columns = Object.fromEntries(Object.entries(profile.columns).map(([field, column]) => [field, column.toLowerCase()])) as Partial<
    Record<MappingField, string>
  >
  const named = (...fields: readonly MappingField[]) => fields.flatMap((field) => columns[field] ?? [])
  const isScaled = (profile.tokenUnit ?? '1') !== '1'
  const isCostTable = quantityFields.every((field) => columns[field] === undefined)
  const period = periodOf(profile, columns, zone, widthMs)
  const measures = measuresOf(profile, columns)
  const text = (texts: Texts, field: MappingField) => texts.text(columns[field] ?? '')
  return {
    id: shape === 'csv' ? 'generic-csv' : 'generic-json',
    title: shape === 'csv' ? 'Table (CSV)' : 'Table (JSON)',
    shape,
    signature: [],
    columns: {
      dates: named('date', 'end'),
      counts: isScaled ? named('requests', 'dayIndex', 'hourIndex') : named(...countFields, 'requests', 'dayIndex', 'hourIndex'),
      amounts: isScaled ? named('cost', 'list', 'contracted', 'gpuHours', ...countFields) : named('cost', 'list', 'contracted', 'gpuHours'),
      texts: named('provider', 'model', 'team', 'project', 'tier', 'currency', 'charge'),
      dimensions: [],
      ids: named('rowId'),
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
    zone: null,
    population: '',
    standing: 'table',
    identity: 'key',
    rule: (texts) => {
      const model = text(texts, 'model')
      return {
        role: isCostTable ? 'cost' : 'usage',
        provider: providerSlug(text(texts, 'provider') || profile.provider || makerOf(model)),
        model,
        team: text(texts, 'team'),
        project: text(texts, 'project'),
        tier: tierOf(text(texts, 'tier')),
        ...currencyOf(texts, profile, columns),
        charge: text(texts, 'charge'),
        period,
        measures,
      }
    },
    counted: named(...quantityFields, 'cost'),
  }
}

/** A currency is needed where there is money: a line without one is refused only then. */
function currencyOf(
  texts: Texts,
  profile: MappingProfile,
  columns: Partial<Record<MappingField, string>>,
): { currency: string; currencyColumn?: string } {
  if (columns.currency === undefined) return { currency: profile.currency ?? '' }
  return { currency: currencyCode(texts.text(columns.currency)) ?? '', currencyColumn: columns.currency }
}

function periodOf(profile: MappingProfile, columns: Partial<Record<MappingField, string>>, zone: Zone, widthMs: number): Period {
  if (columns.date !== undefined) return { start: [columns.date], end: columns.end === undefined ? [] : [columns.end], widthMs }
  const zeroMs = profile.dayIndexStart === undefined ? 0 : utcOf(toEpochDay(profile.dayIndexStart) * dayMs, zone)
  return {
    start: [columns.dayIndex ?? columns.hourIndex ?? ''],
    end: [],
    widthMs,
    steps: { ms: columns.dayIndex === undefined ? hourMs : dayMs, zeroMs },
  }
}

function measuresOf(profile: MappingProfile, columns: Partial<Record<MappingField, string>>): Measures {
  const unit = profile.tokenUnit ?? '1'
  const counted = (field: MappingField): Measure | undefined => {
    const column = columns[field]
    return column === undefined ? undefined : times(count(column), unit)
  }
  const money = (field: MappingField): Measure | undefined => (columns[field] === undefined ? undefined : amount(columns[field]))
  const parts = (['cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'cacheWrite'] as const).flatMap((field) => columns[field] ?? [])
  const whole = counted('inputTokens')
  const input = counted('inputUncached') ?? (whole && profile.cachedInInput === 'yes' ? less(whole, ...parts) : whole)
  const total = counted('totalTokens')
  return definedOnly({
    inputUncached: input,
    cacheRead: counted('cacheRead'),
    cacheWrite5m: counted('cacheWrite5m'),
    cacheWrite1h: counted('cacheWrite1h'),
    cacheWriteOther: counted('cacheWrite'),
    output: counted('outputTokens'),
    reasoning: counted('reasoning'),
    requests: columns.requests === undefined ? undefined : count(columns.requests),
    gpuHours: columns.gpuHours === undefined ? undefined : quantity(columns.gpuHours),
    billed: money('cost'),
    list: money('list'),
    contracted: money('contracted'),
    // A stated total may or may not count cached tokens beside input and output: either tie is a tie.
    total: total && { measure: total, of: [tokenBuckets, plainBuckets] },
  })
}

const plainBuckets: readonly TokenBucket[] = ['inputUncached', 'output']

function definedOnly(measures: { [K in keyof Measures]: Measures[K] | undefined }): Measures {
  return Object.fromEntries(Object.entries(measures).filter(([, measure]) => measure !== undefined))
}
