// ccusage --json: the sums that a developer's machine makes of the logs of its coding agents, by day, week, month, session or
// block of five hours; all of them tell of the same use, and one document may hold several, of which the finest counts.
// A line is split by its model breakdowns (by agent first, where it has agents); without them it stands for itself. Tokens are
// disjoint, except in the separate Codex reports, whose input holds `cachedInputTokens`. Cost is an estimate. Dates are days of
// the machine's own zone. Old versions have `type` and `data`, `costUSD`, and `breakdown` by model name.
// Source: ccusage documentation and output, versions of 2025 to 2026.

import { type TokenBucket, tokenBuckets } from '../../../../shared/domain/usage.ts'
import { isIsoDate, toEpochDay, toIsoDate } from '../../../../shared/units/calendar.ts'
import { dayMs, type Format } from '../format.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json-text.ts'
import { entriesOf, firstTextAt, objectsAt, rowOfTexts, textAt, valueAt } from '../json-values.ts'
import { amount, count, less } from '../measure.ts'
import { makerOf } from '../words.ts'

type Report = 'daily' | 'weekly' | 'monthly' | 'session' | 'blocks'

/** Names of the lists of a document and their reports, the finest first. */
const sections: readonly (readonly [name: string, report: Report])[] = [
  ['daily', 'daily'],
  ['weekly', 'weekly'],
  ['monthly', 'monthly'],
  ['sessions', 'session'],
  ['session', 'session'],
  ['blocks', 'blocks'],
]

interface Section {
  readonly report: Report
  readonly lines: readonly { readonly line: JsonObject; readonly project: string }[]
}

const plainLines = (lines: readonly JsonObject[], project = '') => lines.map((line) => ({ line, project }))

/** The section of a document that counts; null for a document of another kind. */
function sectionOf(document: JsonObject): Section | null {
  const projects = document.get('projects')
  if (isJsonObject(projects) && [...projects.values()].every((lines) => isJsonArray(lines)) && hasSums(document))
    return { report: 'daily', lines: [...projects.keys()].flatMap((project) => plainLines(objectsAt(projects, project), project)) }
  const named = sections.find(([name]) => isJsonArray(document.get(name)))
  const old = sections.find(([name]) => name === textAt(document, 'type') && isJsonArray(document.get('data')))
  const [name = '', report] = named ?? (old ? (['data', old[1]] as const) : [])
  const lines = objectsAt(document, name)
  return report !== undefined && (hasSums(document) || lines.some(countsTokens)) ? { report, lines: plainLines(lines) } : null
}

const hasSums = (document: JsonObject): boolean => ['totals', 'summary'].some((name) => document.has(name))
const countsTokens = (line: JsonObject): boolean => ['inputTokens', 'totalTokens', 'tokenCounts'].some((name) => line.has(name))

/** First and last moment of a line. A week begins on the day that it names; a session stands on the day it was last used. */
function spanOf(report: Report, line: JsonObject): { start: string; end: string } {
  const start = firstTextAt(line, 'date', 'month', 'week', 'startTime', 'blockStart')
  if (report === 'blocks') return { start, end: firstTextAt(line, 'endTime', 'blockEnd') }
  if (report === 'session') return { start: textAt(line, 'lastActivity') || textAt(line, 'metadata', 'lastActivity'), end: '' }
  const day = start || textAt(line, 'period')
  return { start: day, end: report === 'weekly' && isIsoDate(day) ? toIsoDate(toEpochDay(day) + 7) : '' }
}

interface Part {
  readonly model: string
  readonly agent: string
  readonly counts: JsonValue
}

/** What a line is split into: its agents, their models, or itself. */
function partsOf(line: JsonObject, agent: string): Part[] {
  const agents = objectsAt(line, 'agents')
  if (agents.length > 0) return agents.flatMap((part) => partsOf(part, textAt(part, 'agent')))
  const list = objectsAt(line, 'modelBreakdowns')
  if (list.length > 0) return list.map((counts) => ({ model: firstTextAt(counts, 'modelName', 'model'), agent, counts }))
  const byName = ['breakdown', 'models'].map((name) => line.get(name)).find((value) => isJsonObject(value))
  if (isJsonObject(byName) && byName.size > 0) return [...byName].map(([model, counts]) => ({ model, agent, counts }))
  return [{ model: onlyModel(line), agent, counts: line }]
}

function onlyModel(line: JsonObject): string {
  const names = ['modelsUsed', 'models'].map((name) => line.get(name)).find((value) => isJsonArray(value))
  const [name] = isJsonArray(names) && names.length === 1 ? names : []
  return typeof name === 'string' ? name : ''
}

