// What the address asked the page to do first: open the sample or a workspace, or import a usage file. Done once, when
// the core has answered; the request is then taken out of the address, so that a reload does not repeat it.
import { useEffect } from 'react'
import { useApp } from './store.ts'
import type { WorkspaceActions } from './workspace.ts'

export function useStartRequest(isReady: boolean, isOpen: boolean, actions: WorkspaceActions): void {
  useEffect(() => {
    if (isReady) void startWith(isOpen, actions)
  }, [isReady, isOpen, actions])
}

async function startWith(isOpen: boolean, actions: WorkspaceActions): Promise<void> {
  const asked = new URLSearchParams(location.hash.slice(1))
  const [open, file] = [asked.get('open'), asked.get('import')]
  if (open === null && file === null) return
  asked.delete('open')
  asked.delete('import')
  history.replaceState(null, '', `#${asked}`)
  if (open === 'sample') await actions.openSample()
  else if (open !== null) await actions.open(open)
  if (file === null) return
  const name = file.split(/[\\/]/).at(-1) ?? file
  if (!isOpen) await actions.create(name.replace(/\.[^.]+$/, ''))
  useApp.getState().dropFiles([{ path: file, name }])
  useApp.getState().goTo('import')
}
