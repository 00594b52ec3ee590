// Page 10 and on: how the figures were made, every imported file with its counts, the limits of it all, the glossary.
import { glossaryEntry, termIds } from '../../../../shared/language/glossary.ts'
import type { DocumentContext } from '../document-context.ts'
import { type Markup, markup } from '../markup.ts'
import { page, sideBySide, table } from '../page.ts'

export function methodPage(context: DocumentContext): Markup {
  const { f, frozen, language, t } = context
  const words = t.method
  const whole = (value: number): Markup => f.count(String(value))
  const counts = ['read', 'new', 'updated', 'unchanged', 'rejected'] as const
  const sum = (key: (typeof counts)[number]): number => frozen.data.imports.reduce((total, each) => total + each[key], 0)
  const all = {
    file: t.total,
    format: '',
    read: sum('read'),
    new: sum('new'),
    updated: sum('updated'),
    unchanged: sum('unchanged'),
    rejected: sum('rejected'),
  }
  const imports = [...frozen.data.imports, all]
  const remarks = [...frozen.forecast.notes, ...frozen.exposure.notes, ...frozen.curve.notes, ...context.chosen.notes, ...frozen.risk.notes]
  return page({
    label: words.label,
    title: words.title,
    body: [
      sideBySide(
        table(
          [
            { head: words.facts, align: 'text', cell: (row) => row[0] },
            { head: '', align: 'text', cell: (row) => row[1] },
          ],
          facts(context),
          { caption: '' },
        ),
        markup`<div><h2>${words.limits}</h2><ul>${words.limitations.split('\n').map((each) => markup`<li>${each}</li>`)}</ul>${remarks.length === 0 ? null : markup`<h2>${words.notes}</h2><ul>${[...new Set(remarks.map(context.note))].map((each) => markup`<li>${each}</li>`)}</ul>`}</div>`,
      ),
      table(
        [
          { head: words.columns.file, align: 'text', cell: (row) => row.file },
          { head: words.columns.format, align: 'text', cell: (row) => row.format },
          ...counts.map((key) => ({ head: words.columns[key], cell: (row: (typeof imports)[number]) => whole(row[key]) })),
        ],
        imports,
        { caption: words.imports, total: (row) => row === all, whole: imports.length <= 20 },
      ),
      table(
        [
          { head: words.term, align: 'text', cell: (id) => glossaryEntry(id, language).term },
          { head: words.meaning, align: 'text', cell: (id) => glossaryEntry(id, language).help },
        ],
        termIds,
        { caption: words.glossary },
      ),
    ],
    notes: [],
  })
}

function facts({ f, frozen, market, t }: DocumentContext): [string, Markup | string][] {
  const { fact, ...words } = t.method
  const { forecast, exposure, risk, version } = frozen
  const { basis } = forecast
  const { backtest } = forecast
  return [
    [fact.method, words.methods[forecast.method.id]],
    [fact.history, f.whole(forecast.method.historyMonths)],
    [fact.sigma, f.percent(forecast.method.monthlySigma)],
    [fact.drift, f.percent(forecast.method.monthlyDrift)],
    [
      fact.backtest,
      backtest.origins === 0
        ? words.noBacktest
        : words.backtest(f.whole(backtest.origins), f.whole(backtest.horizonMonths), f.share(backtest.mape), f.share(backtest.bias)),
    ],
    [fact.naive, f.percent(backtest.naiveMape)],
    [fact.coverage, f.percent(backtest.coverage80)],
    [fact.trials, f.whole(basis.trials)],
    [fact.seed, String(basis.seed)],
    [fact.error, f.amount(risk.hedged.p95StandardError)],
    [fact.cfar, `${f.amount(risk.hedged.cashFlowAtRisk)} / ${f.amount(risk.unhedged.cashFlowAtRisk)}`],
    [fact.volatility, f.percent(frozen.settings.volatility)],
    [fact.basis, f.percent(frozen.settings.basisSigma)],
    [
      fact.beta,
      `${exposure.assumptions.beta} (${[market.mark[exposure.assumptions.betaSource], exposure.assumptions.betaNote].filter((part) => part !== '').join(': ')})`,
    ],
    [fact.scenario, basis.scenario],
    [fact.prices, basis.prices],
    [fact.curve, basis.curve],
    [fact.revision, f.whole(basis.revision)],
    [fact.model, basis.model],
    [fact.run, version.run],
    [fact.created, version.createdAt],
    [fact.hash, markup`<code>${version.hash}</code>`],
  ]
}
