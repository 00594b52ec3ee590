// The spend rule, in one place.
//  1. A line with billed money that the vendor does not call an estimate keeps it:                     'billed'.
//  2. A line whose vendor states only an estimate, a contracted or a list amount has that amount:      'estimated'.
//  3. A line without any amount is worth sum(tokens x dated price) / 1e6 by bucket and tier:           'estimated'.
//     Buckets without a price are counted in unpriced_tokens; when none has a price the line is        'unpriced'.
//  4. Where the same provider's cost report (role 'cost', not an estimate) covers that UTC day, the report is the money
//     of the day: an estimate of 2 or 3 stays visible but does not count                               'superseded'.
//     Its tokens do count.
//  5. Lines with neither money nor tokens add nothing:                                                 'none'.
// Spend = cost of 'billed' and 'estimated' lines, by cost_currency; currencies are never added.
// Cache writes of unknown term are priced at the 5-minute rate, the vendors' default term.

/** Prices as periods with one column per bucket. A user's price rules from its first day; in another currency it replaces the whole list. */
export const priceView = `CREATE OR REPLACE VIEW price_period AS
  WITH entry AS (
    SELECT * REPLACE (coalesce(valid_from, DATE '0001-01-01') AS valid_from, coalesce(valid_to, DATE '9999-12-31') AS valid_to) FROM price_alive
  ), edge AS (
    SELECT provider, model, tier, valid_from AS day FROM entry UNION SELECT provider, model, tier, valid_to FROM entry
  ), period AS (
    SELECT provider, model, tier, day AS first, lead(day) OVER (PARTITION BY provider, model, tier ORDER BY day) AS next FROM edge
  ), ranked AS (
    SELECT provider, model, tier, first, next, bucket, currency, per_mtok,
      row_number() OVER (PARTITION BY provider, model, tier, first, bucket, currency ORDER BY entered = 'user' DESC, valid_from DESC, added_by DESC) AS place,
      first_value(currency) OVER (PARTITION BY provider, model, tier, first ORDER BY entered = 'user' DESC, valid_from DESC, added_by DESC, currency) AS ruling
    FROM period JOIN entry USING (provider, model, tier)
    WHERE next IS NOT NULL AND valid_from <= first AND first < valid_to
  )
  SELECT provider, model, tier, first, next, currency,
    max(per_mtok) FILTER (bucket = 'input') AS input,
    max(per_mtok) FILTER (bucket = 'cacheRead') AS cache_read,
    max(per_mtok) FILTER (bucket = 'cacheWrite5m') AS cache_write_5m,
    max(per_mtok) FILTER (bucket = 'cacheWrite1h') AS cache_write_1h,
    max(per_mtok) FILTER (bucket = 'output') AS output
  FROM ranked WHERE place = 1 AND currency = ruling
  GROUP BY provider, model, tier, first, next, currency`

const priced: readonly (readonly [bucket: string, price: string])[] = [
  ['input_uncached', 'input'],
  ['cache_read', 'cache_read'],
  ['cache_write_5m', 'cache_write_5m'],
  ['cache_write_1h', 'cache_write_1h'],
  ['cache_write_other', 'cache_write_5m'],
  ['output', 'output'],
]

const totalTokens = `(${priced.map(([bucket]) => `coalesce(u.${bucket}, 0)::HUGEINT`).join(' + ')})`
// BIGINT has 19 digits and a price 19 with 12 decimals: the product and its millionth are exact in DECIMAL(38,18).
const estimate = `((${priced.map(([bucket, price]) => `coalesce(u.${bucket}::DECIMAL(19,0) * p.${price}, 0)`).join(' + ')}) * 0.000001::DECIMAL(6,6))`
const unpricedTokens = `(${priced.map(([bucket, price]) => `CASE WHEN p.${price} IS NULL THEN coalesce(u.${bucket}, 0)::HUGEINT ELSE 0 END`).join(' + ')})`
const someTokenPriced = priced.map(([bucket, price]) => `(coalesce(u.${bucket}, 0) > 0 AND p.${price} IS NOT NULL)`).join(' OR ')

/**
 * Rules 1 to 3 for any relation with the columns of usage_row: adds `total_tokens`, `basis`, `cost`, `cost_currency`,
 * `unpriced_tokens`. The view below and the preview of an import share it.
 */
export const pricedRows = (relation: string): string => `
  SELECT u.*, ${totalTokens} AS total_tokens,
    CASE WHEN billed IS NOT NULL AND NOT cost_is_estimate THEN 'billed'
         WHEN coalesce(billed, contracted, list) IS NOT NULL THEN 'estimated'
         WHEN ${totalTokens} = 0 THEN 'none'
         WHEN ${someTokenPriced} THEN 'estimated'
         ELSE 'unpriced' END AS basis,
    coalesce(billed, contracted, list, CASE WHEN ${someTokenPriced} THEN ${estimate} END) AS cost,
    CASE WHEN coalesce(billed, contracted, list) IS NOT NULL THEN u.currency WHEN ${someTokenPriced} THEN p.currency ELSE '' END AS cost_currency,
    CASE WHEN coalesce(billed, contracted, list) IS NOT NULL THEN 0 ELSE ${unpricedTokens} END AS unpriced_tokens
  FROM ${relation} u
  LEFT JOIN price_period p ON coalesce(billed, contracted, list) IS NULL
    AND p.provider = u.provider AND p.model = u.model AND p.tier = u.tier AND p.first <= u.day AND u.day < p.next`

/** All rules for the rows of a relation with the columns of usage_row, cost reports among them. */
export const spendOf = (relation: string): string => `
  WITH report AS (
    SELECT DISTINCT provider, start_at, end_at FROM ${relation} WHERE role = 'cost' AND billed IS NOT NULL AND NOT cost_is_estimate
  ), reported AS (
    SELECT DISTINCT provider, unnest(generate_series(date_trunc('day', start_at), greatest(start_at, end_at - INTERVAL 1 MICROSECOND), INTERVAL 1 DAY))::DATE AS day FROM report
  ), line AS (${pricedRows(relation)})
  SELECT line.* REPLACE (
      CASE WHEN reported.day IS NOT NULL AND basis IN ('estimated', 'unpriced') THEN 'superseded' ELSE basis END AS basis,
      CASE WHEN reported.day IS NOT NULL AND basis IN ('estimated', 'unpriced') THEN 0 ELSE unpriced_tokens END AS unpriced_tokens)
  FROM line LEFT JOIN reported ON reported.provider = line.provider AND reported.day = line.day`

export const spendView = `CREATE OR REPLACE VIEW spend AS ${spendOf('usage_row_alive')}`
