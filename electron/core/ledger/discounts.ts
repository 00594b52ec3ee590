// What the firm's contracts take off list prices, by provider or model and dated. They act through price-view.ts.
import { fail } from '../../../shared/language/failures.ts'
import { isIsoDate } from '../../../shared/units/calendar.ts'
import { Decimal, decimalText } from '../../../shared/units/decimal.ts'
import { type OpenChange, retire } from './changes.ts'
import { type Database, decimalOf, textOf } from './database.ts'
import type { Discount } from './types.ts'

export async function listDiscounts(database: Database): Promise<Discount[]> {
  const rows = await database.read('SELECT * FROM discount_alive ORDER BY provider, model, valid_from, id')
  return rows.map((row) => ({
    id: textOf(row, 'id'),
    provider: textOf(row, 'provider'),
    model: textOf(row, 'model'),
    percentOff: new Decimal(1).minus(decimalOf(row, 'factor')).times(100).toFixed(),
    validFrom: textOf(row, 'valid_from'),
    validTo: textOf(row, 'valid_to') || null,
    source: textOf(row, 'source'),
    reprices: row.reprices === true,
  }))
}

export async function setDiscount(database: Database, open: OpenChange, discount: Discount): Promise<void> {
  const percent = decimalText(discount.percentOff)
  const factor = percent === null ? null : new Decimal(1).minus(new Decimal(percent).div(100))
  if (factor === null || factor.lt(0) || factor.gt(2) || factor.decimalPlaces() > 8)
    throw fail('discount-out-of-range', { percent: discount.percentOff })
  const { validFrom, validTo } = discount
  if (!isIsoDate(validFrom) || (validTo !== null && (!isIsoDate(validTo) || validTo <= validFrom)))
    throw fail('bad-price-period', { from: validFrom, to: validTo ?? '' })
  await removeDiscount(database, open, discount.id)
  await database.write(
    `INSERT INTO discount (id, provider, model, factor, valid_from, valid_to, source, reprices, added_by)
     VALUES ($1, $2, $3, $4::DECIMAL(9,8), $5::DATE, $6::DATE, $7, $8, ${open.number})`,
    [discount.id, discount.provider, discount.model, factor.toFixed(), validFrom, validTo, discount.source, discount.reprices],
  )
  open.touched.add('discount')
}

export const removeDiscount = (database: Database, open: OpenChange, id: string): Promise<boolean> =>
  retire(database, open, 'discount', 'id = $1', [id])
