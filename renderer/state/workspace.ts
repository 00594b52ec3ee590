// The open workspace and what can be done with it, for the shell, Welcome and the desktop's menus alike.
// Another workspace means: all answers are forgotten, selections too, and the Overview is shown.
import { useMemo } from 'react'
import type { WorkspaceInfoData } from '../../shared/contract/workspace-commands.ts'
import type { Failure } from '../../shared/result/failure.ts'
import { useAction, useCommand, useForgetAnswers } from '../client/use-command.ts'
import { type ScreenName, useApp } from './store.ts'

export function useWorkspace(): WorkspaceInfoData | null {
  return useCommand('app.info', {}).data?.workspace ?? null
}

export interface WorkspaceActions {
  readonly openSample: () => Promise<void>
  readonly create: (name: string) => Promise<void>
  readonly open: (path: string, readOnly?: boolean) => Promise<void>
  /** Asks with the system's dialog where there is one; the way to a typed path elsewhere is Welcome. */
  readonly chooseAndOpen: () => Promise<void>
  readonly close: () => Promise<void>
  readonly undo: () => Promise<void>
  readonly redo: () => Promise<void>
  readonly pending: boolean
  readonly failure: Failure | undefined
  readonly dismiss: () => void
}

export function useWorkspaceActions(): WorkspaceActions {
  const sample = useAction('workspace.open-sample')
  const creation = useAction('workspace.create')
  const opening = useAction('workspace.open')
  const closing = useAction('workspace.close')
  const undoing = useAction('change.undo')
  const redoing = useAction('change.redo')
  const forget = useForgetAnswers()
  const all = [sample, creation, opening, closing, undoing, redoing]

  const runs = useMemo(() => {
    /** Runs what opens or closes; then shows the screen, unless the reader has gone elsewhere meanwhile. */
    const enter = async (opening: Promise<unknown>, screen: ScreenName): Promise<void> => {
      const before = useApp.getState().screen
      if ((await opening) === undefined) return
      const { screen: now, goTo, select } = useApp.getState()
      select({ month: null, strategy: null, scenario: null })
      // The app leaves Welcome by itself as soon as it hears of the workspace, at times before this.
      if (now === before || (before === 'welcome' && now === 'overview')) goTo(screen)
      forget()
    }
    return {
      openSample: () => enter(sample.run({}), 'overview'),
      create: (name: string) => enter(creation.run({ name }), 'import'),
      open: (path: string, readOnly = false) => enter(opening.run({ path, readOnly }), 'overview'),
      close: () => enter(closing.run({}), 'welcome'),
      undo: async () => void (await undoing.run({})),
      redo: async () => void (await redoing.run({})),
    }
  }, [forget, sample.run, creation.run, opening.run, closing.run, undoing.run, redoing.run])
  return {
    ...runs,
    async chooseAndOpen() {
      if (window.ballast === undefined) return useApp.getState().goTo('welcome')
      const path = await window.ballast.chooseOpen()
      if (path !== null) await runs.open(path)
    },
    pending: all.some((action) => action.pending),
    failure: all.find((action) => action.failure !== undefined)?.failure,
    dismiss: () => {
      for (const action of all) action.reset()
    },
  }
}
