// The exposure statement: one line an arrow, with its money, its share and where the assumption comes from.
import type { ExposureData } from '../../shared/contract/forecast-commands.ts'
import { exposureTexts } from '../../shared/language/exposure.ts'
import { factText } from '../../shared/language/facts.ts'
import { formatExact } from '../../shared/units/format.ts'
import { quantityOf } from '../../shared/units/quantity.ts'
import { useDisplay } from '../parts/display.tsx'
import type { Explanation } from '../parts/explain.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { Tag, type TagTone } from '../parts/tag.tsx'
import { Term } from '../parts/term.tsx'
import { useWording } from './wording.ts'

type Line = ExposureData['statement'][number]

const provenanceTone: Record<Line['provenance']['kind'], TagTone> = {
  data: 'ok',
  estimated: 'ok',
  published: 'ok',
  user: 'info',
  assumed: 'warning',
  unknown: 'warning',
}

export function ExposureStatement({ exposure }: { exposure: ExposureData }) {
  const { language } = useDisplay()
  const text = exposureTexts[language]
  const wording = useWording()
  const { currency, statement, assumptions, basis, run } = exposure
  const amount = (id: Line['id']): string => formatExact(statement.find((line) => line.id === id)?.amount ?? '0')
  const withValues: Record<Line['id'], string> = {
    expected: amount('expected'),
    committed: amount('committed'),
    'volume-only': amount('volume-only'),
    sensitive: `${amount('expected')} − ${amount('committed')} − ${amount('volume-only')} = ${amount('sensitive')}`,
    unmapped: `${amount('sensitive')} × (1 − ${assumptions.beta}) = ${amount('unmapped')}`,
    hedgeable: `${amount('sensitive')} × ${assumptions.beta} = ${amount('hedgeable')}`,
  }
  const explain = (line: Line): Explanation => ({
    title: text.statement[line.id],
    value: wording.money(line.amount, currency),
    exact: `${currency} ${formatExact(line.amount)}`,
    definition: text.explain[line.id],
    formula: text.explain.formula[line.id],
    withValues: withValues[line.id],
    inputs: [
      { label: text.explain.beta, value: String(assumptions.beta) },
      ...assumptions.splits.map((split) => ({
        label: split.provider,
        value: `${text.assumptions.committed} ${wording.percent(split.committedShare)}, ${text.assumptions.volumeOnly} ${wording.percent(split.volumeOnlyShare)}`,
      })),
    ],
    basis: wording.basis(basis, run),
  })
  const columns: Column<Line>[] = [
    {
      key: 'line',
      title: text.statement.line,
      kind: 'text',
      width: 320,
      value: (row) => text.statement[row.id],
      render: (row) =>
        row.id === 'hedgeable' || row.id === 'sensitive' || row.id === 'expected' ? (
          <b>{text.statement[row.id]}</b>
        ) : (
          text.statement[row.id]
        ),
    },
    { key: 'amount', title: text.statement.amount, kind: 'money', currency, value: (row) => row.amount, explain },
    {
      key: 'share',
      title: text.statement.share,
      kind: 'percent',
      value: (row) => quantityOf(row.share),
      explain: (row) => ({
        ...explain(row),
        title: `${text.statement.share}: ${text.statement[row.id]}`,
        value: wording.percent(row.share),
        definition: text.explain.share,
        formula: '',
        withValues: `${formatExact(row.amount)} ÷ ${amount('expected')} = ${wording.percent(row.share, 2)}`,
      }),
    },
    {
      key: 'kind',
      title: text.statement.kind,
      kind: 'text',
      width: 150,
      value: (row) => text.provenance[row.provenance.kind],
      render: (row) => <Tag tone={provenanceTone[row.provenance.kind]}>{text.provenance[row.provenance.kind]}</Tag>,
    },
    { key: 'source', title: text.statement.source, kind: 'text', value: (row) => factText(row.provenance.source, language) },
    { key: 'asOf', title: text.statement.asOf, kind: 'date', value: (row) => row.provenance.asOf },
  ]
  return (
    <Panel title={<Term id="exposure">{text.statement.heading}</Term>} note={text.statement.adds}>
      <DataTable caption={text.statement.heading} rows={statement} columns={columns} rowKey={(row) => row.id} />
    </Panel>
  )
}
