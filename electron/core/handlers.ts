// One line per command: which step answers it. The compiler demands a handler for every row of the table.
import type { commands, events, Output } from '../../shared/contract/commands.ts'
import type { HandlersFor } from '../../shared/contract/server.ts'
import { cancelled, FailureError } from '../../shared/result/failure.ts'
import type { WorkerPool } from '../../shared/worker/pool.ts'
import { type DocumentSurroundings, writeReport } from './documents.ts'
import { readAllocation, setAllocation, tryAllocation } from './steps/allocate-usage.ts'
import { listDiscounts, removeDiscount, setDiscount } from './steps/discounts.ts'
import { compareHedges, evaluateHedge } from './steps/evaluate-hedge.ts'
import { changeAssumptions, readAssumptions } from './steps/exposure-paths.ts'
import { forecastSpend } from './steps/forecast-spend.ts'
import { freezeReport, listVersions } from './steps/freeze-report.ts'
import { importRates, listRates, removeRate, setRate } from './steps/fx-rates.ts'
import { commitImport, discardImport, importHistory, listRejects, mendReject, previewImport } from './steps/import-usage.ts'
import { measureExposure } from './steps/measure-exposure.ts'
import { measureRisk } from './steps/measure-risk.ts'
import { countBoth, listOverlaps } from './steps/overlaps.ts'
import { readPrices, setPrice } from './steps/price-book.ts'
import { readDrivers } from './steps/read-drivers.ts'
import { listContracts, pastePrices, readCurve, readSettlement, removeContract, saveContract } from './steps/read-market.ts'
import { readOverview } from './steps/read-overview.ts'
import { listRows, queryUsage } from './steps/read-usage.ts'
import { reconcileBills } from './steps/reconcile-bills.ts'
import { listScenarios, saveScenario } from './steps/scenarios.ts'
import type { Session } from './steps/session.ts'
import { changeSettings, readSettings } from './steps/settings.ts'
import { removeInvoice, revokeMonth, setInvoice, signMonth } from './steps/settle-month.ts'
import { chooseStrategy, listStrategies, readStrategy, removeStrategy, saveStrategy } from './steps/strategies.ts'
import { undoThrough } from './steps/undo-changes.ts'
import type { Workspaces } from './workspaces.ts'

export type ContractTable = { commands: typeof commands; events: typeof events }

interface Around extends DocumentSurroundings {
  readonly pool: WorkerPool
  readonly announce: () => void
}

