// What needs attention, in words, the worst first, each with one action that leads to the place where it is mended.
// A breach of policy lands on the desk with its month selected.
import type { OverviewData } from '../../shared/contract/hedge-commands.ts'
import { describeNote } from '../../shared/language/notes.ts'
import { overviewTexts } from '../../shared/language/overview.ts'
import { shellTexts } from '../../shared/language/shell.ts'
import { Button } from '../parts/button.tsx'
import { Panel } from '../parts/panel.tsx'
import { Tag } from '../parts/tag.tsx'
import { type ScreenName, screenNames, useApp } from '../state/store.ts'
import { useWording } from './wording.ts'

type Item = OverviewData['attention'][number]

const order = { breach: 0, warning: 1, info: 2 } as const

export function OverviewAttention({ items }: { items: readonly Item[] }) {
  const wording = useWording()
  const words = overviewTexts[wording.language].attention
  const { goTo, select } = useApp()
  const open = ({ screen, month }: Item): void => {
    if (month !== null) select({ month, strategy: null })
    goTo(screenOf(screen), month === null ? {} : { month })
  }
  return (
    <Panel title={words.title}>
      {items.length === 0 && <p className="quiet">{words.none}</p>}
      <ol className="attention">
        {items
          .toSorted((a, b) => order[a.severity] - order[b.severity])
          .map((item) => {
            const target = shellTexts[wording.language].screens[screenOf(item.screen)]
            return (
              <li key={`${item.code} ${item.month ?? ''} ${Object.values(item.params).join(' ')}`} data-note={item.code}>
                <Tag tone={item.severity}>{words.severity[item.severity]}</Tag>
                <span>{describeNote(item, wording.language)}</span>
                <Button kind="quiet" onPress={() => open(item)}>
                  {item.month === null ? words.action(target) : words.actionMonth(target, wording.month(item.month))}
                </Button>
              </li>
            )
          })}
      </ol>
    </Panel>
  )
}

const screenOf = (name: string): ScreenName => screenNames.find((each) => each === name) ?? 'overview'
