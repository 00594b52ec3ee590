// The Settings screen: what belongs to the workspace (company, model, policy, prices, rates) is saved as changes that can be
// undone; what belongs to this computer (display) is not. Each field is saved when it is left.

import type { SettingsData, WorkspaceInfoData } from '../../shared/contract/workspace-commands.ts'
import { settingsTexts } from '../../shared/language/settings.ts'
import { useAction, useCommand } from '../client/use-command.ts'
import { useDisplay } from '../parts/display.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { FailurePanel, MessagePanel } from '../parts/message-panel.tsx'
import { Screen } from '../parts/screen.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { useApp } from '../state/store.ts'
import { SettingsAbout } from './settings-about.tsx'
import { SettingsPolicy } from './settings-bands.tsx'
import { SettingsCompany } from './settings-company.tsx'
import { SettingsDisplay } from './settings-display.tsx'
import { SettingsFx } from './settings-fx.tsx'
import { SettingsModel } from './settings-model.tsx'
import { SettingsPrices } from './settings-prices.tsx'
import { useWording } from './wording.ts'

export type SaveSettings = (part: Partial<SettingsData>) => void

const tabIds = ['company', 'model', 'policy', 'prices', 'rates', 'display', 'privacy'] as const

export function SettingsScreen() {
  const text = settingsTexts[useDisplay().language]
  const { date } = useWording()
  const info = useCommand('app.info', {})
  const workspace = info.data?.workspace ?? null
  const settings = useCommand('settings.get', {}, { enabled: workspace !== null })
  const { params, goTo } = useApp()
  const set = useAction('settings.set')
  const save: SaveSettings = (part) => void set.run(part)
  const { data } = settings
  const asOf = workspace?.asOf ?? data?.asOf ?? null
  const title =
    data === undefined || asOf === null
      ? text.title.loading
      : data.company === ''
        ? text.title.noCompany(data.currency, date(asOf))
        : text.title.sentence(data.company, data.currency, date(asOf))
  const ofWorkspace = (content: (data: SettingsData, workspace: WorkspaceInfoData) => React.ReactNode): React.ReactNode =>
    workspace === null ? (
      <MessagePanel tone="info" title={text.noWorkspace} />
    ) : (
      <Loaded query={settings}>{(loaded) => content(loaded, workspace)}</Loaded>
    )
  return (
    <Screen title={title}>
      {set.failure && <FailurePanel failure={set.failure} />}
      <Loaded query={info}>
        {(app) => (
          <Tabs
            label={text.name}
            selected={tabIds.find((id) => id === params.tab) ?? (workspace === null ? 'display' : 'company')}
            onSelect={(tab) => goTo('settings', { tab })}
            tabs={[
              {
                id: 'company',
                title: text.tab.company,
                content: ofWorkspace((loaded, open) => <SettingsCompany settings={loaded} workspace={open} save={save} />),
              },
              { id: 'model', title: text.tab.model, content: ofWorkspace((loaded) => <SettingsModel settings={loaded} save={save} />) },
              {
                id: 'policy',
                title: text.tab.policy,
                content: ofWorkspace((loaded) => <SettingsPolicy bands={loaded.policy} save={save} />),
              },
              {
                id: 'prices',
                title: text.tab.prices,
                content: ofWorkspace((loaded, open) => <SettingsPrices currency={loaded.currency} firstDay={open.firstDay ?? ''} />),
              },
              {
                id: 'rates',
                title: text.tab.rates,
                content: ofWorkspace((loaded, open) => <SettingsFx currency={loaded.currency} firstDay={open.firstDay ?? ''} />),
              },
              { id: 'display', title: text.tab.display, content: <SettingsDisplay /> },
              { id: 'privacy', title: text.tab.privacy, content: <SettingsAbout app={app} /> },
            ]}
          />
        )}
      </Loaded>
    </Screen>
  )
}
