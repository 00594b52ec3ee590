// One line per command: which step answers it. The compiler demands a handler for every row of the table.
import { readFile } from 'node:fs/promises'
import type { commands, events } from '../../shared/contract/commands.ts'
import type { HandlersFor } from '../../shared/contract/server.ts'
import { type DocumentSurroundings, writeReport } from './documents.ts'
import { compareHedges, evaluateHedge } from './steps/evaluate-hedge.ts'
import { changeAssumptions, readAssumptions } from './steps/exposure-paths.ts'
import { forecastSpend } from './steps/forecast-spend.ts'
import { freezeReport, listVersions } from './steps/freeze-report.ts'
import { commitImport, discardImport, importHistory, listRejects, previewImport } from './steps/import-usage.ts'
import { measureExposure } from './steps/measure-exposure.ts'
import { measureRisk } from './steps/measure-risk.ts'
import { readPrices, setPrice } from './steps/price-book.ts'
import { listContracts, pastePrices, readCurve, readSettlement, removeContract, saveContract } from './steps/read-market.ts'
import { readOverview } from './steps/read-overview.ts'
import { listRows, queryUsage } from './steps/read-usage.ts'
import { listScenarios, saveScenario } from './steps/scenarios.ts'
import type { Session } from './steps/session.ts'
import { changeSettings, readSettings } from './steps/settings.ts'
import { chooseStrategy, listStrategies, readStrategy, removeStrategy, saveStrategy } from './steps/strategies.ts'
import type { Workspaces } from './workspaces.ts'

export type ContractTable = { commands: typeof commands; events: typeof events }

interface Around extends DocumentSurroundings {
  readonly announce: () => void
}

export function handlersOf(session: Session, workspaces: Workspaces, around: Around): HandlersFor<ContractTable> {
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
    'workspace.verify': async () => {
      const { intact, entries, firstBroken } = await session.workspace.verify()
      const { rows } = await session.workspace.usage.coverage()
      return { intact, entries, firstBroken: firstBroken ?? null, usageRows: rows }
    },
    'change.undo': () => changing(session.workspace.undo().then(() => workspaces.info())),
    'change.redo': () => changing(session.workspace.redo().then(() => workspaces.info())),
    'change.log': async ({ limit }) => ({
      entries: (await session.workspace.log({ limit })).map(({ n, at, command, change, label, params, undone, hash }) => ({
        n,
        at,
        command,
        params: { label, ...params },
        target: command === 'undo' || command === 'redo' ? change : null,
        undone,
        hash,
      })),
    }),
    'settings.get': () => readSettings(session),
    'settings.set': (part) => changing(changeSettings(session, part as Parameters<typeof changeSettings>[1])),

    'import.preview': (ask, { signal, progress }) => previewImport(session, ask, signal, progress),
    'import.commit': ({ id }) => changing(commitImport(session, id)),
    'import.discard': ({ id }) => discardImport(session, id).then(() => ({})),
    'import.rejects': (ask) => listRejects(session, ask),
    'import.history': () => importHistory(session),

    'usage.query': (ask) => queryUsage(session, ask),
    'usage.rows': (ask) => listRows(session, ask),
    'price.list': () => readPrices(session),
    'price.set': (ask) => changing(setPrice(session, ask)),

    'forecast.run': (ask, { signal }) => forecastSpend(session, ask, signal),
    'scenario.list': async () => ({ scenarios: await listScenarios(session) }),
    'scenario.save': async ({ scenario }) => ({ scenarios: await changing(saveScenario(session, scenario)) }),
    'exposure.measure': ({ scenario }, { signal }) => measureExposure(session, scenario, signal),
    'exposure.get': () => readAssumptions(session),
    'exposure.set': (part) => changing(changeAssumptions(session, part as Parameters<typeof changeAssumptions>[1])),

    'market.contracts': async () => ({ contracts: await listContracts(session) }),
    'market.save-contract': async ({ contract }) => ({ contracts: await changing(saveContract(session, contract)) }),
    'market.remove-contract': async ({ id }) => ({ contracts: await changing(removeContract(session, id)) }),
    'market.curve': async ({ contract }) => readCurve(session, contract ?? (await readAssumptions(session)).contract),
    'market.paste': async ({ path, text, asOf, ...ask }) => {
      const pasted = pastePrices(session, { ...ask, asOf, text: text ?? (path ? await readFile(path, 'utf8') : '') })
      return ask.commit ? changing(pasted) : pasted
    },
    'market.settlement': ({ contract, month }) => readSettlement(session, contract, month),

    'hedge.strategies': () => listStrategies(session),
    'hedge.save': ({ strategy, choose }) => changing(saveStrategy(session, strategy, choose)),
    'hedge.choose': ({ id }) => changing(chooseStrategy(session, id)),
    'hedge.remove': ({ id }) => changing(removeStrategy(session, id)),
    'hedge.evaluate': async ({ id, draft, scenario }, { signal }) =>
      evaluateHedge(session, draft ?? (await readStrategy(session, id)), scenario, signal),
    'hedge.compare': async ({ scenario }, { signal }) => ({ evaluations: await compareHedges(session, scenario, signal) }),
    'risk.measure': async ({ id, scenario }, { signal }) => measureRisk(session, await readStrategy(session, id), scenario, signal),
    'overview.read': (_, { signal }) => readOverview(session, signal),
    'report.write': async (ask, { signal, progress }) => {
      progress({ step: 'freeze', done: 0, total: 2 })
      const info = await workspaces.info()
      const frozen = await changing(freezeReport(session, { workspace: info.name, sample: info.sample }, ask.strategy, signal))
      progress({ step: 'write', done: 1, total: 2 })
      return writeReport(frozen, ask, around, signal)
    },
    'report.versions': async () => ({ versions: await listVersions(session) }),
  }
}
