// What the loopback host's address asks to begin with, after the token: a workspace, the sample, or a file to import.
// Taken once and removed from the address, so that a reload does not do it again.

export interface FirstStep {
  /** A workspace's path or 'sample'. */
  readonly open: string | null
  /** A usage file. */
  readonly file: string | null
}

export function takeFirstStep(): FirstStep {
  const asked = new URLSearchParams(location.hash.slice(1))
  const [open, file] = [asked.get('open'), asked.get('import')]
  if (open !== null || file !== null) {
    asked.delete('open')
    asked.delete('import')
    history.replaceState(null, '', `#${asked.toString()}`)
  }
  return { open, file }
}
