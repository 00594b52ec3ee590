// What if prices fall 60 %? Total cost against a shift of the whole curve, hedged and unhedged; a slider or a typed
// shift picks a place on the axis and says in words what happens there.
import { useState } from 'react'
import type { HedgeEvaluationData } from '../../shared/contract/hedge-commands.ts'
import { deskTexts } from '../../shared/language/desk.ts'
import { columnUnit, unitLabel } from '../../shared/units/format.ts'
import { quantityOf } from '../../shared/units/quantity.ts'
import { PayoffChart } from '../charts/payoff-chart.tsx'
import { useDisplay } from '../parts/display.tsx'
import { AmountField } from '../parts/field.tsx'
import { NumberCell } from '../parts/number-cell.tsx'
import { payoffAt, payoffSentence, shiftRange } from './desk-payoff-model.ts'
import { useWording, type Wording } from './wording.ts'

const boardQuestion = -0.6

export function DeskPayoff({ evaluation }: { evaluation: HedgeEvaluationData }) {
  const wording = useWording()
  const display = useDisplay()
  const words = deskTexts[wording.language].payoff
  const [shift, setShift] = useState(boardQuestion)
  const at = payoffAt(evaluation, shift)
  if (at === null) return null
  const [low, high] = shiftRange(evaluation.payoff)
  const { currency } = evaluation
  const axis = {
    kind: 'money',
    currency,
    unit: columnUnit(
      evaluation.payoff.map((point) => point.unhedged),
      { ...display, unit: 'auto' },
    ),
  } as const
  const money = { kind: 'money', currency, unit: 'auto' } as const
  const named = (name: string): string => `${name}, ${currency}`
  return (
    <div className="payoff">
      <PayoffChart
        title={payoffTitle(evaluation, wording)}
        subtitle={words.subtitle(unitLabel(axis, display))}
        points={evaluation.payoff}
        format={axis}
        breakEven={evaluation.breakEvenShift}
        cursor={at.shift}
        onCursor={setShift}
      />
      <div className="payoff-shift">
        <label>
          {words.slider}
          <input
            type="range"
            min={Math.round(low * 100)}
            max={Math.round(high * 100)}
            step={1}
            value={Math.round(at.shift * 100)}
            onChange={(event) => setShift(Number(event.target.value) / 100)}
          />
        </label>
        <AmountField
          label={words.shift}
          value={quantityOf(at.shift)}
          format={{ kind: 'percent', decimals: 0 }}
          onCommit={(typed) => typed !== null && setShift(Number(typed))}
        />
      </div>
      <p className="payoff-sentence" role="status" data-shift={at.shift}>
        <b>{words.at(wording.change(at.shift))}: </b>
        {payoffSentence(evaluation, at, wording)}
      </p>
      <dl className="figures">
        <div>
          <dt>{named(words.hedged)}</dt>
          <dd>
            <NumberCell value={at.hedged} format={money} />
          </dd>
        </div>
        <div>
          <dt>{named(words.unhedged)}</dt>
          <dd>
            <NumberCell value={at.unhedged} format={money} />
          </dd>
        </div>
        <div>
          <dt>{named(words.gain)}</dt>
          <dd>
            <NumberCell value={at.futures} format={money} />
          </dd>
        </div>
      </dl>
    </div>
  )
}

function payoffTitle({ totals, breakEvenShift }: HedgeEvaluationData, wording: Wording): string {
  const words = deskTexts[wording.language].payoff
  if (totals.contracts === 0) return words.titleNone
  return breakEvenShift === null ? words.titleAbove : words.title(wording.change(breakEvenShift, 1))
}
