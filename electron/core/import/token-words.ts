// The token bucket that a cloud's meter, SKU or charge names in words: clouds bill each bucket as a line of its own.
import type { TokenBucket } from '../../../shared/domain/usage.ts'

/** null when the words name no bucket; a quantity without a bucket is never guessed into one. */
export function bucketNamed(words: string): TokenBucket | null {
  if (/cach\w*[\s_-]*(?:write|creation|store)/i.test(words)) return 'cacheWriteOther'
  if (/cach/i.test(words)) return 'cacheRead'
  if (/outp|completion|generated/i.test(words)) return 'output'
  return /inp|prompt/i.test(words) ? 'inputUncached' : null
}

/** The model in a SKU such as `Claude Opus 5 Input Tokens`: the words before the bucket's. */
export const modelBeforeBucket = (sku: string): string =>
  /^(.+?)\s+(?:GA\s+)?(?:text\s+|audio\s+|image\s+)?(?:cach\w*|input|output|thinking)\b/i.exec(sku)?.[1]?.trim() ?? ''
