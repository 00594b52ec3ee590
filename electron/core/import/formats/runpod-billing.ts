// RunPod billing API: /v1/billing/pods, /endpoints and /networkvolumes, an array of {time, podId | gpuTypeId | endpointId |
// networkVolumeId, amount in dollars, timeBilledMs, diskSpaceBilledGB}. `time` begins a bucket of the size that was asked for,
// which the rows do not state: it follows from their spacing. Billed time is that of pods; how many GPUs a pod has is not in the
// rows, so GPU-hours are counted only where a count stands beside it, and pod-hours are an annotation. The same pods may be
// grouped by pod or by GPU type: a delivery replaces the days it covers. Postings come late.
// Source: RunPod REST API reference, billing (2026).
import { DateReader } from '../dates.ts'
import { between, dayMs, type Format, hourMs } from '../format.ts'
import { gpuNamed } from '../gpu-machines.ts'
import { flatten } from '../json-rows.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json-text.ts'
import { amount, over, product, quantity } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { zoneOf } from '../zones.ts'

const millisecondsPerHour = '3600000'

export const runpodBillingJson: Format = {
  id: 'runpod-billing-json',
  title: 'RunPod billing API',
  shape: 'json',
  signature: ['time', 'amount', 'timebilledms'],
  columns: {
    dates: ['time', 'end'],
    counts: [],
    amounts: ['amount', 'timebilledms', 'gpucount'],
    texts: ['gputypeid'],
    dimensions: ['podid', 'endpointid', 'networkvolumeid'],
    ignored: ['diskspacebilledgb'],
  },
  json: {
    claims: (document) =>
      linesOf(document).some((line) => line.has('time') && line.has('amount') && (line.has('timeBilledMs') || line.has('networkVolumeId'))),
    rows: (document) => withEnds(linesOf(document).map((line) => flatten(line))),
  },
  money: { amount: 'amount', currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'bill',
  identity: 'key',
  replaces: 'day',
  rule: (texts) => {
    const charge = chargeOf(texts)
    const gpu = texts.text('gputypeid')
    const hours = over(quantity('timebilledms'), millisecondsPerHour)
    return {
      provider: 'runpod',
      currency: 'USD',
      charge,
      scope: charge,
      dimensions: gpu === '' ? {} : { gpu: gpuNamed(gpu) || gpu },
      period: between('time', 'end', dayMs),
      measures: {
        billed: amount('amount'),
        gpuHours: over(product('timebilledms', 'gpucount'), millisecondsPerHour),
        ...(charge === 'network volumes' ? {} : { annotations: { podHours: hours } }),
      },
    }
  },
}

const chargeOf = (texts: Texts): string =>
  texts.text('endpointid') !== '' ? 'endpoints' : texts.text('networkvolumeid') !== '' ? 'network volumes' : 'pods'

const linesOf = (document: JsonValue): readonly JsonObject[] =>
  (isJsonArray(document) ? document : [document]).filter((entry) => isJsonObject(entry))

/** Lays the end of its bucket beside each row: the size of buckets is the smallest step between their times. */
function withEnds(rows: readonly Map<string, string>[]): readonly Map<string, string>[] {
  const dates = new DateReader(null, zoneOf('UTC'))
  const starts = [...new Set(rows.flatMap((row) => dates.read(row.get('time') ?? '')?.ms ?? []))].sort((a, b) => a - b)
  const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0))
  const step = gaps.length > 0 ? Math.min(...gaps) : starts.every((start) => start % dayMs === 0) ? dayMs : hourMs
  return rows.map((row) => {
    const start = dates.read(row.get('time') ?? '')?.ms
    return start === undefined ? row : new Map([...row, ['end', new Date(endOf(start, step)).toISOString()]])
  })
}

/** Buckets are an hour, a day, a week, a calendar month or a year. */
function endOf(start: number, step: number): number {
  if (step < 28 * dayMs) return start + (step < dayMs ? hourMs : step < 7 * dayMs ? dayMs : 7 * dayMs)
  const date = new Date(start)
  const isYear = step >= 365 * dayMs
  return Date.UTC(date.getUTCFullYear() + (isYear ? 1 : 0), date.getUTCMonth() + (isYear ? 0 : 1), date.getUTCDate())
}
