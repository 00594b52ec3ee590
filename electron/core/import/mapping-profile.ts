// The mapping profile: which column of a generic file feeds which of our fields, and how its values are read.
// It is what the self-mapping proposes, what the page shows and edits, and what `--map PROFILE.json` holds.
import { z } from 'zod'
import { fail } from '../../../shared/language/failures.ts'
import { isIsoDate } from '../../../shared/units/calendar.ts'
import { dateOrders } from './dates.ts'

const mappingFields = [
  'date',
  'end',
  'dayIndex',
  'hourIndex',
  'provider',
  'model',
  'team',
  'project',
  'tier',
  'inputTokens',
  'inputUncached',
  'cacheRead',
  'cacheWrite',
  'cacheWrite5m',
  'cacheWrite1h',
  'outputTokens',
  'reasoning',
  'totalTokens',
  'requests',
  'gpuHours',
  'cost',
  'list',
  'contracted',
  'currency',
  'charge',
  'rowId',
] as const
export type MappingField = (typeof mappingFields)[number]

const ProfileSchema = z.strictObject({
  name: z.string().default(''),
  columns: z.partialRecord(z.enum(mappingFields), z.string().min(1)),
  /** Constants for files that do not state them per row. */
  provider: z.string().optional(),
  currency: z.string().optional(),
  cachedInInput: z.enum(['yes', 'no']).optional(),
  dateOrder: z.enum(dateOrders).optional(),
  decimalMark: z.enum(['.', ',']).optional(),
  zone: z.string().optional(),
  /** Date of day 0 (or of hour 0), for files whose date is a number of days or hours. */
  dayIndexStart: z.string().refine(isIsoDate, 'a date such as 2026-09-01 is needed').optional(),
  /** How many tokens one unit of the token columns is. */
  tokenUnit: z.enum(['1', '1000', '1000000']).optional(),
  /** Columns not stored, and columns stored as hashes. Left out: the defaults of privacy.ts. */
  drop: z.array(z.string()).optional(),
  hash: z.array(z.string()).optional(),
})

export type MappingProfile = z.infer<typeof ProfileSchema>

/** Checks a profile that came from a file, the page or a script. */
export function parseProfile(profile: unknown): MappingProfile {
  const checked = ProfileSchema.safeParse(profile)
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  const unknown = issue?.code === 'unrecognized_keys' ? ` (${issue.keys.join(', ')})` : ''
  throw fail('bad-mapping', { field: issue?.path.join('.') || 'profile', reason: `${issue?.message ?? ''}${unknown}` })
}
