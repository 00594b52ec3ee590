// The way through the work: Prepare, Plan, Hedge, Prove, each group with its state as a shape and a word for readers.
// Narrow windows and high zoom fold it to icons with their names on focus and hover.
import type { OverviewData } from '../../shared/contract/hedge-commands.ts'
import { shellTexts } from '../../shared/language/shell.ts'
import { useCommand } from '../client/use-command.ts'
import { useDisplay } from '../parts/display.tsx'
import { Icon } from '../parts/icon.tsx'
import { type ScreenName, useApp } from '../state/store.ts'

type Group = keyof OverviewData['steps']

const groupNames = { import: 'prepare', plan: 'plan', hedge: 'hedge', prove: 'prove' } as const
const screensOf: Readonly<Record<Group, readonly Exclude<ScreenName, 'welcome'>[]>> = {
  import: ['import', 'usage'],
  plan: ['forecast', 'exposure'],
  hedge: ['market', 'desk', 'risk'],
  prove: ['reports', 'log'],
}

export function Rail() {
  const { language } = useDisplay()
  const text = shellTexts[language]
  const steps = useCommand('overview.read', {}).data?.steps
  const groups: readonly Group[] = ['import', 'plan', 'hedge', 'prove']
  return (
    <nav className="rail" aria-label={text.navigation}>
      <RailLink screen="overview" />
      {groups.map((group) => {
        const state = steps?.[group]
        const id = `rail-${group}`
        return (
          <section key={group} className="rail-group" aria-labelledby={id}>
            <h2 id={id}>
              {text.groups[groupNames[group]]}
              {state !== undefined && (
                <span className={`rail-state ${state}`} title={text.groupState[state]}>
                  <span className="for-readers">, {text.groupState[state]}</span>
                </span>
              )}
            </h2>
            {screensOf[group].map((screen) => (
              <RailLink key={screen} screen={screen} />
            ))}
          </section>
        )
      })}
      <div className="rail-end">
        <RailLink screen="settings" />
      </div>
    </nav>
  )
}

function RailLink({ screen }: { screen: Exclude<ScreenName, 'welcome'> }) {
  const { language } = useDisplay()
  const name = shellTexts[language].screens[screen]
  const current = useApp((state) => state.screen === screen)
  const goTo = useApp((state) => state.goTo)
  return (
    <button type="button" className="rail-link" aria-current={current ? 'page' : undefined} onClick={() => goTo(screen)}>
      <Icon name={screen} />
      <span className="rail-name">{name}</span>
    </button>
  )
}
