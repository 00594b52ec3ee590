// Answers of Anthropic's Messages API as logs keep them, also results of its batch API. All counts are disjoint, thinking is
// in the output. A message has no time of its own: without one around it the days are asked. Ids tell answers that came
// through Bedrock or Vertex. Session logs of Claude Code hold the same messages and are another source.
// Source: Anthropic API reference, Messages (2026).
import { textAt } from '../json-values.ts'
import { count, less, oneEach, required } from '../measure.ts'
import { countsOf, isBatched, responseLog } from '../response-log.ts'
import { cacheRead, cacheWrite, cacheWriteOf } from '../usage-object.ts'
import { sellerOf, tierOf } from '../words.ts'

export const anthropicResponseLog = responseLog({
  id: 'anthropic-response-log-json',
  title: 'Anthropic API answers',
  counts: ['input', 'output', 'cache_read', 'cache_write', 'cache_write_5m', 'cache_write_1h', 'web_searches'],
  texts: ['seller'],
  dimensions: ['inference_geo'],
  isAnswer: (answer) =>
    textAt(answer, 'usage', 'input_tokens') !== '' && (textAt(answer, 'type') === 'message' || textAt(answer, 'id').startsWith('msg_')),
  read: (found) => {
    const usage = found.answer.get('usage')
    const seller = /^msg_(bdrk|vrtx)_/.exec(textAt(found.answer, 'id'))?.[1] ?? ''
    return {
      ...countsOf(usage, { input: ['input_tokens'], output: ['output_tokens'], inference_geo: ['inference_geo'] }),
      cache_read: cacheRead(usage),
      cache_write: cacheWrite(usage),
      cache_write_5m: cacheWriteOf(usage, '5m'),
      cache_write_1h: cacheWriteOf(usage, '1h'),
      web_searches: textAt(usage, 'server_tool_use', 'web_search_requests'),
      tier: isBatched(found) ? 'batch' : textAt(usage, 'speed') === 'fast' ? 'fast' : textAt(usage, 'service_tier'),
      seller: seller === 'bdrk' ? 'aws' : seller === 'vrtx' ? 'google' : '',
    }
  },
  meaning: (texts) => {
    const model = texts.text('model')
    return {
      provider: texts.text('seller') || sellerOf(model) || 'anthropic',
      model,
      tier: tierOf(texts.text('tier')),
      measures: {
        inputUncached: required(count('input')),
        cacheRead: count('cache_read'),
        cacheWrite5m: count('cache_write_5m'),
        cacheWrite1h: count('cache_write_1h'),
        cacheWriteOther: less(count('cache_write'), 'cache_write_5m', 'cache_write_1h'),
        output: required(count('output')),
        requests: oneEach,
        annotations: { webSearches: count('web_searches') },
      },
    }
  },
})
