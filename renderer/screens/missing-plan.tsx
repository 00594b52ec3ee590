// What a planning screen shows while there is nothing to plan with: which input is missing and the way to it.
// Any other failure keeps the ordinary panel. Called by every screen that plans.
import type { ReactNode } from 'react'
import { missingTexts } from '../../shared/language/missing.ts'
import type { Failure } from '../../shared/result/failure.ts'
import { useDisplay } from '../parts/display.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { Screen } from '../parts/screen.tsx'
import { useApp } from '../state/store.ts'
import { useWorkspaceActions } from '../state/workspace.ts'

/** Renders the empty state for a failure that means "no data yet"; undefined for every other. */
export function useMissingPlan(): (failure: Failure, title: string) => ReactNode | undefined {
  const { language } = useDisplay()
  const words = missingTexts[language]
  const { goTo } = useApp()
  const openSample = useOpenSample()
  return (failure, title) => {
    if (failure.code === 'no-usage' || failure.code === 'no-spend') {
      return (
        <Screen title={title}>
          <EmptyState
            title={words.usage.title}
            reason={words.usage.reason}
            action={{ label: words.usage.action, run: () => goTo('import') }}
            link={{ label: words.sample, run: openSample }}
          />
        </Screen>
      )
    }
    if (failure.code === 'contract-size-unknown' || failure.code === 'contract-currency') {
      return (
        <Screen title={title}>
          <FailurePanel failure={failure} action={{ label: words.market, run: () => goTo('market') }} />
        </Screen>
      )
    }
    return undefined
  }
}

/** Opens the sample and shows its Overview. */
export function useOpenSample(): () => void {
  const { openSample } = useWorkspaceActions()
  return () => void openSample()
}
