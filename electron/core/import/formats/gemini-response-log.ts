// Answers of the Gemini API and of Vertex AI (generateContent) as logs keep them, in camelCase or the snake_case of the
// Python SDK. promptTokenCount holds the cached tokens; thoughts stand beside the candidates, tool prompts beside the prompt.
// The chunks of a stream share a responseId and count up, so the last one stands. Source: Gemini API, UsageMetadata (2026).
import { tokenBuckets } from '../../../../shared/domain/usage.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json-text.ts'
import { count, less, oneEach, plus, required, sum } from '../measure.ts'
import { countsOf, responseLog } from '../response-log.ts'

export const geminiResponseLog = responseLog({
  id: 'gemini-response-log-json',
  title: 'Gemini API answers',
  counts: ['input', 'cache_read', 'tool_input', 'output', 'reasoning', 'total'],
  dimensions: ['traffic_type'],
  isAnswer: (answer) => {
    const usage = usageOf(answer)
    return isJsonObject(usage) && (usage.has('promptTokenCount') || usage.has('prompt_token_count'))
  },
  read: ({ answer }) =>
    countsOf(usageOf(answer), {
      input: ['promptTokenCount', 'prompt_token_count'],
      cache_read: ['cachedContentTokenCount', 'cached_content_token_count'],
      tool_input: ['toolUsePromptTokenCount', 'tool_use_prompt_token_count'],
      output: ['candidatesTokenCount', 'candidates_token_count'],
      reasoning: ['thoughtsTokenCount', 'thoughts_token_count'],
      total: ['totalTokenCount', 'total_token_count'],
      traffic_type: ['trafficType', 'traffic_type'],
    }),
  meaning: (texts) => ({
    provider: 'google',
    // models/gemini-2.5-flash, publishers/google/models/gemini-2.5-flash
    model: texts.text('model').replace(/^.*\//, ''),
    measures: {
      inputUncached: plus(less(required(count('input')), 'cache_read'), 'tool_input'),
      cacheRead: count('cache_read'),
      output: sum('output', 'reasoning'),
      reasoning: count('reasoning'),
      requests: oneEach,
      total: { measure: count('total'), of: [tokenBuckets] },
    },
  }),
})

const usageOf = (answer: JsonObject): JsonValue | undefined => answer.get('usageMetadata') ?? answer.get('usage_metadata')
