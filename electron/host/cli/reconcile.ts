// `reconcile`: how vendors' months tie to their bills; and what a person adds to a month, its invoices and a signature.
import type { Output } from '../../../shared/contract/commands.ts'
import type { ReconcileRowData, ToleranceData } from '../../../shared/contract/reconcile-commands.ts'
import { usualTolerance } from '../../../shared/domain/reconciliation-state.ts'
import { describeNote } from '../../../shared/language/notes.ts'
import { reconcileTexts } from '../../../shared/language/reconcile.ts'
import { decimalText } from '../../../shared/units/decimal.ts'
import { flag, isoDate, isoMonth, shapes, text, UsageError } from './arguments.ts'
import { type Outcome, type Run, table } from './run.ts'

const words = reconcileTexts.en

/** The options of each word; one that belongs to another was meant for it. */
const options: Readonly<Record<string, readonly string[]>> = {
  invoice: ['amount', 'tax', 'credits', 'number', 'date', 'note', 'remove'],
  sign: ['by', 'reason', 'tolerance'],
  '': ['tolerance'],
}

export async function reconcileCommand(run: Run): Promise<Outcome> {
  const [what, more] = run.given.words
  if (more !== undefined) throw new UsageError(`Usage: ballast ${shapes.reconcile.usage}`)
  const own = options[what ?? ''] ?? []
  for (const [word, names] of Object.entries(options)) {
    const stray = names.find((name) => !own.includes(name) && (text(run.given, name) !== undefined || flag(run.given, name)))
    if (stray !== undefined) throw new UsageError(`--${stray} belongs to \`reconcile${word && ` ${word}`}\`.`)
  }
  switch (what) {
    case undefined:
      return readMonths(run)
    case 'invoice':
      return changed(flag(run.given, 'remove') ? await removeInvoice(run) : await enterInvoice(run))
    case 'sign':
      return changed(await sign(run))
    case 'revoke':
      return changed(await run.call('reconcile.revoke', await monthGiven(run)))
    default:
      throw new UsageError(`Usage: ballast ${shapes.reconcile.usage}`)
  }
}

async function readMonths(run: Run): Promise<Outcome> {
  const [provider, month] = [text(run.given, 'provider'), isoMonth(run.given, 'month')]
  const tolerance = toleranceGiven(run)
  const answer = await run.call('reconcile.read', {
    provider,
    month,
    ...(tolerance ? { tolerance } : {}),
    models: provider !== undefined && month !== undefined,
  })
  const head = ['vendor', 'month', 'currency', 'usage x price', 'cost report', 'invoice', 'difference', 'unexplained', 'state']
  const sums = answer.totals.map(
    (total) =>
      `${total.currency}: ${total.agreeing} of ${total.rows} vendor-months agree within tolerance, ${total.oneSided} have only one side; ${total.unexplained} of ${total.compared} compared is unexplained.`,
  )
  const rows = answer.rows.length === 0 ? ['No vendor-month matches.'] : table([head, ...answer.rows.map(cells)])
  return {
    json: answer,
    lines: answer.rows.length === 1 ? [...rows, ...answer.rows.flatMap(explained), ...sums] : [...rows, ...sums],
  }
}

const shown = (amount: string | null): string => amount ?? 'no data'

const cells = (row: ReconcileRowData): string[] => [
  row.provider,
  row.month,
  row.currency,
  shown(row.usageAtPrice),
  shown(row.costReport),
  shown(row.invoice),
  shown(row.difference),
  shown(row.unexplained),
  words.state[row.state],
]

/** The steps of a month from side to side, and what a reader must know of it. */
function explained({ comparisons, parts, signature, notes }: ReconcileRowData): string[] {
  const steps = comparisons.flatMap(({ of, from, to, unexplained }) => [
    [words.comparison[of], from],
    ...parts.filter((part) => part.of === of).map((part) => [`  ${words.cause[part.cause]}`, part.amount]),
    ['  Unexplained', unexplained],
    ['', to],
  ])
  return [
    ...(steps.length === 0 ? [] : table([['step', 'amount'], ...steps])),
    ...(signature ? [`Signed by ${signature.by} at ${signature.at}${signature.reason === '' ? '' : `: ${signature.reason}`}`] : []),
    ...(signature?.changed ?? []).map(({ figure, signed, now }) => `Changed since: ${figure}, signed ${shown(signed)}, now ${shown(now)}`),
    ...notes.map((note) => describeNote(note, 'en')),
  ]
}

