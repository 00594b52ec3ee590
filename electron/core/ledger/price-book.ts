// The dated price book of a workspace. Prices of a model come in once, when it is first seen; a newer library does not
// touch them. A user's price goes before the library's, for usage booked after it or where nothing else was known, and
// for earlier usage only when the person says so: history is never repriced by itself. How prices are chosen: price-view.ts;
// what a repricing does to the months: repricing.ts.
import { createHash } from 'node:crypto'
import type { DatedPrice } from '../../../shared/domain/price.ts'
import { fail } from '../../../shared/language/failures.ts'
import { isIsoDate } from '../../../shared/units/calendar.ts'
import { compareDecimals, decimalText } from '../../../shared/units/decimal.ts'
import { type OpenChange, retire, unbooked } from './changes.ts'
import { countOf, type Database, decimalOf, type Row, textOf } from './database.ts'
import { listDiscounts } from './discounts.ts'
import { listRates } from './fx-rates.ts'
import { presentVintage, priceIdentity } from './price-view.ts'
import type { PriceBook, PriceLibrary, PriceOverride, PricePeriod, StoredPrice } from './types.ts'
import { daySums, lastDay, measureColumns, slotOf, statedMask } from './usage-columns.ts'

const largestPrice = '9999999'

export function priceBookOf(database: Database): PriceBook {
  return {
    async list({ on, ...filter } = {}) {
      const conditions = Object.entries(filter).filter(([, value]) => value !== undefined)
      const where = conditions.map(([column], index) => `${column === 'model' ? 'model' : 'provider'} = $${index + 2}`).join(' AND ')
      return (
        await database.read(`${listed} ${where === '' ? '' : `WHERE ${where}`} ORDER BY ${order}, context, slot_from, added_by`, [
          on ?? null,
          ...conditions.map(([, value]) => value),
        ])
      ).map(toPrice)
    },
    async periods() {
      const rows = await database.read(
        `SELECT * FROM price_period WHERE ${presentVintage} ORDER BY provider, model, tier, context, slot_from, first`,
      )
      return rows.map(toPeriod)
    },
    async version() {
      const prices = await database.read(
        `SELECT provider, model, bucket, tier, context, slot_from, slot_to, currency, per_mtok, valid_from, valid_to, entered, reprices
         FROM price_alive ORDER BY ${order}, context, slot_from, added_by`,
      )
      const discounts = await database.read('SELECT * EXCLUDE (added_by, retired_by) FROM discount_alive ORDER BY id, added_by')
      const rows = discounts.length === 0 ? prices : [...prices, ...discounts]
      return createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16)
    },
    discounts: () => listDiscounts(database),
    rates: () => listRates(database),
  }
}

const order = 'provider, model, tier, bucket, valid_from NULLS FIRST, entered, currency'
/** $1: the day on which the discount is asked for, moved into the time of the price; null: the price's first day. */
const listed = `WITH version AS (
    SELECT *, coalesce(valid_from, DATE '0001-01-01') AS first_day, row_number() OVER (PARTITION BY ${priceIdentity} ORDER BY added_by DESC) = 1 AS is_current
    FROM price_alive
  ), asked AS (
    SELECT *, greatest(first_day, least(coalesce($1::DATE, first_day), coalesce(valid_to - 1, DATE '9999-12-31'))) AS asked_on FROM version
  )
  SELECT p.* EXCLUDE (valid_from), p.valid_from IS NOT NULL AS start_known, coalesce(p.valid_from, first_use.day) AS valid_from, coalesce(f.factor, 1) AS factor
  FROM asked p LEFT JOIN (SELECT provider, model, min(day) AS day FROM day_line GROUP BY provider, model) first_use USING (provider, model)
    LEFT JOIN price_period f ON f.provider = p.provider AND f.model = p.model AND f.tier = p.tier AND f.context = p.context AND f.${presentVintage}
      AND f.first <= asked_on AND asked_on < f.next AND f.slot_from <= coalesce(p.slot_from, -1) AND coalesce(p.slot_from, -1) < f.slot_to`

