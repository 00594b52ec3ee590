import type { FrozenResult } from '../../../../shared/contract/frozen.ts'
export const boardWorkbook = async (_f: FrozenResult, _l: string): Promise<Uint8Array> => new Uint8Array()
