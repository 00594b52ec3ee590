// LiteLLM proxy, GET /global/spend/report: spend by day and team or customer, with the models and keys in `metadata`; or by
// key over the whole span, without any date, which is then asked. Tokens of the dated form are one number that names no
// bucket. Spend is LiteLLM's estimate, and repeats the spend logs and daily tables, so it stands behind them.
// Source: docs.litellm.ai, cost tracking, spend reports (2026).
import { askedPeriod } from '../asked-period.ts'
import { dayOf, type Format } from '../format.ts'
import type { JsonObject } from '../json-text.ts'
import { entriesOf, firstTextAt, objectsAt, textAt } from '../json-values.ts'
import { amount, count, required } from '../measure.ts'
import { litellmModel } from './litellm-spend-logs.ts'

export const litellmSpendReportJson: Format = {
  id: 'litellm-spend-report-json',
  title: 'LiteLLM spend report API',
  shape: 'json',
  signature: ['kind', 'date', 'spend'],
  json: {
    claims: (document) => entriesOf(document).some((entry) => kindOf(entry) !== ''),
    rows: (document) => entriesOf(document).flatMap(rowsOf),
    splits: true,
  },
  columns: {
    dates: ['date'],
    counts: ['input_tokens', 'output_tokens', 'total_tokens'],
    amounts: ['spend'],
    texts: ['kind', 'model', 'team'],
    dimensions: ['end_user', 'api_key'],
    ignored: [],
  },
  money: { amount: 'spend', currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'observer',
  identity: 'key',
  isEstimate: true,
  asks: { period: {} },
  rule: (texts) => {
    const isDated = texts.text('kind') === 'dated'
    return {
      ...litellmModel(texts.text('model'), ''),
      role: isDated ? 'cost' : 'usage',
      team: texts.text('team'),
      currency: 'USD',
      period: isDated ? dayOf('date') : askedPeriod(texts),
      measures: {
        inputUncached: count('input_tokens'),
        output: count('output_tokens'),
        billed: required(amount('spend')),
        annotations: { tokens: count('total_tokens') },
      },
    }
  },
}

const kindOf = (entry: JsonObject): '' | 'dated' | 'undated' =>
  entry.has('group_by_day') ? 'dated' : entry.has('total_cost') && entry.has('model_details') ? 'undated' : ''

function rowsOf(entry: JsonObject): readonly ReadonlyMap<string, string>[] {
  if (kindOf(entry) === '') return []
  if (kindOf(entry) === 'undated') return parts(entry, 'model_details').map((part) => rowOf(entry, entry, part))
  const groups = [...objectsAt(entry, 'teams'), ...objectsAt(entry, 'customers')]
  return groups.flatMap((group) => parts(group, 'metadata').map((part) => rowOf(entry, group, part)))
}

/** What a group is made of; without parts it stands for itself. */
function parts(group: JsonObject, name: string): readonly JsonObject[] {
  const found = objectsAt(group, name)
  return found.length === 0 ? [group] : found
}

const rowOf = (entry: JsonObject, group: JsonObject, part: JsonObject): ReadonlyMap<string, string> =>
  new Map([
    ['kind', kindOf(entry)],
    ['date', textAt(entry, 'group_by_day')],
    ['model', textAt(part, 'model')],
    ['team', firstTextAt(group, 'team_name', 'team_id')],
    ['end_user', textAt(group, 'customer')],
    ['api_key', textAt(part, 'api_key') || textAt(group, 'api_key')],
    ['spend', firstTextAt(part, 'spend', 'total_spend', 'total_cost')],
    ['input_tokens', textAt(part, 'total_input_tokens')],
    ['output_tokens', textAt(part, 'total_output_tokens')],
    ['total_tokens', textAt(part, 'total_tokens')],
  ])
