// What page and desktop window say to each other besides commands: the port, menu choices, files from the system.
// The preload script posts ShellMessages to the page and leaves the bridge in window.ballast; in a browser
// neither exists. The page's half is in renderer/client, the window's in electron/shell.
import type { Language } from '../language/text.ts'

/** The page asks for its port with a number of its own, and takes only the port that answers it. */
export interface PageMessage {
  readonly kind: 'ballast-ready'
  readonly nonce: string
}

export type ShellMessage =
  /** event.ports[0] is the connection. After a crash of the core the port closes and the page asks again. */
  | { readonly kind: 'ballast-port'; readonly nonce: string }
  | { readonly kind: 'ballast-menu'; readonly action: MenuAction }
  /** A file double-clicked, dropped on the icon, or given on the command line. */
  | { readonly kind: 'ballast-open'; readonly path: string }

export const menuActions = [
  'new-workspace',
  'open-workspace',
  'open-sample',
  'import-usage',
  'write-report',
  'close-workspace',
  'undo',
  'redo',
  'command-palette',
  'glossary',
  'shortcuts',
] as const
export type MenuAction = (typeof menuActions)[number]

/** `F` is the page's File, which only the DOM knows. */
export interface DesktopBridge<F> {
  /** The path of a file that was dropped or chosen. */
  pathOf(file: F): string
  /** Native dialogs for a workspace; null when cancelled. */
  chooseOpen(): Promise<string | null>
  chooseSave(suggestedName: string): Promise<string | null>
  /** The native menus follow the page's language. */
  setLanguage(language: Language): void
}
