// Page 2: what was spent, by month and by model, how much of it is billed and how much estimated, and from which rows.
import { addDecimals, compareDecimals } from '../../../../shared/units/decimal.ts'
import { formatExact } from '../../../../shared/units/format.ts'
import { spendColumns } from '../charts/columns.ts'
import type { DocumentContext } from '../document-context.ts'
import type { Markup } from '../markup.ts'
import { figure, page, table } from '../page.ts'
import { type ModelSpend, spendByModel } from '../spend-by-model.ts'

const shownModels = 9
const shownMonths = 18

export function spendPage(context: DocumentContext): Markup {
  const { f, frozen, t } = context
  const words = t.spend
  const history = frozen.forecast.history.slice(-shownMonths)
  const total = history.reduce((sum, month) => addDecimals(sum, month.spend), '0')
  const [first, last] = [history[0]?.month ?? '', history.at(-1)?.month ?? '']
  const models = spendByModel(frozen.usage, f.currency, first, last)
  const all = models.reduce(add, nothing)
  const top = models.slice(0, shownModels)
  const rest = models.slice(shownModels)
  const other: readonly ModelSpend[] = rest.length === 0 ? [] : [{ ...rest.reduce(add, nothing), provider: t.others(String(rest.length)) }]
  const rows = [...top, ...other, { ...all, provider: t.total }]
  const currencies = Object.entries(frozen.data.spendToDate).filter(([currency]) => currency !== f.currency)
  const billedShare = ratio(all.billed, all.spend)
  return page({
    label: words.label,
    title:
      history.length === 0
        ? words.titleNone
        : first === last
          ? words.titleOne(f.amount(total), f.month(first))
          : words.title(f.amount(total), f.month(first), f.month(last)),
    body: [
      figure(
        words.chart(f.unit),
        spendColumns(
          history.map((month) => ({
            name: f.shortMonth(month.month),
            value: Number(month.spend),
            text: f.bare(month.spend),
            complete: month.complete,
          })),
          words.chart(f.unit),
          (tick) => f.bare(String(tick)),
        ),
      ),
      table<ModelSpend>(
        [
          { head: words.columns.provider, align: 'text', cell: (row) => row.provider },
          { head: words.columns.model, align: 'text', cell: (row) => row.model },
          { head: words.columns.tokens, cell: (row) => f.count(row.tokens === '0' ? null : row.tokens) },
          { head: words.columns.spend, cell: (row) => f.money(row.spend) },
          { head: words.columns.share, cell: (row) => f.percent(ratio(row.spend, all.spend)) },
          { head: words.columns.billed, cell: (row) => f.money(row.billed) },
          { head: words.columns.estimated, cell: (row) => f.money(row.estimated) },
        ],
        rows,
        { caption: words.table(f.unit), total: (row) => row.provider === t.total },
      ),
    ],
    notes: [
      compareDecimals(all.estimated, '0') === 0
        ? words.allBilled
        : words.estimated(f.share(billedShare), f.share(ratio(all.estimated, all.spend))),
      words.coverage(f.date(frozen.data.firstDay), f.date(frozen.data.lastDay), frozen.data.providers.join(', ')),
      importCounts(context),
      ...(currencies.length === 0
        ? []
        : [words.other(currencies.map(([currency, amount]) => `${formatExact(amount)} ${currency}`).join(', '))]),
    ],
  })
}

const nothing: ModelSpend = { provider: '', model: '', tokens: '0', spend: '0', billed: '0', estimated: '0' }

function add(a: ModelSpend, b: ModelSpend): ModelSpend {
  return {
    provider: '',
    model: '',
    tokens: addDecimals(a.tokens, b.tokens),
    spend: addDecimals(a.spend, b.spend),
    billed: addDecimals(a.billed, b.billed),
    estimated: addDecimals(a.estimated, b.estimated),
  }
}

/** For a percentage on paper: a double is enough, the amounts themselves stay decimal. */
function ratio(part: string, whole: string): number | null {
  return compareDecimals(whole, '0') === 0 ? null : Number(part) / Number(whole)
}

function importCounts({ f, frozen, t }: DocumentContext): string {
  const count = (key: 'read' | 'new' | 'updated' | 'unchanged' | 'rejected'): string =>
    f.whole(frozen.data.imports.reduce((sum, each) => sum + each[key], 0))
  return t.spend.imports(count('read'), count('new'), count('updated'), count('unchanged'), count('rejected'))
}
