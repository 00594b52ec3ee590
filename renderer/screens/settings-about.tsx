// Settings, privacy and about: network requests made (the program makes none by itself), where files are kept, the
// version, and the open-source software the program is built with.

import type { AppInfoData } from '../../shared/contract/workspace-commands.ts'
import { settingsTexts } from '../../shared/language/settings.ts'
import { useDisplay } from '../parts/display.tsx'
import { KeyNumber } from '../parts/key-number.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'

/** Licences as the packages state them in their own package.json. */
const software = [
  { name: 'React', licence: 'MIT', use: 'interface' },
  { name: 'React Aria Components', licence: 'Apache-2.0', use: 'interface' },
  { name: 'TanStack Virtual', licence: 'MIT', use: 'interface' },
  { name: 'Zustand', licence: 'MIT', use: 'interface' },
  { name: 'Recharts', licence: 'MIT', use: 'charts' },
  { name: 'Inter', licence: 'OFL-1.1', use: 'fonts' },
  { name: 'Noto Sans SC', licence: 'OFL-1.1', use: 'fonts' },
  { name: 'DuckDB', licence: 'MIT', use: 'database' },
  { name: 'decimal.js', licence: 'MIT', use: 'decimals' },
  { name: 'Zod', licence: 'MIT', use: 'checks' },
  { name: 'Electron', licence: 'MIT', use: 'desktop' },
  { name: 'ws', licence: 'MIT', use: 'connection' },
  { name: 'hucre', licence: 'MIT', use: 'spreadsheets' },
  { name: 'genai-prices', licence: 'MIT', use: 'pricesUse' },
] as const

export function SettingsAbout({ app }: { app: AppInfoData }) {
  const { privacy, about, explain } = settingsTexts[useDisplay().language]
  const requests = String(app.networkRequests)
  const columns: Column<(typeof software)[number]>[] = [
    { key: 'name', title: about.package, kind: 'text', value: (row) => row.name },
    { key: 'licence', title: about.licence, kind: 'text', value: (row) => row.licence },
    { key: 'use', title: about.use, kind: 'text', value: (row) => about[row.use] },
  ]
  return (
    <>
      <div className="key-numbers">
        <KeyNumber
          label={privacy.requests}
          value={requests}
          format={{ kind: 'count' }}
          sentence={privacy.requestsMeaning}
          explain={{
            title: privacy.requests,
            value: requests,
            definition: explain.networkDefinition,
            formula: explain.networkFormula,
            withValues: requests,
          }}
        />
      </div>
      <Panel title={privacy.heading}>
        <dl className="facts">
          <div>
            <dt>{privacy.folder}</dt>
            <dd>{app.dataFolder}</dd>
          </div>
          {app.workspace && (
            <div>
              <dt>{privacy.workspace}</dt>
              <dd>{app.workspace.path}</dd>
            </div>
          )}
        </dl>
      </Panel>
      <Panel title={about.heading}>
        <dl className="facts">
          <div>
            <dt>{about.version}</dt>
            <dd>{app.version}</dd>
          </div>
          <div>
            <dt>{about.shell}</dt>
            <dd>{about.shells[app.shell]}</dd>
          </div>
        </dl>
      </Panel>
      <Panel title={about.licences}>
        <DataTable caption={about.licences} rows={software} columns={columns} rowKey={(row) => row.name} />
      </Panel>
    </>
  )
}
