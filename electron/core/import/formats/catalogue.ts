// The formats with a layout of their own, most specific first. The generic table stands apart: it needs a profile.
import type { Format } from '../format.ts'
import { anthropicCostCsv } from './anthropic-cost-csv.ts'
import { anthropicCostJson } from './anthropic-cost-json.ts'
import { anthropicTokensCsv } from './anthropic-tokens-csv.ts'
import { anthropicUsageJson } from './anthropic-usage-json.ts'
import { focusCsv } from './focus-csv.ts'
import { gcpBillingCsv } from './gcp-billing-csv.ts'
import { openaiCostCsv, openaiCostsJson } from './openai-cost.ts'
import { openaiUsageCsv, openaiUsageJson } from './openai-usage.ts'

export const formats: readonly Format[] = [
  openaiUsageJson,
  openaiCostsJson,
  openaiUsageCsv,
  openaiCostCsv,
  anthropicUsageJson,
  anthropicCostJson,
  anthropicTokensCsv,
  anthropicCostCsv,
  focusCsv,
  gcpBillingCsv,
]

export const genericIds = ['generic-csv', 'generic-json'] as const

/** Every column a format knows, for "12 of 12 headers". */
export const knownColumns = (format: Format): ReadonlySet<string> => new Set(Object.values(format.columns).flat())
