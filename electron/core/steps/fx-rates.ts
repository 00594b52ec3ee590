// Dated exchange rates: each with its source, entered one by one or as a table. None is ever fetched.
import type { Output, Parsed } from '../../../shared/contract/commands.ts'
import { fail } from '../../../shared/language/failures.ts'
import { isTaken, parseRates } from '../market/pasted-rates.ts'
import { fileText } from './file-text.ts'
import type { Session } from './session.ts'

export async function listRates({ workspace }: Session): Promise<Output<'fx.list'>> {
  const rates = await workspace.prices.rates()
  return { rates: rates.map(({ validFrom, validTo, ...rate }) => ({ ...rate, from: validFrom, to: validTo })) }
}

export async function setRate(session: Session, { base, quote, rate, from, to, source }: Parsed<'fx.set'>): Promise<Output<'fx.set'>> {
  const pair = `${base}/${quote}`
  await session.workspace.change('fx.set', { label: `Rate ${pair} ${rate} from ${from}`, params: { pair, from } }, (write) =>
    write.setRate({ base, quote, rate, validFrom: from, validTo: to, source }),
  )
  return listRates(session)
}

export async function removeRate(session: Session, { base, quote, from }: Parsed<'fx.remove'>): Promise<Output<'fx.remove'>> {
  const pair = `${base}/${quote}`
  const { change } = await session.workspace.change(
    'fx.remove',
    { label: `Remove rate ${pair} from ${from}`, params: { pair, from } },
    (write) => write.removeRate(base, quote, from),
  )
  if (change === null) throw fail('no-such-rate', { base, quote, from })
  return listRates(session)
}

export async function importRates(session: Session, ask: Parsed<'fx.import'>): Promise<Output<'fx.import'>> {
  const { source, commit } = ask
  const rows = parseRates(ask.text ?? (ask.path === undefined ? '' : await fileText(ask.path)))
  const taken = rows.filter(isTaken)
  const isCommitted = commit && taken.length > 0
  if (isCommitted) {
    const params = { rates: String(taken.length), source }
    await session.workspace.change(
      'fx.import',
      { label: `Import ${taken.length} exchange rates from ${source}`, params },
      async (write) => {
        for (const { base, quote, rate, date } of taken) await write.setRate({ base, quote, rate, validFrom: date, validTo: null, source })
      },
    )
  }
  return { ...(await listRates(session)), rows, accepted: taken.length, rejected: rows.length - taken.length, committed: isCommitted }
}