export function handlersOf(workspaces: Workspaces, around: Around): HandlersFor<ContractTable> {
  /** A step on the workspace that is open now; when that one is closed meanwhile, the step is cancelled, whatever came of it. */
  const on = async <T>(step: (session: Session) => Promise<T>): Promise<T> => {
    const { session } = workspaces
    const ended = () => new FailureError(cancelled())
    const result = await step(session).catch((thrown: unknown) => {
      throw session.isClosed ? ended() : thrown
    })
    if (session.isClosed) throw ended()
    return result
  }
  /** For commands that change the workspace: every page hears of it, whatever came of it. */
  const changing = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } finally {
      around.announce()
    }
  }
  return {
    'app.info': () => workspaces.app(),
    'workspace.create': (ask) => workspaces.create(ask),
    'workspace.open': ({ path, readOnly }) => workspaces.open(path, readOnly),
    'workspace.open-sample': () => workspaces.openSample(),
    'workspace.close': () => changing(workspaces.close().then(() => ({}))),
    'workspace.forget': ({ path }) => workspaces.forget(path),
    'workspace.verify': () =>
      on(async ({ workspace }) => {
        const { intact, entries, firstBroken } = await workspace.verify()
        const { rows } = await workspace.usage.coverage()
        return { intact, entries, firstBroken: firstBroken ?? null, usageRows: rows }
      }),
    'change.undo': ({ through }) => changing(on((session) => undoThrough(session.workspace, through).then(() => workspaces.info(session)))),
    'change.redo': () => changing(on((session) => session.workspace.redo().then(() => workspaces.info(session)))),
    'change.log': ({ limit }) =>
      on(async ({ workspace }) => ({
        entries: (await workspace.log({ limit })).map(({ n, at, command, change, label, params, undone, hash }) => ({
          n,
          at,
          command,
          params: { label, ...params },
          target: command === 'undo' || command === 'redo' ? change : null,
          undone,
          hash,
        })),
      })),
    'settings.get': () => on(readSettings),
    'settings.set': (part) => changing(on((session) => changeSettings(session, part as Parameters<typeof changeSettings>[1]))),

    'import.preview': (ask, { signal, progress }) => on((session) => previewImport(session, ask, signal, progress)),
    'import.mend': (ask, { signal }) => on((session) => mendReject(session, ask, signal)),
    'import.commit': ({ id }, { signal, progress }) => changing(on((session) => commitImport(session, id, signal, progress))),
    'import.discard': ({ id }) => on((session) => discardImport(session, id).then(() => ({}))),
    'import.rejects': (ask) => on((session) => listRejects(session, ask)),
    'import.history': () => on(importHistory),

    'usage.query': (ask) => on((session) => queryUsage(session, ask)),
    'usage.drivers': (ask) => on((session) => readDrivers(session, ask)),
    'usage.rows': (ask) => on((session) => listRows(session, ask)),
    'reconcile.read': (ask) => on((session) => reconcileBills(session, ask)),
    'reconcile.set-invoice': (ask) => changing(on((session) => setInvoice(session, ask))),
    'reconcile.remove-invoice': (ask) => changing(on((session) => removeInvoice(session, ask))),
    'reconcile.sign': (ask) => changing(on((session) => signMonth(session, ask))),
    'reconcile.revoke': (ask) => changing(on((session) => revokeMonth(session, ask))),
    'usage.overlaps': () => on(listOverlaps),
    'usage.count-both': (ask) => changing(on((session) => countBoth(session, ask))),
    'price.list': () => on(readPrices),
    'price.set': (ask) => changing(on((session) => setPrice(session, ask))),
    'discount.list': () => on(listDiscounts),
    'discount.set': (ask) => changing(on((session) => setDiscount(session, ask))),
    'discount.remove': (ask) => changing(on((session) => removeDiscount(session, ask))),
    'fx.list': () => on(listRates),
    'fx.set': (ask) => changing(on((session) => setRate(session, ask))),
    'fx.remove': (ask) => changing(on((session) => removeRate(session, ask))),
    'fx.import': (ask) => {
      const imported = on((session) => importRates(session, ask))
      return ask.commit ? changing(imported) : imported
    },
    'allocation.read': (ask) => on((session) => readAllocation(session, ask)),
    'allocation.set': (ask) => changing(on((session) => setAllocation(session, ask))),
    'allocation.try': (ask) => on((session) => tryAllocation(session, ask)),

    'forecast.run': (ask, { signal }) => on((session) => forecastSpend(session, ask, signal)),
    'scenario.list': () => on(async (session) => ({ scenarios: await listScenarios(session) })),
    'scenario.save': ({ scenario }) => changing(on(async (session) => ({ scenarios: await saveScenario(session, scenario) }))),
    'exposure.measure': ({ scenario }, { signal }) => on((session) => measureExposure(session, scenario, signal)),
    'exposure.get': () => on(readAssumptions),
    'exposure.set': (part) => changing(on((session) => changeAssumptions(session, part as Parameters<typeof changeAssumptions>[1]))),

    'market.contracts': () => on(async (session) => ({ contracts: await listContracts(session) })),
    'market.save-contract': ({ contract }) => changing(on(async (session) => ({ contracts: await saveContract(session, contract) }))),
    'market.remove-contract': ({ id }) => changing(on(async (session) => ({ contracts: await removeContract(session, id) }))),
    'market.curve': ({ contract }) => on(async (session) => readCurve(session, contract ?? (await readAssumptions(session)).contract)),
    'market.paste': (ask) => {
      const pasted = on((session) => pastePrices(session, ask))
      return ask.commit ? changing(pasted) : pasted
    },
    'market.settlement': ({ contract, month }) => on((session) => readSettlement(session, contract, month)),

    'calc.run': async ({ questions }, { signal }) => {
      const { answers } = await around.pool.run({ kind: 'calc', questions }, { signal })
      return { answers: [...answers] as Output<'calc.run'>['answers'] }
    },
    'calc.list': async () => {
      const { functions } = await around.pool.run({ kind: 'calc-list' })
      return { functions: [...functions] as Output<'calc.list'>['functions'] }
    },

    'hedge.strategies': () => on(listStrategies),
    'hedge.save': ({ strategy, choose }) => changing(on((session) => saveStrategy(session, strategy, choose))),
    'hedge.choose': ({ id }) => changing(on((session) => chooseStrategy(session, id))),
    'hedge.remove': ({ id }) => changing(on((session) => removeStrategy(session, id))),
    'hedge.evaluate': ({ id, draft, scenario }, { signal }) =>
      on(async (session) => evaluateHedge(session, draft ?? (await readStrategy(session, id)), scenario, signal)),
    'hedge.compare': ({ scenario }, { signal }) => on(async (session) => ({ evaluations: await compareHedges(session, scenario, signal) })),
    'risk.measure': ({ id, scenario }, { signal }) =>
      on(async (session) => measureRisk(session, await readStrategy(session, id), scenario, signal)),
    'overview.read': (_, { signal }) => on((session) => readOverview(session, signal)),
    'report.write': (ask, { signal, progress }) =>
      on(async (session) => {
        progress({ step: 'freeze', unit: 'steps', done: 0, total: 2 })
        const { name, sample } = await workspaces.info(session)
        const frozen = await changing(freezeReport(session, { workspace: name, sample }, ask.strategy, signal))
        progress({ step: 'write', unit: 'steps', done: 1, total: 2 })
        return writeReport(frozen, ask, around, signal)
      }),
    'report.versions': () => on(async (session) => ({ versions: await listVersions(session) })),
  }
}
