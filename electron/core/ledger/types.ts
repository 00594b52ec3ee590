// What the rest of the core may ask of a workspace. The steps are written against this file; DuckDB is behind it.
// All money, prices, token counts and quantities are canonical decimal text; counts of rows are checked numbers;
// days are `2026-09-05`, instants ISO UTC. The one way from here to doubles is `daily` (toModelDoubles).
import type { AllocationRule, RuleField } from '../../../shared/domain/allocation.ts'
import type { DatedPrice, PriceBucket } from '../../../shared/domain/price.ts'
import type { BillGroup } from '../../../shared/domain/reconciliation-sides.ts'
import type { TablePlan } from '../../../shared/domain/table-plan.ts'
import type {
  ChargeKind,
  Population,
  Reject,
  RejectCode,
  SkipCode,
  Tier,
  TokenBucket,
  UsageLabel,
  UsageRecord,
} from '../../../shared/domain/usage.ts'
import type { DaySpan } from '../../../shared/units/period.ts'

/** Amounts by currency; currencies are never added. */
export type MoneyByCurrency = Readonly<Record<string, string>>

export interface WorkspaceOptions {
  /** Make the file when it is missing (an existing one is opened as it is). Default false: 'workspace-missing'. */
  readonly create?: boolean
  readonly readOnly?: boolean
  /** The present instant, ISO; the ledger never reads a clock itself. */
  readonly clock: () => string
  /** Dated list prices for a model seen for the first time; null for an unknown model. See core/prices/seed.ts. */
  readonly libraryPrices: PriceLibrary
}

export type PriceLibrary = (provider: string, model: string) => readonly DatedPrice[] | null

export interface Workspace {
  readonly path: string
  readonly readOnly: boolean
  /** The last log number; every result names it as its basis. */
  readonly revision: number
  /** The last log number at which usage or prices changed since opening: other changes need no new simulation. */
  readonly dataRevision: number
  readonly documents: Documents
  readonly usage: UsageBook
  readonly prices: PriceBook
  /**
   * Runs `work` in one transaction as one undoable change. When nothing was written nothing is recorded (change: null).
   * `staging`: the import that the change may commit; it is finished when the change is stored.
   */
  change<T>(
    command: string,
    note: ChangeNote,
    work: (write: Write) => Promise<T>,
    staging?: ImportStaging,
    signal?: AbortSignal,
  ): Promise<Changed<T>>
  /** Flips the last change; null when there is none. */
  undo(): Promise<ChangeEntry | null>
  redo(): Promise<ChangeEntry | null>
  /** What undo and redo would flip next, for menus. */
  undoable(): Promise<{ undo: ChangeEntry | null; redo: ChangeEntry | null }>
  /** Newest first; `before` is a log number to page on. */
  log(page?: { limit?: number; before?: number }): Promise<LogEntry[]>
  verify(): Promise<Verification>
  /** Waits for running work, folds the journal into the single file and releases it. */
  close(): Promise<void>
}

export interface ChangeNote {
  /** Plain English, e.g. 'Import 2 files, 10,380 rows'; the page may say it in its language from command and params. */
  readonly label: string
  readonly params?: Readonly<Record<string, string>>
  /** Anything the log should keep (JSON). */
  readonly detail?: unknown
}

export interface Changed<T> {
  readonly result: T
  /** null when nothing was written. */
  readonly change: number | null
  readonly revision: number
}

export interface ChangeEntry {
  readonly change: number
  readonly command: string
  readonly label: string
  readonly params: Readonly<Record<string, string>>
  readonly undone: boolean
}

export interface LogEntry {
  readonly n: number
  readonly at: string
  /** The change's command, or 'undo' / 'redo'. */
  readonly command: string
  readonly change: number
  readonly label: string
  readonly params: Readonly<Record<string, string>>
  readonly undone: boolean
  readonly detail: unknown
  readonly previous: string
  readonly hash: string
}