/** Inside exclusive work: library prices for those models that have none of the library yet. */
export async function seedPrices(
  database: Database,
  open: OpenChange,
  library: PriceLibrary,
  models: readonly { provider: string; model: string }[],
): Promise<void> {
  const known = new Set(
    (await database.write(`SELECT DISTINCT provider, model FROM price_alive WHERE entered = 'library'`)).map(
      (row) => `${textOf(row, 'provider')}\u001f${textOf(row, 'model')}`,
    ),
  )
  const seeded: NewPrice[] = []
  for (const { provider, model } of models) {
    if (known.has(`${provider}\u001f${model}`)) continue
    const prices = library(provider, model) ?? []
    if (prices.some(({ slots }) => slots !== undefined)) await spreadOverHours(database, open, { provider, model })
    for (const price of prices) seeded.push({ ...price, provider, model, perMtok: validPrice(price.perMtok), entered: 'library' })
  }
  await insertPrices(database, open, seeded)
}

/**
 * A user's price. One for the same bucket, tier, context, hours and first day takes the place of an earlier one: for all
 * usage when it reprices or when nothing was booked under the earlier, otherwise for usage booked from now on.
 */
export async function setPrice(database: Database, open: OpenChange, price: PriceOverride): Promise<void> {
  const perMtok = validPrice(price.perMtok)
  const { validFrom, validTo = null, tier = 'standard', context = '', slots, reprices = false } = price
  if (!isIsoDate(validFrom) || (validTo !== null && (!isIsoDate(validTo) || validTo <= validFrom)))
    throw fail('bad-price-period', { from: validFrom, to: validTo ?? '' })
  if (slots && !(0 <= slots.from && slots.from < slots.to && slots.to <= 48))
    throw fail('bad-price-hours', { from: String(slots.from / 2), to: String(slots.to / 2) })
  await retire(
    database,
    open,
    'price',
    `entered = 'user' AND provider = $1 AND model = $2 AND bucket = $3 AND tier = $4 AND valid_from = $5::DATE AND context = $6
       AND slot_from IS NOT DISTINCT FROM $7::SMALLINT ${reprices ? '' : `AND ${unbooked(open)}`}`,
    [price.provider, price.model, price.bucket, tier, validFrom, context, slots ? String(slots.from) : null],
  )
  if (slots) await spreadOverHours(database, open, price)
  await insertPrices(database, open, [{ ...price, tier, validTo, perMtok, entered: 'user' }])
}

/** The sums of a model whose price begins to change by the hour are made anew by the half hour. Does nothing a second time. */
async function spreadOverHours(
  database: Database,
  open: OpenChange,
  { provider, model }: Pick<PriceOverride, 'provider' | 'model'>,
): Promise<void> {
  const labels = 'SELECT id FROM usage_label WHERE provider = $1 AND model = $2'
  const [hourly] = await database.write(
    'SELECT count(*) AS n FROM price_alive WHERE provider = $1 AND model = $2 AND slot_from IS NOT NULL',
    [provider, model],
  )
  if (countOf(hourly, 'n') > 0) return
  const sums = ['line_count', ...measureColumns].map((name) => `-sum(${name}) AS ${name}`).join(', ')
  await database.write(
    `INSERT INTO usage_day BY NAME
      SELECT file, ${open.number} AS change, day, last_day, label, slot, stated, ${sums} FROM usage_day
      WHERE label IN (${labels}) AND change NOT IN (SELECT n FROM change WHERE undone)
      GROUP BY file, day, last_day, label, slot, stated HAVING sum(line_count) <> 0`,
    [provider, model],
  )
  await database.write(
    `INSERT INTO usage_day BY NAME
      SELECT u.file, ${open.number} AS change, start_at::DATE AS day, ${lastDay} AS last_day, label, ${slotOf} AS slot, ${statedMask} AS stated, ${daySums(1)}
      FROM usage_line u JOIN import_file f ON f.id = u.file
      WHERE label IN (${labels}) AND f.added_by NOT IN (SELECT n FROM change WHERE undone)
        AND (retired_by IS NULL OR retired_by IN (SELECT n FROM change WHERE undone))
      GROUP BY u.file, day, last_day, label, slot, stated`,
    [provider, model],
  )
}

