// The price book as the page sees it, and the firm's own dated prices. A price never reprices what is imported unless it is
// said to; the months it then changes are kept with both figures, in the same change, so that undo takes them back too.
import type { RepricedMonthData, RepricingData } from '../../../shared/contract/book-commands.ts'
import type { Output, Parsed } from '../../../shared/contract/commands.ts'
import type { NoteData } from '../../../shared/contract/scalars.ts'
import { fail } from '../../../shared/language/failures.ts'
import { makeNote } from '../../../shared/language/notes.ts'
import { compareDecimals, Decimal } from '../../../shared/units/decimal.ts'
import type { PriceOverride, StoredPrice, UsageFilter, Write } from '../ledger/types.ts'
import { priceLibrary } from '../prices/seed.ts'
import type { Session } from './session.ts'
import { lockedThrough, readSettings } from './settings.ts'

export async function readPrices(session: Session): Promise<Output<'price.list'>> {
  const { prices, usage } = session.workspace
  const [{ asOf: set }, coverage] = await Promise.all([readSettings(session), usage.coverage()])
  const asOf = set ?? coverage.lastDay
  const [list, unpriced, version, repricings] = await Promise.all([
    prices.list(asOf === null ? {} : { on: asOf }),
    usage.unpriced(),
    prices.version(),
    readRepricings(session),
  ])
  return {
    asOf,
    prices: list.map((price) => priceRow(price, coverage.lastDay)),
    unpriced: unpriced.map(({ provider, model, tokens, firstDay, lastDay }) => ({ provider, model, tokens, firstDay, lastDay })),
    repricings,
    version,
    library: priceLibrary,
  }
}

function priceRow(price: StoredPrice, lastDay: string | null): Output<'price.list'>['prices'][number] {
  const off = new Decimal(1).minus(price.factor).times(100)
  return {
    provider: price.provider,
    model: price.model,
    bucket: price.bucket,
    tier: price.tier,
    context: price.context ?? '',
    hours: price.slots ? { from: price.slots.from / 2, to: price.slots.to / 2 } : null,
    currency: price.currency,
    perMtok: price.perMtok,
    discountPercent: off.isZero() ? null : off.toFixed(),
    effective: new Decimal(price.perMtok).times(price.factor).toDecimalPlaces(12).toFixed(),
    validFrom: price.validFrom,
    validTo: price.validTo,
    announced: lastDay !== null && price.validFrom > lastDay,
    current: price.isCurrent,
    reprices: price.reprices,
    entered: price.entered,
    source: price.source,
  }
}

export async function setPrice(session: Session, ask: Parsed<'price.set'>): Promise<Output<'price.set'>> {
  const { provider, model, tier, context, hours, currency, validFrom, validTo, reprices, source, perMtok } = ask
  const entries = Object.entries(perMtok).flatMap(([bucket, price]) =>
    price === undefined ? [] : [{ bucket: bucket as PriceOverride['bucket'], perMtok: price }],
  )
  for (const { bucket, perMtok: price } of entries) if (compareDecimals(price, '0') < 0) throw fail('bad-price', { bucket, price })
  const common = { provider, model, tier, context, currency, validFrom, source, reprices, ...(validTo === undefined ? {} : { validTo }) }
  const { result } = await session.workspace.change(
    'price.set',
    { label: `Set price of ${model} from ${validFrom}`, params: { model, from: validFrom } },
    (write) =>
      repricing(session, write, { command: 'price.set', provider, model, from: validFrom, source }, async () => {
        for (const entry of entries)
          for (const slots of slotsOf(hours)) await write.setPrice({ ...common, ...entry, ...(slots ? { slots } : {}) })
      }),
  )
  return { ...(await readPrices(session)), repriced: result }
}

/** Half hours of the day; hours over midnight are two stretches of it. */
function slotsOf(hours: Parsed<'price.set'>['hours']): (PriceOverride['slots'] | null)[] {
  if (hours === undefined) return [null]
  const [from, to] = [hours.from * 2, hours.to * 2]
  if (from < to) return [{ from, to }]
  return [{ from, to: 48 }, ...(to === 0 ? [] : [{ from: 0, to }])]
}

type Repricing = Omit<RepricingData, 'change' | 'months'>

/** Inside a change: does the work, and keeps which months it repriced beside it. */
export async function repricing(
  session: Session,
  write: Write,
  about: Repricing,
  work: () => Promise<unknown>,
): Promise<RepricedMonthData[]> {
  const changed = await write.repriced(about, work)
  if (changed.length === 0) return []
  const locked = await lockedThrough(session)
  const months = changed.map((each) => ({ ...each, closed: locked !== null && each.month <= locked.slice(0, 7) }))
  await write.put('repricing', String(write.change), { ...about, months })
  return months
}

async function readRepricings(session: Session): Promise<RepricingData[]> {
  const stored = await session.workspace.documents.list('repricing')
  return stored.map(({ body, change }) => ({ ...(body as Omit<RepricingData, 'change'>), change })).sort((a, b) => b.change - a.change)
}

/** One remark for every month of the span that was repriced, unless only other vendors are asked for. */
export async function repricedNotes(session: Session, { from = '', to = '9999', provider }: UsageFilter): Promise<NoteData[]> {
  const repricings = await readRepricings(session)
  return repricings
    .filter((each) => provider === undefined || provider.includes(each.provider))
    .flatMap(({ months, command, provider: vendor, model, from: since, change }) =>
      months
        .filter(({ month }) => month >= from.slice(0, 7) && month <= to.slice(0, 7))
        .map(({ month, currency, before, after }) => {
          const money = (amount: string): string => `${currency} ${amount}`
          const what = model === '' ? vendor : model
          const params = { month, before: money(before), after: money(after), by: command, what, from: since, change: String(change) }
          return makeNote('repriced', params)
        }),
    )
}
