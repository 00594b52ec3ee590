// The forecast: months, quarters and the whole horizon as quantiles of the simulated paths, with history and back-test.
import type { ForecastData } from '../../../shared/contract/forecast-commands.ts'
import type { NoteData } from '../../../shared/contract/scalars.ts'
import { makeNote } from '../../../shared/language/notes.ts'
import { daysInMonth, firstDayOf, monthLabel, monthOf, toEpochDay, toIsoDate } from '../../../shared/units/calendar.ts'
import { Decimal } from '../../../shared/units/decimal.ts'
import { decimalFromModel, minorUnitsOf, modelFromDecimal } from '../../../shared/units/model-border.ts'
import type { BacktestResult } from '../../../shared/worker/jobs.ts'
import { type PlanBasis, type PlanOptions, planBasis } from './plan-basis.ts'
import { readScenario } from './scenarios.ts'
import type { Session } from './session.ts'
import { monthlyMeans, planMonths, type SpendPlan, spendPlan } from './spend-plan.ts'
import { horizonValues, spreads } from './spread.ts'

export async function forecastSpend(session: Session, options: PlanOptions = {}, signal?: AbortSignal): Promise<ForecastData> {
  const plan = await planBasis(session, 'none', options)
  const scenario = await readScenario(session, options.scenario)
  const forecast = await session.once(
    'forecast',
    { plan: plan.key, budget: plan.settings.budget, scenario },
    async (shared) => describe(session, plan, await spendPlan(session, plan, scenario, shared)),
    signal,
  )
  return { ...forecast, run: session.runId('forecast', plan.basis, plan.settings), basis: plan.basis }
}

async function describe(session: Session, plan: PlanBasis, spend: SpendPlan): Promise<Omit<ForecastData, 'run' | 'basis'>> {
  const { settings } = plan
  const labels = planMonths(spend)
  const cents = minorUnitsOf(settings.currency)
  const budgets = labels.map((month) => settings.budget[month] ?? null)
  const quarters = quartersOf(labels)
  const spans = [
    ...labels.map((_, month) => [month, month + 1] as const),
    ...quarters.map(({ from, to }) => [from, to] as const),
    [0, spend.months] as const,
  ]
  const budgetOf = ([from, to]: readonly [number, number]) => sumBudget(budgets.slice(from, to))
  const money = await spreads(
    session,
    spans.map((span) => ({
      values: horizonValues(spend.spend, spend.months, ...span),
      places: cents,
      budget: modelBudget(budgetOf(span)),
    })),
  )
  const tokens = await spreads(
    session,
    [...labels.map((_, month) => [month, month + 1] as const), [0, spend.months] as const].map((span) => ({
      values: horizonValues(spend.tokens, spend.months, ...span),
      places: 0,
    })),
  )
  const total = money.at(-1)
  const totalTokens = tokens.at(-1)
  if (!total || !totalTokens) throw new Error('a forecast has at least one month')
  return {
    currency: settings.currency,
    months: labels.flatMap((month, i) => {
      const [spendOf, tokensOf] = [money[i], tokens[i]]
      return spendOf && tokensOf ? [{ month, tokens: tokensOf.spread, spend: spendOf.spread, budget: budgets[i] ?? null }] : []
    }),
    total: { tokens: totalTokens.spread, spend: total.spread, budget: sumBudget(budgets), overBudget: total.overBudget },
    quarters: quarters.flatMap(({ label, from, to }, q) => {
      const answer = money[labels.length + q]
      const [first, last] = [labels[from], labels[to - 1]]
      return answer && first && last
        ? [
            {
              label,
              from: first,
              to: last,
              spend: answer.spread,
              budget: budgetOf([from, to]),
              overBudget: answer.overBudget,
              dots: answer.dots,
            },
          ]
        : []
    }),
    history: await history(session, plan),
    models: modelRows(spend, cents),
    priceSteps: spend.steps.map(({ month, ...step }) => ({ ...step, month: monthLabel(month) })),
    otherCurrencies: Object.fromEntries(
      Object.entries(spend.otherCurrencies).map(([currency, amount]) => [currency, decimalFromModel(amount, minorUnitsOf(currency))]),
    ),
    method: {
      id: spend.result.method,
      historyMonths: spend.result.historyMonths,
      monthlySigma: spend.result.monthlySigma,
      monthlyDrift: spend.result.monthlyDrift,
      damping: spend.result.damping,
    },
    backtest: backtest(spend.result.backtest, cents),
    scenario: spend.scenario,
    notes: notes(plan, spend),
  }
}

