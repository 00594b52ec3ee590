// What the ledger knows of both sides of a vendor's month: tokens x price of the price book, whatever money their lines state,
// and the billed money that counts (spend-view.ts), in groups that shared/domain/reconciliation-sides.ts can explain. All on
// the sums of days; only `readHourSums` reads lines, of the few hours between two months.
import type { BillGroup, BillSum, UseSum } from '../../../shared/domain/reconciliation-sides.ts'
import type { ChargeKind, Tier } from '../../../shared/domain/usage.ts'
import { countOf, type Database, decimalOf, type Row, textOf } from './database.ts'
import { listRates, RateTable, rateDay } from './fx-rates.ts'
import { accountOf, atBookPrice } from './spend-view.ts'
import type { FxRate, HourSums, HourWindow } from './types.ts'
import { bucketColumns, slotOf, statedBits, statedMask } from './usage-columns.ts'

const states = (amount: keyof typeof statedBits): string => `(u.stated & ${statedBits[amount]}) <> 0`
/** Tokens that are told once, or use without tokens that only its own source values, on a day without a bill. */
const isUse = "(u.total_tokens <> 0 OR u.basis = 'estimated')"
/** Where the price book has no price: the amount the line itself states, the one closest to what is paid. */
const standIns = [
  ['contracted', states('contracted'), 'u.contracted'],
  ['list', states('list'), 'u.list'],
  ['estimate', `${states('billed')} AND u.cost_is_estimate`, 'u.billed'],
] as const

/** Adds to sums of the spend view what their use is worth: `use_source`, `use_currency`, `use_amount`, `factor`, `use_unpriced`. */
const valued = (relation: string, hasItsPrice: string = atBookPrice.join): string => `
  SELECT u.*,
    CASE WHEN NOT ${isUse} THEN '' WHEN ${atBookPrice.isKnown} THEN 'price'
      ${standIns.map(([source, condition]) => `WHEN ${condition} THEN '${source}'`).join(' ')} ELSE 'none' END AS use_source,
    CASE WHEN NOT ${isUse} THEN '' WHEN ${atBookPrice.isKnown} THEN p.currency
      ${standIns.map(([, condition]) => `WHEN ${condition} THEN u.currency`).join(' ')} ELSE '' END AS use_currency,
    CASE WHEN NOT ${isUse} THEN 0 WHEN ${atBookPrice.isKnown} THEN ${atBookPrice.amount}
      ${standIns.map(([, condition, amount]) => `WHEN ${condition} THEN ${amount}`).join(' ')} ELSE 0 END AS use_amount,
    CASE WHEN ${isUse} AND ${atBookPrice.isKnown} THEN p.factor ELSE 1 END AS factor,
    CASE WHEN NOT ${isUse} THEN 0 WHEN ${atBookPrice.isKnown} THEN ${atBookPrice.unpricedTokens}
      ${standIns.map(([, condition]) => `WHEN ${condition} THEN 0`).join(' ')} ELSE u.total_tokens END AS use_unpriced
  FROM ${relation} u LEFT JOIN price_period p ON ${isUse} AND ${hasItsPrice}`

/** Digits behind the point that are not zero at the end. */
const decimalsOf = (amount: string): string => `length(rtrim(split_part((${amount})::VARCHAR, '.', 2), '0'))`
const summed = [...bucketColumns, 'total_tokens', 'gpu_hours', 'line_count', 'billed', 'list', 'contracted', 'cost']
const sums = summed.map((column) => `sum(${column}) AS ${column}`).join(', ')
const place = 'label_id, day, last_day, slot, stated, booked, source'
const counts = `FROM spend WHERE total_tokens <> 0 OR basis IN ('billed', 'estimated')`
/** A line that a later change took out must cancel before anything is judged; where none was, there is nothing to cancel. */
const net = (hasRetired: boolean): string =>
  hasRetired
    ? `SELECT ${place}, any_value(basis) AS basis, any_value(cost_currency) AS cost_currency, ${sums} ${counts} GROUP BY ${place} HAVING sum(line_count) <> 0`
    : `SELECT ${place}, basis, cost_currency, ${summed.join(', ')} ${counts}`
/** One period of one price. */
const samePrice = `p.provider = u.provider AND p.model = u.model AND p.tier = u.tier AND p.context = u.context AND p.first = u.price_first
    AND p.vintage_from = u.price_vintage AND p.slot_from = u.price_slot`

/**
 * `place`: a day (or a longer period) is reported, or used, when a billed line for use, or one with tokens, of the same account
 * lies in it. `worth`: days with the same price are valued together, and texts joined last, which is what makes this fast.
 * `rate_day`: where the use is valued in a currency in which the vendor bills nothing that month.
 */
