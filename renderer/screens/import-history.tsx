// What stands under the import while nothing is chosen: the imports so far, each with its counts, and how to get an
// export out of each vendor, as text that can be copied to whoever has the console open.

import type { Output } from '../../shared/contract/commands.ts'
import { formatName, importTexts } from '../../shared/language/import.ts'
import { importGuideTexts } from '../../shared/language/import-guide.ts'
import { formatMonth } from '../../shared/units/format-date.ts'
import { useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { copyText } from '../parts/clipboard.ts'
import { useDisplay, usePartsText } from '../parts/display.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { showToast } from '../parts/toast.tsx'
import { useWording } from './wording.ts'

type PastImport = Output<'import.history'>['imports'][number]

/** When the menu paths below were last compared with the vendors' pages. */
const lastChecked = '2026-11'

export function ImportHistory() {
  const { language } = useDisplay()
  const text = importTexts[language]
  const { instant } = useWording()
  const history = useCommand('import.history', {})
  const counts = ['read', 'new', 'updated', 'unchanged', 'rejected'] as const
  const columns: Column<PastImport>[] = [
    { key: 'change', title: text.history.change, kind: 'text', width: 72, value: (row) => String(row.change) },
    { key: 'at', title: text.history.at, kind: 'text', value: (row) => instant(row.at) },
    { key: 'file', title: text.file.name, kind: 'text', value: (row) => row.file },
    { key: 'format', title: text.file.format, kind: 'text', value: (row) => formatName(row.format, language) },
    ...counts.map((part): Column<PastImport> => ({ key: part, title: text.check[part], kind: 'count', value: (row) => String(row[part]) })),
    {
      key: 'state',
      title: text.history.state,
      kind: 'text',
      value: (row) => (row.undone ? text.history.undone : text.history.stands),
      render: (row) => <Tag tone={row.undone ? 'warning' : 'ok'}>{row.undone ? text.history.undone : text.history.stands}</Tag>,
    },
  ]
  return (
    <Panel title={text.history.heading}>
      <Loaded query={history}>
        {({ imports }) => (
          <DataTable
            caption={text.history.heading}
            rows={imports}
            columns={columns}
            rowKey={(row) => `${row.change} ${row.file}`}
            maxHeight={320}
            empty={<p className="quiet">{text.history.empty}</p>}
          />
        )}
      </Loaded>
    </Panel>
  )
}

export function ImportGuide() {
  const { language } = useDisplay()
  const text = importGuideTexts[language]
  const { chart } = usePartsText()
  const vendors = [
    { name: text.openai, steps: text.openaiSteps },
    { name: text.anthropic, steps: text.anthropicSteps },
    { name: text.focus, steps: text.focusSteps },
    { name: text.other, steps: text.otherSteps },
  ]
  const copy = (steps: string): void => void copyText(steps).then(() => showToast({ message: chart.copied }))
  return (
    <Panel title={text.heading} note={text.checked(formatMonth(lastChecked, language))}>
      <div className="guide">
        {vendors.map(({ name, steps }) => (
          <details key={name}>
            <summary>{name}</summary>
            <ul>
              {steps.split('\n').map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ul>
            <Button kind="quiet" icon="copy" aria-label={`${text.copy}: ${name}`} onPress={() => copy(steps)}>
              {text.copy}
            </Button>
          </details>
        ))}
      </div>
    </Panel>
  )
}
