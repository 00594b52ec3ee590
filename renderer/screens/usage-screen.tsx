// The Usage screen: what was used, by whom, at what price (Explore), why it cost more or less than before (Drivers),
// how it ties to the vendors' bills (Reconcile), and whose it is (Allocation).
// Each tab says the answer of its own as the screen's title.
import { usageTexts } from '../../shared/language/usage.ts'
import { useCommand } from '../client/use-command.ts'
import { useDisplay } from '../parts/display.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Screen } from '../parts/screen.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { useApp } from '../state/store.ts'
import { useOpenSample } from './missing-plan.tsx'
import { UsageAllocation } from './usage-allocation.tsx'
import { UsageDrivers } from './usage-drivers.tsx'
import { UsageExplore } from './usage-explore.tsx'
import { UsageReconcile } from './usage-reconcile.tsx'

const tabIds = ['explore', 'drivers', 'reconcile', 'allocation'] as const

export function UsageScreen() {
  const text = usageTexts[useDisplay().language]
  const { params, goTo } = useApp()
  const openSample = useOpenSample()
  const workspace = useCommand('app.info', {}).data?.workspace ?? null
  if (workspace === null) return <Screen title={text.title.loading}>{null}</Screen>
  const { firstDay, lastDay } = workspace
  if (firstDay === null || lastDay === null) {
    return (
      <Screen title={text.title.empty}>
        <EmptyState
          title={text.title.empty}
          reason={text.empty.why}
          action={{ label: text.empty.action, run: () => goTo('import') }}
          link={{ label: text.empty.sample, run: openSample }}
        />
      </Screen>
    )
  }
  return (
    <Screen title={text.title.loading}>
      <Tabs
        label={text.tabs.label}
        selected={tabIds.find((id) => id === params.tab) ?? 'explore'}
        onSelect={(tab) => goTo('usage', { tab })}
        tabs={[
          { id: 'explore', title: text.tabs.explore, content: <UsageExplore lastDay={lastDay} /> },
          { id: 'drivers', title: text.tabs.drivers, content: <UsageDrivers data={{ from: firstDay, to: lastDay }} /> },
          { id: 'reconcile', title: text.tabs.reconcile, content: <UsageReconcile /> },
          { id: 'allocation', title: text.tabs.allocation, content: <UsageAllocation /> },
        ]}
      />
    </Screen>
  )
}