export interface Verification {
  readonly intact: boolean
  readonly entries: number
  readonly usageRows: number
  /** The first log number that does not hold, and why. */
  readonly firstBroken?: number
  readonly reason?: 'chain' | 'undone-flags' | 'rows'
}

/** Handed to `change`; every call belongs to its transaction. */
export interface Write {
  readonly change: number
  put(kind: string, id: string, body: unknown): Promise<void>
  /** false when there was no such document. */
  remove(kind: string, id: string): Promise<boolean>
  setPrice(price: PriceOverride): Promise<void>
  /**
   * Runs work on prices or discounts of a provider ('' model: all of its models); the months whose spend it alters of usage
   * that had a price before.
   */
  repriced(about: { provider: string; model: string }, work: () => Promise<unknown>): Promise<RepricedMonth[]>
  /** Takes the place of the discount with the same id: for usage booked from now on, or for all when it reprices. */
  setDiscount(discount: Discount): Promise<void>
  /** `reprices`: also for usage booked under it. False when there is none. */
  removeDiscount(id: string, reprices: boolean): Promise<boolean>
  /** Takes the place of the rate with the same pair and first day. */
  setRate(rate: FxRate): Promise<void>
  removeRate(base: string, quote: string, validFrom: string): Promise<boolean>
  /** Takes what was staged; the same rows the preview counted. */
  commitImport(): Promise<ImportCounts>
}

// --- Documents ---------------------------------------------------------------------------------------------------

/** Settings, policies, strategies, contract specs, quotes, index history, mapping profiles, frozen runs. */
export interface StoredDocument {
  readonly kind: string
  readonly id: string
  /** Parsed JSON; the reader checks its shape. */
  readonly body: unknown
  /** The change that wrote it. */
  readonly change: number
}

export interface Documents {
  get(kind: string, id: string): Promise<StoredDocument | null>
  /** Ordered by id. */
  list(kind: string): Promise<StoredDocument[]>
}

// --- Import ------------------------------------------------------------------------------------------------------

/**
 * 'auto': new and updated rows; a vendor's delivery replaces the scope it repeats. 'add': nothing is taken out but what is
 * updated. 'replace-period': also retires rows of the same source in the covered period that the files do not hold.
 */
export type ImportMode = 'auto' | 'add' | 'replace-period'

export interface ImportOptions {
  readonly mode?: ImportMode
  /** Last day of the closed periods; null when none is closed. */
  readonly lockedThrough?: string | null
  /** Rows that would change closed days come in or are refused; left out: they come in, and the preview counts them. */
  readonly late?: 'include' | 'reject' | undefined
}

export interface ImportFile {
  readonly name: string
  readonly sha256: string
  readonly format: string
  /** What a delivery of its format replaces; '' nothing. */
  readonly replaces?: '' | 'scope' | 'day'
}

/** A refused line with its cells as they stand. */
export interface RefusedLine extends Reject {
  readonly cells: readonly string[]
}

export interface StagedReject extends RefusedLine {
  readonly file: number
}

/** A row as text, with its physical line. */
export interface PlainRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** A large table whose plainly written rows are staged already. */
export interface BulkTable {
  /** Plain rows taken. */
  readonly taken: number
  readonly skipped: readonly { readonly code: SkipCode; readonly currency: string; readonly rows: number; readonly amount: string }[]
  /** The other rows, for the ordinary way; at its end it is sure that the file has not changed. */
  doubtfulRows(): AsyncGenerator<PlainRow[]>
}

