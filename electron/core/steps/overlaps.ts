// Sources that tell of the same use: which counts, and the word of a person that another counts beside it.
import type { Output, Parsed } from '../../../shared/contract/commands.ts'
import { fail } from '../../../shared/language/failures.ts'
import type { Session } from './session.ts'

export async function listOverlaps({ workspace }: Session): Promise<Output<'usage.overlaps'>> {
  const overlaps = await workspace.usage.overlaps()
  return { overlaps: overlaps.map((overlap) => ({ ...overlap, money: { ...overlap.money } })) }
}

export async function countBoth(
  session: Session,
  { provider, family, both }: Parsed<'usage.count-both'>,
): Promise<Output<'usage.count-both'>> {
  const { workspace } = session
  const id = `${provider}|${family}`
  const isStored = (await workspace.documents.get('overlap', id)) !== null
  const isOverlap = (await workspace.usage.overlaps()).some((each) => each.provider === provider && each.family === family)
  if (!isStored && !isOverlap) throw fail('no-such-overlap', { provider, family })
  const label = `${family} of ${provider} counts ${both ? 'beside the others' : 'once'}`
  await workspace.change('overlap.set', { label, params: { provider, family, both: both ? 'yes' : 'no' } }, async (write) => {
    if (both && !isStored) await write.put('overlap', id, { count: true })
    if (!both) await write.remove('overlap', id)
  })
  return listOverlaps(session)
}
