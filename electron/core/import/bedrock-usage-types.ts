// What a Bedrock usage type of AWS says: `USE1-NovaPro-cache-read-input-token-count`, `USE1-qwen.qwen3-32b-mantle-input-tokens-flex`,
// `USE1-MP:USE1_CacheWrite1hInputTokenCount_Global-Units`, `...input_tokens_long_ctx_global_standard-Units`. One model is
// spelt in several ways; all give one name. Throughput that is reserved or provisioned counts time, no tokens.
// Source: AWS price lists of Bedrock and its foundation models, and CUR lines, seen until 2026-10.
import type { Tier, TokenBucket } from '../../../shared/domain/usage.ts'
import type { Modality } from './cloud-use.ts'
import { tokensInUnit } from './token-words.ts'
import { tierOf } from './words.ts'

export interface BedrockUsage {
  /** '' for models sold through the Marketplace, whose usage types name none. */
  readonly model: string
  readonly bucket: TokenBucket
  readonly tier: Tier
  readonly context: '' | 'long'
  readonly isGlobal: boolean
  readonly modality: Modality
}

const tokens = /^(?:(.*?)[-_])?(cache[-_]?(?:read|write)|input|output|response)(?=.*tokens?)(.*)$/i

/** null when the usage type counts no tokens. */
export function readBedrockUsage(usageType: string): BedrockUsage | null {
  const name = usageType.replace(/^[A-Z0-9]+-/, '').replace(/^MP:[A-Z0-9]+_/, '')
  const [, model = '', kind = '', rest = ''] = tokens.exec(name) ?? []
  if (kind === '' || /tpm|per[-_]?minute|provisioned|training|customi[sz]ation/i.test(name)) return null
  const words = rest.toLowerCase().split(/[-_]/)
  return {
    model: modelSlug(model.replace(/-mantle$/i, '')),
    bucket: bucketOf(kind, rest),
    tier: words.map(tierOf).find((tier) => tier !== 'standard') ?? 'standard',
    context: /long[-_]?(?:ctx|context)/i.test(rest) ? 'long' : '',
    isGlobal: words.includes('global'),
    modality: /image|video/i.test(rest) ? 'image' : /audio|speech/i.test(rest) ? 'audio' : '',
  }
}

function bucketOf(kind: string, rest: string): TokenBucket {
  if (/write/i.test(kind))
    return /(?:^|[-_])?1h/i.test(rest) ? 'cacheWrite1h' : /(?:^|[-_])5m(?:[-_]|$)/i.test(rest) ? 'cacheWrite5m' : 'cacheWriteOther'
  if (/read/i.test(kind)) return 'cacheRead'
  return /^input/i.test(kind) ? 'inputUncached' : 'output'
}

/** `NovaPro`, `amazon.nova-pro`, `Claude Opus 5 (Amazon Bedrock Edition)`, `anthropic.claude-opus-5` -> `nova-pro`, `claude-opus-5`. */
const modelSlug = (name: string): string =>
  name
    .replace(/\s*\(.*$/, '')
    .replace(/^(Nova)([\d.]*)(?=[A-Z])/, '$1$2-')
    .toLowerCase()
    .replace(/^[a-z][a-z0-9]*\.(?=[a-z])/, '')
    .replace(/^(?:anthropic|openai)\s+/, '')
    .replace(/\s+/g, '-')

/** The model in `Claude Opus 5 (Amazon Bedrock Edition) input tokens, global`; '' in other words. */
export const bedrockEdition = (words: string): string =>
  modelSlug(/^(?:.*\|)?\s*([^|]+?)\s*\(Amazon Bedrock Edition\)/i.exec(words)?.[1] ?? '')

const scaleInWords = /\b(?:(\d[\d,]*)\s?)?(k|m|thousand|million)\s+(?:[a-z0-9]+[\s-]+){0,4}?tokens?\b/i

/** Tokens in one unit: from the unit, or from a description such as `Million Input Tokens Regional`; '' when neither says so. */
export function tokensInBedrockUnit(unit: string, description: string): string {
  const stated = tokensInUnit(unit)
  if (stated !== null) return stated
  const [, number = '', word = ''] = scaleInWords.exec(description) ?? []
  return word === '' ? '' : (tokensInUnit(`${number}${word} tokens`) ?? '')
}
