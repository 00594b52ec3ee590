// The usage pivot and its source rows, as the page and the command line ask for them.
import type { Output, Parsed } from '../../../shared/contract/commands.ts'
import type { NoteData } from '../../../shared/contract/scalars.ts'
import type { UsageFilterData, UsageRowData } from '../../../shared/contract/usage-commands.ts'
import { makeNote } from '../../../shared/language/notes.ts'
import { firstDayOf, toIsoDate, toMonth } from '../../../shared/units/calendar.ts'
import { Decimal } from '../../../shared/units/decimal.ts'
import type { ConvertedCost, UnpricedModel, UsageFigures, UsageFilter } from '../ledger/types.ts'
import { repricedNotes } from './price-book.ts'
import type { Session } from './session.ts'

export async function queryUsage(session: Session, { by, filter, currency }: Parsed<'usage.query'>): Promise<Output<'usage.query'>> {
  const { usage } = session.workspace
  const asked = ledgerFilter(filter)
  const [answer, unpriced, coverage, repriced] = await Promise.all([
    usage.query({ by, filter: asked, ...(currency === undefined ? {} : { convertTo: currency }) }),
    usage.unpriced(),
    usage.coverage(),
    repricedNotes(session, asked),
  ])
  const notes: NoteData[] = []
  if (unpriced.length > 0) notes.push(unpricedNote(unpriced))
  for (const provider of coverage.providers) {
    const gaps = provider.missing.filter((month) => month > provider.firstDay.slice(0, 7) && month < provider.lastDay.slice(0, 7))
    if (gaps.length > 0) notes.push(makeNote('missing-months', { provider: provider.provider, months: gaps.join(', ') }, 'warning'))
  }
  notes.push(...repriced)
  const { converted } = answer.totals
  if (converted && Object.keys(converted.missing).length > 0) {
    const amounts = Object.entries(converted.missing).map(([code, amount]) => `${code} ${amount}`)
    notes.push(makeNote('no-rate', { amounts: amounts.join(', '), currency: converted.currency }, 'warning'))
  }
  return { by, rows: answer.rows.map((row) => usageRow(row.keys, row)), totals: usageRow({}, answer.totals), notes }
}

/** Says how many tokens have no price and of which models. */
export function unpricedNote(unpriced: readonly UnpricedModel[]): NoteData {
  const tokens = unpriced.reduce((total, each) => total.plus(each.tokens), new Decimal(0))
  return makeNote(
    'unpriced-models',
    { tokens: tokens.toFixed(), models: [...new Set(unpriced.map((each) => each.model || '(no model)'))].join(', ') },
    'warning',
  )
}

export async function listRows(session: Session, { filter, limit, offset }: Parsed<'usage.rows'>): Promise<Output<'usage.rows'>> {
  const { total, rows } = await session.workspace.usage.rows({ filter: ledgerFilter(filter), limit, offset })
  return {
    total,
    rows: rows.map((row) => ({
      file: row.file,
      line: row.line,
      start: row.start,
      end: row.end,
      provider: row.provider,
      model: row.model,
      team: row.team,
      statedTeam: row.statedTeam,
      costCenter: row.costCenter,
      project: row.project,
      source: row.source,
      charge: row.charge,
      tier: row.tier,
      totalTokens: Object.values(row.tokens)
        .reduce((sum, count) => (count === '' ? sum : sum.plus(count)), new Decimal(0))
        .toFixed(),
      currency: row.costCurrency,
      cost: row.cost === '' ? null : row.cost,
      estimated: row.basis === 'estimated',
      dimensions: { ...row.dimensions },
    })),
  }
}

/** A pivot row with what follows from it: the price of a million tokens and the share of input read from cache. */
export function usageRow(keys: UsageRowData['keys'], figures: UsageFigures & { readonly converted?: ConvertedCost | null }): UsageRowData {
  const input = new Decimal(figures.inputUncached).plus(figures.cacheRead).plus(figures.cacheWrite)
  return {
    keys,
    inputUncached: figures.inputUncached,
    cacheRead: figures.cacheRead,
    cacheWrite: figures.cacheWrite,
    output: figures.output,
    totalTokens: figures.totalTokens,
    requests: figures.requests,
    gpuHours: figures.gpuHours,
    cost: { ...figures.cost },
    billed: { ...figures.billed },
    estimated: { ...figures.estimated },
    unpricedTokens: figures.unpricedTokens,
    pricePerMtok: Object.fromEntries(
      Object.entries(figures.costedTokens).flatMap(([currency, tokens]) =>
        new Decimal(tokens).isZero()
          ? []
          : [[currency, new Decimal(figures.tokenCost[currency] ?? '0').div(tokens).times(1e6).toDecimalPlaces(9).toFixed()]],
      ),
    ),
    cacheHitShare: input.isZero() ? null : new Decimal(figures.cacheRead).div(input).toNumber(),
    ...(figures.converted ? { converted: { ...figures.converted, missing: { ...figures.converted.missing } } } : {}),
  }
}

/** A month or a day asked for narrows the span asked for. */
function ledgerFilter({ from, to, equals, change: only }: UsageFilterData): UsageFilter {
  const { month, day, ...columns } = equals ?? {}
  const wanted = Object.fromEntries(Object.entries(columns).map(([key, value]) => [key, [value]]))
  const spans = [{ from, to }, { from: day, to: day }, month === undefined ? {} : daysOf(month)]
  const start = spans
    .flatMap((span) => span.from ?? [])
    .sort()
    .at(-1)
  const end = spans.flatMap((span) => span.to ?? []).sort()[0]
  const narrowed = only === undefined ? wanted : { ...wanted, change: only }
  return { ...narrowed, ...(start === undefined ? {} : { from: start }), ...(end === undefined ? {} : { to: end }) }
}

function daysOf(month: string): { from: string; to: string } {
  const number = toMonth(month)
  return { from: toIsoDate(firstDayOf(number)), to: toIsoDate(firstDayOf(number + 1) - 1) }
}
