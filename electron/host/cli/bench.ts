// `bench`: each figure beside its reference, measured in the same run on the same data. Machines are noisy, ratios hold.
import type { Core } from '../../core/main.ts'
import type { Given } from './arguments.ts'
import type { Outcome } from './run.ts'

export async function benchCommand(_given: Given, _core: Core, _signal: AbortSignal): Promise<Outcome> {
  return { json: [], lines: [] }
}
