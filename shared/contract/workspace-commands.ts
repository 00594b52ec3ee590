// Commands about the program and the open workspace: which file, its state, its changes, its settings.
import { z } from 'zod'
import { DecimalText, IsoDate, Month } from './scalars.ts'

export const WorkspaceInfo = z.object({
  path: z.string(),
  name: z.string(),
  company: z.string(),
  sample: z.boolean(),
  readOnly: z.boolean(),
  revision: z.number().int(),
  /** Last day of data, or the date set by the user; null while empty. */
  asOf: IsoDate.nullable(),
  firstDay: IsoDate.nullable(),
  lastDay: IsoDate.nullable(),
  providers: z.array(z.string()),
  /** The reporting currency: amounts of several currencies are shown with it first. */
  currency: z.string(),
  /** Currencies of the spend, in that order. */
  currencies: z.array(z.string()),
  /** Words of the change that undo / redo would touch. */
  undo: z.object({ command: z.string(), params: z.record(z.string(), z.string()) }).nullable(),
  redo: z.object({ command: z.string(), params: z.record(z.string(), z.string()) }).nullable(),
})

export const AppInfo = z.object({
  version: z.string(),
  shell: z.enum(['electron', 'browser', 'script']),
  dataFolder: z.string(),
  workspace: WorkspaceInfo.nullable(),
  /** Recently opened workspaces, newest first, and other workspace files in the data folder. */
  recent: z.array(z.object({ path: z.string(), name: z.string(), lastOpened: z.string().nullable(), missing: z.boolean() })),
  /** Network requests made since the start. The core makes none by itself. */
  networkRequests: z.number().int(),
})

export const LogEntry = z.object({
  n: z.number().int(),
  at: z.string(),
  /** 'import', 'price.set', ... or 'undo' / 'redo' of change `target`. */
  command: z.string(),
  params: z.record(z.string(), z.string()),
  target: z.number().int().nullable(),
  undone: z.boolean(),
  hash: z.string(),
})

export const PolicyBand = z.object({
  /** Months ahead, 1 = the first forecast month; both inclusive. */
  from: z.number().int().min(1),
  to: z.number().int().min(1),
  minPercent: z.number().min(0).max(100),
  maxPercent: z.number().min(0).max(100),
})

export const Settings = z.object({
  company: z.string(),
  fiscalYearStartMonth: z.number().int().min(1).max(12),
  /** The currency whose spend is forecast and hedged; other currencies are shown beside it, never added. */
  currency: z.string(),
  /** Overrides the last day of data. */
  asOf: IsoDate.nullable(),
  /** The last closed month: an import that would change days up to its end asks first. */
  lockedThrough: Month.nullable(),
  horizonMonths: z.number().int().min(1).max(24),
  trials: z.number().int().min(100).max(100_000),
  seed: z.number().int().min(0),
  policy: z.array(PolicyBand),
  /** Cash and committed lines available for margin; null = not set, and then it is asked for. */
  liquidity: DecimalText.nullable(),
  /** Budget by month in `currency`. */
  budget: z.record(Month, DecimalText),
  /** Annual volatility of the index, monthly basis noise (share of price): assumptions until estimated. */
  volatility: z.number().min(0).max(5),
  basisSigma: z.number().min(0).max(2),
  /** Initial margin as a share of contract value where the venue has published none. */
  marginRate: z.number().min(0).max(1),
  /** Assumed half bid/ask spread as a share of price, paid once. */
  halfSpread: z.number().min(0).max(0.5),
})

export const workspaceCommands = {
  'app.info': { input: z.object({}), output: AppInfo },
  'workspace.create': {
    input: z.object({ name: z.string().min(1).max(120).optional(), path: z.string().optional(), company: z.string().optional() }),
    output: WorkspaceInfo,
  },
  'workspace.open': { input: z.object({ path: z.string(), readOnly: z.boolean().default(false) }), output: WorkspaceInfo },
  'workspace.open-sample': { input: z.object({}), output: WorkspaceInfo },
  'workspace.close': { input: z.object({}), output: z.object({}) },
  'workspace.forget': { input: z.object({ path: z.string() }), output: AppInfo },
  'workspace.verify': {
    input: z.object({}),
    output: z.object({
      intact: z.boolean(),
      entries: z.number().int(),
      firstBroken: z.number().int().nullable(),
      usageRows: z.number().int(),
    }),
  },
  /** The last change; with `through` every change from the last one back to that, itself included. */
  'change.undo': { input: z.object({ through: z.number().int().optional() }), output: WorkspaceInfo },
  'change.redo': { input: z.object({}), output: WorkspaceInfo },
  'change.log': {
    input: z.object({ limit: z.number().int().min(1).max(10_000).default(500) }),
    output: z.object({ entries: z.array(LogEntry) }),
  },
  'settings.get': { input: z.object({}), output: Settings },
  /** Only the settings named change; a name that is none is refused. */
  'settings.set': { input: Settings.partial().strict(), output: Settings },
} as const

export type WorkspaceInfoData = z.infer<typeof WorkspaceInfo>
export type AppInfoData = z.infer<typeof AppInfo>
export type SettingsData = z.infer<typeof Settings>
export type LogEntryData = z.infer<typeof LogEntry>
export type PolicyBandData = z.infer<typeof PolicyBand>
