// Words that many exports use, in the forms the ledger groups by: price tiers, providers, long context.
import type { Tier } from '../../../shared/domain/usage.ts'

const tierWords: Readonly<Record<string, Tier>> = {
  batch: 'batch',
  flex: 'flex',
  flex_discount: 'flex',
  priority: 'priority',
  priority_on_demand: 'priority',
  fast: 'fast',
}

/** The price tier that a vendor's word names; unknown words and `default` are standard, and stay readable as a dimension. */
export const tierOf = (word: string): Tier => tierWords[word.toLowerCase()] ?? 'standard'

/** `200k-1M`, `> 200k`: requests beyond the standard context window, which older models bill at a higher rate. */
export const isLongContext = (window: string): boolean => /1m|>\s*\d/i.test(window)

/** Names of one provider, each as a slug, under which the ledger groups it. */
const providerNames: Readonly<Record<string, string>> = {
  gcp: 'google',
  'google-cloud': 'google',
  'google-cloud-platform': 'google',
  vertex: 'google',
  'vertex-ai': 'google',
  'vertex-ai-beta': 'google',
  'google-vertex': 'google',
  'google-vertex-anthropic': 'google',
  gemini: 'google',
  'gcp-gemini': 'google',
  'gcp-vertex-ai': 'google',
  'gcp-gen-ai': 'google',
  'amazon-web-services': 'aws',
  'amazon-web-services-inc': 'aws',
  amazon: 'aws',
  bedrock: 'aws',
  'amazon-bedrock': 'aws',
  'aws-bedrock': 'aws',
  'bedrock-converse': 'aws',
  microsoft: 'azure',
  'microsoft-azure': 'azure',
  'azure-ai': 'azure',
  'azure-openai': 'azure',
  'azure-ai-openai': 'azure',
  'azure-ai-inference': 'azure',
  'az-ai-openai': 'azure',
  'az-ai-inference': 'azure',
  'github-copilot': 'github',
  oci: 'oracle',
  'oracle-cloud': 'oracle',
  'x-ai': 'xai',
  mistralai: 'mistral',
  'mistral-ai': 'mistral',
  'moonshot-ai': 'moonshot',
  moonshotai: 'moonshot',
  dashscope: 'alibaba',
  'alibaba-cloud': 'alibaba',
  aliyun: 'alibaba',
  'z-ai': 'zhipu',
  zhipuai: 'zhipu',
  zai: 'zhipu',
}

/** A provider's name in the form records are grouped by: `Google Cloud` -> `google`. */
export function providerSlug(name: string): string {
  const slug = name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  return providerNames[slug] ?? slug
}

const makers: readonly (readonly [RegExp, string])[] = [
  [/^(?:openai\/|gpt[-\s_]?\d|gpt-|chatgpt|o[1345](?:$|[-\s])|text-embedding-|dall-e|whisper|tts-|davinci|codex)/i, 'openai'],
  [/^(?:anthropic[/.]|claude)/i, 'anthropic'],
  [/^(?:google\/|vertex_ai\/|gemini|gemma|palm|text-bison)/i, 'google'],
  [/^(?:deepseek)/i, 'deepseek'],
  [/^(?:mistral|mixtral|codestral|magistral|ministral)/i, 'mistral'],
  [/^(?:meta-llama|meta\/|llama)/i, 'meta'],
  [/^(?:xai\/|x-ai\/|grok)/i, 'xai'],
  [/^(?:cohere|command-)/i, 'cohere'],
  [/^(?:qwen|qwq)/i, 'alibaba'],
  [/^(?:moonshot|kimi)/i, 'moonshot'],
  [/^(?:glm|chatglm|z-ai\/)/i, 'zhipu'],
  [/^(?:doubao)/i, 'volcengine'],
  [/^(?:amazon[/.]|nova-|titan-)/i, 'aws'],
]

/** Vendors by the beginning of their model names; '' when the name tells nothing. */
export const makerOf = (model: string): string => makers.find(([pattern]) => pattern.test(model))?.[1] ?? ''

const bedrockModel =
  /^(?:arn:aws|(?:[a-z]{2,6}(?:-gov)?\.)?(?:ai21|amazon|anthropic|cohere|deepseek|google|luma|meta|minimax|mistral|moonshot|nvidia|openai|qwen|stability|twelvelabs|writer|zai)\.)/i

/** Sellers of models that others make, as they stand before the slash of a gateway's model name. */
const routes: ReadonlySet<string> = new Set(
  'aws azure google oracle openrouter vercel groq together-ai fireworks-ai deepinfra databricks cerebras perplexity replicate cloudflare sambanova nebius novita'.split(
    ' ',
  ),
)

/** Who sells the use of a model, as far as its name tells: a Bedrock id, a gateway's `azure/gpt-4o`, otherwise the maker. */
export function sellerOf(model: string): string {
  if (bedrockModel.test(model)) return 'aws'
  const slash = model.indexOf('/')
  const route = slash > 0 ? providerSlug(model.slice(0, slash)) : ''
  return routes.has(route) ? route : makerOf(model)
}

const firmPart =
  /^(?:.*[/:._-])?(team|squad|cost[\s_-]?cent(?:er|re)|department|dept|business[\s_-]?unit|division|project|product|application|app|service|component|workload|environment|env|stage)$/i
const fullNames: Readonly<Record<string, string>> = { dept: 'department', app: 'application', env: 'environment' }

/** The part of a firm that a customer's tag names: `user:CostCenter` -> `cost center`; null for notes, people and the like. */
export function firmPartNamed(tag: string): string | null {
  const word = firmPart
    .exec(tag)?.[1]
    ?.toLowerCase()
    .replace(/[\s_-]/, '')
  if (word === undefined) return null
  return fullNames[word] ?? word.replace(/^(cost|business)/, '$1 ').replace('centre', 'center')
}