type NewPrice = DatedPrice & Pick<StoredPrice, 'provider' | 'model' | 'entered'> & { readonly reprices?: boolean }

const priceTypes = {
  provider: 'VARCHAR',
  model: 'VARCHAR',
  bucket: 'VARCHAR',
  tier: 'VARCHAR',
  context: 'VARCHAR',
  slot_from: 'SMALLINT',
  slot_to: 'SMALLINT',
  currency: 'VARCHAR',
  per_mtok: 'DECIMAL(19,12)',
  valid_from: 'DATE',
  valid_to: 'DATE',
  source: 'VARCHAR',
  entered: 'VARCHAR',
  reprices: 'BOOLEAN',
} as const

/** In one statement, since one for each takes as long as all. */
async function insertPrices(database: Database, open: OpenChange, prices: readonly NewPrice[]): Promise<void> {
  if (prices.length === 0) return
  const params: (string | number | boolean | null)[] = []
  const rows = prices.map((price) => {
    const row: Readonly<Record<keyof typeof priceTypes, string | number | boolean | null>> = {
      provider: price.provider,
      model: price.model,
      bucket: price.bucket,
      tier: price.tier,
      context: price.context ?? '',
      slot_from: price.slots?.from ?? null,
      slot_to: price.slots?.to ?? null,
      currency: price.currency,
      per_mtok: price.perMtok,
      valid_from: price.validFrom,
      valid_to: price.validTo,
      source: price.source,
      entered: price.entered,
      reprices: price.reprices ?? false,
    }
    const values = Object.entries(priceTypes).map(([name, type]) => `$${params.push(row[name as keyof typeof priceTypes])}::${type}`)
    return `(${values.join(', ')}, ${open.number})`
  })
  await database.write(`INSERT INTO price (${Object.keys(priceTypes).join(', ')}, added_by) VALUES ${rows.join(', ')}`, params)
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
    context: textOf(row, 'context') as '' | 'long',
    ...(row.slot_from === null ? {} : { slots: { from: countOf(row, 'slot_from'), to: countOf(row, 'slot_to') } }),
    reprices: row.reprices === true,
    isCurrent: row.is_current === true,
    factor: decimalOf(row, 'factor'),
    validTo: textOf(row, 'valid_to') || null,
    source: textOf(row, 'source'),
    entered: textOf(row, 'entered') as StoredPrice['entered'],
    change: countOf(row, 'added_by'),
  }
}

function toPeriod(row: Row): PricePeriod {
  const [from, to] = [countOf(row, 'slot_from'), countOf(row, 'slot_to')]
  return {
    provider: textOf(row, 'provider'),
    model: textOf(row, 'model'),
    tier: textOf(row, 'tier') as PricePeriod['tier'],
    context: textOf(row, 'context') as '' | 'long',
    slots: from < 0 ? null : { from, to },
    currency: textOf(row, 'currency'),
    from: textOf(row, 'first'),
    to: textOf(row, 'next'),
    perMtok: {
      input: decimalOf(row, 'input', '') || null,
      cacheRead: decimalOf(row, 'cache_read', '') || null,
      cacheWrite5m: decimalOf(row, 'cache_write_5m', '') || null,
      cacheWrite1h: decimalOf(row, 'cache_write_1h', '') || null,
      output: decimalOf(row, 'output', '') || null,
    },
  }
}
