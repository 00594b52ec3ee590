// The exports of a fictional firm over 18 months, written from a formula: three vendors, five teams, nine models,
// a launch, a real price cut, a month one vendor never delivered, and forty rows no importer can take.
// Deterministic: a small seeded generator, whole-number tokens, decimal money. Used to build the sample workspace.
import { daysInMonth, firstDayOf, toIsoDate, toMonth, weekday } from '../../../shared/units/calendar.ts'
import { Decimal } from '../../../shared/units/decimal.ts'

export interface SampleFile {
  readonly name: string
  readonly text: string
}

const firstDay = firstDayOf(toMonth('2025-04'))
const lastMonth = toMonth('2026-09')
const lastDay = firstDayOf(lastMonth) + daysInMonth(lastMonth) - 1

interface Line {
  readonly team: string
  readonly model: string
  /** Input tokens of an ordinary weekday at the start, in millions. */
  readonly level: number
  /** Growth of the logarithm per year. */
  readonly growth: number
  readonly cachedShare: number
  readonly outputShare: number
  /** First and last day of use. */
  readonly from?: string
  readonly to?: string
}

const openai: readonly Line[] = [
  { team: 'Support', model: 'gpt-4o', level: 620, growth: 0.1, cachedShare: 0.35, outputShare: 0.16, to: '2025-09-30' },
  { team: 'Support', model: 'gpt-5', level: 700, growth: 0.75, cachedShare: 0.55, outputShare: 0.2, from: '2025-08-11' },
  { team: 'Support', model: 'gpt-5-mini', level: 900, growth: 0.9, cachedShare: 0.5, outputShare: 0.18, from: '2025-08-11' },
  { team: 'Search', model: 'gpt-4.1-mini', level: 2400, growth: 0.45, cachedShare: 0.2, outputShare: 0.06 },
  { team: 'Research', model: 'o3', level: 160, growth: 0.5, cachedShare: 0.15, outputShare: 0.6 },
]
const anthropic: readonly Line[] = [
  { team: 'Coding', model: 'claude-sonnet-4-5', level: 900, growth: 0.8, cachedShare: 0.72, outputShare: 0.05, from: '2025-09-29' },
  {
    team: 'Coding',
    model: 'claude-sonnet-4-0',
    level: 700,
    growth: 0.5,
    cachedShare: 0.65,
    outputShare: 0.05,
    from: '2025-05-22',
    to: '2025-11-15',
  },
  { team: 'Research', model: 'claude-opus-4-5', level: 60, growth: 0.6, cachedShare: 0.5, outputShare: 0.1, from: '2025-11-24' },
]
const deepseek: readonly Line[] = [
  { team: 'Operations', model: 'deepseek-chat', level: 3200, growth: 0.55, cachedShare: 0.4, outputShare: 0.12 },
]

/** Money per million tokens of input, cached input and output, where the file states its own cost. */
const billedPrices: Readonly<Record<string, readonly [string, string, string]>> = {
  'claude-sonnet-4-5': ['3', '0.30', '15'],
  'claude-sonnet-4-0': ['3', '0.30', '15'],
  'claude-opus-4-5': ['5', '0.50', '25'],
  'deepseek-chat': ['2', '0.2', '3'],
}

export function sampleFiles(): SampleFile[] {
  return [openaiUsage(), anthropicSpend(), deepseekBill()]
}

interface Day {
  readonly line: Line
  readonly day: number
  readonly uncached: number
  readonly cached: number
  readonly output: number
}

/** One row per line and day: growth, a week with quiet weekends, and noise of about 12 %. */
function* days(lines: readonly Line[], seed: number): Generator<Day> {
  const random = uniform(seed)
  for (let day = firstDay; day <= lastDay; day++) {
    const date = toIsoDate(day)
    for (const line of lines) {
      if ((line.from !== undefined && date < line.from) || (line.to !== undefined && date > line.to)) continue
      const years = (day - firstDay) / 365
      const noise = 1 + 0.12 * (random() + random() + random() - 1.5)
      const input = line.level * 1e6 * Math.exp(line.growth * years) * (weekday(day) < 5 ? 1 : 0.38) * noise
      const cached = Math.round(input * line.cachedShare)
      yield { line, day, uncached: Math.round(input) - cached, cached, output: Math.round(input * line.outputShare) }
    }
  }
}

/** The dashboard's own layout: cached tokens are inside the input, no money; the price book prices it. */
function openaiUsage(): SampleFile {
  const rows = [
    'start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,batch,service_tier,input_tokens,output_tokens,input_cached_tokens',
  ]
  for (const { line, day, uncached, cached, output } of days(openai, 11)) {
    const [start, end] = [day * 86_400, (day + 1) * 86_400]
    const stamp = (of: number) => `${toIsoDate(of)}T00:00:00+00:00`
    rows.push(
      [
        start,
        end,
        stamp(day),
        stamp(day + 1),
        `proj_${line.team}`,
        Math.round((uncached + cached) / 2600),
        '',
        '',
        line.model,
        'False',
        'default',
        `${uncached + cached}.0`,
        `${output}.0`,
        `${cached}.0`,
      ].join(','),
    )
  }
  return { name: 'completions_usage_2025-04-01_2026-09-30.csv', text: `${rows.join('\n')}\n` }
}

/** A spend file in plain words with its own money, and the forty rows that cannot be taken. */
function anthropicSpend(): SampleFile {
  const rows = ['date,provider,model,team,project,input_tokens,cached_input_tokens,output_tokens,requests,cost_usd']
  let count = 0
  for (const { line, day, uncached, cached, output } of days(anthropic, 23)) {
    const fields = [
      toIsoDate(day),
      'anthropic',
      line.model,
      line.team,
      `${line.team.toLowerCase()}-prod`,
      String(uncached),
      String(cached),
      String(output),
      String(Math.round(uncached / 3100)),
      cost(line.model, uncached, cached, output),
    ]
    rows.push(fields.join(','))
    count += 1
    if (count % 20 === 0 && count <= 800) rows.push(broken(fields, count / 20).join(','))
  }
  return { name: 'anthropic-spend-2025-04_2026-09.csv', text: `${rows.join('\n')}\n` }
}

/** 31 rows with words for a count, 6 without a date, 3 with negative tokens. */
function broken(fields: readonly string[], n: number): string[] {
  const row = [...fields]
  if (n <= 31) row[5] = 'lots'
  else if (n <= 37) row[0] = ''
  else row[7] = `-${row[7]}`
  return row
}

/** A bill in yuan; February 2026 was never delivered. */
function deepseekBill(): SampleFile {
  const rows = ['date,provider,model,team,input_tokens,cached_input_tokens,output_tokens,cost_cny']
  for (const { line, day, uncached, cached, output } of days(deepseek, 37)) {
    if (toIsoDate(day).startsWith('2026-02')) continue
    rows.push(
      [
        toIsoDate(day),
        'deepseek',
        line.model,
        line.team,
        String(uncached),
        String(cached),
        String(output),
        cost(line.model, uncached, cached, output),
      ].join(','),
    )
  }
  return { name: 'deepseek-bill-2025-04_2026-09.csv', text: `${rows.join('\n')}\n` }
}

function cost(model: string, uncached: number, cached: number, output: number): string {
  const [input = '0', read = '0', out = '0'] = billedPrices[model] ?? []
  return new Decimal(uncached)
    .times(input)
    .plus(new Decimal(cached).times(read))
    .plus(new Decimal(output).times(out))
    .div(1_000_000)
    .toFixed(6)
}

/** Mulberry32: 32 bits of state, enough for a made-up firm. */
function uniform(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
