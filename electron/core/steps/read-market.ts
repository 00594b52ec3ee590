// The market room: contract specifications (the library with the workspace's own edits), quotes, curves, index history.
import type { Parsed } from '../../../shared/contract/commands.ts'
import { ContractSpec, type ContractSpecData, type CurveData, Quote, type QuoteData } from '../../../shared/contract/market-commands.ts'
import type { NoteData } from '../../../shared/contract/scalars.ts'
import { fail } from '../../../shared/language/failures.ts'
import { makeNote } from '../../../shared/language/notes.ts'
import { businessDays, firstDayOf, monthLabel, monthOf, toEpochDay } from '../../../shared/units/calendar.ts'
import { compareDecimals } from '../../../shared/units/decimal.ts'
import { contractLibrary, referencePrices } from '../market/contract-library.ts'
import { curvePoints, newestByMonth } from '../market/curve.ts'
import { isAccepted, type PastedRow, parsePasted } from '../market/pasted-prices.ts'
import { type Settlement, settleMonth } from '../market/settlement.ts'
import { fileText } from './file-text.ts'
import type { Session } from './session.ts'
import { readSettings } from './settings.ts'

/** Quotes older than this are called stale. */
const staleAfterDays = 30

export async function listContracts(session: Session): Promise<ContractSpecData[]> {
  const own = new Map(
    (await session.workspace.documents.list('contract')).map((document) => [document.id, ContractSpec.parse(document.body)]),
  )
  const known = contractLibrary.map((spec) => own.get(spec.id) ?? spec)
  return [...known, ...[...own.values()].filter((spec) => !contractLibrary.some((each) => each.id === spec.id))]
}

export async function readContract(session: Session, id: string): Promise<ContractSpecData> {
  const found = (await listContracts(session)).find((spec) => spec.id === id)
  if (!found) throw fail('unknown-contract', { id })
  return found
}

export async function saveContract(session: Session, contract: ContractSpecData): Promise<ContractSpecData[]> {
  const { size, tick, feePerContract, marginRate } = contract
  for (const [field, value] of Object.entries({ size, tick }))
    if (value !== null && compareDecimals(value, '0') <= 0) throw refused(field, value)
  if (feePerContract !== null && compareDecimals(feePerContract, '0') < 0) throw refused('feePerContract', feePerContract)
  if (marginRate !== null && (marginRate < 0 || marginRate > 1)) throw refused('marginRate', String(marginRate))
  await session.workspace.change('contract.save', { label: `Save contract ${contract.id}`, params: { id: contract.id } }, (write) =>
    write.put('contract', contract.id, contract),
  )
  return listContracts(session)
}

const refused = (field: string, value: string) => fail('bad-contract', { field, value })

/** Takes the workspace's own version away; a contract of the library goes back to its published facts. */
export async function removeContract(session: Session, id: string): Promise<ContractSpecData[]> {
  const assumptions = await session.workspace.documents.get('exposure', 'assumptions')
  const isOwn = !contractLibrary.some((spec) => spec.id === id)
  if (isOwn && (assumptions?.body as { contract?: string } | undefined)?.contract === id) throw fail('contract-in-use', { id })
  const { result } = await session.workspace.change('contract.remove', { label: `Remove contract ${id}`, params: { id } }, (write) =>
    write.remove('contract', id),
  )
  if (!result) throw fail('unknown-contract', { id })
  return listContracts(session)
}

interface HistoryValue {
  readonly date: string
  readonly value: string
  readonly vintage: string
  readonly source: string
}

export async function readCurve(session: Session, contractId: string): Promise<CurveData> {
  const contract = await readContract(session, contractId)
  const quotes = await readQuotes(session, contractId)
  const history = await readHistory(session, contractId)
  const asOf = await workspaceAsOf(session)
  const reference = quotes.length === 0 ? referencePrices[contractId] : undefined
  const months = asOf === null ? [] : horizonMonths(asOf, (await readSettings(session)).horizonMonths)
  const used = reference
    ? months.slice(0, 1).map((month) => ({ month, price: reference.price, asOf: reference.date, source: reference.source }))
    : quotes
  const points = curvePoints(used, months).map((point) => (reference ? { ...point, origin: 'extrapolated' as const } : point))
  const newest = used.reduce<string | null>((latest, quote) => (latest === null || quote.asOf > latest ? quote.asOf : latest), null)
  const ageDays = newest !== null && asOf !== null ? Math.max(0, toEpochDay(asOf) - toEpochDay(newest)) : null
  return {
    contract: contractId,
    currency: contract.currency,
    unit: contract.unit,
    asOf: newest,
    quotes,
    points,
    ageDays,
    history,
    notes: curveNotes(contract, newest, ageDays, reference),
  }
}

