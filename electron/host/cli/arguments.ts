// The command line's words: which commands there are, which options each takes, and what was given.
// Wrong usage is its own error (exit code 2), told with the usage line of the command.
import { parseArgs } from 'node:util'
import { isIsoDate } from '../../../shared/units/calendar.ts'

export class UsageError extends Error {}

type OptionKind = 'string' | 'boolean' | 'strings'

const general = {
  workspace: 'string',
  json: 'boolean',
  quiet: 'boolean',
  seed: 'string',
  'as-of': 'string',
  data: 'string',
  'read-only': 'boolean',
  help: 'boolean',
} as const satisfies Record<string, OptionKind>

const importing = {
  format: 'string',
  map: 'string',
  'cached-in-input': 'string',
  'date-order': 'string',
  'decimal-mark': 'string',
  'day-index-start': 'string',
  currency: 'string',
  zone: 'string',
  encoding: 'string',
  'unit-scale': 'string',
  period: 'string',
  'cost-view': 'string',
  keep: 'string',
  hash: 'string',
  drop: 'string',
  late: 'string',
  add: 'boolean',
  'replace-period': 'boolean',
} as const satisfies Record<string, OptionKind>

/** What stands behind an option; VALUE where its name says it. */
export const placeholder: Readonly<Record<string, string>> = {
  workspace: 'FILE.ballast',
  seed: 'N',
  'as-of': 'YYYY-MM-DD',
  data: 'DIR',
  map: 'PROFILE.json, as {"columns":{"date":"Their column","cost":"Their column"},"currency":"USD"}',
  'cached-in-input': 'yes|no',
  'date-order': 'dmy|mdy|ymd',
  'decimal-mark': '.|,',
  'day-index-start': 'YYYY-MM-DD',
  currency: 'CODE',
  zone: 'Asia/Shanghai',
  encoding: 'utf-8|gb18030|windows-1252|...',
  'unit-scale': '1|1000|1000000',
  period: 'YYYY-MM-DD/YYYY-MM-DD, first and last day',
  'cost-view': 'actual|amortized',
  keep: 'COLUMN,COLUMN (as it stands)',
  hash: 'COLUMN,COLUMN (as a code that hides the value)',
  drop: 'COLUMN,COLUMN (not stored)',
  late: 'include|reject',
  out: 'DIR',
  lang: 'en|zh',
  month: 'YYYY-MM',
  against: 'YYYY-MM',
  'against-from': 'YYYY-MM-DD',
  'against-to': 'YYYY-MM-DD',
  only: 'CODE, without the money of other currencies',
  months: 'N',
  trials: 'N',
  from: 'YYYY-MM-DD',
  to: 'YYYY-MM-DD',
  limit: 'N',
  example: 'NAME of a function, to see the inputs it takes',
  kind: 'quotes|history',
  port: 'N',
  strategy: 'ID|FILE.json',
  curve: 'FILE.csv',
  tolerance: '0.5%|AMOUNT',
  amount: 'AMOUNT to pay, tax in it and credits taken off',
  tax: 'AMOUNT of which is tax',
  credits: 'AMOUNT taken off, above zero',
  date: 'YYYY-MM-DD',
  tier: 'standard|batch|flex|priority|fast',
  context: 'long, for requests beyond the standard context',
  hours: '0-8 or 16:30-00:30, in UTC',
  percent: 'N, such as 12.5',
  pair: 'USD/CNY',
  rate: 'R, units of the second currency for one of the first',
  missing: 'team|cost-center',
  'count-both': 'SOURCE',
  'count-once': 'SOURCE',
}

interface CommandShape {
  readonly usage: string
  readonly summary: string
  readonly options: Readonly<Record<string, OptionKind>>
}

