// Named scenarios: dated volume events with an owner. 'Base' is always there and first; it has none until some are saved.
import { Scenario, type ScenarioData } from '../../../shared/contract/forecast-commands.ts'
import { fail } from '../../../shared/language/failures.ts'
import type { Session } from './session.ts'

const baseScenario = 'Base'

export async function listScenarios(session: Session): Promise<ScenarioData[]> {
  const stored = (await session.workspace.documents.list('scenario')).map((document) => Scenario.parse(document.body))
  const base = stored.find((each) => each.name === baseScenario) ?? { name: baseScenario, events: [] }
  return [base, ...stored.filter((each) => each.name !== baseScenario)]
}

export async function readScenario(session: Session, name: string | undefined): Promise<ScenarioData> {
  const wanted = name ?? baseScenario
  const found = (await listScenarios(session)).find((each) => each.name === wanted)
  if (!found) throw fail('unknown-scenario', { name: wanted })
  return found
}

export async function saveScenario(session: Session, scenario: ScenarioData): Promise<ScenarioData[]> {
  await session.workspace.change('scenario.save', { label: `Save scenario ${scenario.name}`, params: { name: scenario.name } }, (write) =>
    write.put('scenario', scenario.name, scenario),
  )
  return listScenarios(session)
}
