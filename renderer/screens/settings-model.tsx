// Settings, model: the simulation's size and seed, and the market assumptions used until they are estimated.

import type { SettingsData } from '../../shared/contract/workspace-commands.ts'
import { settingsTexts } from '../../shared/language/settings.ts'
import { compareDecimals } from '../../shared/units/decimal.ts'
import { quantityOf, quantityText } from '../../shared/units/quantity.ts'
import { useDisplay } from '../parts/display.tsx'
import { AmountField } from '../parts/field.tsx'
import { Panel } from '../parts/panel.tsx'
import type { SaveSettings } from './settings-screen.tsx'
import { useWording } from './wording.ts'

type WholeKey = 'horizonMonths' | 'trials' | 'seed'
type RatioKey = 'volatility' | 'basisSigma' | 'marginRate' | 'halfSpread'

export function SettingsModel({ settings, save }: { settings: SettingsData; save: SaveSettings }) {
  const text = settingsTexts[useDisplay().language].model
  const { count, percent } = useWording()
  const whole = (key: WholeKey, label: string, help: string, low: number, high: number) => (
    <AmountField
      label={label}
      help={help}
      format={{ kind: 'count' }}
      value={String(settings[key])}
      check={(typed) =>
        !/^-?\d+$/.test(typed) ? text.whole : Number(typed) < low || Number(typed) > high ? text.range(count(low), count(high)) : undefined
      }
      onCommit={(typed) => typed !== null && save({ [key]: Number(typed) })}
    />
  )
  const ratio = (key: RatioKey, label: string, help: string, high: number) => (
    <AmountField
      label={label}
      help={help}
      format={{ kind: 'percent' }}
      value={quantityOf(settings[key])}
      check={(typed) => (Number(typed) < 0 || Number(typed) > high ? text.range(percent(0, 0), percent(high, 0)) : undefined)}
      onCommit={(typed) => typed !== null && save({ [key]: Number(typed) })}
    />
  )
  return (
    <>
      <Panel title={text.heading}>
        <div className="form-grid">
          {whole('horizonMonths', text.horizon, text.horizonUnit, 1, 24)}
          {whole('trials', text.trials, text.trialsUnit, 100, 100_000)}
          {whole('seed', text.seed, text.seedUnit, 0, 2 ** 31 - 1)}
          <AmountField
            label={text.liquidity}
            help={text.liquidityMeaning}
            unit={settings.currency}
            format={{ kind: 'money', currency: settings.currency }}
            value={quantityText(settings.liquidity)}
            isOptional
            check={(typed) => (compareDecimals(typed, '0') < 0 ? text.notNegative : undefined)}
            onCommit={(liquidity) => save({ liquidity })}
          />
        </div>
      </Panel>
      <Panel title={text.marketHeading}>
        <div className="form-grid">
          {ratio('volatility', text.volatility, text.volatilityMeaning, 5)}
          {ratio('basisSigma', text.basis, text.basisMeaning, 2)}
          {ratio('marginRate', text.margin, text.marginMeaning, 1)}
          {ratio('halfSpread', text.spread, text.spreadMeaning, 0.5)}
        </div>
      </Panel>
    </>
  )
}
