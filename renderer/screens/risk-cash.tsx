// Cash tied up by margin against available liquidity: does it cross the line, and when. Without a liquidity figure
// nothing is assumed: the room asks for it, and saves it to the settings.
import { useState } from 'react'
import type { RiskData } from '../../shared/contract/hedge-commands.ts'
import { riskTexts } from '../../shared/language/risk.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import { columnUnit, unitLabel } from '../../shared/units/format.ts'
import { noData, quantityText } from '../../shared/units/quantity.ts'
import { MarginChart } from '../charts/margin-chart.tsx'
import { useAction } from '../client/use-command.ts'
import { useDisplay, useShow } from '../parts/display.tsx'
import { AmountField } from '../parts/field.tsx'
import { FailurePanel, MessagePanel } from '../parts/message-panel.tsx'
import { NumberCell } from '../parts/number-cell.tsx'
import { Panel } from '../parts/panel.tsx'
import { Term } from '../parts/term.tsx'
import { explainCash } from './risk-explanations.ts'
import { useWording } from './wording.ts'

export function RiskCash({ risk }: { risk: RiskData }) {
  const display = useDisplay()
  const show = useShow()
  const wording = useWording()
  const words = riskTexts[display.language].margin
  const { margin, currency } = risk
  const holds = !new Decimal(margin.stress).isZero()
  const figures = [margin.peakP95, margin.stress, ...(margin.liquidity === null ? [] : [margin.liquidity])]
  const format = { kind: 'money', currency, unit: columnUnit(figures, { ...display, unit: 'auto' }) } as const
  const stress = { label: words.stress, value: margin.stress }
  return (
    <Panel title={<Term id="marginCall">{words.title}</Term>}>
      {holds && margin.liquidity === null && <AskLiquidity currency={currency} />}
      {margin.headroom !== null && (
        <MessagePanel
          tone={margin.headroom.startsWith('-') ? 'breach' : 'ok'}
          title={(margin.headroom.startsWith('-') ? words.stressShort : words.fits)(wording.amount(margin.headroom, currency))}
        />
      )}
      {holds && (
        <MarginChart
          title={words.chart(wording.money(margin.peakP95, currency), margin.peakDate === null ? '' : wording.date(margin.peakDate))}
          subtitle={words.subtitle(unitLabel(format, display))}
          path={margin.path}
          liquidity={quantityText(margin.liquidity)}
          stress={margin.stress}
          format={format}
        />
      )}
      <p className="quiet figures-unit">{unitLabel(format, display)}</p>
      <dl className="figures">
        <div>
          <dt>{words.peak}</dt>
          <dd>
            <NumberCell value={margin.peakP95} format={format} explain={() => explainCash(risk, 'peak', wording)} />
            <small className="quiet">{riskTexts[display.language].table.standardError(show(margin.peakP95StandardError, format))}</small>
          </dd>
        </div>
        <div>
          <dt>{words.mean}</dt>
          <dd>
            <NumberCell value={margin.peakMean} format={format} />
          </dd>
        </div>
        <div>
          <dt>{stress.label}</dt>
          <dd>
            <NumberCell value={stress.value} format={format} explain={() => explainCash(risk, 'stress', wording)} />
          </dd>
        </div>
        <div>
          <dt>{words.date}</dt>
          <dd>{margin.peakDate === null ? <NumberCell value={noData} format={format} /> : wording.date(margin.peakDate)}</dd>
        </div>
        <div>
          <dt>{words.liquidity}</dt>
          <dd>
            <NumberCell value={quantityText(margin.liquidity)} format={format} />
          </dd>
        </div>
        <div>
          <dt>{words.headroom}</dt>
          <dd>
            <NumberCell
              value={quantityText(margin.headroom)}
              format={format}
              tone={margin.headroom === null ? 'neutral' : margin.headroom.startsWith('-') ? 'unfavourable' : 'favourable'}
              {...(margin.headroom === null ? {} : { explain: () => explainCash(risk, 'headroom', wording) })}
            />
          </dd>
        </div>
      </dl>
    </Panel>
  )
}

function AskLiquidity({ currency }: { currency: string }) {
  const words = riskTexts[useDisplay().language].margin
  const saving = useAction('settings.set')
  const [typed, setTyped] = useState<string | null>(null)
  const keep = (value: string | null): void => {
    setTyped(value)
    if (value !== null) void saving.run({ liquidity: value })
  }
  return (
    <MessagePanel tone="warning" title={words.ask}>
      <p>{words.askHelp}</p>
      <AmountField
        label={words.field}
        value={quantityText(typed)}
        format={{ kind: 'money', currency }}
        unit={currency}
        onCommit={keep}
        check={(value) => (value.startsWith('-') ? words.bad : undefined)}
        isDisabled={saving.pending}
      />
      {saving.failure && <FailurePanel failure={saving.failure} />}
    </MessagePanel>
  )
}
