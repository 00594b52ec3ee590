// The curve of a contract: a chart with a marker per month and the same months as a row to type quotes into. Every
// month says whether it is a quote, interpolated, or held flat; a price far from the last one is asked about.
import { useState } from 'react'
import type { ContractSpecData, CurveData, QuoteData } from '../../shared/contract/market-commands.ts'
import { marketTexts } from '../../shared/language/market.ts'
import { describeNote } from '../../shared/language/notes.ts'
import { monthLabel, monthOf, toEpochDay, toMonth } from '../../shared/units/calendar.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import { formatExact, unitLabel } from '../../shared/units/format.ts'
import { noData, type Quantity } from '../../shared/units/quantity.ts'
import { parseTyped } from '../../shared/units/typed.ts'
import { CurveChart, type CurveLine } from '../charts/curve-chart.tsx'
import { useAction } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import type { CalcQuestion, Explanation } from '../parts/explain.tsx'
import { Field } from '../parts/field.tsx'
import { FailurePanel, MessagePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import { type MatrixRow, MatrixTable } from '../parts/table/matrix-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { priceFormat, useAsOf } from './market-status.ts'
import { useWording, type Wording } from './wording.ts'

type CurvePoint = CurveData['points'][number]

export function MarketCurve({ contract, curve }: { contract: ContractSpecData; curve: CurveData }) {
  const display = useDisplay()
  const wording = useWording()
  const words = marketTexts[display.language]
  const { points } = curve
  const format = priceFormat(contract)
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) {
    return (
      <Panel title={words.curve.empty} note={words.curve.emptyHelp}>
        <FirstQuote contract={contract} />
      </Panel>
    )
  }
  const change = new Decimal(last.price).div(first.price).minus(1)
  const isQuoted = points.every((point) => point.origin === 'quote')
  const quoted = points.map((point): Quantity => (point.origin === 'quote' ? point.price : noData))
  const quotes: CurveLine = { key: 'quotes', name: words.curve.points.quote, role: 'curve', values: quoted }
  const all: CurveLine = { key: 'curve', name: words.curve.price, role: 'plain', values: points.map((point) => point.price) }
  const lines = isQuoted ? [quotes] : points.some((point) => point.origin === 'quote') ? [all, quotes] : [all]
  return (
    <Panel title={words.curve.title(wording.month(first.month), wording.month(last.month))} note={words.curve.hint}>
      <CurveChart
        title={change.isZero() ? words.curve.chartFlat : words.curve.chart(wording.change(change.toFixed(), 1))}
        subtitle={words.curve.subtitle(unitLabel(format, display), curve.asOf === null ? words.age.none : wording.date(curve.asOf))}
        height={240}
        x={points.map((point) => point.month)}
        lines={lines}
        format={format}
      />
      <QuoteEntry contract={contract} curve={curve} wording={wording} />
    </Panel>
  )
}

/** One quote is enough to start: a month and a price, where no curve shows months to type into. */
function FirstQuote({ contract }: { contract: ContractSpecData }) {
  const { language } = useDisplay()
  const words = marketTexts[language]
  const pasting = useAction('market.paste')
  const asOf = useAsOf()
  const [month, setMonth] = useState(monthLabel(monthOf(toEpochDay(asOf)) + 1))
  const [price, setPrice] = useState('')
  const typed = parseTyped(price)
  const isGood = /^\d{4}-(0[1-9]|1[0-2])$/.test(month) && typed !== null && new Decimal(typed).gt(0)
  const enter = (): void => {
    if (isGood)
      void pasting.run({ contract: contract.id, kind: 'quotes', source: words.paste.entered, text: `${month}\t${typed}`, commit: true })
  }
  return (
    <div className="field-row">
      <Field label={words.curve.month} value={month} onChange={setMonth} />
      <Field
        label={words.curve.price}
        value={price}
        onChange={setPrice}
        {...(price === '' || isGood ? {} : { error: words.paste.badNumber })}
      />
      <Button kind="primary" onPress={enter} isDisabled={!isGood} isPending={pasting.pending}>
        {words.curve.enter}
      </Button>
      {pasting.failure && <FailurePanel failure={pasting.failure} />}
    </div>
  )
}

