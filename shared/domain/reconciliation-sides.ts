// The two sides that a vendor's data tells of a month, and why they differ as far as single lines show it: sums of lines,
// as the ledger gives them, become usage x price, the cost report, and reasons. Exact decimal text; no line counts twice:
// each amount goes to one reason or stays for the comparison to explain (reconciliation.ts).
import { addDecimals, compareDecimals, Decimal, multiplyDecimals, subtractDecimals, sumDecimals } from '../units/decimal.ts'
import { type Cause, compareTexts, type Reason, Reasons } from './reconciliation-reasons.ts'
import type { ChargeKind, Tier } from './usage.ts'
import { meaningsOf, tiersLeftOut } from './vendor-bills.ts'

/** Lines of a vendor's month that agree in everything a reason depends on. */
export interface BillGroup {
  readonly provider: string
  /** `2026-09`, by the UTC day on which the lines begin. */
  readonly month: string
  readonly family: string
  readonly kind: ChargeKind
  readonly tier: Tier
  readonly model: string
  readonly charge: string
  readonly hasHours: boolean
  readonly lines: number
  readonly firstDay: string
  readonly lastDay: string
  /** Each line covers a day that begins on one UTC day and ends on the next: a day of another zone. */
  readonly isZoneDay: boolean
  /** Formats of the files. */
  readonly sources: readonly string[]
  /** Tokens that are told once; null for lines without. */
  readonly use: UseSum | null
  /** Billed money that counts; null for lines without. */
  readonly bill: BillSum | null
}

export interface Money {
  readonly currency: string
  readonly amount: string
}

export interface UseSum {
  /** What values the tokens: the price book, or where it has no price an amount that the line itself states; 'none': nothing does. */
  readonly source: 'price' | 'contracted' | 'list' | 'estimate' | 'none'
  /** '' for 'none'. */
  readonly currency: string
  readonly amount: string
  /** What it was before it was converted, by dated rates, to the currency in which the vendor bills; null: it was not. */
  readonly converted: Money | null
  /** What the discounts of the price book leave of the list price; '1' where the price book does not value. */
  readonly factor: string
  readonly tokens: string
  readonly unpricedTokens: string
  /** The bill has lines for the use of these days. */
  readonly isReported: boolean
}

export interface BillSum {
  readonly currency: string
  readonly amount: string
  /** null where the lines state none. */
  readonly list: string | null
  readonly contracted: string | null
  /** Most decimals of an amount. */
  readonly decimals: number
  /** Tokens of these days are told. */
  readonly isUsed: boolean
}

export interface UsageSide {
  readonly atPrice: string
  /** Before the discounts entered in the price book. */
  readonly atList: string
  /** The part of `atPrice` that the sources themselves state, where the price book has no price. */
  readonly standIn: string
  /** Parts of `atPrice` that were converted, as they were. */
  readonly converted: readonly Money[]
  readonly tokens: string
  readonly firstDay: string
  readonly lastDay: string
  readonly sources: readonly string[]
}

export interface ReportSide {
  readonly total: string
  readonly lines: number
  readonly firstDay: string
  readonly lastDay: string
  readonly sources: readonly string[]
  /** Tax in `total`, and credits (negative). */
  readonly tax: string
  readonly credits: string
  /** Lines x half of the last decimal that they state. */
  readonly roundingBound: string
  /** Most decimals of an amount. */
  readonly decimals: number
  /** Charges that name neither model nor purpose, so that tokens and other use are not told apart. */
  readonly undivided: string
  /** The lines for use are days of another zone. */
  readonly hasZoneDays: boolean
}

export interface ModelSide {
  readonly model: string
  /** null: no data. */
  readonly usageAtPrice: string | null
  readonly tokenCharges: string | null
}

export interface Sides {
  readonly provider: string
  readonly month: string
  readonly currency: string
  readonly usage: UsageSide | null
  readonly report: ReportSide | null
  /** Why the report differs from usage x price, as far as lines show it. */
  readonly reasons: readonly Reason[]
  /** What is left of lines that hold tokens and money together: the vendor's price is not the price book's. */
  readonly priceGap: string
  /** Usage x price and charges for tokens by model, of days that both sides tell; largest difference first. */
  readonly models: readonly ModelSide[]
  /** Of the vendor's month, whatever the currency: nothing says what they cost. */
  readonly unpricedTokens: string
  /** Usage x price in currencies in which the vendor bills nothing and for which no rate is known. */
  readonly usageElsewhere: readonly Money[]
  /** Tokens without a price at a tier that the cost report leaves out. */
  readonly leftOutUnpricedTokens: string
}

