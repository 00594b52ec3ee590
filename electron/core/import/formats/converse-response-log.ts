// Answers of Amazon Bedrock's Converse API as logs keep them. All counts are disjoint; cacheDetails parts the cache writes by
// term. The answer names neither model nor time: both are read around it, the time also from the date of its HTTP headers,
// and where there is none the days are asked. Source: Amazon Bedrock API reference, Converse, TokenUsage (2026).
import { tokenBuckets } from '../../../../shared/domain/usage.ts'
import type { JsonObject } from '../json-text.ts'
import { textAt } from '../json-values.ts'
import { count, less, oneEach, required } from '../measure.ts'
import { countsOf, responseLog } from '../response-log.ts'
import { cacheRead, cacheWrite, cacheWriteOf } from '../usage-object.ts'
import { bedrockModelOf } from './bedrock-invocation-log.ts'

export const converseResponseLog = responseLog({
  id: 'bedrock-converse-log-json',
  title: 'Amazon Bedrock Converse answers',
  counts: ['input', 'output', 'cache_read', 'cache_write', 'cache_write_5m', 'cache_write_1h', 'total'],
  isAnswer: (answer) => textAt(answer, 'usage', 'inputTokens') !== '' && (answer.has('stopReason') || answer.has('metrics')),
  read: ({ answer }) => {
    const usage = answer.get('usage')
    return {
      ...countsOf(usage, { input: ['inputTokens'], output: ['outputTokens'], total: ['totalTokens'] }),
      cache_read: cacheRead(usage),
      cache_write: cacheWrite(usage),
      cache_write_5m: cacheWriteOf(usage, '5m'),
      cache_write_1h: cacheWriteOf(usage, '1h'),
      ...metadataOf(answer),
    }
  },
  meaning: (texts) => {
    const { model, profile } = bedrockModelOf(texts.text('model'))
    return {
      provider: 'aws',
      model,
      dimensions: profile === '' ? {} : { inference_profile: profile },
      measures: {
        inputUncached: required(count('input')),
        cacheRead: count('cache_read'),
        cacheWrite5m: count('cache_write_5m'),
        cacheWrite1h: count('cache_write_1h'),
        cacheWriteOther: less(count('cache_write'), 'cache_write_5m', 'cache_write_1h'),
        output: required(count('output')),
        requests: oneEach,
        total: { measure: count('total'), of: [tokenBuckets, ['inputUncached', 'output']] },
      },
    }
  },
})

/** What the SDK keeps beside an answer: the id of the request, and the time as `Tue, 01 Sep 2026 10:00:00 GMT`. */
const metadataOf = (answer: JsonObject): Readonly<Record<string, string>> => ({
  id: textAt(answer, 'ResponseMetadata', 'RequestId') || textAt(answer, '$metadata', 'requestId'),
  time: textAt(answer, 'ResponseMetadata', 'HTTPHeaders', 'date').replace(/^\w{3}, /, ''),
})