/** A folder that ccusage could not name stands as its path, with the name of its owner: such a project only keeps rows apart. */
const projectName = (project: string): string => (/^-|[\\/]/.test(project) ? '' : project)

const rowsOf = ({ report, lines }: Section): ReadonlyMap<string, string>[] =>
  lines.flatMap(({ line, project }) =>
    partsOf(line, textAt(line, 'agent')).map(({ model, agent, counts }) => {
      const tokens = valueAt(counts, 'tokenCounts') ?? counts
      return rowOfTexts({
        ...spanOf(report, line),
        entry: textAt(line, 'isGap') === 'true' ? 'gap' : 'use',
        id: [project, report === 'session' ? firstTextAt(line, 'sessionId', 'session', 'period') : ''].join(' ').trim(),
        project: projectName(project),
        model,
        agent,
        input: textAt(tokens, 'inputTokens'),
        cached_in_input: textAt(tokens, 'cachedInputTokens'),
        output: textAt(tokens, 'outputTokens'),
        reasoning: textAt(tokens, 'reasoningOutputTokens'),
        cache_read: firstTextAt(tokens, 'cacheReadTokens', 'cacheReadInputTokens'),
        cache_write: firstTextAt(tokens, 'cacheCreationTokens', 'cacheCreationInputTokens'),
        total: textAt(counts, 'totalTokens'),
        cost: firstTextAt(counts, 'totalCost', 'costUSD', 'cost'),
        holds_cached: valueAt(tokens, 'cachedInputTokens') === undefined ? 'no' : 'yes',
      })
    }),
  )

/** The makers of the agents that use one maker's models alone; old versions knew Claude Code only and name no agent. */
const agentMakers: Readonly<Record<string, string>> = {
  claude: 'anthropic',
  codex: 'openai',
  gemini: 'google',
  qwen: 'alibaba',
  kimi: 'moonshot',
  grok: 'xai',
  '': 'anthropic',
}

const plainBuckets: readonly TokenBucket[] = ['inputUncached', 'output']

/** Names are chosen so that the finer report is last in the alphabet: of equal sources the ledger counts that one. */
const formatOf = (report: Report, id: string, title: string): Format => ({
  id,
  title,
  shape: 'json',
  signature: ['start', 'end', 'entry', 'agent', 'holds_cached'],
  columns: {
    dates: ['start', 'end'],
    counts: ['input', 'cached_in_input', 'output', 'reasoning', 'cache_read', 'cache_write', 'total'],
    amounts: ['cost'],
    texts: ['entry', 'project', 'model', 'holds_cached'],
    dimensions: ['agent'],
    ids: ['id'],
    ignored: [],
  },
  json: {
    claims: (document) => entriesOf(document).some((entry) => sectionOf(entry)?.report === report),
    rows: (document) =>
      entriesOf(document).flatMap((entry) => {
        const section = sectionOf(entry)
        return section?.report === report ? rowsOf(section) : []
      }),
  },
  money: { amount: 'cost', currency: { code: 'USD' } },
  zone: null,
  population: 'platform',
  standing: 'localLog',
  identity: 'key',
  isEstimate: true,
  rule: (texts) => {
    if (texts.text('entry') === 'gap') return 'not-usage'
    const model = texts.text('model')
    const holdsCached = texts.text('holds_cached') === 'yes'
    return {
      provider: makerOf(model) || (agentMakers[texts.text('agent')] ?? ''),
      model,
      project: texts.text('project'),
      currency: 'USD',
      period: { start: ['start'], end: ['end'], widthMs: dayMs },
      measures: {
        inputUncached: holdsCached ? less(count('input'), 'cached_in_input') : count('input'),
        cacheRead: count(holdsCached ? 'cached_in_input' : 'cache_read'),
        cacheWriteOther: count('cache_write'),
        output: count('output'),
        reasoning: count('reasoning'),
        billed: amount('cost'),
        // Blocks of old versions leave the cached tokens out of their total.
        total: { measure: count('total'), of: [tokenBuckets, plainBuckets] },
      },
    }
  },
  counted: ['input', 'output', 'cache_read', 'cache_write', 'cost'],
})

export const ccusageFormats: readonly Format[] = [
  formatOf('daily', 'ccusage-daily-json', 'ccusage, daily'),
  formatOf('weekly', 'ccusage-by-week-json', 'ccusage, weekly'),
  formatOf('session', 'ccusage-by-session-json', 'ccusage, sessions'),
  formatOf('monthly', 'ccusage-by-month-json', 'ccusage, monthly'),
  formatOf('blocks', 'ccusage-blocks-json', 'ccusage, blocks'),
]
