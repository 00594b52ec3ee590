// The Exposure screen: expected spend, what of it a price can move, what of that an index moves, in contract units;
// every arrow an assumption with its source. Heat map and months say where and when; the scatter says how well.
import type { ExposureData } from '../../shared/contract/forecast-commands.ts'
import { exposureTexts } from '../../shared/language/exposure.ts'
import { describeNote } from '../../shared/language/notes.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import { useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { MessagePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import { Screen } from '../parts/screen.tsx'
import { useApp } from '../state/store.ts'
import { ExposureAssumptions } from './exposure-assumptions.tsx'
import { ExposureHeat, ExposureMonths } from './exposure-months.tsx'
import { ExposureRatio } from './exposure-ratio.tsx'
import { ExposureStatement } from './exposure-statement.tsx'
import { useOpenSample } from './missing-plan.tsx'
import { useWording, type Wording } from './wording.ts'

export function ExposureScreen() {
  const text = exposureTexts[useDisplay().language]
  const wording = useWording()
  const { scenario, goTo } = useApp()
  const openSample = useOpenSample()
  const exposure = useCommand('exposure.measure', scenario === null ? {} : { scenario })
  const { data } = exposure
  return (
    <Screen
      title={data ? titleOf(data, wording) : text.title.loading}
      subtitle={data ? wording.basis(data.basis, data.run) : exposure.failure ? undefined : null}
      actions={
        data && (
          <Button kind="primary" onPress={() => goTo('desk')}>
            {text.send}
          </Button>
        )
      }
    >
      <Loaded
        query={exposure}
        onFailure={(failure) =>
          failure.code === 'no-usage' || failure.code === 'no-spend' ? (
            <EmptyState
              title={text.empty.heading}
              reason={text.empty.why}
              action={{ label: text.empty.action, run: () => goTo('import') }}
              link={{ label: text.empty.sample, run: openSample }}
            />
          ) : undefined
        }
      >
        {(loaded) => <Answered exposure={loaded} />}
      </Loaded>
    </Screen>
  )
}

function Answered({ exposure }: { exposure: ExposureData }) {
  const { language } = useDisplay()
  const text = exposureTexts[language]
  const { goTo } = useApp()
  const toMarket = { label: text.ratio.toMarket, run: () => goTo('market') }
  const aboutPrices = new Set(['no-quote', 'reference-curve', 'stale-quote'])
  const panel = (note: ExposureData['notes'][number]) => (
    <MessagePanel
      key={note.code + JSON.stringify(note.params)}
      tone={note.severity}
      title={describeNote(note, language)}
      {...(aboutPrices.has(note.code) ? { action: toMarket } : {})}
    />
  )
  return (
    <div className="screen-part">
      <div className="messages">{exposure.notes.filter((note) => note.severity !== 'info').map(panel)}</div>
      <ExposureStatement exposure={exposure} />
      <ExposureAssumptions exposure={exposure} />
      <ExposureHeat exposure={exposure} />
      <ExposureMonths exposure={exposure} />
      <ExposureRatio exposure={exposure} />
      <Panel title={text.remainder.heading}>
        {exposure.remainder.length === 0 ? (
          <p className="quiet">{text.remainder.none}</p>
        ) : (
          <ul className="sentences">
            {exposure.remainder.map((note) => (
              <li key={note.code}>{describeNote(note, language)}</li>
            ))}
          </ul>
        )}
      </Panel>
      <div className="messages">{exposure.notes.filter((note) => note.severity === 'info').map(panel)}</div>
    </div>
  )
}

function titleOf({ statement, currency, hedgeableShare }: ExposureData, { language, money, percent }: Wording): string {
  const text = exposureTexts[language].title
  const amount = (id: 'expected' | 'hedgeable'): string => statement.find((line) => line.id === id)?.amount ?? '0'
  const expected = money(amount('expected'), currency)
  return new Decimal(amount('hedgeable')).lte(0)
    ? text.none(expected)
    : text.sentence(money(amount('hedgeable'), currency), expected, percent(hedgeableShare, 0))
}
