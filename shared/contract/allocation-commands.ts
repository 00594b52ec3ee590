// Commands about whose usage it is: ordered rules that give a team and a cost centre, and what they leave without one.
import { z } from 'zod'
import { type RuleField, ruleFields, ruleTests } from '../domain/allocation.ts'
import { DecimalText, MoneyByCurrency } from './scalars.ts'

const Field = z.custom<RuleField>(
  (value) => typeof value === 'string' && (/^dimension:./s.test(value) || ruleFields.some((field) => field === value)),
  `one of ${ruleFields.join(', ')}, or dimension:NAME`,
)

const Condition = z
  .object({ field: Field, test: z.enum(ruleTests).default('equals'), values: z.array(z.string()).min(1).max(1_000) })
  .strict()
  .refine(({ test, values }) => test === 'equals' || !values.includes(''), 'an empty text begins and is in every text')

/** The first rule that fits gives; without conditions it takes what the ones before have left. */
export const AllocationRules = z
  .array(
    z
      .object({
        when: z.array(Condition).max(50).default([]),
        team: z.string().trim().default(''),
        costCenter: z.string().trim().default(''),
      })
      .strict()
      .refine(({ team, costCenter }) => team !== '' || costCenter !== '', 'a rule gives a team or a costCenter'),
  )
  .max(500)

/** `money`: what counts as spend. */
const allocated = { labels: z.number().int(), lines: z.number().int(), tokens: DecimalText, money: MoneyByCurrency }
const Allocated = z.object(allocated)

const Missing = z.enum(['team', 'costCenter'])

const AllocationReport = z.object({
  rules: z.array(
    z.object({
      ...AllocationRules.element.shape,
      ...allocated,
      /** Labels that it would take if it stood first, and the rules before it (from 1) that take some of them. */
      fits: z.number().int(),
      takenBy: z.array(z.number().int()),
    }),
  ),
  all: Allocated,
  /** What has no team, and what has no cost centre, with its share of the money by currency. */
  missing: z.record(Missing, Allocated.extend({ share: z.record(z.string(), z.number()) })),
  /** The largest values of one field among what has none, and the rest together. */
  largest: z.object({
    missing: Missing,
    by: Field,
    values: z.array(z.object({ value: z.string(), ...allocated })),
    others: Allocated,
  }),
  /** Fields that what has none states, and all further labels of the files. */
  fields: z.array(Field),
  dimensions: z.array(z.string()),
})

const looked = {
  missing: Missing.default('team'),
  /** Left out: the field that says most about whose it is. */
  by: Field.optional(),
  limit: z.number().int().min(1).max(1_000).default(20),
}

export const allocationCommands = {
  'allocation.read': { input: z.object(looked), output: AllocationReport },
  /** The whole list takes the place of the one before. */
  'allocation.set': { input: z.object({ rules: AllocationRules }), output: AllocationReport },
  /** What rules would do; nothing is written. */
  'allocation.try': { input: z.object({ rules: AllocationRules, ...looked }), output: AllocationReport },
} as const

export type AllocationReportData = z.infer<typeof AllocationReport>