function QuoteEntry({ contract, curve, wording }: { contract: ContractSpecData; curve: CurveData; wording: Wording }) {
  const words = marketTexts[wording.language]
  const pasting = useAction('market.paste')
  const [doubt, setDoubt] = useState<{ readonly text: string; readonly why: string } | null>(null)
  const ask = { contract: contract.id, kind: 'quotes', source: words.paste.entered } as const
  const enter = async (month: string, price: string): Promise<void> => {
    const text = `${month}\t${price}`
    const preview = await pasting.run({ ...ask, text, commit: false })
    const problem = preview?.rows[0]?.problem
    if (problem) setDoubt({ text, why: describeNote(problem, wording.language) })
    else if (preview) await pasting.run({ ...ask, text, commit: true })
  }
  const keep = async (): Promise<void> => {
    if (doubt && (await pasting.run({ ...ask, text: doubt.text, commit: true }))) setDoubt(null)
  }
  const { points } = curve
  const quoteOf = (month: string) => curve.quotes.filter((quote) => quote.month === month).toSorted((a, b) => (a.asOf < b.asOf ? 1 : -1))[0]
  const dates: MatrixRow = {
    key: 'as-of',
    label: words.curve.asOf,
    format: { kind: 'count' },
    values: points.map(() => '0'),
    texts: points.map((point) => dated(quoteOf(point.month)?.asOf, wording)),
    emphasis: 'quiet',
  }
  return (
    <>
      {doubt && (
        <MessagePanel
          tone="warning"
          title={doubt.why}
          action={{ label: words.curve.keep, run: () => void keep() }}
          onDismiss={() => setDoubt(null)}
        />
      )}
      {pasting.failure && <FailurePanel failure={pasting.failure} />}
      <MatrixTable
        caption={words.curve.enter}
        columns={points.map((point) => wording.shortMonth(point.month))}
        rows={[
          {
            key: 'price',
            label: words.curve.price,
            format: priceFormat(contract),
            values: points.map((point) => point.price),
            explain: (at) => explainPoint(points[at], curve, quoteOf(points[at]?.month ?? '')?.source, wording),
            input: {
              label: (at) => `${words.curve.enter}, ${wording.month(points[at]?.month ?? '')}`,
              check: (value) => (new Decimal(value).gt(0) ? undefined : words.paste.badNumber),
              onCommit: (at, value) => void enter(points[at]?.month ?? '', value),
            },
          },
          {
            key: 'origin',
            label: words.curve.origin,
            format: { kind: 'count' },
            values: points.map(() => '0'),
            texts: points.map((point) => words.curve.points[point.origin]),
            mark: (at) => <OriginTag point={points[at]} isReference={curve.quotes.length === 0} />,
          },
          ...(new Set(curve.quotes.map((quote) => quote.asOf)).size > 1 ? [dates] : []),
        ]}
      />
    </>
  )
}

const dated = (day: string | undefined, wording: Wording): string => (day === undefined ? '' : wording.date(day))

function OriginTag({ point, isReference }: { point: CurvePoint | undefined; isReference: boolean }) {
  const { language } = useDisplay()
  const words = marketTexts[language].curve
  if (!point) return null
  return (
    <Tag tone={point.origin === 'quote' ? 'ok' : isReference ? 'warning' : 'neutral'}>
      {isReference ? words.reference : words.points[point.origin]}
    </Tag>
  )
}

function explainPoint(
  point: CurvePoint | undefined,
  curve: CurveData,
  source: string | undefined,
  wording: Wording,
): (() => Explanation) | undefined {
  if (!point) return undefined
  const words = marketTexts[wording.language]
  const newest = curve.quotes.at(-1)
  return () => ({
    title: `${words.curve.price}, ${wording.month(point.month)}`,
    value: `${curve.currency ?? ''} ${formatExact(point.price)}`,
    definition: words.curve.definition,
    formula: words.curve.formula[point.origin],
    withValues: `${words.curve.points[point.origin]}: ${words.curve.pointsHelp[point.origin]}`,
    inputs: [
      ...curve.quotes.map((quote) => ({
        label: `${words.inputs.quote}, ${wording.month(quote.month)}`,
        value: `${formatExact(quote.price)} (${wording.date(quote.asOf)})`,
      })),
      { label: words.inputs.source, value: source ?? newest?.source ?? words.curve.reference },
    ],
    ...(curve.asOf === null ? {} : { basis: `${words.inputs.asOf} ${wording.date(curve.asOf)}` }),
    ...interpolation(point, curve),
  })
}

/** The price between or beyond two quotes and more, as the calculator finds it; x counts months. */
function interpolation({ month, origin }: CurvePoint, { points, quotes }: CurveData): { readonly calc?: CalcQuestion } {
  const newest = new Map<string, QuoteData>()
  for (const quote of quotes.toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1))) newest.set(quote.month, quote)
  const known = [...newest.values()].sort((a, b) => (a.month < b.month ? -1 : 1))
  if (origin === 'quote' || known.length < 2) return {}
  const first = toMonth(points[0]?.month ?? month)
  const inputs = {
    method: 'logLinear',
    x: known.map((quote) => toMonth(quote.month) - first),
    y: known.map((quote) => Number(quote.price)),
    at: [toMonth(month) - first],
    outside: 'flat',
  }
  return { calc: { function: 'interpolate', inputs, field: 'values' } }
}