/** One row per vendor, month and currency, in this order. */
export function sidesOf(groups: readonly BillGroup[]): Sides[] {
  const months = grouped(groups, ({ provider, month }) => `${provider}\u001f${month}`)
  return [...months.values()].flatMap(sidesOfMonth).sort((a, b) => compareTexts(a.provider, b.provider) || compareTexts(a.month, b.month))
}

function grouped(groups: readonly BillGroup[], keyOf: (group: BillGroup) => string): Map<string, BillGroup[]> {
  const byKey = new Map<string, BillGroup[]>()
  for (const group of groups) {
    const same = byKey.get(keyOf(group))
    if (same) same.push(group)
    else byKey.set(keyOf(group), [group])
  }
  return byKey
}

/** Use in a currency in which the vendor bills nothing is no row of its own: the bill tells its money. */
function sidesOfMonth(groups: readonly BillGroup[]): Sides[] {
  const [{ provider, month } = { provider: '', month: '' }] = groups
  const uses = groups.flatMap(({ use }) => use ?? [])
  const unpricedTokens = sumDecimals(uses.map((use) => use.unpricedTokens))
  const missing = unpricedModels(groups)
  const valued = uses.filter((use) => use.source !== 'none')
  const billed = new Set(groups.flatMap(({ bill }) => bill?.currency ?? []))
  const currencies = billed.size > 0 ? billed : new Set(valued.map((use) => use.currency))
  const usageElsewhere = byCurrency(valued.filter((use) => !currencies.has(use.currency)))
  return [...(currencies.size === 0 ? [''] : currencies)]
    .sort(compareTexts)
    .map((currency) => ({ provider, month, currency, unpricedTokens, usageElsewhere, ...sidesOfCurrency(groups, currency, missing) }))
}

function byCurrency(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, string>()
  for (const { currency, amount } of amounts) sums.set(currency, addDecimals(sums.get(currency) ?? '0', amount))
  return [...sums].map(([currency, amount]) => ({ currency, amount })).sort((a, b) => compareTexts(a.currency, b.currency))
}

/** Models none of whose tokens have a price or an amount of their own. */
function unpricedModels(groups: readonly BillGroup[]): ReadonlySet<string> {
  const valued = new Map<string, boolean>()
  for (const { model, use } of groups)
    if (use && model !== '') valued.set(modelKey(model), (valued.get(modelKey(model)) ?? false) || use.source !== 'none')
  return new Set([...valued].flatMap(([model, isValued]) => (isValued ? [] : [model])))
}

function sidesOfCurrency(
  groups: readonly BillGroup[],
  currency: string,
  missing: ReadonlySet<string>,
): Pick<Sides, 'usage' | 'report' | 'reasons' | 'priceGap' | 'models' | 'leftOutUnpricedTokens'> {
  const used = groups.filter(({ use }) => use?.currency === currency && use.source !== 'none')
  const billed = groups.filter(({ bill }) => bill?.currency === currency)
  const usage = usageSide(used)
  const reasons = new Reasons()
  const models = new Models()
  const leftOut = tiersLeftOut(groups[0]?.provider ?? '').filter(
    (tier) => !billed.some((group) => group.tier === tier && isForTokens(group)),
  )
  const compared = used.filter((group) => isCompared(group, leftOut, reasons, models))
  const precisions = precisionsOf(billed, currency)
  const sorted = billed.map((group) => {
    const roundedOff = multiplyDecimals(String(group.lines), halfUnit(precisions.get(group.family)?.decimals ?? 0))
    return { group, rest: sortCharge(group, { missing, roundedOff, reasons, models }) }
  })
  const separate = sorted.flatMap(({ group, rest }) => (rest === 'separate' ? group : []))
  separateDiscount(separate, compared, reasons)
  const report = reportSide(billed, precisions, reasons.amountOf('credits'))
  const leftOutTokens = groups.flatMap(({ tier, use }) => (use && leftOut.includes(tier) ? use.unpricedTokens : []))
  return {
    usage,
    report,
    reasons: usage && report ? reasons.list() : [],
    priceGap: sumDecimals(sorted.flatMap(({ rest }) => (rest === 'separate' ? [] : rest))),
    models: models.list(),
    leftOutUnpricedTokens: sumDecimals(leftOutTokens),
  }
}

function usageSide(groups: readonly BillGroup[]): UsageSide | null {
  if (groups.length === 0) return null
  const uses = groups.flatMap(({ use }) => use ?? [])
  return {
    atPrice: sumDecimals(uses.map((use) => use.amount)),
    atList: sumDecimals(uses.map(atList)),
    standIn: sumDecimals(uses.flatMap((use) => (use.source === 'price' ? [] : use.amount))),
    converted: byCurrency(uses.flatMap((use) => use.converted ?? [])),
    tokens: sumDecimals(uses.map((use) => use.tokens)),
    ...daysOf(groups),
  }
}

