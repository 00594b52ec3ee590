// Proposes a mapping profile for an unknown table from its column names. A name either fits a synonym exactly
// (after folding case and punctuation) or is not mapped: nothing is taken by resemblance.

import type { MappingField, MappingProfile } from './mapping-profile.ts'
import { defaultUse } from './privacy.ts'

const synonyms: Readonly<Record<MappingField, string>> = {
  date: 'date day timestamp time datetime usage_date usagedate bucket_start start_date start_time start starting_at period_start period month event_time event_date created_at created request_time invoice_date billing_date service_date usage_start_time utc_date ts 日期 时间 使用日期 账单日期 消费时间 月份',
  end: 'end_date end_time end ending_at period_end bucket_end usage_end_time 结束时间 结束日期',
  dayIndex: 'day_index dayindex day_number day_no day_num 天序号',
  hourIndex: 'hour_index hourindex hour_number hour_no 小时序号',
  provider: 'provider vendor provider_name vendor_name supplier llm_provider custom_llm_provider 供应商 服务商 厂商 提供商',
  model: 'model model_name model_id modelid model_version llm llm_model deployment engine 模型 模型名称',
  team: 'team team_name department dept cost_center cost_centre costcenter costcentre cost_center_name business_unit group_name squad org_unit 团队 部门 成本中心',
  project: 'project project_name project_id workspace workspace_id app application service product 项目 项目名称 应用 工作空间',
  tier: 'tier service_tier 服务等级',
  inputTokens:
    'input_tokens prompt_tokens tokens_in input_token_count prompt_token_count n_context_tokens total_input_tokens input tokens_prompt tokens_input context_tokens contexttokens 输入token 输入_token 输入token数 输入tokens 输入令牌 输入令牌数 输入词元 输入词元数 输入',
  inputUncached:
    'input_uncached uncached_input_tokens input_uncached_tokens input_tokens_uncached input_tokens_no_cache non_cached_input_tokens input_cache_miss_tokens cache_miss_tokens 未命中缓存token',
  cacheRead:
    'cache_read cached_input_tokens cached_tokens cache_read_tokens cache_read_input_tokens input_cached_tokens cached_prompt_tokens input_tokens_cached cache_hit_tokens tokens_cached cached_input cached 缓存命中token 缓存token 缓存读取token',
  cacheWrite:
    'cache_write cache_write_tokens cache_creation_tokens cache_creation_input_tokens cache_write_input_tokens input_cache_write_tokens 缓存写入token',
  cacheWrite5m: 'cache_write_5m cache_write_5m_tokens cache_creation_5m_tokens',
  cacheWrite1h: 'cache_write_1h cache_write_1h_tokens cache_creation_1h_tokens',
  outputTokens:
    'output_tokens completion_tokens tokens_out output_token_count generated_tokens generatedtokens n_generated_tokens total_output_tokens output tokens_completion tokens_output candidates_tokens 输出token 输出_token 输出token数 输出tokens 输出令牌 输出令牌数 输出词元 输出词元数 输出',
  reasoning: 'reasoning_tokens reasoning output_reasoning_tokens thinking_tokens reasoning_output_tokens 推理token',
  totalTokens: 'total_tokens tokens_total totaltokens tokens token_count 总token 总token数',
  requests:
    'requests num_requests num_model_requests n_requests request_count calls api_calls invocations number_of_requests total_requests 请求数 调用次数 请求次数',
  gpuHours: 'gpu_hours gpuhours gpu_hour gpu_hrs gpu小时 gpu时长 gpu_卡时',
  cost: 'cost amount spend price_paid total_cost charge_amount billed billed_cost net_amount net_cost cost_amount total_spend 费用 金额 成本 花费 应付金额 消费金额',
  list: 'list_cost list_price list_amount gross_amount gross_cost 目录价 原价',
  contracted: 'contracted_cost contract_cost',
  currency: 'currency currency_code billing_currency amount_currency cost_currency 币种 货币',
  charge: 'charge charge_type line_item usage_type 计费项',
  rowId: 'request_id requestid generation_id message_id event_id call_id response_id completion_id 请求id',
}

