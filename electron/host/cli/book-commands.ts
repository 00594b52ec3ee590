// Commands about the books beside the usage: prices, discounts, exchange rates, whose usage it is, sources that overlap.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type AllocationReportData, AllocationRules } from '../../../shared/contract/allocation-commands.ts'
import type { RepricedMonthData } from '../../../shared/contract/book-commands.ts'
import type { Output } from '../../../shared/contract/commands.ts'
import { type RuleField, ruleFields } from '../../../shared/domain/allocation.ts'
import { priceBuckets } from '../../../shared/domain/price.ts'
import { tiers } from '../../../shared/domain/usage.ts'
import { fail } from '../../../shared/language/failures.ts'
import { describeNote } from '../../../shared/language/notes.ts'
import { flag, type Given, isoDate, oneOf, text, UsageError, wholeNumber } from './arguments.ts'
import { homeCurrency, moneyText, type Outcome, type Run, table } from './run.ts'

const bucketOptions = {
  input: 'input',
  cacheRead: 'cache-read',
  cacheWrite5m: 'cache-write-5m',
  cacheWrite1h: 'cache-write-1h',
  output: 'output',
} as const

export async function pricesCommand(run: Run): Promise<Outcome> {
  const { given } = run
  const [what] = given.words
  if (what !== undefined && what !== 'set')
    throw new UsageError('Usage: ballast prices, or ballast prices set --provider P --model M --input X --output Y --from D')
  const set = what === 'set' ? await run.call('price.set', priceAsk(given)) : null
  const book = set ?? (await run.call('price.list', {}))
  const rows = [
    [
      'provider',
      'model',
      'bucket',
      'tier',
      'context',
      'hours',
      'currency',
      'per 1M',
      'discount',
      'effective',
      'from',
      'to',
      'state',
      'entered',
      'source',
    ],
    ...book.prices.map((price) => [
      price.provider,
      price.model,
      price.bucket,
      price.tier,
      price.context,
      price.hours === null ? '' : `${price.hours.from}-${price.hours.to}`,
      price.currency,
      price.perMtok,
      price.discountPercent === null ? '' : `${price.discountPercent} %`,
      price.effective,
      price.validFrom,
      price.validTo ?? '',
      price.announced ? 'announced' : price.current ? '' : 'earlier imports only',
      price.entered,
      price.source,
    ]),
  ]
  return {
    json: book,
    lines: [
      ...table(rows),
      ...book.unpriced.map((each) => `No price: ${each.provider} ${each.model}, ${each.tokens} tokens.`),
      ...(set ? repricedLines(set.repriced) : book.repricings.flatMap(({ months, change }) => repricedLines(months, `change ${change}`))),
    ],
  }
}

function priceAsk(given: Given) {
  const prices = priceBuckets.flatMap((bucket) => {
    const price = text(given, bucketOptions[bucket])
    return price === undefined ? [] : [[bucket, price] as const]
  })
  if (prices.length === 0)
    throw new UsageError(
      `Name a price per 1M tokens: ${Object.values(bucketOptions)
        .map((name) => `--${name}`)
        .join(', ')}.`,
    )
  const hours = text(given, 'hours')
  return {
    provider: needed(given, 'provider'),
    model: needed(given, 'model'),
    validFrom: isoDate(given, 'from') ?? needed(given, 'from'),
    validTo: isoDate(given, 'to'),
    currency: text(given, 'currency'),
    tier: oneOf(given, 'tier', tiers),
    context: oneOf(given, 'context', ['long'] as const),
    hours: hours === undefined ? undefined : hoursOf(hours),
    source: text(given, 'source') ?? 'entered on the command line',
    reprices: flag(given, 'reprice'),
    perMtok: Object.fromEntries(prices),
  }
}

/** `0-8`, `16.5-0.5` or `16:30-00:30`, in UTC. */
function hoursOf(typed: string): { from: number; to: number } {
  const hour = (part: string): number =>
    /^\d{1,2}:[0-5]\d$/.test(part) ? Number(part.slice(0, -3)) + Number(part.slice(-2)) / 60 : Number(part)
  const [from = Number.NaN, to = Number.NaN, ...rest] = typed.split('-').map(hour)
  const isHour = (value: number): boolean => value >= 0 && value <= 24 && Number.isInteger(value * 2)
  if (rest.length > 0 || !isHour(from) || !isHour(to) || from === to)
    throw new UsageError(`--hours is "${typed}"; UTC hours in steps of half an hour are needed, such as 0-8 or 16:30-00:30.`)
  return { from, to }
}