/** Exact where the price after discount was: a price keeps 12 decimals. A discount of 100 % leaves nothing to divide. */
const atList = ({ amount, factor }: UseSum): string =>
  factor === '1' || factor === '0' ? amount : new Decimal(amount).div(factor).toDecimalPlaces(18).toFixed()

/** Zero or negative. */
const discountEntered = (use: UseSum): string => subtractDecimals(use.amount, atList(use))

interface Precision {
  readonly lines: number
  /** Most decimals of an amount; at least those of the currency. */
  readonly decimals: number
}

/** By source family, for each rounds its lines in its own way. */
function precisionsOf(groups: readonly BillGroup[], currency: string): ReadonlyMap<string, Precision> {
  const precisions = new Map<string, Precision>()
  for (const { family, lines, bill } of groups) {
    const known = precisions.get(family) ?? { lines: 0, decimals: minorDecimals(currency) }
    precisions.set(family, { lines: known.lines + lines, decimals: Math.max(known.decimals, bill?.decimals ?? 0) })
  }
  return precisions
}

function reportSide(groups: readonly BillGroup[], byFamily: ReadonlyMap<string, Precision>, credits: string): ReportSide | null {
  if (groups.length === 0) return null
  const amounts = (wanted: (group: BillGroup) => boolean): string =>
    sumDecimals(groups.flatMap((group) => (group.bill && wanted(group) ? group.bill.amount : [])))
  const precisions = [...byFamily.values()]
  const forUse = groups.filter(({ kind }) => kind === 'usage')
  return {
    total: amounts(() => true),
    lines: precisions.reduce((lines, each) => lines + each.lines, 0),
    tax: amounts(({ kind }) => kind === 'tax'),
    credits,
    roundingBound: sumDecimals(precisions.map(({ lines, decimals }) => multiplyDecimals(String(lines), halfUnit(decimals)))),
    decimals: Math.max(...precisions.map(({ decimals }) => decimals)),
    undivided: amounts(({ kind, use, charge, model }) => kind === 'usage' && use === null && charge === '' && model === ''),
    hasZoneDays: forUse.length > 0 && forUse.every(({ isZoneDay }) => isZoneDay),
    ...daysOf(groups),
  }
}

const daysOf = (groups: readonly BillGroup[]) => ({
  firstDay: groups.map((group) => group.firstDay).reduce((a, b) => (b < a ? b : a)),
  lastDay: groups.map((group) => group.lastDay).reduce((a, b) => (b > a ? b : a)),
  sources: [...new Set(groups.flatMap((group) => group.sources))].sort(compareTexts),
})

/** Use that the report can be held against; other use is a reason by itself. */
function isCompared({ tier, model, use }: BillGroup, leftOut: readonly Tier[], reasons: Reasons, models: Models): boolean {
  if (use === null) return false
  const gone = leftOut.includes(tier) ? 'priority' : use.isReported ? null : 'unreported-days'
  if (gone !== null) reasons.subtract(gone, use.amount, model)
  else models.addUse(model, use.amount)
  return gone === null
}

const kindCauses: Readonly<Record<Exclude<ChargeKind, 'usage'>, Cause>> = {
  purchase: 'purchases',
  credit: 'credits',
  refund: 'refunds',
  tax: 'tax',
  adjustment: 'adjustments',
}

interface Sorting {
  readonly missing: ReadonlySet<string>
  /** What the lines of the group may have lost by rounding. */
  readonly roundedOff: string
  readonly reasons: Reasons
  readonly models: Models
}

/**
 * Puts the money of billed lines where it belongs. What is left of it for the comparison: a rest of lines that hold tokens
 * and money together, or 'separate', charges for tokens that other lines count.
 */
function sortCharge(group: BillGroup, { missing, roundedOff, reasons, models }: Sorting): 'separate' | string {
  const { kind, charge, model, use, bill } = group
  if (bill === null) return '0'
  const put = (cause: Cause, name = charge || model): string => {
    reasons.add(cause, bill.amount, name)
    return '0'
  }
  // What all charges for tokens are called says less than whose they are.
  const name = model || charge
  if (kind !== 'usage') return put(kind === 'adjustment' && /discount/i.test(charge) ? 'discount' : kindCauses[kind])
  if (!isForTokens(group)) return put('other-charges')
  if (use === null && !bill.isUsed) return put('unused-days', name)
  if (use === null ? missing.has(modelKey(model)) : use.source === 'none') return put('unpriced', name)
  models.addCharge(model, bill.amount)
  const valuedHere = use !== null && use.currency === bill.currency ? use : null
  const credits = creditsInside(group)
  if ((credits === null || credits === '0') && bill.amount === '0') {
    const worth = valuedHere?.amount ?? bill.contracted ?? bill.list ?? '0'
    if (compareDecimals(worth, roundedOff) > 0) reasons.subtract('covered', worth, name)
    return '0'
  }
  if (credits !== null) reasons.add('credits', credits, name)
  if (valuedHere === null) return 'separate'
  const gap = valuedHere.source === 'contracted' ? null : listGap(group)
  const discount = gap === null ? '0' : subtractDecimals(gap, discountEntered(valuedHere))
  reasons.add('discount', discount, model)
  return subtractDecimals(subtractDecimals(bill.amount, valuedHere.amount), addDecimals(credits ?? '0', discount))
}

