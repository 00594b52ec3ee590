// Can we survive it, and what breaks it: the cost distribution hedged beside unhedged on the same paths, where the
// difference comes from, cash against liquidity, stresses, and how good the simulation is.
import type { RiskData } from '../../shared/contract/hedge-commands.ts'
import { riskTexts } from '../../shared/language/risk.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import { useCommand } from '../client/use-command.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Panel } from '../parts/panel.tsx'
import { Screen } from '../parts/screen.tsx'
import { Select } from '../parts/select.tsx'
import { useApp } from '../state/store.ts'
import { strategyName } from './desk-strategies.tsx'
import { NotePanel } from './desk-why.tsx'
import { useMissingPlan } from './missing-plan.tsx'
import { RiskCash } from './risk-cash.tsx'
import { RiskDistribution } from './risk-distribution.tsx'
import { RiskStresses } from './risk-stresses.tsx'
import { useWording, type Wording } from './wording.ts'

export function RiskScreen() {
  const wording = useWording()
  const words = riskTexts[wording.language]
  const missing = useMissingPlan()
  const { strategy, scenario } = useApp()
  const query = useCommand('risk.measure', { ...(strategy === null ? {} : { id: strategy }), ...(scenario === null ? {} : { scenario }) })
  const instead = query.failure && !query.pending ? missing(query.failure, words.title.loading) : undefined
  if (instead !== undefined) return instead
  return <Loaded query={query}>{(risk) => <Risk risk={risk} />}</Loaded>
}

function Risk({ risk }: { risk: RiskData }) {
  const wording = useWording()
  const words = riskTexts[wording.language]
  const { basis, currency } = risk
  const quality = words.quality(wording.money(risk.hedged.p95StandardError, currency))
  return (
    <Screen
      title={riskTitle(risk, wording)}
      subtitle={words.subtitle(wording.basis(basis, risk.run), quality)}
      actions={<StrategyPicker shown={risk.strategy.id} />}
    >
      <RiskDistribution risk={risk} />
      <RiskCash risk={risk} />
      <RiskStresses risk={risk} />
      {risk.notes.length > 0 && (
        <Panel title={words.notes}>
          {risk.notes.map((note) => (
            <NotePanel key={`${note.code} ${Object.values(note.params).join(' ')}`} note={note} />
          ))}
        </Panel>
      )}
    </Screen>
  )
}

function StrategyPicker({ shown }: { shown: string }) {
  const { language } = useWording()
  const { data } = useCommand('hedge.strategies', {})
  const { select } = useApp()
  const options = data?.strategies.map((each) => ({ id: each.id, label: strategyName(each, language) })) ?? []
  return <Select label={riskTexts[language].strategy} options={options} value={shown} onChange={(id) => select({ strategy: id })} />
}

/** Nothing held needs no margin; then the range is the message. */
export const holdsNothing = ({ margin }: RiskData): boolean => new Decimal(margin.stress).isZero() && new Decimal(margin.peakP95).isZero()

function riskTitle(risk: RiskData, wording: Wording): string {
  const words = riskTexts[wording.language].title
  const { currency, margin, unhedged } = risk
  if (holdsNothing(risk)) return words.unhedged(wording.money(unhedged.p95, currency))
  const peak = wording.money(margin.peakP95, currency)
  if (margin.headroom === null) return words.unset(peak)
  return (margin.headroom.startsWith('-') ? words.beyond : words.within)(peak, wording.amount(margin.headroom, currency))
}