export const shapes = {
  plan: {
    usage: 'plan FILE... --out DIR',
    summary: 'import, forecast, exposure, hedge, risk and report in one go',
    options: { ...importing, out: 'string', lang: 'string', months: 'string', trials: 'string', strategy: 'string', curve: 'string' },
  },
  import: { usage: 'import FILE|FOLDER|ARCHIVE... [--dry-run]', summary: 'add usage', options: { ...importing, 'dry-run': 'boolean' } },
  usage: {
    usage: 'usage [--by month,model] [--from D] [--to D] [--currency CODE]',
    summary: 'aggregates of the ledger',
    options: { by: 'string', from: 'string', to: 'string', currency: 'string' },
  },
  drivers: {
    usage: 'drivers [--month M] [--against M] [--currency CODE]',
    summary: 'why a period cost more or less than another',
    options: {
      month: 'string',
      against: 'string',
      from: 'string',
      to: 'string',
      'against-from': 'string',
      'against-to': 'string',
      currency: 'string',
      only: 'string',
    },
  },
  reconcile: {
    usage:
      'reconcile [--provider P] [--month M] | invoice --provider P --month M --amount X | sign --provider P --month M --by NAME | revoke',
    summary: "vendors' months: usage x price, cost report, invoice, and what explains the difference",
    options: {
      provider: 'string',
      month: 'string',
      currency: 'string',
      tolerance: 'string',
      amount: 'string',
      tax: 'string',
      credits: 'string',
      number: 'string',
      date: 'string',
      note: 'string',
      remove: 'boolean',
      by: 'string',
      reason: 'string',
    },
  },
  undo: { usage: 'undo', summary: 'undo the last change', options: {} },
  redo: { usage: 'redo', summary: 'redo the change undone last', options: {} },
  log: { usage: 'log [--limit N]', summary: 'all changes, newest first', options: { limit: 'string' } },
  verify: { usage: 'verify', summary: 'integrity of the workspace and of its hash chain', options: {} },
  prices: {
    usage: 'prices [set --provider P --model M --input X --output Y --from D [--reprice]]',
    summary: 'the price book',
    options: {
      provider: 'string',
      model: 'string',
      input: 'string',
      output: 'string',
      'cache-read': 'string',
      'cache-write-5m': 'string',
      'cache-write-1h': 'string',
      from: 'string',
      to: 'string',
      currency: 'string',
      tier: 'string',
      context: 'string',
      hours: 'string',
      reprice: 'boolean',
      source: 'string',
    },
  },
  discounts: {
    usage: 'discounts [set --provider P --percent N --from D [--model M] [--to D] [--reprice] | remove --id ID]',
    summary: 'what contracts take off the prices',
    options: {
      id: 'string',
      provider: 'string',
      model: 'string',
      percent: 'string',
      from: 'string',
      to: 'string',
      reprice: 'boolean',
      source: 'string',
    },
  },
  fx: {
    usage: 'fx [set --pair USD/CNY --rate R --from D | remove --pair USD/CNY --from D | import FILE]',
    summary: 'dated exchange rates',
    options: { pair: 'string', rate: 'string', from: 'string', to: 'string', source: 'string' },
  },
  allocate: {
    usage: 'allocate [set RULES.json | try RULES.json] [--missing team|cost-center] [--by FIELD]',
    summary: 'whose usage it is: rules, what they take, what has no team',
    options: { missing: 'string', by: 'string', limit: 'string' },
  },
  overlaps: {
    usage: 'overlaps [--count-both SOURCE --provider P]',
    summary: 'sources that tell of the same use, and which of them counts',
    options: { provider: 'string', 'count-both': 'string', 'count-once': 'string' },
  },
  settings: { usage: 'settings [KEY=VALUE...]', summary: 'read or change the settings of the workspace', options: {} },
  forecast: {
    usage: 'forecast [--months N] [--scenario NAME]',
    summary: 'simulated spend and volumes',
    options: { months: 'string', trials: 'string', scenario: 'string' },
  },
  exposure: {
    usage: 'exposure [--beta B] [--contract ID]',
    summary: 'month x risk factor and the hedgeable share',
    options: { scenario: 'string', beta: 'string', contract: 'string' },
  },
  market: {
    usage: 'market contracts | curve | import FILE | basis',
    summary: 'contracts, quotes, curves, index history',
    options: { contract: 'string', kind: 'string', source: 'string' },
  },
  hedge: {
    usage: 'hedge evaluate --strategy FILE|ID|none | hedge compare',
    summary: 'consequences of a strategy',
    options: { strategy: 'string', scenario: 'string' },
  },
  risk: {
    usage: 'risk [--strategy ID]',
    summary: 'distribution, CFaR, CVaR, margin path, stresses',
    options: { strategy: 'string', scenario: 'string' },
  },
  report: {
    usage: 'report --out DIR [--format pdf,xlsx,csv,json,html] [--lang en|zh]',
    summary: 'the documents, from a frozen version',
    options: { out: 'string', format: 'string', lang: 'string', strategy: 'string' },
  },
  calc: {
    usage: 'calc [FILE] | --list | --example NAME',
    summary: 'any model by name: JSON lines {"id","function","inputs"} in, {"id","result"} or {"id","error"} out',
    options: { list: 'boolean', example: 'string' },
  },
  sample: { usage: 'sample --workspace FILE', summary: 'make the sample workspace of a fictional firm', options: {} },
  serve: {
    usage: 'serve [FILE] [--port N] [--open]',
    summary: 'the page on a loopback address',
    options: { port: 'string', open: 'boolean', page: 'string', lang: 'string' },
  },
  bench: { usage: 'bench [NAME...]', summary: 'benchmarks, each beside its reference in the same run', options: { rows: 'string' } },
} as const satisfies Record<string, CommandShape>