/** One import being prepared, held beside the ledger until committed or discarded; one at a time per workspace. */
export interface ImportStaging {
  /** Files are taken in this order: for the same identity the later file wins. Returns the file's number in this import. */
  addFile(file: ImportFile): Promise<number>
  append(file: number, records: readonly UsageRecord[]): Promise<void>
  /** Takes the plain rows of a large table; null when it is not plain enough, and is to be read row by row. */
  addTable(
    file: number,
    plan: TablePlan,
    options?: { signal?: AbortSignal | undefined; onProgress?: (step: string, percent: number) => void },
  ): Promise<BulkTable | null>
  /**
   * A Parquet file, by its path or its bytes, as a CSV beside the staged lines for as long as this import: the paths of both.
   * `file`: the name to tell.
   */
  unfold(
    parquet: string | AsyncIterable<Uint8Array>,
    file: string,
    signal?: AbortSignal,
  ): Promise<{ readonly csv: string; readonly parquet: string }>
  /** Nothing of the file counts any more: it could not be read to its end. */
  giveUp(file: number): Promise<void>
  reject(file: number, rejects: readonly RefusedLine[]): Promise<void>
  /** Lines of a file understood and left out on purpose, for the record. */
  leaveOut(file: number, skipped: unknown): void
  /** Refused lines in the order of files and lines. */
  rejects(page: { file?: number; line?: number; code?: RejectCode; limit: number; offset?: number }): Promise<StagedReject[]>
  /** A refused line that a person has mended: its records come in, it is refused no more. */
  mend(file: number, line: number, records: readonly UsageRecord[]): Promise<void>
  /** Another answer to what only a person can decide; `classify` then counts anew what is staged. */
  decide(options: Pick<ImportOptions, 'mode' | 'late' | 'lockedThrough'>): void
  /** Aborted by the signal within moments, and can then only be discarded. */
  classify(signal?: AbortSignal): Promise<ImportPreview>
  discard(): Promise<void>
}

export interface ImportCount {
  readonly rows: number
  readonly tokens: string
  /** Stated money where a row states it, otherwise the price book's estimate. */
  readonly money: MoneyByCurrency
}

/** rows read (accepted by the importer) = new + updated + unchanged. */
export interface ImportCounts {
  readonly new: ImportCount
  readonly updated: ImportCount
  readonly unchanged: ImportCount
  /** Rows of the ledger that 'replace-period' takes out. */
  readonly retired: ImportCount
  readonly files: readonly FileCounts[]
  /** Amounts with more than 18 decimals, rounded half-even at the 18th. */
  readonly roundedAmounts: number
}

/** What a file states, exactly, whatever becomes of its lines. */
export interface FileTotals {
  readonly tokens: Readonly<Record<TokenBucket, string>>
  readonly reasoning: string
  readonly requests: string
  readonly gpuHours: string
  readonly billed: MoneyByCurrency
  readonly list: MoneyByCurrency
  readonly contracted: MoneyByCurrency
  /** `billed` by what it is for. */
  readonly byKind: Readonly<Partial<Record<ChargeKind, MoneyByCurrency>>>
  /** Lines with tokens of no named model. */
  readonly modelless: number
  /** UTC days of the first and the last line; null without one. */
  readonly firstDay: string | null
  readonly lastDay: string | null
}

export interface FileCounts {
  readonly file: number
  readonly name: string
  readonly totals: FileTotals
  readonly new: ImportCount
  readonly updated: ImportCount
  readonly unchanged: ImportCount
  /** Refused lines by reason. */
  readonly rejects: readonly RejectSum[]
}

export interface RejectSum {
  readonly code: RejectCode
  readonly rows: number
  readonly money: MoneyByCurrency
}

export interface ImportPreview extends ImportCounts {
  /** Every month the import touches: its spend and tokens from -> to. */
  readonly months: readonly MonthEffect[]
  /** The same by day and currency, every day of the months of the import: a wrong date layout is obvious as a picture. */
  readonly days: readonly DayEffect[]
  /** Models in the import that have no price, neither in the workspace nor in the library. */
  readonly unpriced: readonly UnpricedModel[]
  /** Scopes that the files repeat only in part: whether they replace them is for a person to say. */
  readonly doubtful: readonly DoubtfulScope[]
  /** Sources whose use on some days is there already in other groups. */
  readonly regrouped: readonly Regrouped[]
  /** Lines that change closed days; null when no period is closed. */
  readonly late: { readonly lockedThrough: string; readonly rows: number; readonly money: MoneyByCurrency } | null
}

