// GitHub's billing reports that state money: premium requests (late 2025 to May 2026), AI usage (from 2026-06, credits and
// tokens), and the detailed and summarized report of all products. The order of columns varies and token columns have been
// named in several ways. unit_type says what a quantity is. gross - discount = net; the discount is the included allowance,
// so gross and quantity tell the volume and net the cash. aic_* is a preview in another unit and never added. No id: rows
// with the same labels add up; a later report of a day replaces it. Dates are UTC days, also as 9/5/26.
// The detailed report repeats the AI lines, so it stands below; its seats are told nowhere else.
// Source: GitHub billing reports reference; github/copilot-billing-preview (2025 to 2026).
import { dayOf, type Format } from '../format.ts'
import { amount, count } from '../measure.ts'
import type { Texts } from '../texts.ts'

const tokenNames: Readonly<Record<string, string>> = {
  cached: 'cache_read',
  cached_input: 'cache_read',
  cache_creation: 'cache_write',
}

/** `total_input_tokens`, `Input Tokens` and `input` are one column. */
function columnName(header: string): string {
  const name = header
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
  const bucket = /^(?:total_)?(input|output|cache_read|cache_write|cache_creation|cached|cached_input)(?:_tokens)?$/.exec(name)?.[1]
  return bucket === undefined ? name : (tokenNames[bucket] ?? bucket)
}

const columns: Format['columns'] = {
  dates: ['date'],
  counts: ['input', 'output', 'cache_read', 'cache_write'],
  amounts: ['quantity', 'gross_amount', 'discount_amount', 'net_amount'],
  texts: ['model', 'cost_center_name', 'repository'],
  dimensions: ['product', 'sku', 'unit_type', 'username', 'organization', 'exceeds_quota'],
  ignored: ['applied_cost_per_quantity', 'total_monthly_quota', 'workflow_path'],
  ignoredPrefixes: ['aic_'],
}

const agentNames = /^(?:copilot\s+)?(?:code review|coding agent|cloud agent)(?:\s+model)?$/i

/** `Auto: X` is model X at a discount, `X (fast mode)` a tier of X, and the agents name no model. */
function modelOf(name: string) {
  if (agentNames.test(name)) return { model: '', tier: 'standard', dimensions: { agent: name } } as const
  const [, auto, model = name, fast] = /^(auto:\s*)?(.*?)(\s*\(fast(?: mode)?\))?$/i.exec(name) ?? []
  return { model, tier: fast ? 'fast' : 'standard', dimensions: auto ? { selection: 'Auto' } : {} } as const
}

function rule(texts: Texts): ReturnType<Format['rule']> {
  const sku = texts.text('sku')
  if (!/copilot|spark|models|coding[_ ]agent|ai[_ ]credit|premium[_ ]request/i.test(`${texts.text('product')} ${sku}`))
    return 'other-service'
  const isSeat = /user.?month|seat/i.test(texts.text('unit_type'))
  return {
    // Without token columns the report states money alone.
    role: texts.has('input') || texts.has('output') ? 'usage' : 'cost',
    provider: 'github',
    ...modelOf(texts.text('model')),
    team: texts.text('cost_center_name'),
    project: texts.text('repository'),
    currency: 'USD',
    charge: sku,
    kind: isSeat ? 'purchase' : 'usage',
    population: isSeat ? '' : 'seats',
    scope: `organization ${texts.text('organization')}`,
    period: dayOf('date'),
    measures: {
      inputUncached: count('input'),
      cacheRead: count('cache_read'),
      cacheWriteOther: count('cache_write'),
      output: count('output'),
      billed: amount('net_amount'),
      list: amount('gross_amount'),
      annotations: { quantity: amount('quantity'), discount: amount('discount_amount') },
    },
  }
}

const shared = {
  shape: 'csv',
  columnName,
  columns,
  rule,
  money: { amount: 'net_amount', currency: { code: 'USD' } },
  zone: 'UTC',
  dateOrder: 'mdy',
  population: 'seats',
  identity: 'row',
  replaces: 'day',
  counted: ['net_amount', 'gross_amount', 'quantity', 'input', 'output'],
} as const

const billing = ['date', 'sku', 'unit_type', 'net_amount']

export const githubPremiumRequests: Format = {
  ...shared,
  id: 'github-premium-requests-csv',
  title: 'GitHub premium requests',
  signature: [...billing, 'model', 'exceeds_quota'],
  standing: 'bill',
}

export const githubAiUsage: Format = {
  ...shared,
  id: 'github-ai-usage-csv',
  title: 'GitHub AI usage',
  signature: [...billing, 'model'],
  without: ['exceeds_quota'],
  standing: 'bill',
}

export const githubDetailedUsage: Format = {
  ...shared,
  id: 'github-usage-csv',
  title: 'GitHub usage, all products',
  signature: billing,
  without: ['model'],
  standing: 'vendorLog',
}
