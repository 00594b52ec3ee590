// The price book as the page sees it, and the firm's own dated prices.
import type { Output, Parsed } from '../../../shared/contract/commands.ts'
import { fail } from '../../../shared/language/failures.ts'
import { compareDecimals } from '../../../shared/units/decimal.ts'
import { priceLibrary } from '../prices/seed.ts'
import type { Session } from './session.ts'

export async function readPrices(session: Session): Promise<Output<'price.list'>> {
  const { prices, usage } = session.workspace
  const [list, unpriced, version] = await Promise.all([prices.list(), usage.unpriced(), prices.version()])
  return {
    prices: list.map((price) => ({
      provider: price.provider,
      model: price.model,
      bucket: price.bucket,
      tier: price.tier,
      currency: price.currency,
      perMtok: price.perMtok,
      validFrom: price.validFrom,
      validTo: price.validTo,
      entered: price.entered,
      source: price.source,
    })),
    unpriced: unpriced.map(({ provider, model, tokens, firstDay, lastDay }) => ({ provider, model, tokens, firstDay, lastDay })),
    version,
    library: priceLibrary,
  }
}

export async function setPrice(session: Session, ask: Parsed<'price.set'>): Promise<Output<'price.list'>> {
  const { provider, model, tier, currency, validFrom, source, perMtok } = ask
  const entries = Object.entries(perMtok).flatMap(([bucket, price]) =>
    price === undefined ? [] : [{ bucket: bucket as keyof typeof perMtok, price }],
  )
  for (const { bucket, price } of entries) if (compareDecimals(price, '0') < 0) throw fail('bad-price', { bucket, price })
  await session.workspace.change(
    'price.set',
    { label: `Set price of ${model} from ${validFrom}`, params: { model, from: validFrom } },
    async (write) => {
      for (const { bucket, price } of entries) {
        await write.setPrice({ provider, model, bucket, tier: tier as 'standard', currency, perMtok: price, validFrom, source })
      }
    },
  )
  return readPrices(session)
}
