// The tidy tables behind the pack, one file each: one row per thing, one column per property, names that a script can
// rely on in every language. Amounts carry their currency in a column of their own.
import type { FrozenResult } from '../../../shared/contract/frozen.ts'
import type { SpreadData } from '../../../shared/contract/scalars.ts'
import { type CsvColumn, csv } from '../../../shared/units/csv.ts'

export interface CsvTable {
  readonly name: string
  readonly text: string
}

const text = <Row>(head: string, cell: (row: Row) => string | null): CsvColumn<Row> => ({ head, kind: 'text', cell })
const figure = <Row>(head: string, cell: (row: Row) => string | number | null): CsvColumn<Row> => ({ head, kind: 'figure', cell })

const quantiles = ['p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'mean'] as const
const spreadColumns = <Row>(prefix: string, of: (row: Row) => SpreadData): CsvColumn<Row>[] =>
  quantiles.map((name) => figure(`${prefix}_${name}`, (row: Row) => of(row)[name]))

export function csvTables(frozen: FrozenResult): CsvTable[] {
  return [
    { name: 'usage', text: usageCsv(frozen) },
    { name: 'forecast', text: forecastCsv(frozen) },
    { name: 'exposure', text: exposureCsv(frozen) },
    { name: 'hedge', text: hedgeCsv(frozen) },
    { name: 'alternatives', text: alternativesCsv(frozen) },
    { name: 'cash', text: cashCsv(frozen) },
  ]
}

/** One row per month, provider, model and currency: money of two currencies never shares a row. */
function usageCsv({ usage }: FrozenResult): string {
  const rows = usage.flatMap((row) => {
    const currencies = Object.keys(row.cost).sort()
    return (currencies.length === 0 ? [''] : currencies).map((currency, i) => ({ row, currency, first: i === 0 }))
  })
  type Row = (typeof rows)[number]
  const key = (name: 'month' | 'provider' | 'model'): CsvColumn<Row> => text(name, ({ row }) => row.keys[name] ?? '')
  // Quantities stand on the first currency's row only, so that a sum over the column counts them once.
  const once = (
    name: 'inputUncached' | 'cacheRead' | 'cacheWrite' | 'output' | 'totalTokens' | 'requests' | 'gpuHours' | 'unpricedTokens',
    head: string,
  ): CsvColumn<Row> => figure(head, ({ row, first }) => (first ? row[name] : '0'))
  const money = (name: 'cost' | 'billed' | 'estimated' | 'pricePerMtok', head: string): CsvColumn<Row> =>
    figure(head, ({ row, currency }) => row[name][currency] ?? null)
  return csv(rows, [
    key('month'),
    key('provider'),
    key('model'),
    once('inputUncached', 'input_uncached_tokens'),
    once('cacheRead', 'cache_read_tokens'),
    once('cacheWrite', 'cache_write_tokens'),
    once('output', 'output_tokens'),
    once('totalTokens', 'total_tokens'),
    once('requests', 'requests'),
    once('gpuHours', 'gpu_hours'),
    once('unpricedTokens', 'unpriced_tokens'),
    text('currency', (row) => row.currency),
    money('cost', 'cost'),
    money('billed', 'billed'),
    money('estimated', 'estimated'),
    money('pricePerMtok', 'price_per_mtok'),
  ])
}

function forecastCsv({ forecast }: FrozenResult): string {
  const rows = [
    ...forecast.months.map((month) => ({
      ...month,
      period: 'month',
      label: month.month,
      from: month.month,
      to: month.month,
      tokens: month.tokens,
      overBudget: null,
    })),
    ...forecast.quarters.map((quarter) => ({ ...quarter, period: 'quarter', tokens: null })),
    {
      period: 'horizon',
      label: 'horizon',
      from: forecast.months[0]?.month ?? '',
      to: forecast.months.at(-1)?.month ?? '',
      ...forecast.total,
    },
  ]
  type Row = (typeof rows)[number]
  return csv(rows, [
    text('period', (row) => row.period),
    text('label', (row) => row.label),
    text('from_month', (row) => row.from),
    text('to_month', (row) => row.to),
    text('currency', () => forecast.currency),
    ...spreadColumns<Row>('spend', (row) => row.spend),
    figure('budget', (row) => row.budget),
    figure('probability_over_budget', (row) => row.overBudget),
    ...quantiles.map((name) => figure<Row>(`tokens_${name}`, (row) => row.tokens?.[name] ?? null)),
  ])
}

function exposureCsv({ exposure, curve }: FrozenResult): string {
  return csv(exposure.months, [
    text('month', (row) => row.month),
    text('currency', () => exposure.currency),
    figure('spend', (row) => row.spend),
    figure('committed', (row) => row.committed),
    figure('volume_only', (row) => row.volumeOnly),
    figure('sensitive', (row) => row.sensitive),
    figure('hedgeable', (row) => row.hedgeable),
    figure('beta', () => exposure.assumptions.beta),
    text('contract', () => exposure.contract),
    figure('index_price', (row) => row.indexPrice),
    text('price_origin', (row) => curve.points.find((point) => point.month === row.month)?.origin ?? ''),
    text('unit', () => exposure.unit),
    figure('units', (row) => row.units),
    figure('units_p10', (row) => row.unitsP10),
    figure('contracts_needed', (row) => row.contracts),
  ])
}

function hedgeCsv({ evaluations, chosen }: FrozenResult): string {
  const rows = evaluations.flatMap((evaluation) => evaluation.months.map((month) => ({ evaluation, month })))
  return csv(rows, [
    text('strategy_id', (row) => row.evaluation.strategy.id),
    text('strategy', (row) => row.evaluation.strategy.name),
    text('proposed', (row) => (row.evaluation.strategy.id === chosen ? 'yes' : 'no')),
    text('month', (row) => row.month.month),
    text('contract', (row) => row.evaluation.contract),
    text('unit', (row) => row.evaluation.unit),
    figure('exposure_units', (row) => row.month.exposureUnits),
    figure('exposure_units_p10', (row) => row.month.exposureP10),
    figure('policy_min_percent', (row) => row.month.policyMin),
    figure('policy_max_percent', (row) => row.month.policyMax),
    figure('cover_percent', (row) => row.month.coverPercent),
    figure('contracts', (row) => row.month.contracts),
    figure('actual_percent', (row) => row.month.actualPercent),
    figure('contract_size', (row) => row.evaluation.contractSize),
    text('currency', (row) => row.evaluation.currency),
    figure('forward_price', (row) => row.month.forward),
    figure('locked_price', (row) => row.month.locked),
    figure('residual_units', (row) => row.month.residualUnits),
    text('remarks', (row) => row.month.notes.map((note) => note.code).join(' ')),
  ])
}

function alternativesCsv({ evaluations, chosen }: FrozenResult): string {
  const rows = evaluations.flatMap((evaluation) => [
    { evaluation, measure: 'value', of: evaluation.consequences },
    { evaluation, measure: 'difference_to_none', of: evaluation.vsNone },
  ])
  return csv(rows, [
    text('strategy_id', (row) => row.evaluation.strategy.id),
    text('strategy', (row) => row.evaluation.strategy.name),
    text('proposed', (row) => (row.evaluation.strategy.id === chosen ? 'yes' : 'no')),
    text('measure', (row) => row.measure),
    text('currency', (row) => row.evaluation.currency),
    figure('expected_cost', (row) => row.of.expected),
    figure('p95_cost', (row) => row.of.p95),
    figure('p95_standard_error', (row) => (row.of === row.evaluation.consequences ? row.evaluation.consequences.p95StandardError : null)),
    figure('cost_if_down_60', (row) => row.of.down60),
    figure('cost_if_up_60', (row) => row.of.up60),
    figure('peak_margin_p95', (row) => row.of.peakMargin.p95),
    figure('peak_margin_stress', (row) => row.of.peakMargin.stress),
    figure('hedge_costs', (row) => row.of.costs),
  ])
}

function cashCsv({ risk }: FrozenResult): string {
  return csv(risk.margin.path, [
    text('date', (row) => row.date),
    text('currency', () => risk.currency),
    figure('margin_p50', (row) => row.p50),
    figure('margin_p95', (row) => row.p95),
  ])
}