function curveNotes(
  contract: ContractSpecData,
  newest: string | null,
  ageDays: number | null,
  reference: { price: string; date: string; source: string } | undefined,
): NoteData[] {
  const notes: NoteData[] = []
  if (newest === null) notes.push(makeNote('no-quote', { contract: contract.name }, 'warning'))
  if (reference) notes.push(makeNote('reference-curve', { ...reference }, 'warning'))
  else if (newest !== null && ageDays !== null && ageDays > staleAfterDays)
    notes.push(makeNote('stale-quote', { contract: contract.name, days: String(ageDays), date: newest }, 'warning'))
  if (!isTradable(contract))
    notes.push(makeNote('not-tradable', { contract: contract.name, status: contract.status.value, date: contract.status.asOf }, 'warning'))
  const unknown = Object.entries(contract.provenance).flatMap(([field, mark]) => (mark.kind === 'unknown' ? [field] : []))
  if (unknown.length > 0) notes.push(makeNote('unknown-fields', { fields: unknown.join(', ') }))
  return notes
}

/** Whether a position could be opened at all: listed, or negotiated over the counter. */
export function isTradable(contract: ContractSpecData): boolean {
  return contract.status.value === 'listed' || contract.status.value === 'otc'
}

export interface Pasted {
  readonly rows: PastedRow[]
  readonly accepted: number
  readonly rejected: number
  readonly committed: boolean
  readonly curve: CurveData
}

export async function pastePrices(session: Session, ask: Parsed<'market.paste'>): Promise<Pasted> {
  const contract = await readContract(session, ask.contract)
  const quotes = await readQuotes(session, ask.contract)
  const asOf = ask.asOf ?? (await workspaceAsOf(session)) ?? session.around.clock().slice(0, 10)
  const text = ask.text ?? (ask.path === undefined ? '' : await fileText(ask.path))
  const rows = parsePasted(text, { kind: ask.kind, tick: contract.tick, last: lastPrice(quotes) })
  const accepted = rows.filter(isAccepted)
  if (ask.commit && accepted.length > 0) {
    const label = `${ask.kind === 'quotes' ? 'Enter prices' : 'Enter index values'} of ${ask.contract}: ${accepted.length}`
    await session.workspace.change(
      `market.${ask.kind}`,
      { label, params: { contract: ask.contract, rows: String(accepted.length) } },
      async (write) => {
        if (ask.kind === 'quotes') {
          const added = accepted.map(({ month, price }) => ({ month, price, asOf, source: ask.source }))
          const known = await readQuotes(session, ask.contract)
          await write.put('quotes', ask.contract, [
            ...known.filter((old) => !added.some((quote) => quote.month === old.month && quote.asOf === old.asOf)),
            ...added,
          ])
        } else {
          const history = new Map((await readHistory(session, ask.contract)).map((value) => [value.date, value]))
          for (const { month, price } of accepted) history.set(month, { date: month, value: price, vintage: asOf, source: ask.source })
          await write.put(
            'index-history',
            ask.contract,
            [...history.values()].sort((a, b) => (a.date < b.date ? -1 : 1)),
          )
        }
      },
    )
  }
  return {
    rows,
    accepted: accepted.length,
    rejected: rows.length - accepted.length,
    committed: ask.commit && accepted.length > 0,
    curve: await readCurve(session, ask.contract),
  }
}

export async function readSettlement(session: Session, contractId: string, month: string): Promise<Settlement> {
  const contract = await readContract(session, contractId)
  if (contract.settlement.method === 'unknown') throw fail('settlement-unknown', { contract: contract.name })
  const values = new Map((await readHistory(session, contractId)).map((each) => [each.date, each.value]))
  const asOf = (await workspaceAsOf(session)) ?? [...values.keys()].at(-1) ?? session.around.clock().slice(0, 10)
  const latest = [...values.keys()].reduce((last, date) => (date > last ? date : last), asOf)
  return settleMonth(month, values, {
    asOf: latest,
    everyDay: contract.settlement.method === 'month-average-calendar-days',
    tick: contract.tick,
  })
}

export async function readHistory(session: Session, contractId: string): Promise<HistoryValue[]> {
  const stored = await session.workspace.documents.get('index-history', contractId)
  return stored ? (stored.body as HistoryValue[]) : []
}

/** Months from the one after the as-of date. */
function horizonMonths(asOf: string, count: number): string[] {
  const first = monthOf(toEpochDay(asOf)) + 1
  return Array.from({ length: count }, (_, i) => monthLabel(first + i))
}

/** Business days from the as-of date to the first day of the first delivery month. */
export function leadDays(asOf: string): number {
  const day = toEpochDay(asOf)
  return businessDays(day + 1, firstDayOf(monthOf(day) + 1))
}

async function readQuotes(session: Session, contractId: string): Promise<QuoteData[]> {
  const stored = await session.workspace.documents.get('quotes', contractId)
  return stored ? (stored.body as unknown[]).map((quote) => Quote.parse(quote)) : []
}

function lastPrice(quotes: readonly QuoteData[]): string | null {
  return [...newestByMonth(quotes).values()].sort((a, b) => (a.month < b.month ? -1 : 1))[0]?.price ?? null
}

async function workspaceAsOf(session: Session): Promise<string | null> {
  return (await readSettings(session)).asOf ?? (await session.workspace.usage.coverage()).lastDay
}