type DiscountAnswer = Output<'discount.list'> & Partial<Output<'discount.set'>>

function askDiscounts(run: Run): Promise<DiscountAnswer> {
  const { given } = run
  switch (given.words[0]) {
    case undefined:
      return run.call('discount.list', {})
    case 'set':
      return run.call('discount.set', {
        id: text(given, 'id'),
        provider: needed(given, 'provider'),
        model: text(given, 'model'),
        percentOff: needed(given, 'percent'),
        from: isoDate(given, 'from') ?? needed(given, 'from'),
        to: isoDate(given, 'to') ?? null,
        source: text(given, 'source') ?? 'entered on the command line',
        reprices: flag(given, 'reprice'),
      })
    case 'remove':
      return run.call('discount.remove', { id: needed(given, 'id'), reprices: flag(given, 'reprice') })
    default:
      throw new UsageError('Usage: ballast discounts [set --provider P --percent N --from D | remove --id ID]')
  }
}

export async function discountsCommand(run: Run): Promise<Outcome> {
  const answer = await askDiscounts(run)
  const rows = [
    ['id', 'provider', 'model', 'percent off', 'from', 'to', 'state', 'source'],
    ...answer.discounts.map((each) => [
      each.id,
      each.provider,
      each.model || '(all)',
      each.percentOff,
      each.from,
      each.to ?? '',
      each.current ? '' : 'earlier imports only',
      each.source,
    ]),
  ]
  return { json: answer, lines: [...table(rows), ...repricedLines(answer.repriced ?? [])] }
}

function repricedLines(months: readonly RepricedMonthData[], by = ''): string[] {
  return months.map(
    ({ month, currency, before, after, closed }) =>
      `Repriced: ${month}${closed ? ' (closed)' : ''} from ${currency} ${before} to ${currency} ${after}${by === '' ? '' : `, ${by}`}.`,
  )
}

export async function fxCommand(run: Run): Promise<Outcome> {
  const { given } = run
  const [what, file] = given.words
  const rates = (answer: {
    rates: { base: string; quote: string; rate: string; from: string; to: string | null; source: string }[]
  }): string[] =>
    table([
      ['base', 'quote', 'rate', 'from', 'to', 'source'],
      ...answer.rates.map((each) => [each.base, each.quote, each.rate, each.from, each.to ?? '', each.source]),
    ])
  const pair = (): { base: string; quote: string } => {
    const [base = '', quote = '', ...rest] = needed(given, 'pair').split('/')
    if (base === '' || quote === '' || rest.length > 0) throw new UsageError('--pair is a pair of currencies such as USD/CNY.')
    return { base, quote }
  }
  const from = (): string => isoDate(given, 'from') ?? needed(given, 'from')
  const listed = async <T extends Parameters<typeof rates>[0]>(answer: Promise<T>): Promise<Outcome> => {
    const json = await answer
    return { json, lines: rates(json) }
  }
  switch (what) {
    case undefined:
      return listed(run.call('fx.list', {}))
    case 'set':
      return listed(
        run.call('fx.set', {
          ...pair(),
          rate: needed(given, 'rate'),
          from: from(),
          to: isoDate(given, 'to') ?? null,
          source: text(given, 'source') ?? 'entered on the command line',
        }),
      )
    case 'remove':
      return listed(run.call('fx.remove', { ...pair(), from: from() }))
    case 'import': {
      if (file === undefined) throw new UsageError('Usage: ballast fx import FILE, a table with date, base, quote and rate')
      const imported = await run.call('fx.import', { path: resolve(file), source: text(given, 'source') ?? file, commit: true })
      const problems = imported.rows.flatMap(({ line, problem }) => (problem ? [`line ${line}: ${describeNote(problem, 'en')}`] : []))
      return { json: imported, lines: [`${imported.accepted} accepted, ${imported.rejected} rejected`, ...problems] }
    }
    default:
      throw new UsageError('Usage: ballast fx [set --pair USD/CNY --rate R --from D | remove --pair USD/CNY --from D | import FILE]')
  }
}

