// What is known of how vendors bill, as far as a reconciliation needs it: the zone of a billing month, use that a cost
// report leaves out, and what the amounts beside the billed one mean. What is not listed here is not assumed.
import type { Tier } from './usage.ts'

const utc = 'UTC'
const pacific = 'America/Los_Angeles'
const beijing = 'Asia/Shanghai'

/** Zone in which the months of a vendor's invoices begin. Sources: the vendors' billing pages as of 2026-11. */
const billingZones: Readonly<Record<string, string>> = {
  openai: utc,
  anthropic: utc,
  aws: utc,
  azure: utc,
  github: utc,
  oracle: utc,
  google: pacific,
  alibaba: beijing,
  moonshot: beijing,
  volcengine: beijing,
  zhipu: beijing,
}

/** null: not known. */
export const billingZone = (provider: string): string | null => billingZones[provider] ?? null

/** Anthropic's cost report: "Priority Tier costs use a different billing model and are not included" (Admin API reference). */
const leftOut: Readonly<Record<string, readonly Tier[]>> = { anthropic: ['priority'] }

/** Tiers whose use a vendor's usage report holds and its cost report does not. */
export const tiersLeftOut = (provider: string): readonly Tier[] => leftOut[provider] ?? []

export interface AmountMeanings {
  /** Why the list amount of a line differs from what it is worth by contract (or bills, where no contracted amount stands). */
  readonly list: 'discount' | 'credits'
  /**
   * The contracted amount: 'price' as agreed; 'before-credits', so that the billed one is net of credits or vouchers of
   * the same line; 'net' of discounts that stand as lines of their own, so that it says nothing of this line.
   */
  readonly contracted: 'price' | 'before-credits' | 'net'
}

/** By source family, where it is not the usual. */
const otherMeanings: readonly (readonly [family: RegExp, meanings: AmountMeanings])[] = [
  [/^(?:aliyun-|gcp-billing$|volcengine-bill$|zhipu-bill$)/, { list: 'discount', contracted: 'before-credits' }],
  [/^aws-cur$/, { list: 'discount', contracted: 'net' }],
  [/^moonshot-bill$/, { list: 'credits', contracted: 'price' }],
]

export const meaningsOf = (family: string): AmountMeanings =>
  otherMeanings.find(([pattern]) => pattern.test(family))?.[1] ?? { list: 'discount', contracted: 'price' }
