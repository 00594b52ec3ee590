// Index history and what it settles: the values with the day they were published, and the running average of a month
// with its fixings, what is missing, and the share still open.
import { useState } from 'react'
import type { Output } from '../../shared/contract/commands.ts'
import type { ContractSpecData, CurveData } from '../../shared/contract/market-commands.ts'
import { marketTexts } from '../../shared/language/market.ts'
import { formatExact, unitLabel } from '../../shared/units/format.ts'
import { quantityOf, quantityText } from '../../shared/units/quantity.ts'
import { CurveChart } from '../charts/curve-chart.tsx'
import { useCommand } from '../client/use-command.ts'
import { useDisplay } from '../parts/display.tsx'
import type { Explanation } from '../parts/explain.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { NumberCell } from '../parts/number-cell.tsx'
import { Panel } from '../parts/panel.tsx'
import { Select } from '../parts/select.tsx'
import { priceFormat } from './market-status.ts'
import { useWording, type Wording } from './wording.ts'

export function MarketHistory({ contract, curve }: { contract: ContractSpecData; curve: CurveData }) {
  const display = useDisplay()
  const wording = useWording()
  const words = marketTexts[display.language]
  const { history } = curve
  const [first, last] = [history[0], history.at(-1)]
  const format = priceFormat(contract)
  return (
    <>
      <Panel
        title={words.history.title}
        {...(first && last
          ? { note: words.history.count(wording.count(history.length), wording.date(first.date), wording.date(last.date)) }
          : {})}
      >
        {first && last ? (
          <CurveChart
            title={words.history.chart(wording.price(last.value, format.per), wording.date(last.date))}
            subtitle={unitLabel(format, display)}
            height={240}
            x={history.map((each) => each.date)}
            lines={[{ key: 'index', name: contract.settlement.index, role: 'spot', values: history.map((each) => each.value) }]}
            format={format}
          />
        ) : (
          <p className="quiet">{words.history.empty}</p>
        )}
      </Panel>
      {first && last && contract.settlement.method !== 'unknown' && (
        <Settlement contract={contract} months={[...new Set(history.map((each) => each.date.slice(0, 7)))]} />
      )}
    </>
  )
}

function Settlement({ contract, months }: { contract: ContractSpecData; months: readonly string[] }) {
  const wording = useWording()
  const words = marketTexts[wording.language].settlement
  const [picked, setPicked] = useState<string | null>(null)
  const month = picked !== null && months.includes(picked) ? picked : (months.at(-1) ?? '')
  const query = useCommand('market.settlement', { contract: contract.id, month })
  return (
    <Panel
      title={words.title}
      actions={
        <Select
          label={words.month}
          isCompact
          options={months.map((each) => ({ id: each, label: wording.month(each) })).toReversed()}
          value={month}
          onChange={setPicked}
        />
      }
    >
      <Loaded query={query}>{(settlement) => <SettlementFigures contract={contract} settlement={settlement} wording={wording} />}</Loaded>
    </Panel>
  )
}

type SettlementData = Output<'market.settlement'>
const datesNamed = 3

function SettlementFigures({
  contract,
  settlement,
  wording,
}: {
  contract: ContractSpecData
  settlement: SettlementData
  wording: Wording
}) {
  const words = marketTexts[wording.language].settlement
  const { average, fixed, fixingDays, missing, unlockedShare } = settlement
  const format = priceFormat(contract)
  const named = missing.slice(0, datesNamed).map(wording.date).join(', ')
  const explain = (): Explanation => explainAverage(contract, settlement, wording)
  return (
    <>
      <p>{fixed === 0 ? words.noFixing : settlement.settlement !== null ? words.final : words.open(wording.percent(unlockedShare, 0))}</p>
      {missing.length > 0 && (
        <p className="quiet">
          {missing.length > datesNamed ? words.missingMany(named, String(missing.length - datesNamed)) : words.missing(named)}
        </p>
      )}
      <dl className="figures">
        <div>
          <dt>{words.average}</dt>
          <dd>
            <NumberCell value={quantityText(average)} format={format} {...(average === null ? {} : { explain })} />
          </dd>
        </div>
        <div>
          <dt>{words.settlement}</dt>
          <dd>
            <NumberCell value={quantityText(settlement.settlement)} format={format} />
          </dd>
        </div>
        <div>
          <dt>{words.fixings}</dt>
          <dd className="number">{words.fixingsOf(String(fixed), String(fixingDays))}</dd>
        </div>
        <div>
          <dt>{words.unlocked}</dt>
          <dd>
            <NumberCell value={quantityOf(unlockedShare)} format={{ kind: 'percent', decimals: 0 }} />
          </dd>
        </div>
      </dl>
    </>
  )
}

function explainAverage(
  contract: ContractSpecData,
  { month, average, fixed, fixings, fixingDays }: SettlementData,
  wording: Wording,
): Explanation {
  const words = marketTexts[wording.language]
  const value = `${contract.currency ?? ''} ${formatExact(average ?? '0')}`
  return {
    title: `${words.settlement.average}, ${wording.month(month)}`,
    value,
    definition: words.settlement.definition,
    formula: words.settlement.formula,
    withValues: `Σ ÷ ${fixed} = ${value}`,
    inputs: [
      { label: words.inputs.fixed, value: String(fixed) },
      { label: words.inputs.days, value: String(fixingDays) },
    ],
    basis: contract.settlement.index,
    // The average so far: the month as if it ended with the last fixing.
    calc: {
      function: 'runningMonthSwap',
      inputs: {
        known: fixings.map(({ value: fixing }) => Number(fixing)),
        n_fixings: fixed,
        forward_rest: 0,
        volume: 1,
        t_pay: 0,
        r: 0,
        fixed: 0,
      },
      field: 'expected_average',
    },
  }
}
