// What a change of prices or discounts does to money that was known before: the months, before and after. History is only
// repriced when a person says so, and then both figures are kept beside each other. Runs inside a change.
import { addDecimals } from '../../../shared/units/decimal.ts'
import type { OpenChange } from './changes.ts'
import { type Database, decimalOf, textOf } from './database.ts'
import { refreshPrices } from './price-view.ts'
import { spendOf } from './spend-view.ts'
import type { RepricedMonth } from './types.ts'
import { statedBits } from './usage-columns.ts'

const statesMoney = statedBits.billed | statedBits.contracted | statedBits.list
/** Lines of a sum keep these, whatever their price; the half hour is not among them, since a price by the hour brings it in. */
const group = 'label_id, day, stated, booked'

/** Money from the book's prices that counts; the provider's lines are all there is to judge them by. */
const pricedMoney = ({ provider, model }: { provider: string; model: string }): string => `
  SELECT ${group}, cost_currency AS currency, sum(cost) AS cost FROM (${spendOf(`(SELECT * FROM day_line WHERE provider = ${quoted(provider)})`)})
  WHERE basis = 'estimated' AND (stated & ${statesMoney}) = 0 ${model === '' ? '' : `AND model = ${quoted(model)}`}
  GROUP BY ${group}, cost_currency`

export async function repricedBy(
  database: Database,
  open: OpenChange,
  about: { provider: string; model: string },
  work: () => Promise<unknown>,
): Promise<RepricedMonth[]> {
  await database.write(`CREATE OR REPLACE TEMP TABLE priced_before AS ${pricedMoney(about)}`)
  await work()
  if (!open.touched.has('price') && !open.touched.has('discount')) return []
  await database.write(refreshPrices)
  const differences = await database.write(
    `SELECT strftime(day, '%Y-%m') AS month, currency, sum(cost) AS difference FROM (
       SELECT day, currency, -cost AS cost FROM priced_before
       UNION ALL SELECT day, currency, cost FROM (${pricedMoney(about)}) WHERE (${group}) IN (SELECT (${group}) FROM priced_before)
     ) GROUP BY month, currency HAVING sum(cost) <> 0 ORDER BY month, currency`,
  )
  await database.write('DROP TABLE priced_before')
  if (differences.length === 0) return []
  const before = await spendBefore(database, [...new Set(differences.map((row) => textOf(row, 'month')))])
  return differences.map((row) => {
    const [month, currency] = [textOf(row, 'month'), textOf(row, 'currency')]
    const was = before.get(`${month} ${currency}`) ?? '0'
    return { month, currency, before: was, after: addDecimals(was, decimalOf(row, 'difference')) }
  })
}

/** Spend of whole months as it is stored, by `month currency`. */
async function spendBefore(database: Database, months: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await database.read(
    `SELECT strftime(day, '%Y-%m') AS month, cost_currency, sum(cost) AS cost FROM spend
     WHERE basis IN ('billed', 'estimated') AND strftime(day, '%Y-%m') IN (${months.map(quoted).join(', ')}) GROUP BY month, cost_currency`,
  )
  return new Map(rows.map((row) => [`${textOf(row, 'month')} ${textOf(row, 'cost_currency')}`, decimalOf(row, 'cost')]))
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
