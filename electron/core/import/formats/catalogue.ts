// The formats with a layout of their own. The generic table stands apart: it needs a profile.
import type { Format, JsonLayout } from '../format.ts'
import { aliyunBillCsv, aliyunDailyJson, aliyunDayBillCsv, aliyunMonthlyJson } from './aliyun-bill.ts'
import {
  anthropicAnalyticsCost,
  anthropicAnalyticsUsage,
  anthropicAnalyticsUserCost,
  anthropicAnalyticsUserUsage,
} from './anthropic-analytics.ts'
import { anthropicClaudeCode } from './anthropic-claude-code.ts'
import { anthropicCostCsv } from './anthropic-cost-csv.ts'
import { anthropicCostJson } from './anthropic-cost-json.ts'
import { anthropicResponseLog } from './anthropic-response-log.ts'
import { anthropicSpendReport } from './anthropic-spend-report.ts'
import { anthropicTokensCsv } from './anthropic-tokens-csv.ts'
import { anthropicUsageJson } from './anthropic-usage-json.ts'
import { awsCurCsv } from './aws-cur.ts'
import { azureCostCsv, azureUsageCsv } from './azure-cost.ts'
import { bedrockInvocationLog } from './bedrock-invocation-log.ts'
import { ccusageFormats } from './ccusage.ts'
import { moonshotBill, zhipuBill } from './chinese-period-bills.ts'
import { claudeCodeLog } from './claude-code-log.ts'
import { codexLog } from './codex-log.ts'
import { converseResponseLog } from './converse-response-log.ts'
import { cursorEventsJson, cursorSpendJson } from './cursor-api.ts'
import { cursorUsageCsv } from './cursor-usage-csv.ts'
import { deepseekAmountCsv, deepseekCostCsv } from './deepseek.ts'
import { fireworksUsageCsv } from './fireworks-usage.ts'
import { focusCsv, focusJson } from './focus.ts'
import { gcpBillingCsv, gcpBillingJson } from './gcp-billing.ts'
import { geminiResponseLog } from './gemini-response-log.ts'
import { githubAiUsage, githubDetailedUsage, githubPremiumRequests } from './github-billing-csv.ts'
import { githubPremiumRequests2025 } from './github-premium-requests-2025.ts'
import { groqActivity } from './groq-activity.ts'
import { heliconeExportCsv, heliconeRequestsCsv, heliconeRequestsJson } from './helicone-requests.ts'
import { kieCreditsCsv } from './kie-credits.ts'
import { langfuseDailyJson } from './langfuse-daily.ts'
import { langfuseObservationsCsv, langfuseObservationsJson } from './langfuse-observations.ts'
import { litellmActivityJson } from './litellm-activity.ts'
import { litellmDaily } from './litellm-daily.ts'
import { litellmSpendLogsCsv, litellmSpendLogsJson } from './litellm-spend-logs.ts'
import { litellmSpendReportJson } from './litellm-spend-report.ts'
import { openaiCostCsv, openaiCostsJson } from './openai-cost.ts'
import { openaiLegacyBilling } from './openai-legacy-billing.ts'
import { openaiActivityCsv, openaiLegacyUsageJson } from './openai-legacy-usage.ts'
import { openaiResponseLog } from './openai-response-log.ts'
import { openaiUsageCsv, openaiUsageJson } from './openai-usage.ts'
import { opencode } from './opencode.ts'
import { openrouterActivityJson, openrouterDailyCsv } from './openrouter-daily.ts'
import { openrouterGenerationsCsv, openrouterGenerationsJson } from './openrouter-generations.ts'
import { oracleCostCsv } from './oracle-cost.ts'
import { otelEventsJson } from './otel-events.ts'
import { otelMetricsJson } from './otel-metrics.ts'
import { otelSpansCsv, otelSpansJson } from './otel-spans.ts'
import { azureTraceCsv, burstGptCsv, mooncakeJson } from './research-traces.ts'
import { runpodBillingJson } from './runpod-billing.ts'
import { tokscale } from './tokscale.ts'
import { vercelReports } from './vercel-report.ts'
import { volcengineBillCsv, volcengineBillJson } from './volcengine-bill.ts'
import { xiaomiTokenPlan, xiaomiUsage } from './xiaomi-usage.ts'

export const formats: readonly Format[] = [
  openaiUsageJson,
  openaiCostsJson,
  openaiUsageCsv,
  openaiCostCsv,
  openaiLegacyUsageJson,
  openaiActivityCsv,
  openaiLegacyBilling,
  groqActivity,
  anthropicUsageJson,
  anthropicCostJson,
  anthropicTokensCsv,
  anthropicCostCsv,
  anthropicClaudeCode,
  anthropicAnalyticsUsage,
  anthropicAnalyticsUserUsage,
  anthropicAnalyticsCost,
  anthropicAnalyticsUserCost,
  anthropicSpendReport,
  cursorUsageCsv,
  cursorEventsJson,
  cursorSpendJson,
  githubPremiumRequests2025,
  githubPremiumRequests,
  githubAiUsage,
  githubDetailedUsage,
  claudeCodeLog,
  codexLog,
  opencode,
  ...ccusageFormats,
  tokscale,
  focusCsv,
  focusJson,
  awsCurCsv,
  azureCostCsv,
  azureUsageCsv,
  gcpBillingCsv,
  gcpBillingJson,
  oracleCostCsv,
  deepseekCostCsv,
  deepseekAmountCsv,
  aliyunBillCsv,
  aliyunDayBillCsv,
  aliyunDailyJson,
  aliyunMonthlyJson,
  volcengineBillCsv,
  volcengineBillJson,
  moonshotBill,
  zhipuBill,
  xiaomiUsage,
  xiaomiTokenPlan,
  runpodBillingJson,
  fireworksUsageCsv,
  kieCreditsCsv,
  bedrockInvocationLog,
  litellmSpendLogsCsv,
  litellmSpendLogsJson,
  ...litellmDaily,
  litellmActivityJson,
  litellmSpendReportJson,
  openrouterGenerationsCsv,
  openrouterGenerationsJson,
  openrouterDailyCsv,
  openrouterActivityJson,
  ...vercelReports,
  langfuseObservationsCsv,
  langfuseObservationsJson,
  langfuseDailyJson,
  heliconeRequestsCsv,
  heliconeExportCsv,
  heliconeRequestsJson,
  otelSpansJson,
  otelSpansCsv,
  otelMetricsJson,
  otelEventsJson,
  openaiResponseLog,
  anthropicResponseLog,
  geminiResponseLog,
  converseResponseLog,
  burstGptCsv,
  mooncakeJson,
  azureTraceCsv,
]

export const genericIds = ['generic-csv', 'generic-json'] as const

/** The formats whose JSON is more than lists of objects. */
export const jsonLayouts: ReadonlyMap<string, JsonLayout> = new Map(formats.flatMap(({ id, json }) => (json ? [[id, json]] : [])))

/** Every column a format knows, for "12 of 12 headers". */
export const knownColumns = (format: Format): ReadonlySet<string> => new Set(Object.values(format.columns).flat())
