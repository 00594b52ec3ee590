// The dated price book of a workspace. Prices of a model come in once, when it is first seen; a newer library does not
// touch them, so history is never repriced. A user's price rules from its first day. How prices meet usage: spend-view.ts.
import { createHash } from 'node:crypto'
import { fail } from '../../../shared/language/failures.ts'
import { isIsoDate } from '../../../shared/units/calendar.ts'
import { compareDecimals, decimalText } from '../../../shared/units/decimal.ts'
import type { OpenChange } from './changes.ts'
import { countOf, type Database, decimalOf, type Row, textOf } from './database.ts'
import type { PriceBook, PriceLibrary, PriceOverride, StoredPrice } from './types.ts'

const largestPrice = '9999999'

export function priceBookOf(database: Database): PriceBook {
  return {
    async list(filter = {}) {
      const conditions = Object.entries(filter).filter(([, value]) => value !== undefined)
      const where = conditions.map(([column], index) => `${column === 'model' ? 'model' : 'provider'} = $${index + 1}`).join(' AND ')
      return (
        await database.read(
          `${listed} ${where === '' ? '' : `WHERE ${where}`} ORDER BY ${order}`,
          conditions.map(([, value]) => value),
        )
      ).map(toPrice)
    },
    async version() {
      const rows = await database.read(
        `SELECT provider, model, bucket, tier, currency, per_mtok, valid_from, valid_to, entered FROM price_alive ORDER BY ${order}, added_by`,
      )
      return createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16)
    },
  }
}

const order = 'provider, model, tier, bucket, valid_from NULLS FIRST, entered, currency'
const listed = `SELECT p.* EXCLUDE (valid_from), p.valid_from IS NOT NULL AS start_known, coalesce(p.valid_from, first_use.day) AS valid_from
  FROM price_alive p LEFT JOIN (SELECT provider, model, min(day) AS day FROM usage_row_alive GROUP BY provider, model) first_use USING (provider, model)`

/** Inside exclusive work: library prices for those models that have no price at all. */
export async function seedPrices(
  database: Database,
  open: OpenChange,
  library: PriceLibrary,
  models: readonly { provider: string; model: string }[],
): Promise<void> {
  const known = new Set(
    (await database.write('SELECT DISTINCT provider, model FROM price_alive')).map(
      (row) => `${textOf(row, 'provider')}\u001f${textOf(row, 'model')}`,
    ),
  )
  for (const { provider, model } of models) {
    if (known.has(`${provider}\u001f${model}`)) continue
    for (const price of library(provider, model) ?? []) {
      const perMtok = validPrice(price.perMtok)
      await insertPrice(database, open, { ...price, provider, model, perMtok, entered: 'library' })
    }
  }
}

/** A user's price; one for the same bucket, tier and first day takes the place of an earlier one. */
export async function setPrice(database: Database, open: OpenChange, price: PriceOverride): Promise<void> {
  const perMtok = validPrice(price.perMtok)
  const { validFrom, validTo = null, tier = 'standard' } = price
  if (!isIsoDate(validFrom) || (validTo !== null && (!isIsoDate(validTo) || validTo <= validFrom)))
    throw fail('bad-price-period', { from: validFrom, to: validTo ?? '' })
  await database.write(
    `UPDATE price SET retired_by = ${open.number}
     WHERE entered = 'user' AND provider = $1 AND model = $2 AND bucket = $3 AND tier = $4 AND valid_from = $5::DATE
       AND added_by NOT IN (SELECT n FROM change WHERE undone) AND (retired_by IS NULL OR retired_by IN (SELECT n FROM change WHERE undone))`,
    [price.provider, price.model, price.bucket, tier, validFrom],
  )
  await insertPrice(database, open, { ...price, tier, validTo, perMtok, entered: 'user' })
}

type NewPrice = Pick<StoredPrice, 'provider' | 'model' | 'bucket' | 'tier' | 'currency' | 'perMtok' | 'validTo' | 'source' | 'entered'> & {
  validFrom: string | null
}

async function insertPrice(database: Database, open: OpenChange, price: NewPrice): Promise<void> {
  await database.write(
    `INSERT INTO price VALUES ($1, $2, $3, $4, $5, $6::DECIMAL(19,12), $7::DATE, $8::DATE, $9, '${price.entered}', ${open.number}, NULL)`,
    [price.provider, price.model, price.bucket, price.tier, price.currency, price.perMtok, price.validFrom, price.validTo, price.source],
  )
  open.touched.add('price')
}

function validPrice(text: string): string {
  const price = decimalText(text)
  const decimals = price?.split('.')[1]?.length ?? 0
  if (price === null || decimals > 12 || compareDecimals(price, '0') < 0 || compareDecimals(price, largestPrice) > 0)
    throw fail('price-out-of-range', { price: text })
  return price
}

function toPrice(row: Row): StoredPrice {
  return {
    provider: textOf(row, 'provider'),
    model: textOf(row, 'model'),
    bucket: textOf(row, 'bucket') as StoredPrice['bucket'],
    tier: textOf(row, 'tier') as StoredPrice['tier'],
    currency: textOf(row, 'currency'),
    perMtok: decimalOf(row, 'per_mtok'),
    validFrom: textOf(row, 'valid_from'),
    startKnown: row.start_known === true,
    validTo: textOf(row, 'valid_to') || null,
    source: textOf(row, 'source'),
    entered: textOf(row, 'entered') as StoredPrice['entered'],
    change: countOf(row, 'added_by'),
  }
}