export interface DoubtfulScope {
  readonly scope: string
  /** Lines of the ledger that would go, and what they state. */
  readonly lines: number
  readonly money: MoneyByCurrency
}

export interface Regrouped {
  readonly family: string
  readonly firstDay: string
  readonly lastDay: string
  /** Lines of the ledger on these days, and what they state. */
  readonly lines: number
  readonly money: MoneyByCurrency
}

export interface MonthEffect {
  /** `2026-09` */
  readonly month: string
  readonly before: MonthFigures
  readonly after: MonthFigures
}

export interface DayEffect {
  readonly day: string
  readonly currency: string
  readonly before: string
  readonly after: string
}

export interface MonthFigures {
  readonly cost: MoneyByCurrency
  readonly tokens: string
  readonly unpricedTokens: string
}

export interface ImportedFile extends ImportFile {
  readonly id: number
  readonly change: number
  readonly at: string
  readonly undone: boolean
  readonly new: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  /** JSON of the lines left out on purpose. */
  readonly skipped: string
  /** How many later changes stand. */
  readonly later: number
}

// --- Usage -------------------------------------------------------------------------------------------------------

export const groupKeys = ['month', 'day', 'provider', 'model', 'team', 'costCenter', 'project', 'source', 'charge', 'kind', 'tier'] as const
export type GroupKey = (typeof groupKeys)[number]

export interface UsageFilter {
  readonly provider?: readonly string[]
  readonly model?: readonly string[]
  readonly team?: readonly string[]
  readonly costCenter?: readonly string[]
  readonly project?: readonly string[]
  readonly source?: readonly string[]
  readonly charge?: readonly string[]
  readonly kind?: readonly string[]
  readonly tier?: readonly string[]
  /** First and last UTC day, both included. */
  readonly from?: string
  readonly to?: string
  /** Only what this import brought. */
  readonly change?: number
}

export interface UsageFigures {
  readonly inputUncached: string
  readonly cacheRead: string
  /** All cache writes: 5 minutes, 1 hour, unknown term. */
  readonly cacheWrite: string
  readonly cacheWrite5m: string
  readonly cacheWrite1h: string
  readonly output: string
  /** Part of output. */
  readonly reasoning: string
  readonly totalTokens: string
  readonly requests: string
  readonly gpuHours: string
  /** cost = billed + estimated. */
  readonly cost: MoneyByCurrency
  readonly billed: MoneyByCurrency
  readonly estimated: MoneyByCurrency
  /** Estimates not counted in cost because the vendor's cost report states the money of that day. */
  readonly superseded: MoneyByCurrency
  /** Estimates of a source that tells again what another of higher standing tells. */
  readonly overlapped: MoneyByCurrency
  /** Its tokens; they are not in the counts above. */
  readonly overlappedTokens: string
  /** Tokens with neither billed money nor a price; their cost is unknown, not zero. */
  readonly unpricedTokens: string
  /** Cost of rows that hold both money and tokens, and those tokens, by currency: price per Mtok = cost / tokens x 1e6. */
  readonly tokenCost: MoneyByCurrency
  readonly costedTokens: Readonly<Record<string, string>>
  readonly rows: number
}

export interface UsageRow extends UsageFigures {
  readonly keys: Readonly<Partial<Record<GroupKey, string>>>
  /** Cost in the one currency asked for, by the dated rates; null when it was not asked for. */
  readonly converted: ConvertedCost | null
}

export interface ConvertedCost {
  readonly currency: string
  /** null when a rate is missing. */
  readonly amount: string | null
  /** What has a rate. */
  readonly known: string
  /** Amounts on days without a rate. */
  readonly missing: MoneyByCurrency
}

