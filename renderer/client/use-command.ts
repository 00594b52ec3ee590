// The connection as the components see it. `useCommand` reads, `useAction` changes; both typed by the contract.
// Provided once by main.tsx; a workspace change marks every answer stale by itself.
import {
  createContext,
  createElement,
  type ReactElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { CommandName, Input, Output, ProgressData } from '../../shared/contract/commands.ts'
import { type Failure, toFailure } from '../../shared/result/failure.ts'
import type { CoreClient } from './connect.ts'
import { type Fetch, QueryCache } from './query-cache.ts'

interface Core {
  readonly client: CoreClient
  readonly cache: QueryCache
}

const CoreContext = createContext<Core | null>(null)

export function CoreProvider({ client, children }: { client: CoreClient; children: ReactNode }): ReactElement {
  const core = useMemo(() => ({ client, cache: new QueryCache() }), [client])
  useEffect(() => client.on('workspace.changed', () => core.cache.markStale()), [client, core])
  return createElement(CoreContext, { value: core }, children)
}

function useCore(): Core {
  const core = useContext(CoreContext)
  if (core === null) throw new Error('useCommand and useAction work below CoreProvider')
  return core
}

/** Forgets all answers: another workspace is open. */
export function useForgetAnswers(): () => void {
  const { cache } = useCore()
  return useCallback(() => cache.clear(), [cache])
}

export interface Query<T> {
  readonly data: T | undefined
  readonly failure: Failure | undefined
  /** A call runs. */
  readonly pending: boolean
  /** `data` is of an older revision or of the arguments before these: show it dimmed. */
  readonly stale: boolean
  readonly progress: ProgressData | undefined
  readonly retry: () => void
}

/** Reads with a command, again after every change of the workspace. `enabled: false` asks nothing. */
export function useCommand<K extends CommandName>(
  name: K,
  args: Input<K>,
  { enabled = true }: { readonly enabled?: boolean } = {},
): Query<Output<K>> {
  const { client, cache } = useCore()
  const asked = JSON.stringify(args)
  const key = `${name} ${asked}`
  const subscribe = useCallback(
    (listener: () => void) => {
      if (!enabled) return () => undefined
      const fetch: Fetch = (options) => client.call(name, JSON.parse(asked) as Input<K>, options)
      return cache.watch(key, fetch, listener)
    },
    [client, cache, name, asked, key, enabled],
  )
  const snapshot = useSyncExternalStore(subscribe, () => cache.snapshot(key))
  const before = useRef<Output<K> | undefined>(undefined)
  // The cache holds what the client has checked against this command's schema.
  const own = snapshot.data as Output<K> | undefined
  useEffect(() => {
    if (own !== undefined) before.current = own
  }, [own])
  const data = own ?? (snapshot.failure ? undefined : before.current)
  return {
    data,
    failure: snapshot.failure,
    pending: enabled && snapshot.pending,
    stale: data !== undefined && (snapshot.stale || own === undefined),
    progress: snapshot.progress,
    retry: () => cache.retry(key),
  }
}

export interface Action<K extends CommandName> {
  /** Resolves with the result, or undefined when it failed or was cancelled: `failure` then says why. */
  readonly run: (args: Input<K>) => Promise<Output<K> | undefined>
  readonly data: Output<K> | undefined
  readonly failure: Failure | undefined
  readonly pending: boolean
  readonly progress: ProgressData | undefined
  readonly cancel: () => void
  readonly cancelling: boolean
  /** Forgets data and failure. */
  readonly reset: () => void
}

interface ActionState<K extends CommandName> {
  readonly data: Output<K> | undefined
  readonly failure: Failure | undefined
  readonly progress: ProgressData | undefined
  readonly phase: 'idle' | 'running' | 'cancelling'
}

const idle = { data: undefined, failure: undefined, progress: undefined, phase: 'idle' } as const

/** Runs a command that changes something. A second run while one is on cancels the first. */
export function useAction<K extends CommandName>(name: K): Action<K> {
  const { client } = useCore()
  const [state, setState] = useState<ActionState<K>>(idle)
  const running = useRef<AbortController>(undefined)
  const run = useCallback(
    async (args: Input<K>): Promise<Output<K> | undefined> => {
      running.current?.abort()
      const own = new AbortController()
      running.current = own
      const show = (next: Partial<ActionState<K>>): void => {
        if (running.current === own) setState((state) => ({ ...state, ...next }))
      }
      show({ ...idle, phase: 'running' })
      try {
        const data = await client.call(name, args, { signal: own.signal, onProgress: (progress) => show({ progress }) })
        show({ data, phase: 'idle', progress: undefined })
        return data
      } catch (thrown) {
        show({ failure: toFailure(thrown), phase: 'idle', progress: undefined })
        return undefined
      }
    },
    [client, name],
  )
  const cancel = useCallback(() => {
    running.current?.abort()
    setState((state) => (state.phase === 'running' ? { ...state, phase: 'cancelling' } : state))
  }, [])
  const reset = useCallback(() => setState(idle), [])
  return {
    run,
    data: state.data,
    failure: state.failure,
    progress: state.progress,
    pending: state.phase !== 'idle',
    cancel,
    cancelling: state.phase === 'cancelling',
    reset,
  }
}
