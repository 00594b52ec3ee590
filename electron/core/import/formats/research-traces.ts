// Published traces of requests, without money: for trying the books with real volumes. One request a line.
//  BurstGPT v1 and v2: seconds from midnight of the first day, which is asked; a response of 0 failed. v2 adds two columns.
//  Mooncake: milliseconds from a start that is asked; the model is not named.
//  Azure LLM inference 2023 and 2024: times with 6 or 7 decimals, UTC where they state no zone; the model is not named.
// Source: HPMLL/BurstGPT, kvcache-ai/Mooncake, Azure/AzurePublicDataset (2023 to 2026).
import { tokenBuckets } from '../../../../shared/domain/usage.ts'
import { askedPeriod } from '../asked-period.ts'
import { type Format, momentOf, type Period } from '../format.ts'
import { count, oneEach, required } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { makerOf } from '../words.ts'

const trace = { zone: 'UTC', population: '', standing: 'table', identity: 'row' } as const

/** `timestamp` counts steps from the first of the days that a person named. */
const stepsOf = (texts: Texts, ms: number): Period => ({
  start: ['timestamp'],
  end: [],
  widthMs: ms,
  steps: { ms, zeroMs: askedPeriod(texts).fixed?.start ?? 0 },
})

export const burstGptCsv: Format = {
  ...trace,
  id: 'burstgpt-csv',
  title: 'BurstGPT trace',
  shape: 'csv',
  signature: ['timestamp', 'model', 'request tokens', 'response tokens', 'log type'],
  columns: {
    dates: [],
    counts: ['timestamp', 'request tokens', 'response tokens', 'total tokens'],
    amounts: [],
    texts: ['model'],
    dimensions: ['log type'],
    ignored: ['session id', 'elapsed time'],
  },
  asks: { period: {} },
  rule: (texts) => ({
    provider: makerOf(texts.text('model')),
    model: texts.text('model'),
    period: stepsOf(texts, 1000),
    measures: {
      inputUncached: required(count('request tokens')),
      output: required(count('response tokens')),
      requests: oneEach,
      total: { measure: count('total tokens'), of: [tokenBuckets] },
    },
  }),
}

export const mooncakeJson: Format = {
  ...trace,
  id: 'mooncake-trace-json',
  title: 'Mooncake trace',
  shape: 'json',
  signature: ['timestamp', 'input_length', 'output_length', 'hash_ids'],
  columns: {
    dates: [],
    counts: ['timestamp', 'input_length', 'output_length'],
    amounts: [],
    texts: [],
    dimensions: ['type'],
    ignored: ['hash_ids', 'chat_id', 'parent_chat_id', 'turn'],
  },
  asks: { period: {} },
  rule: (texts) => ({
    provider: 'moonshot',
    period: stepsOf(texts, 1),
    measures: { inputUncached: required(count('input_length')), output: required(count('output_length')), requests: oneEach },
  }),
}

export const azureTraceCsv: Format = {
  ...trace,
  id: 'azure-llm-trace-csv',
  title: 'Azure LLM inference trace',
  shape: 'csv',
  signature: ['timestamp', 'contexttokens', 'generatedtokens'],
  columns: { dates: ['timestamp'], counts: ['contexttokens', 'generatedtokens'], amounts: [], texts: [], dimensions: [], ignored: [] },
  rule: () => ({
    provider: 'azure',
    period: momentOf('timestamp'),
    measures: { inputUncached: required(count('contexttokens')), output: required(count('generatedtokens')), requests: oneEach },
  }),
}
