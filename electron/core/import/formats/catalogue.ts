// The formats with a layout of their own. The generic table stands apart: it needs a profile.
import type { Format, JsonLayout } from '../format.ts'
import { anthropicCostCsv } from './anthropic-cost-csv.ts'
import { anthropicCostJson } from './anthropic-cost-json.ts'
import { anthropicTokensCsv } from './anthropic-tokens-csv.ts'
import { anthropicUsageJson } from './anthropic-usage-json.ts'
import { focusCsv } from './focus-csv.ts'
import { gcpBillingCsv, gcpBillingJson } from './gcp-billing.ts'
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
  gcpBillingJson,
]

export const genericIds = ['generic-csv', 'generic-json'] as const

/** The formats whose JSON is more than lists of objects. */
export const jsonLayouts: ReadonlyMap<string, JsonLayout> = new Map(formats.flatMap(({ id, json }) => (json ? [[id, json]] : [])))

/** Every column a format knows, for "12 of 12 headers". */
export const knownColumns = (format: Format): ReadonlySet<string> => new Set(Object.values(format.columns).flat())
