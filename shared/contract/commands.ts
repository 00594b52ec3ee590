// The one table of commands and events between the page (or a script) and the core. Schemas are the only
// definition; the types follow. Names are `noun.verb`; the folder's other files hold the rows by room.
import { z } from 'zod'
import { allocationCommands } from './allocation-commands.ts'
import { bookCommands } from './book-commands.ts'
import { calcCommands } from './calc-commands.ts'
import { driverCommands } from './driver-commands.ts'
import { forecastCommands } from './forecast-commands.ts'
import { hedgeCommands } from './hedge-commands.ts'
import { importCommands } from './import-commands.ts'
import { marketCommands } from './market-commands.ts'
import { reconcileCommands } from './reconcile-commands.ts'
import { usageCommands } from './usage-commands.ts'
import { workspaceCommands } from './workspace-commands.ts'

export const commands = {
  ...workspaceCommands,
  ...importCommands,
  ...usageCommands,
  ...bookCommands,
  ...allocationCommands,
  ...reconcileCommands,
  ...driverCommands,
  ...forecastCommands,
  ...marketCommands,
  ...hedgeCommands,
  ...calcCommands,
} as const

export const events = {
  /** The workspace changed: results with an older revision are stale. */
  'workspace.changed': z.object({ revision: z.number().int() }),
  'workspace.closed': z.object({}),
} as const

/** Progress of a running call: a named step and how far it is. The step's words stand in language/progress.ts. */
export const Progress = z.object({
  step: z.string(),
  /** What the step is at, such as a file, and which of how many. */
  about: z.string().optional(),
  part: z.object({ n: z.number().int(), of: z.number().int() }).optional(),
  /** What `done` and `total` count. */
  unit: z.enum(['rows', 'bytes', 'files', 'steps']).optional(),
  done: z.number(),
  /** 0 = not known. */
  total: z.number(),
})

/** Both halves together, as createClient and serve take them. */
export const contract = { commands, events } as const

export type CommandName = keyof typeof commands
export type Input<K extends CommandName> = z.input<(typeof commands)[K]['input']>
export type Parsed<K extends CommandName> = z.output<(typeof commands)[K]['input']>
export type Output<K extends CommandName> = z.output<(typeof commands)[K]['output']>
export type ProgressData = z.infer<typeof Progress>