export async function allocateCommand(run: Run): Promise<Outcome> {
  const { given } = run
  const [what, file] = given.words
  const missing = oneOf(given, 'missing', ['team', 'cost-center']) === 'cost-center' ? ('costCenter' as const) : ('team' as const)
  const look = { missing, by: fieldOf(text(given, 'by')), limit: wholeNumber(given, 'limit', 1) }
  if (what === undefined) return reported(await run.call('allocation.read', look), await homeCurrency(run))
  if ((what !== 'set' && what !== 'try') || file === undefined)
    throw new UsageError('Usage: ballast allocate, or ballast allocate set RULES.json, or ballast allocate try RULES.json')
  const rules = await readRules(file)
  if (what === 'try') return reported(await run.call('allocation.try', { rules, ...look }), await homeCurrency(run))
  await run.call('allocation.set', { rules })
  return reported(await run.call('allocation.read', look), await homeCurrency(run))
}

function fieldOf(name: string | undefined): RuleField | undefined {
  if (name === undefined) return undefined
  const field = ruleFields.find((each) => each === name)
  if (field === undefined && !name.startsWith('dimension:'))
    throw new UsageError(`--by is "${name}"; it can be ${ruleFields.join(', ')}, or dimension:NAME for a label of the files.`)
  return field ?? (name as RuleField)
}

async function readRules(file: string) {
  const content = await readFile(resolve(file), 'utf8').catch(() => {
    throw fail('file-not-found', { file }, { file })
  })
  const document = parsedJson(content)
  if (document === undefined) throw fail('bad-rules-file', { file, place: '', problem: 'it is not JSON' }, { file })
  const parsed = AllocationRules.safeParse(document)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw fail('bad-rules-file', { file, place: issue?.path.join('.') ?? '', problem: issue?.message ?? '' }, { file })
}

function parsedJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

function reported(report: AllocationReportData, home: string): Outcome {
  const { largest, missing } = report
  const kind = largest.missing === 'team' ? 'team' : 'cost centre'
  const none = missing[largest.missing]
  const conditions = (rule: AllocationReportData['rules'][number]): string =>
    rule.when.map(({ field, test, values }) => `${field} ${test} ${values.map((value) => `"${value}"`).join(' or ')}`).join(' and ') ||
    'everything else'
  const state = ({ labels, fits, takenBy }: AllocationReportData['rules'][number]): string =>
    labels > 0 ? '' : fits > 0 ? `never reached, taken by ${takenBy.join(', ')}` : 'fits nothing'
  const shares = Object.entries(none.share).map(([currency, share]) => `${(share * 100).toFixed(1)} % of ${currency}`)
  return {
    json: report,
    lines: [
      ...table([
        ['rule', 'when', 'team', 'cost centre', 'labels', 'lines', 'money', 'state'],
        ...report.rules.map((rule, at) => [
          String(at + 1),
          conditions(rule),
          rule.team,
          rule.costCenter,
          String(rule.labels),
          String(rule.lines),
          moneyText(rule.money, home),
          state(rule),
        ]),
      ]),
      `Without a ${kind}: ${moneyText(none.money, home)}${shares.length === 0 ? '' : ` (${shares.join(', ')})`}, ${none.labels} labels, ${none.lines} lines`,
      ...(largest.values.length === 0
        ? []
        : table([
            [largest.by, 'labels', 'lines', 'tokens', 'money'],
            ...[...largest.values, ...(largest.others.labels > 0 ? [{ value: '(others)', ...largest.others }] : [])].map((each) => [
              each.value || '(not named)',
              String(each.labels),
              String(each.lines),
              each.tokens,
              moneyText(each.money, home),
            ]),
          ])),
    ],
  }
}

export async function overlapsCommand(run: Run): Promise<Outcome> {
  const { given } = run
  const [both, once] = [text(given, 'count-both'), text(given, 'count-once')]
  const family = both ?? once
  if (both !== undefined && once !== undefined)
    throw new UsageError('A source counts both or once: give one of --count-both and --count-once.')
  const answer =
    family === undefined
      ? await run.call('usage.overlaps', {})
      : await run.call('usage.count-both', { provider: needed(given, 'provider'), family, both: both !== undefined })
  const home = await homeCurrency(run)
  const rows = [
    ['provider', 'source', 'counts instead', 'days', 'from', 'to', 'tokens', 'money', 'counts'],
    ...answer.overlaps.map((each) => [
      each.provider,
      each.family,
      each.countsInstead,
      String(each.days),
      each.firstDay,
      each.lastDay,
      each.tokens,
      moneyText(each.money, home),
      each.countsBoth ? 'both' : 'once',
    ]),
  ]
  return { json: answer, lines: answer.overlaps.length === 0 ? ['No two sources tell of the same use.'] : table(rows) }
}

function needed(given: Given, name: string): string {
  const value = text(given, name)
  if (value === undefined) throw new UsageError(`--${name} is missing.`)
  return value
}