const groupsQuery = (rates: readonly FxRate[], hasRetired: boolean): string => `
  WITH net AS MATERIALIZED (${net(hasRetired)}
  ), label AS (
    SELECT id AS label_id, provider, ${accountOf} AS account, family, kind, tier, context, model, charge, currency, cost_is_estimate FROM usage_label
  ), span AS (
    SELECT provider, account, day, last_day, bool_or(basis = 'billed' AND kind = 'usage') AS has_bill, bool_or(total_tokens <> 0) AS has_use
    FROM net JOIN label USING (label_id) GROUP BY provider, account, day, last_day
  ), place AS (
    SELECT a.provider, a.account, a.day, a.last_day, bool_or(b.has_bill) AS is_reported, bool_or(b.has_use) AS is_used
    FROM span a JOIN span b ON a.provider = b.provider AND a.account = b.account AND b.day <= a.last_day AND a.day <= b.last_day
    GROUP BY a.provider, a.account, a.day, a.last_day
  ), billing AS (
    SELECT provider, date_trunc('month', day) AS month, list(DISTINCT cost_currency) AS currencies
    FROM net JOIN label USING (label_id) WHERE basis = 'billed' GROUP BY provider, month
  ), priced AS (
    SELECT u.*, p.first AS price_first, p.vintage_from AS price_vintage, p.slot_from AS price_slot, coalesce(p.currency, u.currency) AS worth_currency
    FROM (SELECT * FROM net JOIN label USING (label_id)) u LEFT JOIN price_period p ON ${isUse} AND ${atBookPrice.join}
  ), worth AS (
    SELECT label_id, date_trunc('month', day) AS month, source, stated, basis, cost_currency, price_first, price_vintage, price_slot, is_reported, is_used,
      total_tokens <> 0 AS has_tokens, gpu_hours <> 0 AS has_hours, basis = 'billed' AND cost = 0 AS is_free,
      ${rates.length === 0 ? `''` : `CASE WHEN NOT list_contains(currencies, worth_currency) THEN ${rateDay(rates)} ELSE '' END`} AS rate_day, ${sums},
      min(day) AS first_day, max(last_day) AS last_day, bool_and(last_day = day + 1) AS is_zone_day,
      coalesce(max(${decimalsOf('cost')}) FILTER (basis = 'billed'), 0) AS decimals
    FROM priced JOIN place USING (provider, account, day, last_day)
      ${rates.length === 0 ? '' : `LEFT JOIN billing ON billing.provider = priced.provider AND billing.month = date_trunc('month', priced.day)`}
    GROUP BY ALL
  ), line AS (${valued('(SELECT * FROM worth JOIN label USING (label_id))', samePrice)}), part AS (
    SELECT *, basis = 'billed' AS is_billed, basis = 'billed' AND (stated & ${statedBits.list}) <> 0 AS has_list,
      basis = 'billed' AND (stated & ${statedBits.contracted}) <> 0 AS has_contracted
    FROM line
  )
  SELECT provider, strftime(month, '%Y-%m') AS month, family, kind, tier, model, charge, has_hours,
    is_billed, is_free, has_list, has_contracted, is_reported, is_used, use_source, use_currency, factor, rate_day,
    CASE WHEN is_billed THEN cost_currency ELSE '' END AS bill_currency,
    sum(line_count) AS lines, min(first_day) AS first_day, max(last_day) AS last_day, bool_and(is_zone_day) AS is_zone_day,
    string_agg(DISTINCT source, ',' ORDER BY source) AS sources,
    sum(use_amount) AS use_amount, sum(total_tokens) AS tokens, sum(use_unpriced) AS unpriced,
    sum(cost) FILTER (is_billed) AS billed, sum(list) FILTER (has_list) AS list, sum(contracted) FILTER (has_contracted) AS contracted,
    max(decimals) AS decimals
  FROM part GROUP BY ALL ORDER BY ALL`

export async function readBillGroups(database: Database): Promise<BillGroup[]> {
  const rates = await listRates(database)
  const retired = await database.read('SELECT 1 FROM usage_day WHERE line_count < 0 LIMIT 1')
  const rows = await database.read(groupsQuery(rates, retired.length > 0))
  const billed = new Map<string, Set<string>>()
  for (const row of rows)
    if (row.is_billed === true) billed.set(monthOf(row), (billed.get(monthOf(row)) ?? new Set()).add(textOf(row, 'bill_currency')))
  const tables = new Map<string, RateTable>()
  return rows.map((row) => {
    const [only, ...others] = billed.get(monthOf(row)) ?? []
    if (only === undefined || others.length > 0 || textOf(row, 'rate_day') === '') return toGroup(row, null)
    const table = tables.get(only) ?? new RateTable(rates, only)
    tables.set(only, table)
    return toGroup(row, table)
  })
}

const monthOf = (row: Row): string => `${textOf(row, 'provider')}\u001f${textOf(row, 'month')}`