export interface UsageAnswer {
  readonly rows: readonly UsageRow[]
  readonly totals: UsageFigures & Pick<UsageRow, 'converted'>
}

/** One series of model doubles. Index 0 is `firstDay`; days without rows are 0 (see coverage for what is missing). */
export interface DailyLine {
  readonly keys: Readonly<Partial<Record<GroupKey, string>>>
  readonly inputUncached: Float64Array
  readonly cacheRead: Float64Array
  readonly cacheWrite: Float64Array
  readonly output: Float64Array
  readonly totalTokens: Float64Array
  readonly requests: Float64Array
  readonly gpuHours: Float64Array
  readonly unpricedTokens: Float64Array
  /** Cost (billed + estimated) by currency. */
  readonly cost: Readonly<Record<string, Float64Array>>
}

export interface DailySeries {
  /** Days since 1970-01-01; 0 with no lines when there is no usage. */
  readonly firstDay: number
  readonly days: number
  readonly lines: readonly DailyLine[]
}

export interface Coverage {
  /** null when there is no usage. */
  readonly firstDay: string | null
  readonly lastDay: string | null
  readonly rows: number
  readonly providers: readonly ProviderCoverage[]
}

export interface ProviderCoverage {
  readonly provider: string
  readonly firstDay: string
  readonly lastDay: string
  /** Last day of the files that hold the provider: silence up to it is no use, silence after it is no data. */
  readonly reportedTo: string
  /** Months with data, and the months without between the workspace's first and last day. */
  readonly months: readonly string[]
  readonly missing: readonly string[]
}

/** A source row with the place it came from. '' where the file stated nothing. */
export interface SourceRow {
  readonly file: string
  readonly line: number
  readonly source: string
  readonly role: UsageLabel['role']
  readonly start: string
  readonly end: string
  readonly provider: string
  readonly model: string
  /** As allocated, else as stated. */
  readonly team: string
  readonly statedTeam: string
  readonly costCenter: string
  /** Number of the rule of allocation that took it, from 1; 0 none. */
  readonly rule: number
  readonly project: string
  readonly dimensions: Readonly<Record<string, string>>
  readonly tier: Tier
  readonly tokens: Readonly<Record<TokenBucket, string>>
  readonly requests: string
  readonly gpuHours: string
  readonly charge: string
  readonly currency: string
  readonly billed: string
  readonly list: string
  readonly contracted: string
  /** A total the file states that the buckets do not add to; '' when it ties. */
  readonly totalMismatch: string
  readonly basis: SpendBasis
  /** The amount behind `basis`, in `costCurrency`; '' when unknown or none. */
  readonly cost: string
  readonly costCurrency: string
  readonly change: number
}

/** How a row enters spend; the rule stands in spend-view.ts. */
export type SpendBasis = 'billed' | 'estimated' | 'superseded' | 'overlapped' | 'unpriced' | 'none'

/** What is told of the first and the second of two periods that are compared. */
export interface TwoPeriods<T> {
  readonly before: T
  readonly after: T
}

/** Lines of one period that agree in all texts here, summed: what a bridge of spend is made of. Overlapped ones are left out. */
export interface PeriodLine {
  readonly provider: string
  readonly account: 'platform' | 'seats'
  readonly model: string
  readonly tier: Tier
  readonly context: '' | 'long'
  readonly kind: ChargeKind
  /** '' for lines with tokens. */
  readonly charge: string
  readonly basis: SpendBasis
  /** What the lines state: requests with tokens, tokens alone, GPU-hours, requests alone (calls), or money only. */
  readonly counts: 'requests' | 'tokens' | 'gpuHours' | 'calls' | 'none'
  readonly tokens: Readonly<Record<TokenBucket, string>>
  readonly totalTokens: string
  readonly requests: string
  readonly gpuHours: string
  /** Tokens on these lines whose money is unknown. */
  readonly unpricedTokens: string
  /** Of the money; '' where there is none. */
  readonly currency: string
  /** What counts as spend; '0' where another source tells it. */
  readonly money: string
  /** `money` in the currency asked for; null where a rate is missing. */
  readonly amount: string | null
  /** Last day of the period that the lines touch. */
  readonly lastDay: string
}

