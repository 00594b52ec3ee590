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
  late: 'include|reject',
  out: 'DIR',
  lang: 'en|zh',
  months: 'N',
  trials: 'N',
  from: 'YYYY-MM-DD',
  to: 'YYYY-MM-DD',
  limit: 'N',
  kind: 'quotes|history',
  port: 'N',
  strategy: 'ID|FILE.json',
  curve: 'FILE.csv',
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
    usage: 'usage [--by month,model] [--from D] [--to D]',
    summary: 'aggregates of the ledger',
    options: { by: 'string', from: 'string', to: 'string' },
  },
  undo: { usage: 'undo', summary: 'undo the last change', options: {} },
  redo: { usage: 'redo', summary: 'redo the change undone last', options: {} },
  log: { usage: 'log [--limit N]', summary: 'all changes, newest first', options: { limit: 'string' } },
  verify: { usage: 'verify', summary: 'integrity of the workspace and of its hash chain', options: {} },
  prices: {
    usage: 'prices [set --provider P --model M --input X --output Y --from D]',
    summary: 'the price book',
    options: {
      provider: 'string',
      model: 'string',
      input: 'string',
      output: 'string',
      'cache-read': 'string',
      from: 'string',
      currency: 'string',
      tier: 'string',
      source: 'string',
    },
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