/** `rates`: to the one currency in which the vendor bills, where the use is valued in another. */
function toGroup(row: Row, rates: RateTable | null): BillGroup {
  return {
    provider: textOf(row, 'provider'),
    month: textOf(row, 'month'),
    family: textOf(row, 'family'),
    kind: textOf(row, 'kind') as ChargeKind,
    tier: textOf(row, 'tier') as Tier,
    model: textOf(row, 'model'),
    charge: textOf(row, 'charge'),
    hasHours: row.has_hours === true,
    lines: countOf(row, 'lines'),
    firstDay: textOf(row, 'first_day'),
    lastDay: textOf(row, 'last_day'),
    isZoneDay: row.is_zone_day === true,
    sources: textOf(row, 'sources').split(','),
    use: toUse(row, rates),
    bill: toBill(row),
  }
}

function toUse(row: Row, rates: RateTable | null): UseSum | null {
  const source = textOf(row, 'use_source')
  if (source === '') return null
  const stated = { currency: textOf(row, 'use_currency'), amount: decimalOf(row, 'use_amount') }
  const amount = rates?.convert(stated.amount, stated.currency, textOf(row, 'rate_day')) ?? null
  return {
    source: source as UseSum['source'],
    ...(rates === null || amount === null ? { ...stated, converted: null } : { currency: rates.target, amount, converted: stated }),
    factor: decimalOf(row, 'factor'),
    tokens: decimalOf(row, 'tokens'),
    unpricedTokens: decimalOf(row, 'unpriced'),
    isReported: row.is_reported === true,
  }
}

function toBill(row: Row): BillSum | null {
  if (row.is_billed !== true) return null
  return {
    currency: textOf(row, 'bill_currency'),
    amount: decimalOf(row, 'billed'),
    list: row.has_list === true ? decimalOf(row, 'list') : null,
    contracted: row.has_contracted === true ? decimalOf(row, 'contracted') : null,
    decimals: countOf(row, 'decimals'),
    isUsed: row.is_used === true,
  }
}

/** Lines that begin in a window, in the form of day sums. */
const windowLines = (windows: string): string => `
  SELECT w.id, w.since, w.until, w.edge, u.* REPLACE (${bucketColumns.map((column) => `coalesce(${column}, 0)::HUGEINT AS ${column}`).join(', ')}),
    u.added_by AS booked, ${slotOf} AS slot, ${statedMask} AS stated
  FROM usage_row_alive u JOIN (VALUES ${windows}) w(id, provider, since, until, edge)
    ON u.provider = w.provider AND u.start_at >= least(w.since, w.edge - INTERVAL 1 DAY) AND u.start_at < w.until`

/**
 * Money of lines that begin in short windows. `crossing`: lines of a day or less around the window's edge that lie on both
 * sides of it, so that the sums do not tell on which side their money belongs.
 */
export async function readHourSums(database: Database, windows: readonly HourWindow[]): Promise<HourSums[]> {
  if (windows.length === 0) return []
  const params: string[] = []
  const bind = (value: string, type: string): string => `$${params.push(value)}::${type}`
  const values = windows
    .map(
      ({ provider, since, until, edge }, id) =>
        `(${id}, ${bind(provider, 'VARCHAR')}, ${[since, until, edge].map((instant) => bind(instant, 'TIMESTAMP')).join(', ')})`,
    )
    .join(', ')
  const total = bucketColumns.map((column) => `u.${column}`).join(' + ')
  // How the day of a line is judged, it is judged itself: by label, day and what it states.
  const rows = await database.read(
    `WITH near AS (${windowLines(values)}), judged AS (
       SELECT label_id, day, stated, any_value(basis) AS basis, bool_or(overlapped_tokens <> 0) AS is_elsewhere
       FROM spend WHERE day IN (SELECT DISTINCT day FROM near) GROUP BY label_id, day, stated
     ), told AS (
       SELECT u.*, basis, CASE WHEN is_elsewhere THEN 0 ELSE ${total} END AS total_tokens
       FROM near u LEFT JOIN judged USING (label_id, day, stated)
     ), line AS (${valued('told')})
     SELECT id, coalesce(currency, '') AS currency,
       count(*) FILTER (side = 'bill' AND start_at < edge AND end_at > edge AND amount <> 0) AS bill_crossing,
       count(*) FILTER (side = 'use' AND start_at < edge AND end_at > edge AND amount <> 0) AS use_crossing,
       sum(amount) FILTER (side = 'bill' AND start_at >= since) AS billed, sum(amount) FILTER (side = 'use' AND start_at >= since) AS used
     FROM (
       SELECT id, since, edge, start_at, end_at, 'bill' AS side, currency, billed AS amount FROM line WHERE basis = 'billed'
       UNION ALL SELECT id, since, edge, start_at, end_at, 'use', use_currency, use_amount FROM line WHERE use_source NOT IN ('', 'none')
     ) GROUP BY id, currency ORDER BY id, currency`,
    params,
  )
  return rows.map((row) => ({
    window: countOf(row, 'id'),
    currency: textOf(row, 'currency'),
    billed: decimalOf(row, 'billed'),
    used: decimalOf(row, 'used'),
    crossing: { billed: countOf(row, 'bill_crossing'), used: countOf(row, 'use_crossing') },
  }))
}
