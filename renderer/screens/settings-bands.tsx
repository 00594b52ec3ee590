// Settings, policy: cover bands by months ahead. A set with an overlap or limits the wrong way round is kept on the
// page with the reason and not saved.
import { useState } from 'react'
import type { PolicyBandData } from '../../shared/contract/workspace-commands.ts'
import { settingsTexts } from '../../shared/language/settings.ts'
import { quantityOf } from '../../shared/units/quantity.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { InputCell } from '../parts/input-cell.tsx'
import { MessagePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import { bandProblem, nextBand } from './settings-policy.ts'
import type { SaveSettings } from './settings-screen.tsx'

export function SettingsPolicy({ bands: saved, save }: { bands: readonly PolicyBandData[]; save: SaveSettings }) {
  const text = settingsTexts[useDisplay().language].policy
  const [draft, setDraft] = useState<readonly PolicyBandData[] | null>(null)
  const bands = draft ?? saved
  const problem = bandProblem(bands)
  const change = (next: readonly PolicyBandData[]): void => {
    if (bandProblem(next)) return setDraft(next)
    setDraft(null)
    save({ policy: next.toSorted((a, b) => a.from - b.from) })
  }
  const set = (at: number, part: Partial<PolicyBandData>): void =>
    change(bands.map((band, index) => (index === at ? { ...band, ...part } : band)))
  const name = ({ from, to }: PolicyBandData): string => text.band(String(from), String(to))
  const nameAt = (at: number): string => (bands[at] ? name(bands[at]) : '')
  const inMonths = (typed: string): string | undefined =>
    /^\d+$/.test(typed) && Number(typed) >= 1 && Number(typed) <= 60 ? undefined : text.monthRange
  const inPercent = (typed: string): string | undefined => (Number(typed) >= 0 && Number(typed) <= 1 ? undefined : text.percentRange)
  return (
    <Panel title={text.heading} note={text.meaning}>
      {problem && (
        <MessagePanel
          tone="warning"
          title={
            problem.kind === 'overlap'
              ? text.overlap(nameAt(problem.band), nameAt(problem.other))
              : `${nameAt(problem.band)}: ${problem.kind === 'order' ? text.order : text.minOverMax}`
          }
        />
      )}
      {bands.length === 0 ? (
        <p className="quiet">{text.none}</p>
      ) : (
        <table className="plain-table" aria-label={text.heading}>
          <thead>
            <tr>
              <th scope="col" className="number">
                {text.from}
              </th>
              <th scope="col" className="number">
                {text.to}
              </th>
              <th scope="col" className="number">
                {text.min}
              </th>
              <th scope="col" className="number">
                {text.max}
              </th>
              <th scope="col" aria-label={text.removeWord} />
            </tr>
          </thead>
          <tbody>
            {bands.map((band, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a band has no identity but its place
              <tr key={at}>
                {(['from', 'to'] as const).map((key) => (
                  <td key={key} className="number">
                    <InputCell
                      value={String(band[key])}
                      format={{ kind: 'count' }}
                      label={text.label(text[key], name(band))}
                      check={inMonths}
                      onCommit={(typed) => set(at, { [key]: Number(typed) })}
                    />
                  </td>
                ))}
                {(['minPercent', 'maxPercent'] as const).map((key) => (
                  <td key={key} className="number">
                    <InputCell
                      value={quantityOf(band[key] / 100)}
                      format={{ kind: 'percent', decimals: 0 }}
                      label={text.label(key === 'minPercent' ? text.min : text.max, name(band))}
                      check={inPercent}
                      onCommit={(typed) => set(at, { [key]: Number(typed) * 100 })}
                    />
                  </td>
                ))}
                <td>
                  <Button
                    kind="quiet"
                    icon="close"
                    aria-label={text.remove(name(band))}
                    onPress={() => change(bands.filter((_, index) => index !== at))}
                  >
                    {text.removeWord}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="actions">
        <Button icon="plus" onPress={() => change([...bands, nextBand(bands)])}>
          {text.add}
        </Button>
      </div>
    </Panel>
  )
}
