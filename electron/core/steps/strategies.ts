// The strategies of the desk: No hedge (always, never removed), the policy ladder, and the user's own.
import { Strategy, type StrategyData } from '../../../shared/contract/hedge-commands.ts'
import { fail } from '../../../shared/language/failures.ts'
import type { Session } from './session.ts'

export interface Strategies {
  readonly strategies: StrategyData[]
  readonly chosen: string
}

const fixed: readonly StrategyData[] = [
  { id: 'none', name: 'No hedge', kind: 'none', cover: {} },
  { id: 'ladder', name: 'Policy ladder', kind: 'ladder', cover: {} },
]
const own: StrategyData = { id: 'a', name: 'My A', kind: 'manual', cover: {} }

export async function listStrategies(session: Session): Promise<Strategies> {
  const stored = (await session.workspace.documents.list('strategy')).map((document) => Strategy.parse(document.body))
  const chosen = await session.workspace.documents.get('desk', 'chosen')
  const manual = stored.some((each) => each.id === own.id) ? stored : [own, ...stored]
  const strategies = [...fixed, ...manual]
  const id = (chosen?.body as { id?: string } | undefined)?.id ?? 'ladder'
  return { strategies, chosen: strategies.some((each) => each.id === id) ? id : 'ladder' }
}

export async function readStrategy(session: Session, id: string | undefined): Promise<StrategyData> {
  const { strategies, chosen } = await listStrategies(session)
  const found = strategies.find((each) => each.id === (id ?? chosen))
  if (!found) throw fail('unknown-strategy', { id: id ?? chosen })
  return found
}

export async function saveStrategy(session: Session, strategy: StrategyData, choose: boolean): Promise<Strategies> {
  if (fixed.some((each) => each.id === strategy.id) || strategy.kind !== 'manual') throw fail('fixed-strategy', { name: strategy.name })
  await session.workspace.change(
    'hedge.save',
    { label: `Change strategy ${strategy.name}`, params: { name: strategy.name } },
    async (write) => {
      await write.put('strategy', strategy.id, strategy)
      if (choose) await write.put('desk', 'chosen', { id: strategy.id })
    },
  )
  return listStrategies(session)
}

export async function chooseStrategy(session: Session, id: string): Promise<Strategies> {
  const strategy = await readStrategy(session, id)
  await session.workspace.change('hedge.choose', { label: `Propose strategy ${strategy.name}`, params: { name: strategy.name } }, (write) =>
    write.put('desk', 'chosen', { id }),
  )
  return listStrategies(session)
}

export async function removeStrategy(session: Session, id: string): Promise<Strategies> {
  const strategy = await readStrategy(session, id)
  if (fixed.some((each) => each.id === id)) throw fail('fixed-strategy', { name: strategy.name })
  await session.workspace.change('hedge.remove', { label: `Remove strategy ${strategy.name}`, params: { name: strategy.name } }, (write) =>
    write.remove('strategy', id),
  )
  return listStrategies(session)
}