export interface UnpricedModel {
  readonly provider: string
  readonly model: string
  readonly tier: Tier
  readonly tokens: string
  readonly rows: number
  readonly firstDay: string
  readonly lastDay: string
}

export interface UsageBook {
  beginImport(options?: ImportOptions): Promise<ImportStaging>
  query(ask: { by: readonly GroupKey[]; filter?: UsageFilter; convertTo?: string }): Promise<UsageAnswer>
  /** The border from ledger decimals to model doubles. `by` may be empty (one line for everything). */
  daily(ask: { by: readonly Exclude<GroupKey, 'month' | 'day'>[]; filter?: UsageFilter }): Promise<DailySeries>
  coverage(): Promise<Coverage>
  /** Without `convertTo` every amount is the money itself. */
  periodLines(ask: TwoPeriods<DaySpan> & { readonly convertTo?: string | undefined }): Promise<TwoPeriods<PeriodLine[]>>
  rows(ask: { filter?: UsageFilter; limit: number; offset?: number }): Promise<{ total: number; rows: SourceRow[] }>
  unpriced(): Promise<UnpricedModel[]>
  allocation(ask: AllocationAsk): Promise<AllocationReport>
  overlaps(): Promise<Overlap[]>
  /** Both sides of every vendor's months: tokens x price, and the billed money that counts. */
  billGroups(): Promise<BillGroup[]>
  hourSums(windows: readonly HourWindow[]): Promise<HourSums[]>
  files(): Promise<ImportedFile[]>
  rejects(page: {
    files: readonly number[]
    code?: RejectCode
    limit: number
    offset?: number
  }): Promise<(Reject & { readonly file: number })[]>
}

/** Hours of a vendor that belong to one month by UTC and to another by the vendor's zone. ISO instants, `until` exclusive. */
export interface HourWindow {
  readonly provider: string
  readonly since: string
  readonly until: string
  /** The end of the window at which the other zone's month begins. */
  readonly edge: string
}

/** Money of the lines that begin in a window, in one currency. */
export interface HourSums {
  /** Index of the window. */
  readonly window: number
  readonly currency: string
  readonly billed: string
  /** Tokens x price. */
  readonly used: string
  /** Lines that lie on both sides of the edge: the sums do not tell to which month their money belongs. */
  readonly crossing: { readonly billed: number; readonly used: number }
}

// --- Allocation --------------------------------------------------------------------------------------------------

export interface AllocationAsk {
  /** The stored ones, or a draft that is only tried. */
  readonly rules: readonly AllocationRule[]
  /** What usage is looked at for having none of. */
  readonly missing: 'team' | 'costCenter'
  /** What its largest values are told of; left out: what says most about whose it is. */
  readonly by?: RuleField | undefined
  /** The largest is the one with most of this money. */
  readonly currency: string
  readonly limit: number
}

export interface AllocatedUsage {
  readonly labels: number
  readonly lines: number
  readonly tokens: string
  /** What counts as spend. */
  readonly money: MoneyByCurrency
}

export interface AllocationReport {
  /** In their order. `fits`: labels it would take if it stood first; `takenBy`: rules before it that take some of them. */
  readonly rules: readonly (AllocatedUsage & { readonly fits: number; readonly takenBy: readonly number[] })[]
  readonly all: AllocatedUsage
  readonly missing: Readonly<Record<'team' | 'costCenter', AllocatedUsage>>
  readonly by: RuleField
  /** Fields that the usage without states. */
  readonly fields: readonly RuleField[]
  /** Names of all further labels of the files. */
  readonly dimensions: readonly string[]
  /** The largest values of `by`, and what is left beside them. */
  readonly values: readonly (AllocatedUsage & { readonly value: string })[]
  readonly others: AllocatedUsage
}

