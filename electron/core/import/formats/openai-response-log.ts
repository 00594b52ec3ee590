// Answers of the chat completions, completions, embeddings and Responses APIs of OpenAI, and of the many that speak its
// language (Azure OpenAI, OpenRouter, DeepSeek, Moonshot ...), as logs keep them; also results of OpenAI's batch API.
// `usage` holds cached and cache-write tokens in the input, reasoning and rejected predictions in the output. Chunks of a
// stream have no usage but the last. OpenRouter states what it charged. Source: OpenAI API reference (2026-08).
import { tokenBuckets } from '../../../../shared/domain/usage.ts'
import { isJsonObject, type JsonObject } from '../json-text.ts'
import { objectsAt, textAt } from '../json-values.ts'
import { amount, count, less, oneEach, required } from '../measure.ts'
import { type Answer, countsOf, isBatched, responseLog } from '../response-log.ts'
import { cacheRead, cacheWrite, reasoning } from '../usage-object.ts'
import { sellerOf, tierOf } from '../words.ts'

export const openaiResponseLog = responseLog({
  id: 'openai-response-log-json',
  title: 'OpenAI API answers',
  counts: ['input', 'output', 'cache_read', 'cache_write', 'reasoning', 'total', 'audio_input', 'audio_output'],
  amounts: ['cost'],
  texts: ['seller'],
  isAnswer: (answer) =>
    hasUsage(answer) && (kinds.test(textAt(answer, 'object')) || /^(?:chatcmpl|cmpl|resp|gen)[-_]/.test(textAt(answer, 'id'))),
  read: (found) => ({
    ...countsOf(found.answer.get('usage'), {
      input: ['prompt_tokens', 'input_tokens'],
      output: ['completion_tokens', 'output_tokens'],
      total: ['total_tokens'],
      cost: ['cost'],
    }),
    ...detailsOf(found.answer),
    tier: isBatched(found) ? 'batch' : textAt(found.answer, 'service_tier'),
    seller: sellerIn(found),
  }),
  meaning: (texts) => {
    const model = texts.text('model')
    const seller = texts.text('seller')
    return {
      provider: seller === '' ? sellerOf(model) : seller,
      model,
      tier: tierOf(texts.text('tier')),
      currency: seller === 'openrouter' ? 'USD' : '',
      measures: {
        inputUncached: less(required(count('input')), 'cache_read', 'cache_write'),
        cacheRead: count('cache_read'),
        cacheWriteOther: count('cache_write'),
        output: count('output'),
        reasoning: count('reasoning'),
        requests: oneEach,
        ...(seller === 'openrouter' ? { billed: amount('cost') } : {}),
        annotations: { audioInput: count('audio_input'), audioOutput: count('audio_output') },
        total: { measure: count('total'), of: [tokenBuckets] },
      },
    }
  },
})

const kinds = /^(?:chat\.completion(?:\.chunk)?|text_completion|response|list)$/

const hasUsage = (answer: JsonObject): boolean => {
  const usage = answer.get('usage')
  return isJsonObject(usage) && (usage.has('prompt_tokens') || usage.has('input_tokens'))
}

function detailsOf(answer: JsonObject): Readonly<Record<string, string>> {
  const usage = answer.get('usage')
  const audio = (names: readonly string[]) => names.map((name) => textAt(usage, name, 'audio_tokens')).find((text) => text !== '') ?? ''
  return {
    cache_read: cacheRead(usage),
    cache_write: cacheWrite(usage),
    reasoning: reasoning(usage),
    audio_input: audio(['prompt_tokens_details', 'input_tokens_details']),
    audio_output: audio(['completion_tokens_details', 'output_tokens_details']),
  }
}

/** Azure adds what its content filter found, OpenRouter whose answer it passed on; otherwise the model tells. */
function sellerIn({ answer }: Answer): string {
  if (textAt(answer, 'id').startsWith('gen-') && textAt(answer, 'provider') !== '') return 'openrouter'
  const isFiltered =
    answer.has('prompt_filter_results') || objectsAt(answer, 'choices').some((choice) => choice.has('content_filter_results'))
  return isFiltered ? 'azure' : ''
}
