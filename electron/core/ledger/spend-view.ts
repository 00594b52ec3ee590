// The spend rule, in one place. It works on the sums of a day by label (`usage_day`), which hold all that it asks for.
//  1. A line with billed money that the vendor does not call an estimate keeps it:                     'billed'.
//  2. A line whose vendor states only an estimate, a contracted or a list amount has that amount:      'estimated'.
//  3. A line without any amount is worth sum(tokens x dated price) / 1e6 by bucket and tier:           'estimated'.
//     Buckets without a price are counted in unpriced_tokens; when none has a price the line is        'unpriced'.
//  4. The money of a provider's day is that of its report: a cost report, or a bill that also states the use of that day; of
//     what is billed by seat that of its own. Of several the one of highest standing counts. Other money of the day stays
//     visible but does not count                                                                      'superseded'.
//  5. Where several sources tell of the same use (one population and provider), on a day that more than one covers only the
//     one of highest standing counts; neither tokens nor money of the others do                        'overlapped'.
//     A person may say that a source counts beside the others: document 'overlap' with id `provider|family`.
//  6. Lines with neither money nor tokens add nothing:                                                 'none'.
// Spend = cost of 'billed' and 'estimated' lines, by cost_currency; currencies are never added.
// Cache writes of unknown term are priced at the 5-minute rate, the vendors' default term.
import { decimalColumns, statedBits } from './usage-columns.ts'

const priced: readonly (readonly [bucket: string, price: string])[] = [
  ['input_uncached', 'input'],
  ['cache_read', 'cache_read'],
  ['cache_write_5m', 'cache_write_5m'],
  ['cache_write_1h', 'cache_write_1h'],
  ['cache_write_other', 'cache_write_5m'],
  ['output', 'output'],
]

const { billed, contracted, list } = statedBits
const anyMoney = billed + contracted + list
const hasMoney = (bits: number): string => `(u.stated & ${bits}) <> 0`
const isBilled = `(${hasMoney(billed)} AND NOT u.cost_is_estimate)`
const totalTokens = `(${priced.map(([bucket]) => `u.${bucket}`).join(' + ')})`
// 26 digits of tokens by 12 decimals of a price, and a millionth of it: exact in DECIMAL(38,18).
const estimate = `((${priced.map(([bucket, price]) => `coalesce(u.${bucket}::DECIMAL(26,0) * p.${price}, 0)`).join(' + ')}) * 0.000001::DECIMAL(6,6))`
const unpricedTokens = `(${priced.map(([bucket, price]) => `CASE WHEN p.${price} IS NULL THEN u.${bucket} ELSE 0 END`).join(' + ')})`
const someTokenPriced = priced.map(([, price], bit) => `((u.stated & ${1 << bit}) <> 0 AND p.${price} IS NOT NULL)`).join(' OR ')
const hasUse = '((u.stated & 63) <> 0 OR u.requests <> 0 OR u.gpu_hours <> 0)'
/** Standing from which money without a cost report's form is still a bill; see `standings` in shared/domain/usage.ts. */
const billStanding = 40
/** Which of a provider's accounts a line belongs to; a source that does not say speaks of the platform's. */
export const accountOf = `CASE population WHEN '' THEN 'platform' ELSE population END`

/** The price of a day sum `u` is the period `p`. */
const hasItsPrice = `p.provider = u.provider AND p.model = u.model AND p.tier = u.tier AND p.context = u.context AND p.first <= u.day
    AND u.day < p.next AND p.vintage_from <= u.booked AND u.booked < p.vintage_to AND p.slot_from <= u.slot AND u.slot < p.slot_to`

/** Rule 3 by itself, for tokens whatever money their lines state: conditions and amounts over a day sum `u` and its price `p`. */
export const atBookPrice = { join: hasItsPrice, isKnown: `(${someTokenPriced})`, amount: estimate, unpricedTokens } as const

/**
 * Rules 1 to 3 for any relation of day sums with the columns of a label: adds `total_tokens`, `basis`, `cost`,
 * `cost_currency`, `unpriced_tokens`.
 */