const changed = ({ row }: Output<'reconcile.sign'>): Outcome => ({
  json: { row },
  lines:
    row === null
      ? ['Nothing is known of this month now.']
      : [
          ...table([
            ['vendor', 'month', 'currency', 'usage x price', 'cost report', 'invoice', 'difference', 'unexplained', 'state'],
            cells(row),
          ]),
          ...explained(row),
        ],
})

/** An invoice with the same number takes the place of the one before, so that a script may be run again. */
async function enterInvoice(run: Run): Promise<Output<'reconcile.set-invoice'>> {
  const { given } = run
  const about = await monthGiven(run)
  const number = text(given, 'number') ?? ''
  const amount = amountGiven(run, 'amount')
  if (amount === null) throw new UsageError('--amount is missing.')
  const before = await invoiceBefore(run, about, number)
  return run.call('reconcile.set-invoice', {
    ...about,
    ...(before === undefined ? {} : { id: before }),
    number,
    date: isoDate(given, 'date') ?? null,
    amount,
    tax: amountGiven(run, 'tax'),
    credits: creditsGiven(run),
    note: text(given, 'note') ?? '',
  })
}

async function removeInvoice(run: Run): Promise<Output<'reconcile.remove-invoice'>> {
  const about = await monthGiven(run)
  const number = text(run.given, 'number') ?? ''
  return run.call('reconcile.remove-invoice', { id: (await invoiceBefore(run, about, number)) ?? number })
}

type Month = Pick<ReconcileRowData, 'provider' | 'month' | 'currency'>

async function invoiceBefore(run: Run, { provider, month, currency }: Month, number: string): Promise<string | undefined> {
  const { rows } = await run.call('reconcile.read', { provider, month })
  return rows.find((row) => row.currency === currency)?.invoices.find((invoice) => invoice.number === number)?.id
}

async function sign(run: Run): Promise<Output<'reconcile.sign'>> {
  const by = text(run.given, 'by')
  if (by === undefined) throw new UsageError('--by NAME is missing: who signs?')
  const tolerance = toleranceGiven(run)
  return run.call('reconcile.sign', {
    ...(await monthGiven(run)),
    by,
    reason: text(run.given, 'reason') ?? '',
    ...(tolerance ? { tolerance } : {}),
  })
}

/** Without --currency that of the month, when it has only one. */
async function monthGiven(run: Run): Promise<Month> {
  const [provider, month] = [text(run.given, 'provider'), isoMonth(run.given, 'month')]
  if (provider === undefined) throw new UsageError('--provider is missing.')
  if (month === undefined) throw new UsageError('--month is missing.')
  const currency = text(run.given, 'currency')?.toUpperCase()
  if (currency !== undefined) return { provider, month, currency }
  const { rows } = await run.call('reconcile.read', { provider, month })
  const [only, ...others] = rows.map((row) => row.currency).filter((code) => code !== '')
  if (only === undefined) throw new UsageError(`--currency is missing: nothing of ${provider} in ${month} has one.`)
  if (others.length > 0) throw new UsageError(`--currency is missing: ${provider} in ${month} has ${[only, ...others].join(', ')}.`)
  return { provider, month, currency: only }
}

function amountGiven(run: Run, name: string): string | null {
  const value = text(run.given, name)
  if (value === undefined) return null
  const amount = decimalText(value)
  if (amount === null) throw new UsageError(`--${name} is "${value}"; an amount such as 1234.50 is needed.`)
  return amount
}

function creditsGiven(run: Run): string | null {
  const credits = amountGiven(run, 'credits')
  if (credits?.startsWith('-')) throw new UsageError(`--credits is "${credits}"; what is taken off is given without a sign.`)
  return credits
}

/** `0.5%` of the last side, with the usual least amount; or `25.00`, an amount. */
function toleranceGiven(run: Run): ToleranceData | undefined {
  const value = text(run.given, 'tolerance')
  if (value === undefined) return undefined
  const number = decimalText(value.replace(/ ?%$/, ''))
  if (number === null || number.startsWith('-'))
    throw new UsageError(`--tolerance is "${value}"; 0.5% or an amount such as 25.00 is needed.`)
  return value.endsWith('%') ? { percent: number, least: usualTolerance.least } : { percent: '0', least: number }
}
