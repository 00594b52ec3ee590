// OpenAI's GET /dashboard/billing/usage: a day's cost by family of models, in CENTS ("12.3" is 0.123 dollars), the times Unix
// seconds with a fraction. `name` is a family such as "GPT-4" or "Embedding models". It is the money of the newer cost report.
// Source: the answers that published scripts read (2023 to 2024).
import { dayOf, type Format } from '../format.ts'
import { isJsonArray } from '../json-text.ts'
import { entriesOf, objectsAt, rowOfTexts, textAt } from '../json-values.ts'
import { amount, required, times } from '../measure.ts'
import { makerOf } from '../words.ts'

/** Cents to dollars. */
const scale = '0.01'

export const openaiLegacyBilling: Format = {
  id: 'openai-legacy-billing-json',
  title: 'OpenAI billing usage, before the costs API',
  shape: 'json',
  signature: ['day', 'family', 'cost_cents'],
  columns: { dates: ['day'], counts: [], amounts: ['cost_cents'], texts: ['family'], dimensions: [], ignored: [] },
  json: {
    claims: (document) => entriesOf(document).some((answer) => isJsonArray(answer.get('daily_costs'))),
    rows: (document) =>
      entriesOf(document).flatMap((answer) =>
        objectsAt(answer, 'daily_costs').flatMap((day) =>
          objectsAt(day, 'line_items').map((item) =>
            rowOfTexts({ day: textAt(day, 'timestamp'), family: textAt(item, 'name'), cost_cents: textAt(item, 'cost') }),
          ),
        ),
      ),
  },
  money: { amount: 'cost_cents', scale, currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'roundedBill',
  identity: 'key',
  rule: (texts) => {
    const family = texts.text('family')
    return {
      role: 'cost',
      provider: 'openai',
      model: makerOf(family) === '' ? '' : family,
      currency: 'USD',
      charge: family,
      period: dayOf('day'),
      measures: { billed: required(times(amount('cost_cents'), scale)) },
    }
  },
}