export const pricedDays = (relation: string): string => `
  SELECT u.*, ${totalTokens} AS total_tokens,
    CASE WHEN ${isBilled} THEN 'billed'
         WHEN ${hasMoney(anyMoney)} THEN 'estimated'
         WHEN (u.stated & 63) = 0 THEN 'none'
         WHEN ${someTokenPriced} THEN 'estimated'
         ELSE 'unpriced' END AS basis,
    CASE WHEN ${hasMoney(billed)} THEN u.billed WHEN ${hasMoney(contracted)} THEN u.contracted WHEN ${hasMoney(list)} THEN u.list
         WHEN ${someTokenPriced} THEN ${estimate} END AS cost,
    CASE WHEN ${hasMoney(anyMoney)} THEN u.currency WHEN ${someTokenPriced} THEN p.currency ELSE '' END AS cost_currency,
    CASE WHEN ${hasMoney(anyMoney)} THEN 0 ELSE ${unpricedTokens} END AS unpriced_tokens
  FROM ${relation} u LEFT JOIN price_period p ON (u.stated & ${anyMoney}) = 0 AND ${hasItsPrice}`

/** Kind of document by which a source counts beside the others. */
export const overlapKind = 'overlap'

const counted = ['input_uncached', 'cache_read', 'cache_write_5m', 'cache_write_1h', 'cache_write_other', 'output', 'reasoning', 'requests']

const countedBeside = `(SELECT id FROM document_alive WHERE kind = '${overlapKind}')`

/**
 * All rules for a relation of day sums; what it holds of a day must be all there is of it. Adds the columns of `pricedDays`,
 * `overlapped_tokens`, and `told_by`: the family that counts in the place of use or a bill which another source tells as well.
 * `beside`: ids `provider|family` of the sources that count beside the others. The sums are read anew for each rule, a few
 * columns at a time: to keep them with all of their columns, as a common table expression would, takes twice as long.
 */
export function spendOf(relation: string, beside = countedBeside): string {
  const told = `(SELECT u.* REPLACE (CASE WHEN o.id IS NULL THEN u.population ELSE '' END AS population)
    FROM ${relation} u LEFT JOIN ${beside} o ON o.id = u.provider || '|' || u.family)`
  return `
  WITH teller AS (
    SELECT provider, population, day, family, any_value(standing) AS standing FROM ${told} u WHERE ${hasUse}
    GROUP BY provider, population, day, family HAVING sum(line_count) > 0
  ), use_teller AS (
    SELECT provider, population, day, arg_max(family, (standing, family)) AS family FROM teller WHERE population <> '' GROUP BY provider, population, day
  ), report AS (
    SELECT provider, ${accountOf} AS account, family, day, last_day, any_value(standing) AS standing FROM ${told} u
    WHERE ${isBilled} AND (role = 'cost' OR (standing >= ${billStanding} AND (provider, population, day, family) IN (SELECT (provider, population, day, family) FROM teller)))
    GROUP BY ALL HAVING sum(line_count) > 0
  ), reported AS (
    SELECT provider, account, day, arg_max(family, (standing, family)) AS family FROM (
      SELECT provider, account, family, standing, unnest(generate_series(day::TIMESTAMP, last_day::TIMESTAMP, INTERVAL 1 DAY))::DATE AS day FROM report
    ) GROUP BY provider, account, day
  ), line AS (${pricedDays(told)}), judged AS (
    SELECT line.*, use_teller.family AS teller, reported.family AS reporter,
      use_teller.family IS NOT NULL AND use_teller.family <> line.family AS is_told_elsewhere,
      reported.day IS NOT NULL AND basis <> 'none' AND CASE WHEN basis = 'billed' THEN population <> '' AND reported.family <> line.family ELSE true END AS is_superseded
    FROM line LEFT JOIN use_teller USING (provider, population, day) LEFT JOIN reported
      ON reported.provider = line.provider AND reported.account = ${accountOf} AND reported.day = line.day
  )
  SELECT * EXCLUDE (teller, reporter, is_told_elsewhere, is_superseded) REPLACE (
      CASE WHEN is_superseded THEN 'superseded' WHEN is_told_elsewhere AND basis NOT IN ('billed', 'none') THEN 'overlapped' ELSE basis END AS basis,
      CASE WHEN is_superseded OR is_told_elsewhere THEN 0 ELSE unpriced_tokens END AS unpriced_tokens,
      ${[...counted, 'total_tokens'].map((column) => `CASE WHEN is_told_elsewhere THEN 0 ELSE ${column} END AS ${column}`).join(', ')},
      ${decimalColumns
        .slice(0, 1)
        .map(([column]) => `CASE WHEN is_told_elsewhere THEN 0 ELSE ${column} END AS ${column}`)
        .join(', ')}),
    CASE WHEN is_told_elsewhere THEN total_tokens ELSE 0 END AS overlapped_tokens,
    CASE WHEN is_told_elsewhere AND ${hasUse} THEN teller WHEN is_superseded AND basis = 'billed' THEN reporter ELSE '' END AS told_by
  FROM judged u`
}

export const spendView = `CREATE OR REPLACE VIEW spend AS ${spendOf('day_line')}`
