// Logs of answers that model APIs gave, one JSON object each: bare, or inside what a gateway or a batch writes around them.
// A format says which object is an answer of its vendor and which counts it states; here it is found, with its time, model
// and id, wherever the wrapping has them. Only these are read: requests, prompts and answers are not.
import { askedPeriod } from './asked-period.ts'
import { type Format, type JsonLayout, type Meaning, momentOf } from './format.ts'
import { jsonCell } from './json-cells.ts'
import { isJsonObject, type JsonObject, type JsonValue } from './json-text.ts'
import { entriesOf, firstTextAt, textAt } from './json-values.ts'
import type { Texts } from './texts.ts'

/** An answer and the objects around it, from the nearest outwards. */
export interface Answer {
  readonly answer: JsonObject
  readonly around: readonly JsonObject[]
}

interface Vendor extends Pick<Format, 'id' | 'title'> {
  readonly counts: readonly string[]
  readonly amounts?: readonly string[]
  /** Texts beside those of every answer, for the rule and as labels. */
  readonly texts?: readonly string[]
  readonly dimensions?: readonly string[]
  readonly isAnswer: (answer: JsonObject) => boolean
  /** What the answer states, by the columns above. */
  readonly read: (found: Answer) => Row
  readonly meaning: (texts: Texts) => Omit<Meaning, 'period'>
}

const wrappings = [
  'response',
  'body',
  'result',
  'message',
  'data',
  'output',
  'completion',
  'payload',
  'jsonPayload',
  'response_body',
  'responseBody',
  'raw_response',
  'metadata',
]
const lists = ['data', 'results', 'items', 'responses', 'records', 'logs']
const deepest = 4

const times = [
  'created',
  'created_at',
  'createTime',
  'create_time',
  'timestamp',
  '@timestamp',
  'time',
  'ts',
  'datetime',
  'date',
  'request_time',
  'requested_at',
  'start_time',
  'startTime',
  'logged_at',
]
const models = 'model modelVersion model_version modelId model_id model_name'.split(' ')
const ids = 'id responseId response_id requestId request_id'.split(' ')
const requests = ['request', 'request_body', 'requestBody', 'req', 'body']

export function responseLog(vendor: Vendor): Format {
  const { counts, amounts = [], texts = [], dimensions = [], isAnswer, read, meaning } = vendor
  const columns = ['time', 'id', 'model', 'tier', 'state', ...counts, ...amounts, ...texts, ...dimensions]
  const rowOf = (entry: JsonObject): ReadonlyMap<string, string> => {
    const found = answerIn(entry, isAnswer)
    const row = found ? stated({ ...contextOf(found), ...definedOnly(read(found)) }) : {}
    return new Map(columns.map((name) => [name, row[name] ?? '']))
  }
  const json: JsonLayout = {
    claims: (document) =>
      answerEntries(document, isAnswer)
        .slice(0, 20)
        .some((entry) => answerIn(entry, isAnswer) !== null),
    rows: (document) => answerEntries(document, isAnswer).map(rowOf),
    splits: true,
    givesWay: true,
  }
  return {
    id: vendor.id,
    title: vendor.title,
    shape: 'json',
    signature: ['time', 'id', 'model', 'state'],
    json,
    columns: { dates: ['time'], counts, amounts, texts: ['model', 'tier', 'state', ...texts], dimensions, ids: ['id'], ignored: [] },
    zone: 'UTC',
    population: 'platform',
    standing: 'gateway',
    identity: 'id',
    asks: { period: {} },
    rule: (texts) => {
      const state = texts.text('state')
      if (state === '') return 'not-usage'
      return {
        ...meaning(texts),
        identity: state.includes('named') ? 'id' : 'row',
        period: state.includes('dated') ? momentOf('time') : askedPeriod(texts),
      }
    },
  }
}

/** The objects of a document that may hold an answer each: an answer of its own may have a member called `data`. */
const answerEntries = (document: JsonValue, isAnswer: Vendor['isAnswer']): readonly JsonObject[] =>
  isJsonObject(document) && isAnswer(document) ? [document] : entriesOf(document, ...lists)

function answerIn(entry: JsonObject, isAnswer: Vendor['isAnswer'], around: readonly JsonObject[] = []): Answer | null {
  if (isAnswer(entry)) return { answer: entry, around }
  if (around.length >= deepest) return null
  for (const name of wrappings) {
    const value = entry.get(name)
    const inner = typeof value === 'string' && value.startsWith('{') ? jsonCell(value) : value
    const found = isJsonObject(inner) ? answerIn(inner, isAnswer, [entry, ...around]) : null
    if (found) return found
  }
  return null
}

type Row = Readonly<Record<string, string>>

const isTime = (text: string): boolean => /^\d{10,19}(?:\.\d+)?$|\d{4}[-/]\d|\d [A-Z][a-z]{2} \d{4}/.test(text)

/** What the answer or its wrapping says of itself; the model at last from the request beside it. */
function contextOf({ answer, around }: Answer): Row {
  const objects = [answer, ...around]
  const first = (names: readonly string[], fits = (text: string) => text !== ''): string =>
    objects.flatMap((object) => names.map((name) => textAt(object, name))).find(fits) ?? ''
  const asked = around.flatMap((object) => requests.map((name) => firstTextAt(object.get(name), ...models)))
  return { time: first(times, isTime), id: first(ids), model: first(models) || (asked.find((text) => text !== '') ?? '') }
}

/** The row with what it states, for the rule: it sees no times and no ids. */
const stated = (row: Record<string, string>): Row => ({
  ...row,
  state: ['answered', row.time && 'dated', row.id && 'named'].filter(Boolean).join(' '),
})

const definedOnly = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([, text]) => text !== ''))

/** Whether the answer stands in a result of a batch, whose lines name the request by a `custom_id`. */
export const isBatched = ({ around }: Answer): boolean => around.some((object) => object.has('custom_id'))

/** Counts of a usage object by column, from the first spelling that it has. */
export function countsOf(usage: JsonValue | undefined, spellings: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(spellings).map(([column, names]) => [column, firstTextAt(usage, ...names)]))
}
