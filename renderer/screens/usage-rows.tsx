// The rows behind a cell: each with the file and line it came from, so that any figure can be checked by hand.
// The crumbs lead back up; Backspace goes one step.
import { useEffect, useRef, useState } from 'react'
import type { Output } from '../../shared/contract/commands.ts'
import type { UsageRowData } from '../../shared/contract/usage-commands.ts'
import { usageTexts } from '../../shared/language/usage.ts'
import { noData } from '../../shared/units/quantity.ts'
import { useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { setUsageView } from './usage-view.ts'
import { useWording } from './wording.ts'

type SourceRow = Output<'usage.rows'>['rows'][number]

const page = 200
const most = 5000

interface UsageRowsProps {
  readonly keys: UsageRowData['keys']
  readonly filter: UsageRowData['keys']
  /** Only what this import brought. */
  readonly change?: number | null
}

export function UsageRows({ keys, filter, change = null }: UsageRowsProps) {
  const text = usageTexts[useDisplay().language]
  const { count, month } = useWording()
  const [limit, setLimit] = useState(page)
  const rows = useCommand('usage.rows', { filter: { equals: { ...filter, ...keys }, ...(change === null ? {} : { change }) }, limit })
  const box = useRef<HTMLDivElement>(null)
  const crumbs = Object.entries(keys).flatMap(([key, value]) => (value === undefined ? [] : [{ key: key as keyof typeof keys, value }]))
  const shown = (key: string, value: string): string => (key === 'month' ? month(value) : value === '' ? text.unnamed : value)
  const upTo = (at: number): void =>
    setUsageView({ drill: at < 0 ? null : Object.fromEntries(crumbs.slice(0, at + 1).map((crumb) => [crumb.key, crumb.value])) })
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
    box.current?.focus()
  }, [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Backspace repeats what the crumbs do
    <div
      ref={box}
      tabIndex={-1}
      className="drill"
      onKeyDown={(event) => {
        if (event.key !== 'Backspace' || event.target instanceof HTMLInputElement) return
        event.preventDefault()
        upTo(crumbs.length - 2)
      }}
    >
      <Panel
        title={text.rowsPanel.title(crumbs.map((crumb) => shown(crumb.key, crumb.value)).join(', ') || text.rowsPanel.all)}
        actions={
          <Button kind="quiet" icon="close" onPress={() => upTo(-1)}>
            {text.rowsPanel.close}
          </Button>
        }
      >
        <nav aria-label={text.rowsPanel.breadcrumb}>
          <ol className="crumbs">
            <li>
              <button type="button" className="link" onClick={() => upTo(-1)}>
                {text.rowsPanel.all}
              </button>
            </li>
            {crumbs.map((crumb, at) => (
              <li key={crumb.key} aria-current={at === crumbs.length - 1 ? 'true' : undefined}>
                {at === crumbs.length - 1 ? (
                  shown(crumb.key, crumb.value)
                ) : (
                  <button type="button" className="link" onClick={() => upTo(at)}>
                    {shown(crumb.key, crumb.value)}
                  </button>
                )}
              </li>
            ))}
          </ol>
        </nav>
        <Loaded query={rows}>
          {(data) => (
            <>
              <SourceRows rows={data.rows} />
              <p className="panel-note">
                {text.rowsPanel.count(count(data.rows.length), count(data.total))}{' '}
                {data.rows.length < Math.min(data.total, most) && (
                  <Button kind="quiet" onPress={() => setLimit(Math.min(most, limit * 5))}>
                    {text.rowsPanel.more}
                  </Button>
                )}
              </p>
            </>
          )}
        </Loaded>
      </Panel>
    </div>
  )
}

function SourceRows({ rows }: { rows: readonly SourceRow[] }) {
  const text = usageTexts[useDisplay().language]
  const words = text.rowsPanel
  const kind = (row: SourceRow): string =>
    row.cost === null ? (row.totalTokens === '0' ? words.none : words.noCost) : row.estimated ? text.mark.estimated : text.mark.billed
  const columns: Column<SourceRow>[] = [
    { key: 'file', title: words.file, kind: 'text', value: (row) => row.file },
    { key: 'line', title: words.line, kind: 'count', value: (row) => String(row.line) },
    { key: 'start', title: words.start, kind: 'text', value: (row) => row.start.replace('T', ' ').replace(/(:00)?Z$/, '') },
    { key: 'model', title: text.key.model, kind: 'text', value: (row) => row.model },
    { key: 'tokens', title: words.tokens, kind: 'count', value: (row) => row.totalTokens, total: 'sum' },
    { key: 'cost', title: words.cost, kind: 'number', decimals: 6, value: (row) => row.cost ?? noData },
    { key: 'currency', title: words.currency, kind: 'text', value: (row) => row.currency },
    { key: 'kind', title: words.kind, kind: 'text', value: kind },
    { key: 'provider', title: text.key.provider, kind: 'text', value: (row) => row.provider },
    { key: 'team', title: text.key.team, kind: 'text', value: (row) => row.team },
    { key: 'costCenter', title: text.key.costCenter, kind: 'text', value: (row) => row.costCenter },
    { key: 'project', title: text.key.project, kind: 'text', value: (row) => row.project },
    { key: 'charge', title: text.key.charge, kind: 'text', value: (row) => row.charge },
    {
      key: 'labels',
      title: words.dimensions,
      kind: 'text',
      width: 320,
      value: (row) =>
        // A team that a rule has given stands in its column; here stands what the file states.
        Object.entries(row.team === row.statedTeam || row.statedTeam === '' ? row.dimensions : { team: row.statedTeam, ...row.dimensions })
          .map(([name, value]) => `${name}=${value}`)
          .join(' '),
    },
  ]
  return (
    <DataTable
      caption={words.title(words.all)}
      rows={rows}
      columns={columns}
      rowKey={(row) => `${row.file} ${row.line} ${row.start} ${row.charge} ${row.model}`}
      filterable
      totals
      maxHeight={420}
    />
  )
}
