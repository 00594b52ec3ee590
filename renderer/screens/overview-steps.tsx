// The first minute: three numbered steps with their state, and the sample workspace.
import type { OverviewData } from '../../shared/contract/hedge-commands.ts'
import { overviewTexts } from '../../shared/language/overview.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { Panel } from '../parts/panel.tsx'
import { Tag } from '../parts/tag.tsx'
import { useApp } from '../state/store.ts'
import { useOpenSample } from './missing-plan.tsx'

export function OverviewSteps({ steps }: { steps: OverviewData['steps'] }) {
  const words = overviewTexts[useDisplay().language].steps
  const { goTo } = useApp()
  const openSample = useOpenSample()
  const list = [
    { id: 'import', state: steps.import, title: words.import, help: words.importHelp, screen: 'import' },
    { id: 'plan', state: steps.plan, title: words.plan, help: words.planHelp, screen: 'forecast' },
    { id: 'hedge', state: steps.hedge, title: words.hedge, help: words.hedgeHelp, screen: 'desk' },
  ] as const
  const first = list.find((step) => step.state === 'empty')?.id
  return (
    <Panel title={words.title} note={words.intro}>
      <ol className="first-steps">
        {list.map((step) => (
          <li key={step.id}>
            <Button kind={step.id === first ? 'primary' : 'secondary'} onPress={() => goTo(step.screen)}>
              {step.title}
            </Button>
            <Tag tone={step.state === 'done' ? 'ok' : step.state === 'attention' ? 'warning' : 'neutral'}>{words.state[step.state]}</Tag>
            <p className="quiet">{step.help}</p>
          </li>
        ))}
      </ol>
      <Button kind="quiet" onPress={openSample}>
        {words.sample}
      </Button>
    </Panel>
  )
}