/** Credits, vouchers or a granted balance that the amount of the lines is already net of; null where the lines show none. */
function creditsInside({ family, bill }: BillGroup): string | null {
  const meaning = meaningsOf(family)
  const before = meaning.contracted === 'before-credits' ? bill?.contracted : meaning.list === 'credits' ? bill?.list : null
  return bill && before ? subtractDecimals(bill.amount, before) : null
}

/** What the lines take off (negative) or put on their own list amount; null when they do not state it. */
function listGap({ family, bill }: BillGroup): string | null {
  const meaning = meaningsOf(family)
  if (bill === null || bill.list === null || meaning.list === 'credits') return null
  return subtractDecimals(meaning.contracted === 'net' ? bill.amount : (bill.contracted ?? bill.amount), bill.list)
}

/**
 * A discount that the report shows beyond the one entered in the price book, which is in usage x price already. Where only
 * a part of the charges states its list amount, the two cannot be told apart, and nothing is claimed.
 */
function separateDiscount(charges: readonly BillGroup[], compared: readonly BillGroup[], reasons: Reasons): void {
  const gaps = charges.map(listGap)
  const entered = sumDecimals(compared.flatMap(({ use, bill }) => (use && !bill ? discountEntered(use) : [])))
  if (entered !== '0' && gaps.includes(null)) return
  for (const [at, group] of charges.entries()) reasons.add('discount', gaps[at] ?? '0', group.model)
  if (charges.length > 0 && gaps.some((gap) => gap !== null)) reasons.subtract('discount', entered, '')
}

const tokenWords = /token|input|output|\binpt?\b|\bo(?:ut)?pt?\b|cache|caching|prompt|completion|embedding/i

/** Charges for tokens: the line counts some, or its words say so; a line that says nothing is the whole of a bill. */
function isForTokens({ kind, use, charge, hasHours }: BillGroup): boolean {
  if (kind !== 'usage' || hasHours) return false
  return use !== null || charge === '' || (tokenWords.test(charge) && !/storage/i.test(charge))
}

/** One name for a model's id, its dated id and its display name: `Claude Opus 4.5`, `claude-opus-4-5-20251101`. */
export function modelKey(name: string): string {
  const last = name.toLowerCase().slice(name.lastIndexOf('/') + 1)
  return last
    .replace(/[\s_.@]+/g, '-')
    .replace(/-(?:20\d{6}|20\d{2}-\d{2}-\d{2}|latest)$/, '')
    .replace(/^(?:[a-z]{2,6}-)?(?:anthropic|openai|google|meta|mistral)-/, '')
}

const smallestUnits: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, VND: 0, CLP: 0 }

/** Decimals of the smallest unit of a currency. */
export const minorDecimals = (currency: string): number => smallestUnits[currency] ?? 2

/** Half of the last of so many decimals: 2 is 0.005. */
export const halfUnit = (decimals: number): string => new Decimal(10).pow(-decimals).div(2).toFixed()

class Models {
  readonly #sums = new Map<string, { name: string; use: string | null; charge: string | null }>()

  addUse(model: string, amount: string): void {
    const entry = this.#of(model)
    entry.use = addDecimals(entry.use ?? '0', amount)
  }

  addCharge(model: string, amount: string): void {
    const entry = this.#of(model)
    entry.charge = addDecimals(entry.charge ?? '0', amount)
  }

  list(): ModelSide[] {
    const gap = ({ usageAtPrice, tokenCharges }: ModelSide): Decimal => new Decimal(tokenCharges ?? '0').minus(usageAtPrice ?? '0').abs()
    return [...this.#sums.values()]
      .map(({ name, use, charge }) => ({ model: name, usageAtPrice: use, tokenCharges: charge }))
      .sort((a, b) => gap(b).comparedTo(gap(a)) || compareTexts(a.model, b.model))
  }

  #of(model: string): { name: string; use: string | null; charge: string | null } {
    const key = modelKey(model)
    const entry = this.#sums.get(key) ?? { name: model, use: null, charge: null }
    this.#sums.set(key, entry)
    return entry
  }
}
