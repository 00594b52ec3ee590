// What the firm's contracts take off the prices of the book, by vendor or model and dated.
import type { Output, Parsed } from '../../../shared/contract/commands.ts'
import { fail } from '../../../shared/language/failures.ts'
import { repricing } from './price-book.ts'
import type { Session } from './session.ts'

export async function listDiscounts({ workspace }: Session): Promise<Output<'discount.list'>> {
  const discounts = await workspace.prices.discounts()
  return {
    discounts: discounts.map(({ validFrom, validTo, isCurrent, id, provider, model, percentOff, source, reprices }) => ({
      id,
      provider,
      model,
      percentOff,
      from: validFrom,
      to: validTo,
      source,
      reprices,
      current: isCurrent,
    })),
  }
}

export async function setDiscount(session: Session, ask: Parsed<'discount.set'>): Promise<Output<'discount.set'>> {
  const { provider, model, percentOff, from, to, source, reprices } = ask
  const id = ask.id ?? [provider, model, from].join('|')
  const what = model === '' ? provider : model
  const { result } = await session.workspace.change(
    'discount.set',
    { label: `Discount of ${percentOff} % on ${what} from ${from}`, params: { what, percent: percentOff, from } },
    (write) =>
      repricing(session, write, { command: 'discount.set', provider, model, from, source }, () =>
        write.setDiscount({ id, provider, model, percentOff, validFrom: from, validTo: to, source, reprices }),
      ),
  )
  return { ...(await listDiscounts(session)), repriced: result }
}

export async function removeDiscount(session: Session, { id, reprices }: Parsed<'discount.remove'>): Promise<Output<'discount.remove'>> {
  const discount = (await session.workspace.prices.discounts()).find((each) => each.id === id && each.isCurrent)
  if (!discount) throw fail('no-such-discount', { id })
  const { provider, model, validFrom: from, source } = discount
  const what = model === '' ? provider : model
  const { result } = await session.workspace.change(
    'discount.remove',
    { label: `Remove the discount on ${what} from ${from}`, params: { what, from } },
    (write) =>
      repricing(session, write, { command: 'discount.remove', provider, model, from, source }, () => write.removeDiscount(id, reprices)),
  )
  return { ...(await listDiscounts(session)), repriced: result }
}
