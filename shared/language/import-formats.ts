// Plain names of the exports an importer knows, by format id; brands are written alike in both languages. A test beside the
// catalogue of formats (electron/core/import/formats) holds that every one has a name here.
import type { Language } from './text.ts'

type Name = readonly [en: string, zh: string]

const names: Readonly<Record<string, Name>> = {
  'openai-usage-json': ['OpenAI usage, from the API', 'OpenAI 用量（API）'],
  'openai-costs-json': ['OpenAI costs, from the API', 'OpenAI 费用（API）'],
  'openai-usage-csv': ['OpenAI usage, from the dashboard', 'OpenAI 用量（控制台导出）'],
  'openai-cost-csv': ['OpenAI cost, from the dashboard', 'OpenAI 费用（控制台导出）'],
  'openai-legacy-usage-json': ['OpenAI usage, old interface', 'OpenAI 用量（旧接口）'],
  'openai-legacy-usage-csv': ['OpenAI activity of 2024', 'OpenAI 活动（2024 年）'],
  'openai-legacy-billing-json': ['OpenAI billing, old interface', 'OpenAI 账单（旧接口）'],
  'groq-activity-json': ['Groq activity', 'Groq 活动'],

  'anthropic-usage-json': ['Anthropic usage, from the API', 'Anthropic 用量（API）'],
  'anthropic-cost-json': ['Anthropic cost, from the API', 'Anthropic 费用（API）'],
  'anthropic-console-tokens-csv': ['Anthropic tokens, from the Console', 'Anthropic token（控制台导出）'],
  'anthropic-console-cost-csv': ['Anthropic cost, from the Console', 'Anthropic 费用（控制台导出）'],
  'anthropic-claude-code-json': ['Claude Code analytics', 'Claude Code 分析'],
  'anthropic-analytics-usage-json': ['Anthropic Enterprise analytics: usage', 'Anthropic 企业版分析：用量'],
  'anthropic-analytics-user-usage-json': ['Anthropic Enterprise analytics: usage by user', 'Anthropic 企业版分析：按用户的用量'],
  'anthropic-analytics-cost-json': ['Anthropic Enterprise analytics: cost', 'Anthropic 企业版分析：费用'],
  'anthropic-analytics-user-cost-json': ['Anthropic Enterprise analytics: cost by user', 'Anthropic 企业版分析：按用户的费用'],
  'anthropic-spend-report-csv': ['Anthropic spend report (Team, Enterprise)', 'Anthropic 支出报告（团队版、企业版）'],

  'cursor-usage-csv': ['Cursor usage events', 'Cursor 用量事件'],
  'cursor-events-json': ['Cursor usage events, from the API', 'Cursor 用量事件（API）'],
  'cursor-spend-json': ['Cursor team spend, from the API', 'Cursor 团队支出（API）'],
  'github-premium-requests-2025-csv': ['GitHub premium requests, 2025', 'GitHub 高级请求（2025 年）'],
  'github-premium-requests-csv': ['GitHub premium requests', 'GitHub 高级请求'],
  'github-ai-usage-csv': ['GitHub AI usage', 'GitHub AI 用量'],
  'github-usage-csv': ['GitHub usage, all products', 'GitHub 用量（全部产品）'],

  'claude-code-log-jsonl': ['Claude Code log of one computer', 'Claude Code 本机日志'],
  'codex-log-jsonl': ['Codex log of one computer', 'Codex 本机日志'],
  'opencode-json': ['opencode log of one computer', 'opencode 本机日志'],
  'ccusage-daily-json': ['ccusage, by day', 'ccusage（按天）'],
  'ccusage-by-week-json': ['ccusage, by week', 'ccusage（按周）'],
  'ccusage-by-session-json': ['ccusage, by session', 'ccusage（按会话）'],
  'ccusage-by-month-json': ['ccusage, by month', 'ccusage（按月）'],
  'ccusage-blocks-json': ['ccusage, by block of hours', 'ccusage（按时段）'],
  'tokscale-json': ['tokscale', 'tokscale'],

  'focus-csv': ['FOCUS cost and usage', 'FOCUS 费用与用量'],
  'focus-json': ['FOCUS cost and usage, JSON', 'FOCUS 费用与用量（JSON）'],
  'aws-cur-csv': ['AWS Cost and Usage Report', 'AWS 成本和使用情况报告'],
  'azure-cost-csv': ['Azure cost export', 'Azure 成本导出'],
  'azure-usage-csv': ['Azure usage export, pay-as-you-go', 'Azure 用量导出（即用即付）'],
  'gcp-billing-csv': ['Google Cloud billing export', 'Google Cloud 账单导出'],
  'gcp-billing-json': ['Google Cloud billing export, JSON', 'Google Cloud 账单导出（JSON）'],
  'oracle-cost-csv': ['Oracle Cloud cost report', 'Oracle Cloud 成本报告'],

  'deepseek-cost-csv': ['DeepSeek cost', 'DeepSeek 费用'],
  'deepseek-amount-csv': ['DeepSeek amount of tokens', 'DeepSeek 用量'],
  'aliyun-bill-csv': ['Alibaba Cloud bill, line by line', '阿里云账单明细'],
  'aliyun-day-bill-csv': ['Alibaba Cloud bill, by day', '阿里云账单（按日）'],
  'aliyun-instance-bill-daily-json': ['Alibaba Cloud bill by instance and day, from the API', '阿里云实例账单（按日，API）'],
  'aliyun-instance-bill-monthly-json': ['Alibaba Cloud bill by instance and month, from the API', '阿里云实例账单（按月，API）'],
  'volcengine-bill-csv': ['Volcengine bill, line by line', '火山引擎账单明细'],
  'volcengine-bill-json': ['Volcengine bill, line by line, from the API', '火山引擎账单明细（API）'],
  'moonshot-bill-xlsx': ['Moonshot (Kimi) bill summary', '月之暗面（Kimi）账单汇总'],
  'zhipu-bill-xlsx': ['Zhipu (GLM) monthly bill', '智谱（GLM）月账单'],
  'xiaomi-usage-xlsx': ['Xiaomi MiMo usage', '小米 MiMo 用量'],
  'xiaomi-token-plan-xlsx': ['Xiaomi MiMo token plan', '小米 MiMo 套餐用量'],

  'runpod-billing-json': ['RunPod billing, from the API', 'RunPod 账单（API）'],
  'fireworks-usage-csv': ['Fireworks usage', 'Fireworks 用量'],
  'kie-credits-csv': ['KIE credit log', 'KIE 积分记录'],
  'bedrock-invocation-log-json': ['Amazon Bedrock log of calls', 'Amazon Bedrock 调用日志'],

  'litellm-spend-logs-csv': ['LiteLLM spend logs', 'LiteLLM 支出日志'],
  'litellm-spend-logs-json': ['LiteLLM spend logs, from the API', 'LiteLLM 支出日志（API）'],
  'litellm-daily-user-csv': ['LiteLLM daily spend by user', 'LiteLLM 每日支出（按用户）'],
  'litellm-daily-user-json': ['LiteLLM daily spend by user, JSON', 'LiteLLM 每日支出（按用户，JSON）'],
  'litellm-daily-team-csv': ['LiteLLM daily spend by team', 'LiteLLM 每日支出（按团队）'],
  'litellm-daily-team-json': ['LiteLLM daily spend by team, JSON', 'LiteLLM 每日支出（按团队，JSON）'],
  'litellm-daily-organization-csv': ['LiteLLM daily spend by organisation', 'LiteLLM 每日支出（按组织）'],
  'litellm-daily-organization-json': ['LiteLLM daily spend by organisation, JSON', 'LiteLLM 每日支出（按组织，JSON）'],
  'litellm-daily-end-user-csv': ['LiteLLM daily spend by end user', 'LiteLLM 每日支出（按最终用户）'],
  'litellm-daily-end-user-json': ['LiteLLM daily spend by end user, JSON', 'LiteLLM 每日支出（按最终用户，JSON）'],
  'litellm-daily-agent-csv': ['LiteLLM daily spend by agent', 'LiteLLM 每日支出（按智能体）'],
  'litellm-daily-agent-json': ['LiteLLM daily spend by agent, JSON', 'LiteLLM 每日支出（按智能体，JSON）'],
  'litellm-daily-tag-csv': ['LiteLLM daily spend by tag', 'LiteLLM 每日支出（按标签）'],
  'litellm-daily-tag-json': ['LiteLLM daily spend by tag, JSON', 'LiteLLM 每日支出（按标签，JSON）'],
  'litellm-activity-json': ['LiteLLM daily activity, from the API', 'LiteLLM 每日活动（API）'],
  'litellm-spend-report-json': ['LiteLLM spend report, from the API', 'LiteLLM 支出报告（API）'],

  'openrouter-generations-csv': ['OpenRouter activity, by request', 'OpenRouter 活动（按请求）'],
  'openrouter-generations-json': ['OpenRouter generations, from the API', 'OpenRouter 生成记录（API）'],
  'openrouter-daily-csv': ['OpenRouter activity, by day', 'OpenRouter 活动（按天）'],
  'openrouter-activity-json': ['OpenRouter activity, from the API', 'OpenRouter 活动（API）'],
  'vercel-report-model-json': ['Vercel AI Gateway report by model', 'Vercel AI Gateway 报告（按模型）'],
  'vercel-report-provider-json': ['Vercel AI Gateway report by vendor', 'Vercel AI Gateway 报告（按供应商）'],
  'vercel-report-user-json': ['Vercel AI Gateway report by user', 'Vercel AI Gateway 报告（按用户）'],
  'vercel-report-credential-type-json': ['Vercel AI Gateway report by kind of key', 'Vercel AI Gateway 报告（按凭据类型）'],
  'vercel-report-tag-json': ['Vercel AI Gateway report by tag', 'Vercel AI Gateway 报告（按标签）'],
  'vercel-report-day-json': ['Vercel AI Gateway report by day', 'Vercel AI Gateway 报告（按天）'],

  'langfuse-observations-csv': ['Langfuse observations', 'Langfuse 观测记录'],
  'langfuse-observations-json': ['Langfuse observations, JSON', 'Langfuse 观测记录（JSON）'],
  'langfuse-daily-json': ['Langfuse daily metrics, from the API', 'Langfuse 每日指标（API）'],
  'helicone-requests-csv': ['Helicone requests', 'Helicone 请求记录'],
  'helicone-export-csv': ['Helicone requests, short export', 'Helicone 请求记录（简版）'],
  'helicone-requests-json': ['Helicone requests, JSON', 'Helicone 请求记录（JSON）'],
  'otel-spans-json': ['OpenTelemetry traces', 'OpenTelemetry 追踪'],
  'otel-spans-csv': ['OpenTelemetry spans, as a table', 'OpenTelemetry 跨度（表格）'],
  'otel-metrics-json': ['OpenTelemetry metrics', 'OpenTelemetry 指标'],
  'otel-events-json': ['OpenTelemetry log events', 'OpenTelemetry 日志事件'],

  'openai-response-log-json': ['Log of OpenAI answers', 'OpenAI 应答日志'],
  'anthropic-response-log-json': ['Log of Anthropic answers', 'Anthropic 应答日志'],
  'gemini-response-log-json': ['Log of Gemini answers', 'Gemini 应答日志'],
  'bedrock-converse-log-json': ['Log of Amazon Bedrock Converse answers', 'Amazon Bedrock Converse 应答日志'],

  'burstgpt-csv': ['BurstGPT research trace', 'BurstGPT 研究数据'],
  'mooncake-trace-json': ['Mooncake research trace', 'Mooncake 研究数据'],
  'azure-llm-trace-csv': ['Azure LLM research trace', 'Azure LLM 研究数据'],

  'generic-csv': ['Table, mapped by column', '按列对应的表格'],
  'generic-json': ['JSON, mapped by field', '按字段对应的 JSON'],
}

/** The name of a format; an id without one stands for itself. */
export function formatName(id: string, language: Language): string {
  const known = Object.hasOwn(names, id) ? names[id] : undefined
  return known ? known[language === 'zh' ? 1 : 0] : id
}

/** The name of a family of formats that differ only in their file type, as the ledger tells sources apart. */
export function familyName(family: string, language: Language): string {
  const id = Object.keys(names).find(
    (each) => each === family || each.replace(/-(?:csv|tsv|json|jsonl|ndjson|xlsx|parquet)$/, '') === family,
  )
  return id === undefined ? family : (formatName(id, language).split(/, |（/)[0] ?? family)
}