/** Calendar quarters wholly inside the horizon. */
function quartersOf(labels: readonly string[]): { label: string; from: number; to: number }[] {
  return labels.flatMap((month, from) => {
    const number = Number(month.slice(5))
    const starts = number % 3 === 1 && from + 3 <= labels.length
    return starts ? [{ label: `Q${(number + 2) / 3} ${month.slice(0, 4)}`, from, to: from + 3 }] : []
  })
}

/** A budget with a month missing is no budget. */
function sumBudget(budgets: readonly (string | null)[]): string | null {
  if (budgets.length === 0) return null
  let total = new Decimal(0)
  for (const budget of budgets) {
    if (budget === null) return null
    total = total.plus(budget)
  }
  return total.toFixed()
}

const modelBudget = (budget: string | null): number => (budget === null ? Number.NaN : modelFromDecimal(budget))

async function history(session: Session, { settings, basis }: PlanBasis): Promise<ForecastData['history']> {
  const answer = await session.workspace.usage.query({ by: ['month'], filter: { to: basis.asOf } })
  const asOfDay = toEpochDay(basis.asOf)
  const running = monthOf(asOfDay)
  const monthEnd = firstDayOf(running) + daysInMonth(running) - 1
  return answer.rows.map((row) => {
    const month = row.keys.month ?? ''
    return {
      month,
      tokens: row.totalTokens,
      spend: row.cost[settings.currency] ?? '0',
      complete: month < monthLabel(running) || asOfDay >= monthEnd,
    }
  })
}

function modelRows(spend: SpendPlan, cents: number): ForecastData['models'] {
  const horizon = (paths: Float64Array) => monthlyMeans(paths, spend.months).reduce((total, value) => total + value, 0)
  const rows = spend.lines.map((line) => ({
    line,
    money: horizon(line.spend),
    tokens: line.tokens ? horizon(line.tokens) : 0,
    isPriced: line.price.some((price) => price !== 0),
  }))
  const total = rows.reduce((all, row) => all + row.money, 0)
  return rows
    .sort((a, b) => b.money - a.money)
    .map(({ line, money, tokens, isPriced }) => ({
      provider: line.provider,
      model: line.model,
      tokens: decimalFromModel(tokens, 0),
      spend: isPriced ? decimalFromModel(money, cents) : null,
      pricePerMtok: tokens > 0 && isPriced ? decimalFromModel((money / tokens) * 1e6, 6) : null,
      share: total > 0 ? money / total : 0,
    }))
}

function backtest(result: BacktestResult, cents: number): ForecastData['backtest'] {
  const known = (value: number) => (Number.isFinite(value) ? value : null)
  return {
    origins: result.origins,
    horizonMonths: result.horizonMonths,
    mape: known(result.mape),
    bias: known(result.bias),
    naiveMape: known(result.naiveMape),
    coverage80: known(result.coverage80),
    points: result.points.map((point) => ({
      month: monthLabel(point.month),
      horizon: point.horizon,
      p10: decimalFromModel(point.p10, cents),
      p50: decimalFromModel(point.p50, cents),
      p90: decimalFromModel(point.p90, cents),
      actual: decimalFromModel(point.actual, cents),
    })),
  }
}

function notes({ basis, settings }: PlanBasis, spend: SpendPlan): NoteData[] {
  const out: NoteData[] = [makeNote('volumes-only')]
  if (spend.result.method === 'run-rate') out.push(makeNote('short-history', { months: String(spend.result.historyMonths) }, 'warning'))
  if (spend.result.backtest.origins === 0) out.push(makeNote('no-backtest'))
  const day = toEpochDay(basis.asOf)
  if (monthOf(day + 1) === monthOf(day)) out.push(makeNote('partial-month', { month: monthLabel(monthOf(day)), day: toIsoDate(day) }))
  for (const [currency, amount] of Object.entries(spend.otherCurrencies)) {
    if (amount !== 0) out.push(makeNote('other-currency', { currency, amount: decimalFromModel(amount, 0) }, 'warning'))
  }
  if (spend.unpricedShare > 0)
    out.push(makeNote('unpriced-in-forecast', { share: `${(spend.unpricedShare * 100).toFixed(1)} %` }, 'warning'))
  for (const step of spend.steps) {
    out.push(
      makeNote('announced-price', {
        model: step.model,
        percent: `${((step.factor - 1) * 100).toFixed(1)} %`,
        month: monthLabel(step.month),
        source: step.source,
      }),
    )
  }
  if (Object.keys(settings.budget).length === 0) out.push(makeNote('no-budget'))
  return out
}