export type CommandWord = keyof typeof shapes

export interface Given {
  readonly command: CommandWord
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
}

export interface Help {
  /** null: all commands. */
  readonly help: CommandWord | null
}

export function parseCommandLine(args: readonly string[]): Given | Help {
  const [command, ...rest] = args
  if (command === undefined || command === 'help' || command === '--help' || command === '-h') {
    const [about] = rest
    return { help: about !== undefined && Object.hasOwn(shapes, about) ? (about as CommandWord) : null }
  }
  if (!Object.hasOwn(shapes, command)) throw new UsageError(`There is no command "${command}". "ballast help" lists them.`)
  const word = command as CommandWord
  const known: Record<string, OptionKind> = { ...general, ...shapes[word].options }
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      allowPositionals: true,
      strict: true,
      options: Object.fromEntries(
        Object.entries(known).map(([name, kind]) => [name, { type: kind === 'boolean' ? ('boolean' as const) : ('string' as const) }]),
      ),
    })
    if (values.help) return { help: word }
    return { command: word, words: positionals, options: values }
  } catch (problem) {
    throw new UsageError(`${problem instanceof Error ? problem.message : String(problem)}\nUsage: ballast ${shapes[word].usage}`)
  }
}

/** All commands, or one with every option it takes. */
export function helpText(command: CommandWord | null): string {
  if (command !== null) {
    const { usage, summary, options } = shapes[command]
    const all = Object.entries({ ...options, ...general }).map(
      ([name, kind]) => `  --${name}${kind === 'boolean' ? '' : ` ${placeholder[name] ?? 'VALUE'}`}`,
    )
    return [`Usage: ballast ${usage}`, '', summary, '', 'Options', ...all, ''].join('\n')
  }
  const rows = Object.values(shapes).map(({ usage, summary }) => `  ${usage.padEnd(72)} ${summary}`)
  const head = 'Usage: ballast COMMAND ... [--workspace FILE] [--json] [--quiet] [--seed N] [--as-of YYYY-MM-DD]'
  return [head, '', ...rows, '', '"ballast help COMMAND" lists the options of a command.', ''].join('\n')
}

export function text(given: Given, name: string): string | undefined {
  const value = given.options[name]
  return typeof value === 'string' ? value : undefined
}

export function flag(given: Given, name: string): boolean {
  return given.options[name] === true
}

/** A whole number of at least `least`; wrong usage otherwise. */
export function wholeNumber(given: Given, name: string, least = 0): number | undefined {
  const value = text(given, name)
  if (value === undefined) return undefined
  if (!/^\d{1,15}$/.test(value) || Number(value) < least)
    throw new UsageError(`--${name} is "${value}"; a whole number of at least ${least} is needed.`)
  return Number(value)
}

export function oneOf<T extends string>(given: Given, name: string, allowed: readonly T[]): T | undefined {
  const value = text(given, name)
  if (value === undefined) return undefined
  const found = allowed.find((each) => each === value)
  if (found === undefined) throw new UsageError(`--${name} is "${value}"; it can be ${allowed.join(', ')}.`)
  return found
}

export function isoDate(given: Given, name: string): string | undefined {
  const value = text(given, name)
  if (value !== undefined && !isIsoDate(value)) throw new UsageError(`--${name} is "${value}"; a date such as 2026-09-30 is needed.`)
  return value
}

export function isoMonth(given: Given, name: string): string | undefined {
  const value = text(given, name)
  if (value !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(value))
    throw new UsageError(`--${name} is "${value}"; a month such as 2026-09 is needed.`)
  return value
}
