// What an AI meter of Azure says in its name: `gpt 4o 1120 cached Inp glbl Tokens`, `5.6 sol LongCo Cd Wr Std Gl 1M Tokens`,
// `gpt-35-trb16K-Batch-125-Inp-glbl`, `Claude Sonnet 4.6 - msft-... - paygo-inference-input-tokens`. There is no official
// grammar: the words below are those seen in exports and in the public price list up to 2026-10. Words that are not listed
// belong to the model's name (`1120` is the month and day of a version); without a word for input or output there are no
// tokens to count, and the meter stays a charge.
import type { Tier, TokenBucket } from '../../../shared/domain/usage.ts'
import type { Modality } from './cloud-use.ts'
import { tokensInUnit } from './token-words.ts'

interface AzureMeter {
  /** '' when the meter names none, as a provisioned throughput unit. */
  readonly model: string
  /** null when the meter counts no tokens of a request: training, hosting, provisioned units, images, calls. */
  readonly bucket: TokenBucket | null
  readonly tier: Tier
  readonly context: '' | 'long'
  /** Where it runs (`global`, `data zone`, `regional`), and what else sets the price apart. */
  readonly dimensions: Readonly<Record<string, string>>
  readonly modality: Modality
}

type Meaning = 'input' | 'output' | 'cached' | 'write' | 'embedding' | 'other' | 'noise'

const meanings: Readonly<Record<string, Meaning>> = {
  ...named('input', 'inp inpt input in'),
  ...named('output', 'out outp outpt output opt'),
  ...named('cached', 'cached cchd ccchd cd cache cach'),
  ...named('write', 'wr write writes creation'),
  ...named('embedding', 'embedding embeddings embed'),
  ...named('other', 'ptu ptus provisioned prov trng train training hstng hosting grader images calls session sessions hours hour'),
  ...named('noise', 'tokens token tkn tkns 1k 1m std standard txt text shortco shco paygo inference inf hit managed unit units'),
}
const scopes: Readonly<Record<string, string>> = {
  ...named('global', 'gl glbl global'),
  ...named('data zone', 'dz dzn dzone datazone'),
  ...named('regional', 'regnl rgnl reg regional'),
}
const tiers: Readonly<Record<string, Tier>> = {
  ...named('batch', 'batch'),
  ...named('priority', 'pp priority'),
  ...named('flex', 'flex fl'),
}
const modalities: Readonly<Record<string, Modality>> = { ...named('audio', 'aud audio'), ...named('image', 'img image vid video') }
const fineTuned = new Set(['ft', 'finetuned'])
const longContext = new Set(['longco', 'loco', 'longcontext'])

function named<Word extends string>(word: Word, spellings: string): Record<string, Word> {
  return Object.fromEntries(spellings.split(' ').map((spelling) => [spelling, word]))
}

/** `family`: what tells the maker where the name does not (`MeterSubCategory`, the product). */
export function readAzureMeter(meterName: string, family: string): AzureMeter {
  const said = new Set<Meaning>()
  const dimensions: Record<string, string> = {}
  const name: string[] = []
  let tier: Tier = 'standard'
  let context: AzureMeter['context'] = ''
  let modality: Modality = ''
  const isEmbedding = /embed/i.test(meterName)
  for (const word of wordsOf(meterName)) {
    const meaning = meanings[word]
    const scope = scopes[word]
    if (meaning) said.add(meaning)
    if (meaning === 'embedding' || (word === 'text' && isEmbedding)) name.push(word)
    else if (meaning) continue
    else if (scope) dimensions.routing = scope
    else if (tiers[word]) tier = tiers[word]
    else if (longContext.has(word)) context = 'long'
    else if (fineTuned.has(word)) dimensions['fine-tuned'] = 'yes'
    else {
      modality = modalities[word] ?? modality
      name.push(word)
    }
  }
  return { model: modelOf(name, family), bucket: bucketOf(said), tier, context, dimensions, modality }
}

function bucketOf(said: ReadonlySet<Meaning>): TokenBucket | null {
  if (said.has('other')) return null
  if (said.has('cached')) return said.has('write') ? 'cacheWriteOther' : 'cacheRead'
  if (said.has('output')) return 'output'
  return said.has('input') || said.has('embedding') ? 'inputUncached' : null
}

/** Glued spellings apart: `mini0718 BatchOutp`, `realtimePrvwAudInp`, `aud1217`. */
const wordsOf = (meterName: string): string[] =>
  meterName
    .replace(/\s+-\s+.*\s+-\s+/, ' ')
    .replace(/\b(short|long|sh|lo)\s?co\b/gi, (co) => co.replace(/\s/, '').toLowerCase())
    .replace(/\bdata\s?zone\b/gi, 'datazone')
    .replace(/\bfine[\s-]?tuned\b/gi, 'finetuned')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\b([a-z]{3,})(\d{4})\b/g, '$1 $2')
    .split(/[^a-z0-9.]+/)
    .filter((word) => word !== '')

/** Families whose meters leave the name of the maker's line out: `5.4 inp Gl` of `Azure OpenAI GPT5`. */
const families: readonly (readonly [family: RegExp, bare: RegExp, prefix: string])[] = [
  [/gpt|openai/i, /^\d/, 'gpt'],
  [/grok/i, /^\d/, 'grok'],
  [/deepseek/i, /^[vr]\d/, 'deepseek'],
  [/kimi/i, /^k?\d/, 'kimi'],
  [/llama/i, /^\d/, 'llama'],
  [/qwen/i, /^\d/, 'qwen'],
  [/^mai\b/i, /^(?:image|voice|\d)/, 'mai'],
]

function modelOf(words: readonly string[], family: string): string {
  const model = words.join('-')
  const prefix = families.find(([pattern, bare]) => pattern.test(family) && bare.test(model))?.[2]
  return prefix === undefined ? model : `${prefix}-${model}`
}

/**
 * Tokens in one unit of a meter: `1K`, `1M`, `1K Tokens`, or for a bare `1` what the meter's name says; '' when tokens are
 * counted in a unit of unknown size, null when the unit is none of tokens.
 */
export function tokensInMeterUnit(unit: string, meterName: string): string | null {
  const isBare = /^(?:1|units?|)$/i.test(unit)
  if (!isBare) return tokensInUnit(/^[\d,]+\s*[kmb]$/i.test(unit) ? `${unit} tokens` : unit)
  if (!/tokens?\b/i.test(meterName)) return null
  return tokensInUnit(/\b\d+\s?[KM]\s?tokens?\b/i.exec(meterName)?.[0] ?? '') ?? ''
}

/** Hours in one unit, such as `1 Hour`, `10 Hours`, `1/Hour`; null for a unit of another kind. */
export const hoursInUnit = (unit: string): string | null => /^(\d+)\s*\/?\s*h(?:(?:ou)?rs?)?$/i.exec(unit)?.[1] ?? null