// --- Overlaps ----------------------------------------------------------------------------------------------------

/** Of the days that several sources tell of: a source that gives way to another, and what of it does not count. */
export interface Overlap {
  readonly provider: string
  readonly population: Population
  /** Families of formats, see sourceFamily. */
  readonly family: string
  readonly countsInstead: string
  readonly days: number
  readonly firstDay: string
  readonly lastDay: string
  readonly lines: number
  readonly tokens: string
  readonly money: MoneyByCurrency
  /** A person says that it counts beside the other: then all of the above counts. */
  readonly countsBoth: boolean
}

// --- Prices ------------------------------------------------------------------------------------------------------

/** A price entered by the user; it goes before the library's. */
export interface PriceOverride {
  readonly provider: string
  readonly model: string
  readonly bucket: PriceBucket
  readonly tier?: Tier
  readonly currency: string
  readonly perMtok: string
  readonly validFrom: string
  readonly validTo?: string
  readonly source: string
  readonly context?: '' | 'long'
  readonly slots?: { readonly from: number; readonly to: number }
  /** Whether usage booked before this price is repriced by it; otherwise only usage without any price and later imports are. */
  readonly reprices?: boolean
}

export interface StoredPrice extends Omit<DatedPrice, 'validFrom'> {
  readonly provider: string
  readonly model: string
  /** First day of the price; for a library price of unknown start, the first day of use. */
  readonly validFrom: string
  readonly startKnown: boolean
  readonly entered: 'library' | 'user'
  readonly reprices: boolean
  /** False: a later price of the same first day has taken its place; usage booked before that keeps it. */
  readonly isCurrent: boolean
  /** What is left of it after the discount on the day asked for: `0.875`. */
  readonly factor: string
  readonly change: number
}

/** Effective prices, discounts included, of a model from `from` to the day before `to`, for usage booked from now on. */
export interface PricePeriod {
  readonly provider: string
  readonly model: string
  readonly tier: Tier
  readonly context: '' | 'long'
  /** Half hours of the UTC day; null: lines of a day or longer. */
  readonly slots: { readonly from: number; readonly to: number } | null
  readonly currency: string
  readonly from: string
  readonly to: string
  readonly perMtok: Readonly<Record<PriceBucket, string | null>>
}

/** What a change of prices or discounts did to the spend of a month that had a price before: of the whole workspace. */
export interface RepricedMonth {
  readonly month: string
  readonly currency: string
  readonly before: string
  readonly after: string
}

/** What a contract takes off a provider's list prices; of several that hold, the one for the model goes first, then the newer. */
export interface Discount {
  readonly id: string
  readonly provider: string
  /** '' for all models of the provider. */
  readonly model: string
  /** `12.5` takes an eighth off. */
  readonly percentOff: string
  readonly validFrom: string
  /** First day after it; null while it is open. */
  readonly validTo: string | null
  readonly source: string
  readonly reprices: boolean
}

export interface StoredDiscount extends Discount {
  /** False: a later version has taken its place; usage booked before that keeps it. */
  readonly isCurrent: boolean
  readonly change: number
}

/** 1 unit of `base` is `rate` units of `quote`, from its first day until a later rate of the pair or its end. */
export interface FxRate {
  readonly base: string
  readonly quote: string
  readonly rate: string
  readonly validFrom: string
  readonly validTo: string | null
  readonly source: string
}

export interface PriceBook {
  /** `on`: the day whose discount is told with each price, moved into the price's own time. */
  list(filter?: { provider?: string; model?: string; on?: string }): Promise<StoredPrice[]>
  periods(): Promise<PricePeriod[]>
  /** A short hash of all prices in force, for the basis of a result. */
  version(): Promise<string>
  discounts(): Promise<StoredDiscount[]>
  rates(): Promise<FxRate[]>
}
