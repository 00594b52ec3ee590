// What the firm's contracts take off the prices of the book, by provider or model and dated. They act through
// price-view.ts: usage keeps the discount it was booked under, unless a person says that a change of it reprices.
import { fail } from '../../../shared/language/failures.ts'
import { isIsoDate } from '../../../shared/units/calendar.ts'
import { Decimal, decimalText } from '../../../shared/units/decimal.ts'
import { type OpenChange, retire, unbooked } from './changes.ts'
import { type Database, decimalOf, type Row, textOf } from './database.ts'
import type { Discount, StoredDiscount } from './types.ts'

/** The latest version of each, then the earlier ones that usage was booked under. */
export async function listDiscounts(database: Database): Promise<StoredDiscount[]> {
  const rows = await database.read(
    `SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY added_by DESC) = 1 AS is_current FROM discount_alive)
     WHERE factor IS NOT NULL ORDER BY provider, model, valid_from, id, added_by DESC`,
  )
  return rows.map(toDiscount)
}

export async function setDiscount(database: Database, open: OpenChange, discount: Discount): Promise<void> {
  const percent = decimalText(discount.percentOff)
  const factor = percent === null ? null : new Decimal(1).minus(new Decimal(percent).div(100))
  if (factor === null || factor.lt(0) || factor.gt(2) || factor.decimalPlaces() > 8)
    throw fail('discount-out-of-range', { percent: discount.percentOff })
  const { validFrom, validTo } = discount
  if (!isIsoDate(validFrom) || (validTo !== null && (!isIsoDate(validTo) || validTo <= validFrom)))
    throw fail('bad-price-period', { from: validFrom, to: validTo ?? '' })
  await retireVersions(database, open, discount.id, discount.reprices)
  await insertDiscount(database, open, discount, factor.toFixed())
}

/** `reprices`: also for usage that was booked under it; otherwise that usage keeps it. False when there is none. */
export async function removeDiscount(database: Database, open: OpenChange, id: string, reprices: boolean): Promise<boolean> {
  const isThere = `FROM discount_alive WHERE id = $1 QUALIFY row_number() OVER (ORDER BY added_by DESC) = 1 AND factor IS NOT NULL`
  const [current] = await database.write(`SELECT *, true AS is_current ${isThere}`, [id])
  if (!current) return false
  await retireVersions(database, open, id, reprices)
  const [kept] = await database.write(`SELECT 1 ${isThere}`, [id])
  if (kept) await insertDiscount(database, open, { ...toDiscount(current), reprices: false }, null)
  return true
}

const retireVersions = (database: Database, open: OpenChange, id: string, reprices: boolean): Promise<boolean> =>
  retire(database, open, 'discount', `id = $1 ${reprices ? '' : `AND ${unbooked(open)}`}`, [id])

/** `factor` null: from this change on the discount of this id is no more. */
async function insertDiscount(database: Database, open: OpenChange, discount: Discount, factor: string | null): Promise<void> {
  const { id, provider, model, validFrom, validTo, source, reprices } = discount
  await database.write(
    `INSERT INTO discount (id, provider, model, factor, valid_from, valid_to, source, reprices, added_by)
     VALUES ($1, $2, $3, $4::DECIMAL(9,8), $5::DATE, $6::DATE, $7, $8, ${open.number})`,
    [id, provider, model, factor, validFrom, validTo, source, reprices],
  )
  open.touched.add('discount')
}

function toDiscount(row: Row): StoredDiscount {
  return {
    id: textOf(row, 'id'),
    provider: textOf(row, 'provider'),
    model: textOf(row, 'model'),
    percentOff: new Decimal(1).minus(decimalOf(row, 'factor')).times(100).toFixed(),
    validFrom: textOf(row, 'valid_from'),
    validTo: textOf(row, 'valid_to') || null,
    source: textOf(row, 'source'),
    reprices: row.reprices === true,
    isCurrent: row.is_current === true,
    change: Number(textOf(row, 'added_by')),
  }
}
