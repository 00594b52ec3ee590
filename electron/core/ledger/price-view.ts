// Prices as periods with one column per bucket: which price holds for a model, tier and context, on a day, in an hour, for
// usage booked at a given change. Discounts of the firm's contract are in it. Used by spend-view.ts.
//
// History is never repriced: a price entered at change p holds for usage booked at p or later, and for earlier usage only
// where nothing else is known, or where the person said that it reprices. `vintage` is that span of booking changes. A price
// of the same first day, or a discount of the same id, takes the place of the earlier one from its own change on
// (`until`): what was booked under the earlier one keeps it. A discount without a factor is the end of its id.
// A user's price goes before the library's; one in another currency replaces the whole list. A price for long contexts or
// for certain hours goes before the general one. Slots are half hours of the UTC day; -1 stands for lines of a day or more,
// which only general prices fit.

/** Of the entries that fit a cell, the one that rules comes first. */
const ranking = `(e.added_by <= vintage_from OR e.reprices) DESC, e.own DESC, (e.context = cell.context) DESC, (e.slot_from IS NOT NULL) DESC,
  e.valid_from DESC, e.added_by DESC`

/** What makes two entries versions of one price. */
export const priceIdentity = 'entered, provider, model, bucket, tier, context, slot_from, valid_from'
const noEnd = 2147483647
const until = (identity: string): string => `coalesce(lead(added_by) OVER (PARTITION BY ${identity} ORDER BY added_by), ${noEnd})`

const priceChoice = `CREATE OR REPLACE VIEW price_choice AS
  WITH entry AS (
    SELECT provider, model, tier, context, slot_from, slot_to, bucket, currency, per_mtok, entered = 'user' AS own, reprices, added_by,
      coalesce(valid_from, DATE '0001-01-01') AS valid_from, coalesce(valid_to, DATE '9999-12-31') AS valid_to, ${until(priceIdentity)} AS until
    FROM price_alive
  ), cut AS (
    SELECT provider, model, factor, reprices, added_by,
      coalesce(valid_from, DATE '0001-01-01') AS valid_from, coalesce(valid_to, DATE '9999-12-31') AS valid_to, ${until('id')} AS until
    FROM discount_alive
  ), model_key AS (
    SELECT DISTINCT provider, model, tier FROM entry
  ), model_cut AS (
    SELECT k.provider, k.model, k.tier, cut.* EXCLUDE (provider, model), cut.model <> '' AS is_own
    FROM model_key k JOIN cut ON cut.provider = k.provider AND cut.model IN ('', k.model)
  ), day_edge AS (
    SELECT provider, model, tier, valid_from AS day FROM entry UNION SELECT provider, model, tier, valid_to FROM entry
    UNION SELECT provider, model, tier, valid_from FROM model_cut UNION SELECT provider, model, tier, valid_to FROM model_cut
  ), day_period AS (
    SELECT provider, model, tier, day AS first, lead(day) OVER (PARTITION BY provider, model, tier ORDER BY day) AS next FROM day_edge
  ), vintage_edge AS (
    SELECT provider, model, tier, added_by AS change FROM entry WHERE NOT reprices
    UNION SELECT provider, model, tier, added_by FROM model_cut WHERE NOT reprices
    UNION SELECT provider, model, tier, 0 FROM model_key
  ), vintage AS (
    SELECT provider, model, tier, change AS vintage_from,
      coalesce(lead(change) OVER (PARTITION BY provider, model, tier ORDER BY change), ${noEnd}) AS vintage_to FROM vintage_edge
  ), slot_edge AS (
    SELECT provider, model, tier, slot_from AS slot FROM entry WHERE slot_from IS NOT NULL
    UNION SELECT provider, model, tier, slot_to FROM entry WHERE slot_to IS NOT NULL
    UNION SELECT provider, model, tier, unnest([-1, 0, 48])::SMALLINT FROM model_key
  ), slot AS (
    SELECT provider, model, tier, slot AS slot_from, lead(slot) OVER (PARTITION BY provider, model, tier ORDER BY slot) AS slot_to FROM slot_edge
  ), cell AS (
    SELECT k.provider, k.model, k.tier, context.context, first, next, vintage_from, vintage_to, slot.slot_from, slot.slot_to
    FROM model_key k JOIN day_period USING (provider, model, tier) JOIN vintage USING (provider, model, tier) JOIN slot USING (provider, model, tier)
      CROSS JOIN (VALUES (''), ('long')) context(context)
    WHERE next IS NOT NULL AND slot.slot_to IS NOT NULL
  ), choice AS (
    SELECT cell.*, e.bucket, e.currency, e.per_mtok,
      row_number() OVER (PARTITION BY cell.provider, cell.model, cell.tier, cell.context, first, vintage_from, cell.slot_from, e.bucket, e.currency ORDER BY ${ranking}) AS place,
      first_value(e.currency) OVER (PARTITION BY cell.provider, cell.model, cell.tier, cell.context, first, vintage_from, cell.slot_from ORDER BY ${ranking}, e.currency) AS ruling
    FROM cell JOIN entry e ON e.provider = cell.provider AND e.model = cell.model AND e.tier = cell.tier
      AND e.valid_from <= first AND first < e.valid_to AND vintage_from < e.until AND e.context IN ('', cell.context)
      AND (e.slot_from IS NULL OR (e.slot_from <= cell.slot_from AND cell.slot_from < e.slot_to))
  ), cut_choice AS (
    SELECT provider, model, tier, first, vintage_from, factor FROM (
      SELECT d.provider, d.model, d.tier, first, vintage_from, c.factor,
        row_number() OVER (PARTITION BY d.provider, d.model, d.tier, first, vintage_from
          ORDER BY c.is_own DESC, c.valid_from DESC, c.added_by DESC) AS place
      FROM day_period d JOIN vintage v USING (provider, model, tier) JOIN model_cut c USING (provider, model, tier)
      WHERE c.factor IS NOT NULL AND c.valid_from <= first AND first < c.valid_to AND (c.added_by <= vintage_from OR c.reprices)
        AND vintage_from < c.until
    ) WHERE place = 1
  )
  SELECT choice.provider, choice.model, choice.tier, context, choice.first, next, choice.vintage_from, vintage_to, slot_from, slot_to, currency,
    coalesce(max(factor), 1)::DECIMAL(9,8) AS factor,
    ${[
      ['input', 'input'],
      ['cacheRead', 'cache_read'],
      ['cacheWrite5m', 'cache_write_5m'],
      ['cacheWrite1h', 'cache_write_1h'],
      ['output', 'output'],
    ]
      .map(
        ([bucket, column]) =>
          `max((per_mtok * coalesce(factor, 1)::DECIMAL(9,8))::DECIMAL(19,12)) FILTER (bucket = '${bucket}') AS ${column}`,
      )
      .join(',\n    ')}
  FROM choice LEFT JOIN cut_choice c ON c.provider = choice.provider AND c.model = choice.model AND c.tier = choice.tier
    AND c.first = choice.first AND c.vintage_from = choice.vintage_from
  WHERE place = 1 AND currency = ruling
  GROUP BY choice.provider, choice.model, choice.tier, context, choice.first, next, choice.vintage_from, vintage_to, slot_from, slot_to, currency`

/** Of the choices of a model: what holds for usage that is booked from now on. */
export const presentVintage = `vintage_to = ${noEnd}`

/** The choice is worked out once for every change of prices and kept as a table: it is small, and every question needs it. */
export const refreshPrices = 'CREATE OR REPLACE TABLE price_period AS SELECT * FROM price_choice'

export const priceViews: readonly string[] = [priceChoice, refreshPrices]
