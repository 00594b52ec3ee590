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
  gemini: 'google',
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
  oci: 'oracle',
  'oracle-cloud': 'oracle',
  'x-ai': 'xai',
  mistralai: 'mistral',
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