const fieldOf = new Map(
  Object.entries(synonyms).flatMap(([field, names]) => names.split(' ').map((name) => [name, field as MappingField] as const)),
)
const moneyFields: ReadonlySet<MappingField> = new Set(['cost', 'list', 'contracted'])
const tokenFields: ReadonlySet<MappingField> = new Set([
  'inputTokens',
  'inputUncached',
  'cacheRead',
  'cacheWrite',
  'cacheWrite5m',
  'cacheWrite1h',
  'outputTokens',
  'reasoning',
  'totalTokens',
])
const currencies = /_(usd|eur|gbp|cny|rmb|jpy|inr|cad|aud|chf|sgd|hkd|krw)$/
const thousands = /_(?:k|thousands?|1k|千)$/
const millions = /_(?:m|mm|mtok|millions?|1m|百万)$/
const measure =
  /(?:^|_)(?:tokens?|count|requests|clients|users|sessions|latency|duration|ms|seconds?|secs?|cost|price|amount|billed|estimated|rate|total|quantity|qty|hours?|bytes|images|characters|avg|mean|p\d\d|percent|pct|ratio)(?:_|$)|(?:token|令牌|词元|数|数量|次数|用量|时长|费用|金额|单价)$/
const label = /(?:^|_)(?:id|ids|name|key|code|type|number|no|ref|center|centre|class|version)$/

/** A column name with case, spaces and punctuation folded: `Input Tokens (M)` -> `input_tokens_m`. */
const foldedName = (column: string): string =>
  column
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[（）]/g, '_')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '')

/** The profile that the header suggests; `samples` are the first cells of a column. */
export function selfMapping(header: readonly string[], samples: (column: string) => readonly string[]): MappingProfile {
  const columns: MappingProfile['columns'] = {}
  const drop: string[] = []
  const hash: string[] = []
  let currency: string | undefined
  let tokenUnit: MappingProfile['tokenUnit']
  for (const column of header) {
    const name = foldedName(column)
    const money = currencies.exec(name)
    const unit = thousands.test(name) ? '1000' : millions.test(name) ? '1000000' : undefined
    const field = dayNumber(fieldOf.get(name), samples(column)) ?? moneyField(name, money) ?? tokenField(name, unit) ?? nestedField(column)
    if (field !== undefined && columns[field] === undefined) {
      columns[field] = column
      if (moneyFields.has(field) && money) currency ??= money[1] === 'rmb' ? 'CNY' : money[1]?.toUpperCase()
      if (tokenFields.has(field) && !fieldOf.has(name) && unit) tokenUnit ??= unit
      continue
    }
    const use = defaultUse(column)
    if (use === 'drop' || (measure.test(name) && !label.test(name) && isNumeric(samples(column)))) drop.push(column)
    else if (use === 'hash') hash.push(column)
  }
  return { name: '', columns, ...(currency ? { currency } : {}), ...(tokenUnit ? { tokenUnit } : {}), drop, hash }
}

/** The fields whose absence keeps a table from being read: a time, and something to count. */
export function lacking(columns: MappingProfile['columns']): readonly MappingField[] {
  const timed = columns.date ?? columns.dayIndex ?? columns.hourIndex
  const counted = (['inputTokens', 'inputUncached', 'cacheRead', 'outputTokens', 'requests', 'gpuHours', 'cost'] as const).some(
    (field) => columns[field] !== undefined,
  )
  return [
    ...(timed === undefined ? (['date'] as const) : []),
    ...(counted ? [] : (['inputTokens', 'outputTokens', 'gpuHours', 'cost'] as const)),
  ]
}

/** A date column of small whole numbers counts days from a start the file does not state. */
function dayNumber(field: MappingField | undefined, samples: readonly string[]): MappingField | undefined {
  if (field !== 'date') return field
  const cells = samples.filter((cell) => cell.trim() !== '')
  return cells.length > 0 && cells.every((cell) => /^\d{1,4}$/.test(cell.trim())) ? 'dayIndex' : field
}

/** `message.usage.input_tokens`: the last part of a nested name speaks for tokens and models, and for nothing else. */
function nestedField(column: string): MappingField | undefined {
  const leaf = column.includes('.') ? fieldOf.get(foldedName(column.slice(column.lastIndexOf('.') + 1))) : undefined
  return leaf !== undefined && (tokenFields.has(leaf) || leaf === 'model') ? leaf : undefined
}

function moneyField(name: string, money: RegExpExecArray | null): MappingField | undefined {
  const field = money ? fieldOf.get(name.replace(currencies, '')) : undefined
  return field !== undefined && moneyFields.has(field) ? field : undefined
}

function tokenField(name: string, unit: string | undefined): MappingField | undefined {
  if (unit === undefined) return undefined
  const field = fieldOf.get(name.replace(thousands, '').replace(millions, ''))
  return field !== undefined && tokenFields.has(field) ? field : undefined
}

function isNumeric(samples: readonly string[]): boolean {
  const cells = samples.filter((cell) => cell.trim() !== '')
  return cells.length > 0 && cells.every((cell) => /^-?[\d.,]+(?:e[+-]?\d+)?$/i.test(cell.trim()))
}
