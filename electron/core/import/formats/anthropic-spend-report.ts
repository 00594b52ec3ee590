// Anthropic's spend report of Team and Enterprise plans: a line per person, product and model over the whole range that was
// chosen, and NO date, so the period is asked. Prompt tokens are the whole input, cached or not. Plans with seats show only
// what exceeds the seats. Names of the columns vary in case and in their separators.
// Source: Anthropic help centre, usage analytics (2026).
import { askedPeriod } from '../asked-period.ts'
import type { Format } from '../format.ts'
import { amount, count, required } from '../measure.ts'

const names: Readonly<Record<string, string>> = {
  email: 'user_email',
  email_address: 'user_email',
  user: 'user_email',
  user_e_mail: 'user_email',
  users_email: 'user_email',
  user_email_address: 'user_email',
  account_id: 'account_uuid',
  user_account_uuid: 'account_uuid',
  requests: 'total_requests',
  prompt_tokens: 'total_prompt_tokens',
  completion_tokens: 'total_completion_tokens',
  net_spend_usd: 'total_net_spend_usd',
  gross_spend_usd: 'total_gross_spend_usd',
}

/** `Total Net Spend (USD)` and `total_net_spend_usd` are one column. */
function columnName(header: string): string {
  const name = header
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
  return names[name] ?? name
}

export const anthropicSpendReport: Format = {
  id: 'anthropic-spend-report-csv',
  title: 'Anthropic spend report',
  shape: 'csv',
  signature: ['product', 'model', 'total_prompt_tokens', 'total_net_spend_usd'],
  columnName,
  columns: {
    dates: [],
    counts: ['total_requests', 'total_prompt_tokens', 'total_completion_tokens'],
    amounts: ['total_net_spend_usd', 'total_gross_spend_usd'],
    texts: ['model', 'account_uuid'],
    dimensions: ['user_email', 'product'],
    ignored: ['model_family'],
  },
  money: { amount: 'total_net_spend_usd', currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'seats',
  standing: 'vendorLog',
  identity: 'key',
  asks: { period: {} },
  rule: (texts) => ({
    role: 'cost',
    provider: 'anthropic',
    model: texts.text('model'),
    currency: 'USD',
    personal: { account: texts.text('account_uuid') },
    period: askedPeriod(texts),
    measures: {
      inputUncached: count('total_prompt_tokens'),
      output: count('total_completion_tokens'),
      requests: count('total_requests'),
      billed: required(amount('total_net_spend_usd')),
      list: amount('total_gross_spend_usd'),
    },
  }),
}
