// Rules that give usage a team and a cost centre: in order, the first that fits wins. Values are compared without regard to
// case, with what the files state. Used by the ledger, which applies them, and by whoever writes them.

/** What a rule may ask of a line. A further label of the files is asked for by its own name: `dimension:api_key_id`. */
export const ruleFields = ['provider', 'model', 'team', 'project', 'source', 'tier'] as const
export type RuleField = (typeof ruleFields)[number] | `dimension:${string}`

export const dimensionField = (name: string): RuleField => `dimension:${name}`
/** The label's own name; null for a field of every line. */
export const dimensionOf = (field: RuleField): string | null => (field.startsWith('dimension:') ? field.slice('dimension:'.length) : null)

export const ruleTests = ['equals', 'starts-with', 'contains'] as const

export interface RuleCondition {
  readonly field: RuleField
  readonly test: (typeof ruleTests)[number]
  /** It holds when it holds for one of these; '' equals what is not stated. */
  readonly values: readonly string[]
}

export interface AllocationRule {
  /** All must hold; without any the rule takes whatever the ones before have left. */
  readonly when: readonly RuleCondition[]
  /** '' leaves the team that the line states. */
  readonly team: string
  readonly costCenter: string
}
