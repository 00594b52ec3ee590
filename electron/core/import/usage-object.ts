// The usage object that model APIs answer with and that logs keep, in the spellings of its vendors. Here only its parts are
// read; whether cached tokens are inside the input is a matter of the vendor, and said by each format.
import type { JsonValue } from './json-text.ts'
import { objectsAt, textAt } from './json-values.ts'

type Usage = JsonValue | undefined

const cacheReadNames = [
  'cache_read_input_tokens',
  'cacheReadInputTokens',
  'cacheReadInputTokenCount',
  'prompt_cache_hit_tokens',
  'cachedContentTokenCount',
  'cached_tokens',
]
const cacheWriteNames = ['cache_creation_input_tokens', 'cache_write_input_tokens', 'cacheWriteInputTokens', 'cacheWriteInputTokenCount']
const inputDetails = ['prompt_tokens_details', 'input_tokens_details']
const outputDetails = ['completion_tokens_details', 'output_tokens_details']

export const cacheRead = (usage: Usage): string =>
  statedCount([...own(usage, cacheReadNames), ...nested(usage, inputDetails, ['cached_tokens'])])

export const cacheWrite = (usage: Usage): string =>
  statedCount([...own(usage, cacheWriteNames), ...nested(usage, inputDetails, ['cache_write_tokens', 'cache_creation_tokens'])])

export const cacheWriteOf = (usage: Usage, term: '5m' | '1h'): string => {
  const name = `ephemeral_${term}_input_tokens`
  const listed = objectsAt(usage, 'cacheDetails').find((detail) => textAt(detail, 'ttl') === term)
  return statedCount([
    textAt(listed, 'inputTokens'),
    textAt(usage, 'cache_creation', name),
    ...inputDetails.map((details) => textAt(usage, details, 'cache_creation_token_details', name)),
  ])
}

export const reasoning = (usage: Usage): string =>
  statedCount([textAt(usage, 'thoughtsTokenCount'), ...nested(usage, outputDetails, ['reasoning_tokens', 'thinking_tokens'])])

const own = (usage: Usage, names: readonly string[]): string[] => names.map((name) => textAt(usage, name))
const nested = (usage: Usage, groups: readonly string[], names: readonly string[]): string[] =>
  groups.flatMap((group) => names.map((name) => textAt(usage, group, name)))

/** The first count that is not zero, otherwise the first that is stated: gateways fill the spellings of other vendors with zeros. */
export function statedCount(counts: readonly string[]): string {
  const stated = counts.filter((count) => count !== '')
  return stated.find((count) => count !== '0') ?? stated[0] ?? ''
}
