// LiteLLM proxy, the tables LiteLLM_Daily{User,Team,Organization,EndUser,Agent,Tag}Spend as CSV or JSON: a UTC day by key,
// model and provider, for one kind of entity each. They repeat each other. The user table has every request; the others
// have those that name such an entity, so they stand behind it. The tag table counts a request once per tag and is left out.
// prompt_tokens holds the cached tokens; spend is LiteLLM's estimate. Source: BerriAI/litellm schema.prisma (2026).
import { dayOf, type Format } from '../format.ts'
import { amount, count, less, required } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { litellmModel } from './litellm-spend-logs.ts'

const columns: Format['columns'] = {
  dates: ['date'],
  counts: [
    'prompt_tokens',
    'completion_tokens',
    'cache_read_input_tokens',
    'cache_creation_input_tokens',
    'api_requests',
    'failed_requests',
  ],
  amounts: ['spend'],
  texts: ['model', 'custom_llm_provider', 'team_id'],
  dimensions: [
    'api_key',
    'model_group',
    'endpoint',
    'mcp_namespaced_tool_name',
    'user_id',
    'organization_id',
    'end_user_id',
    'agent_id',
    'tag',
  ],
  ids: ['id'],
  ignored: ['request_id', 'successful_requests', 'created_at', 'updated_at'],
}

const rule = (texts: Texts): ReturnType<Format['rule']> => {
  if (texts.has('tag')) return 'repeats-other-rows'
  return {
    ...litellmModel(texts.text('model'), texts.text('custom_llm_provider')),
    team: texts.text('team_id'),
    currency: 'USD',
    identity: texts.has('id') ? 'id' : 'key',
    period: dayOf('date'),
    measures: {
      inputUncached: less(required(count('prompt_tokens')), 'cache_read_input_tokens', 'cache_creation_input_tokens'),
      cacheRead: count('cache_read_input_tokens'),
      cacheWriteOther: count('cache_creation_input_tokens'),
      output: count('completion_tokens'),
      requests: count('api_requests'),
      billed: amount('spend'),
      annotations: { failedRequests: count('failed_requests') },
    },
  }
}

const entities = [
  ['user', 'user_id'],
  ['team', 'team_id'],
  ['organization', 'organization_id'],
  ['end-user', 'end_user_id'],
  ['agent', 'agent_id'],
  ['tag', 'tag'],
] as const

export const litellmDaily: readonly Format[] = entities.flatMap(([entity, column]) =>
  (['csv', 'json'] as const).map(
    (shape): Format => ({
      id: `litellm-daily-${entity}-${shape}`,
      title: `LiteLLM daily spend by ${entity}`,
      shape,
      signature: ['date', 'api_key', 'prompt_tokens', 'completion_tokens', 'spend', 'api_requests', column],
      columns,
      money: { amount: 'spend', currency: { code: 'USD' } },
      zone: 'UTC',
      population: 'platform',
      standing: entity === 'user' ? 'gateway' : 'observer',
      identity: 'key',
      isEstimate: true,
      rule,
    }),
  ),
)
