// The token bucket that a cloud's meter, SKU or charge names in words: clouds bill each bucket as a line of its own.
import type { TokenBucket } from '../../../shared/domain/usage.ts'
import { multiplyDecimals } from '../../../shared/units/decimal.ts'

/** null when the words name no bucket; a quantity without a bucket is never guessed into one. */
export function bucketNamed(words: string): TokenBucket | null {
  if (/cach\w*[\s_-]*miss|未命中/i.test(words)) return 'inputUncached'
  if (/cach\w*[\s_-]*(?:write|creation|store)|缓存(?:写入|创建|存储)|创建缓存/i.test(words))
    return /\b1[\s_-]?h(?:our|r)?\b/i.test(words) ? 'cacheWrite1h' : /\b5[\s_-]?m(?:in)?/i.test(words) ? 'cacheWrite5m' : 'cacheWriteOther'
  if (/cach|缓存|命中/i.test(words)) return 'cacheRead'
  if (/outp|completion|generated|response|thinking|reasoning|输出/i.test(words)) return 'output'
  return /inp|prompt|输入/i.test(words) ? 'inputUncached' : null
}

/** The model in a SKU such as `Claude Opus 5 Input Tokens`: the words before the bucket's. */
export const modelBeforeBucket = (sku: string): string =>
  /^(.+?)\s+(?:GA\s+)?(?:text\s+|audio\s+|image\s+)?(?:cach\w*|input|output|thinking)\b/i.exec(sku)?.[1]?.trim() ?? ''

const tokenUnit = /^(?:per\s+)?(?:(\d[\d,]*)\s*)?(k|m|b|thousand|million|billion|千|万|百万|亿|十亿)?\s*个?\s*tokens?$/i
const unitWords: Readonly<Record<string, string>> = {
  k: '1000',
  thousand: '1000',
  千: '1000',
  万: '10000',
  m: '1000000',
  million: '1000000',
  百万: '1000000',
  亿: '100000000',
  b: '1000000000',
  billion: '1000000000',
  十亿: '1000000000',
}

/** Tokens in one unit such as `Tokens`, `1K tokens`, `1,000,000 Tokens`, `千tokens`; null for a unit of another kind. */
export function tokensInUnit(unit: string): string | null {
  const parts = tokenUnit.exec(unit.trim())
  if (!parts) return null
  const [, number = '1', word = ''] = parts
  return multiplyDecimals(number.replaceAll(',', ''), unitWords[word.toLowerCase()] ?? '1')
}

/**
 * The bucket of a key in a map of token counts, such as `input_cache_creation_5m`; 'total' for their sum, null for what
 * counts no tokens.
 */
export function bucketOfKey(key: string): TokenBucket | 'total' | null {
  const name = key.toLowerCase()
  if (/^total/.test(name)) return 'total'
  if (/cach/.test(name)) {
    if (!/creat|writ/.test(name)) return 'cacheRead'
    return /5m/.test(name) ? 'cacheWrite5m' : /1h/.test(name) ? 'cacheWrite1h' : 'cacheWriteOther'
  }
  if (/output|completion|candidate|generat/.test(name) || isReasoningKey(name)) return 'output'
  return /input|prompt/.test(name) ? 'inputUncached' : null
}

/** Whether a key of such a map counts reasoning, which is part of the output. */
export const isReasoningKey = (key: string): boolean => /reason|thought|thinking/i.test(key)
